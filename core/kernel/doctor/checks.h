// SPDX-License-Identifier: GPL-3.0-or-later
// The doctor's checks, each in a function of its own. Internal to doctor.
#pragma once

#include "kernel/base/sysctl.h"
#include "protocol/messages.h"

#include <string>
#include <vector>

namespace hookwalk::kernel
{

using protocol::Check;
using protocol::Health;
using protocol::Remedy;

Check good(const char* id, Said title, Sentences meaning = {});
Check hint(const char* id, Said title, Sentences meaning, Remedy remedy = {});
Check bad(const char* id, Said title, Sentences meaning, Remedy remedy = {});
inline Remedy onMachine(std::string line) // a command
{
    return protocol::Command{std::move(line)};
}
inline Remedy inPlace(std::string line) // the same, for the network namespace that is looked at
{
    return protocol::Command{std::move(line), true};
}

// The machine and the rights of this process (machinechecks.cpp).
Check privilegesCheck();
Check tunDeviceCheck();
Check userNamespacesCheck();
// Writes and loads the AppArmor profile that lets one program make user namespaces (packaging/apparmor has the package's).
std::string appArmorProfileLine(const std::string& program);
Check kernelLogCheck();
Check allNamespacesLogCheck();
Check leftoversCheck();

// Settings that stop or hide a packet (settingchecks.cpp).
Check forwardingCheck();
Check reversePathCheck();
Check ipv6Check();
Check logBackendCheck();
Check bridgeCheck();

// Rules that decide what can be seen (rulechecks.cpp).
struct RulesText {
    std::string nft; // as nft prints them
    std::vector<std::string> legacyTables;
    bool isKnown = false; // else this process may not look at them
};
RulesText readRulesText();
Check conntrackCheck(const RulesText& rules);
Check twoRulesetsCheck(const RulesText& rules);
Check flowtablesCheck(const RulesText& rules);

// What nft prints. PermissionDenied without CAP_NET_ADMIN: libnftables would complain on standard error.
Result<std::string> listAsNft(const std::string& command);

// Whether the kernel's sources can be opened (sourcechecks.cpp).
Check nftablesCheck();
Check nflogCheck();
Check nftraceCheck();
Check connectionEventsCheck();

} // namespace hookwalk::kernel
