// SPDX-License-Identifier: GPL-3.0-or-later
// Whatever facts stand in a saved stream: rules, connections, answers and losses are taken in or left out. A
// line that begins with no digit is a fact without its head ("lost {…}"), so that short inputs come far.
#include "fuzz/wholetrace.h"
#include "wire/textfile.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    std::string stream;
    hookwalk::wire::forEachLine(
        {reinterpret_cast<const char*>(data), size}, [&](std::string_view line, std::uint32_t number) {
            const bool isWhole = line.empty() || (line[0] >= '0' && line[0] <= '9');
            if (!isWhole)
                stream += "6,0," + std::to_string(number) + ",-,source=hookwalk;hookwalk ";
            stream += line;
            stream += '\n';
        });
    hookwalk::test::readAndAsk(stream);
    return 0;
}
