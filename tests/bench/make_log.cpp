// SPDX-License-Identifier: GPL-3.0-or-later
// Prints a generated kernel log: make_log LINES > FILE. For tests/bench/read_log.sh.
#include "support/loggenerator.h"

#include <cstdio>
#include <cstdlib>

int main(int argc, char** argv)
{
    const auto lines = argc == 2 ? std::strtoul(argv[1], nullptr, 10) : 0;
    if (lines == 0 || lines > 100'000'000) {
        std::fputs("Say how many lines, 1 to 100000000: make_log LINES > FILE\n", stderr);
        return 2;
    }
    const auto log = hookwalk::test::generateLog(static_cast<std::uint32_t>(lines));
    return std::fwrite(log.text.data(), 1, log.text.size(), stdout) == log.text.size() ? 0 : 1;
}
