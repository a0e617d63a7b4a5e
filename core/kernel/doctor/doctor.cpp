// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/doctor/doctor.h"

#include "kernel/doctor/checks.h"

namespace hookwalk::kernel
{

Check good(const char* id, Said title, Sentences meaning)
{
    return {id, Health::Good, std::move(title), std::move(meaning), {}};
}

Check hint(const char* id, Said title, Sentences meaning, Remedy remedy)
{
    return {id, Health::Hint, std::move(title), std::move(meaning), std::move(remedy)};
}

Check bad(const char* id, Said title, Sentences meaning, Remedy remedy)
{
    return {id, Health::Bad, std::move(title), std::move(meaning), std::move(remedy)};
}

std::vector<Check> examine()
{
    const RulesText rules = readRulesText();
    return {privilegesCheck(),       tunDeviceCheck(),      userNamespacesCheck(),
            nftablesCheck(),         kernelLogCheck(),      allNamespacesLogCheck(),
            logBackendCheck(),       nflogCheck(),          nftraceCheck(),
            connectionEventsCheck(), conntrackCheck(rules), twoRulesetsCheck(rules),
            flowtablesCheck(rules),  bridgeCheck(),         forwardingCheck(),
            reversePathCheck(),      ipv6Check(),           leftoversCheck()};
}

} // namespace hookwalk::kernel
