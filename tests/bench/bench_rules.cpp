// SPDX-License-Identifier: GPL-3.0-or-later
// Many rules, from the kernel to the lines of the stream and read again, beside `nft -a list ruleset` (to
// /dev/null), in turns. In a network namespace of its own. To be run as root.
//
//   bench_rules [COUNT]   default: 50000, in chains of ten as kube-proxy makes them
#include "kernel/answers/rulesetreader.h"
#include "traversal/ruleset.h"
#include "wire/factline.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sched.h>
#include <string>

using namespace hookwalk;
using Clock = std::chrono::steady_clock;

namespace
{

double since(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

void writeRules(const std::string& path, unsigned count)
{
    std::ofstream file(path);
    file << "table ip nat {\n chain services {\n  type nat hook prerouting priority -100;\n }\n";
    for (unsigned chain = 0; chain < count / 10; ++chain) {
        file << " chain KUBE-SVC-" << chain << " {\n";
        for (unsigned rule = 0; rule < 10; ++rule)
            file << "  ip daddr 10." << chain / 250 % 250 << '.' << chain % 250 << '.' << rule
                 << " tcp dport 443 counter packets 0 bytes 0 accept comment \"service " << chain << "\"\n";
        file << " }\n";
    }
    file << "}\n";
}

} // namespace

int main(int argc, char** argv)
{
    const unsigned count = argc > 1 ? static_cast<unsigned>(std::atoi(argv[1])) : 50'000;
    const std::string path = "/tmp/bench_rules." + std::to_string(count);
    writeRules(path, count);
    const bool isThere = unshare(CLONE_NEWNET) == 0 && std::system(("nft -f " + path).c_str()) == 0;
    std::remove(path.c_str());
    if (!isThere) {
        std::puts("The rules cannot be loaded.");
        return 1;
    }
    for (int turn = 0; turn < 3; ++turn) {
        auto start = Clock::now();
        if (std::system("nft -a list ruleset > /dev/null") != 0)
            return 1;
        const double nft = since(start);
        start = Clock::now();
        const auto lines = kernel::rulesetLines(kernel::readRuleset());
        const double read = since(start);
        RulesetReader reader;
        std::optional<Ruleset> whole;
        for (const auto& line : lines) {
            if (const auto fact = wire::readFactLine(std::string_view(line).substr(0, line.size() - 1)))
                whole = reader.add(fact->content);
        }
        const double shown = since(start);
        std::size_t rules = 0;
        for (const auto& chain : whole ? whole->chains : std::vector<RuleChain>())
            rules += chain.rules.size();
        std::printf(
            "nft -a list ruleset %.2f s; %zu lines %.2f s (ratio %.2f), read again %.2f s, %zu rules\n", nft,
            lines.size(), read, read / nft, shown, rules);
    }
    return 0;
}
