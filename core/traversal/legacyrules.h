// SPDX-License-Identifier: GPL-3.0-or-later
// Rules of iptables-legacy: nothing reports that they are run, only their counters tell afterwards.
#pragma once

#include "traversal/rules.h"

namespace hookwalk
{

struct LegacyCount {
    Chain chain; // of iptables, where it was reached
    RuleHit hit; // handle: its place in its chain
    std::uint64_t packets = 0;
};
// What drops or rejects, rules and policies, and has counted meanwhile at the hook. `isV4`: of which tables.
std::vector<LegacyCount> legacyDrops(const Trace& trace, Hook hook, bool isV4);
// What sends copies (TEE), and has counted meanwhile.
std::vector<LegacyCount> legacyCopies(const Trace& trace, bool isV4);

} // namespace hookwalk
