// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/doctor/checks.h"

#include <algorithm>
#include <dirent.h>
#include <memory>

namespace hookwalk::kernel
{

namespace
{

// Devices, "all" and "default".
std::vector<std::string> configuredDevices()
{
    std::vector<std::string> names;
    const std::unique_ptr<DIR, int (*)(DIR*)> folder(opendir("/proc/sys/net/ipv4/conf"), closedir);
    while (const dirent* entry = folder ? readdir(folder.get()) : nullptr) {
        if (entry->d_name[0] != '.')
            names.emplace_back(entry->d_name);
    }
    return names;
}

} // namespace

Check forwardingCheck()
{
    constexpr auto id = "forwarding";
    if (settingValue("net/ipv4/ip_forward") == "1")
        return good(id, "Forwarding is on");
    return hint(
        id, "Forwarding is off",
        "Packets from a tun to anybody but this machine stop at the routing decision: FORWARD is never "
        "reached.",
        change::SetForwarding{});
}

// What is in force for a device is the greater of its own value and that of "all"
// (Documentation/networking/ip-sysctl.rst).
Check reversePathCheck()
{
    constexpr auto id = "rp-filter";
    const std::string all = settingValue("net/ipv4/conf/all/rp_filter");
    std::string strict;
    for (const std::string& device : configuredDevices()) {
        const bool isReal = device != "all" && device != "default";
        const std::string own = settingValue("net/ipv4/conf/" + device + "/rp_filter");
        if (isReal && std::max(all, own) == "1")
            strict += (strict.empty() ? "" : ", ") + device;
    }
    if (strict.empty())
        return good(id, "Sources are not checked strictly (rp_filter)");
    if (strict.size() > 200)
        strict = strict.substr(0, 200) + "…";
    return hint(
        id, "Sources are checked strictly (rp_filter)",
        "At " + strict +
            " a packet is dropped behind PREROUTING where its answer would leave by another device, and "
            "only a counter tells of it.",
        change::SetRpFilter{"all", 2});
}

Check ipv6Check()
{
    constexpr auto id = "ipv6";
    const std::string disabled = settingValue("net/ipv6/conf/all/disable_ipv6");
    if (disabled == "0")
        return good(id, "IPv6 is there");
    if (disabled.empty())
        return hint(id, "The kernel has no IPv6", "Only IPv4 packets can be sent and seen.");
    return hint(id, "IPv6 is switched off", "Only IPv4 packets can be sent and seen.",
                inPlace("sysctl -w net.ipv6.conf.all.disable_ipv6=0"));
}

// Which logger gets what is logged without a rule: packets that conntrack calls INVALID. A LOG rule brings
// its own (nf_log_packet() in net/netfilter/nf_log.c).
Check logBackendCheck()
{
    constexpr auto id = "log-backend";
    const std::string v4 = settingValue("net/netfilter/nf_log/2");  // PF_INET
    const std::string v6 = settingValue("net/netfilter/nf_log/10"); // PF_INET6
    const std::string both =
        (v4.empty() ? "none" : v4) + " for IPv4, " + (v6.empty() ? "none" : v6) + " for IPv6";
    const auto isSyslog = [](const std::string& name) { return name.starts_with("nf_log"); };
    if (isSyslog(v4) && isSyslog(v6))
        return good(id, "The kernel log takes what conntrack reports", "nf_log: " + both + '.');
    return hint(
        id, "The kernel log does not get what conntrack reports",
        "nf_log: " + both +
            ". Packets that conntrack calls INVALID are not logged there. LOG rules and trace points are "
            "not concerned.",
        onMachine("modprobe nf_log_syslog && sysctl -w net.netfilter.nf_log.2=nf_log_ipv4 "
                  "net.netfilter.nf_log.10=nf_log_ipv6"));
}

Check bridgeCheck()
{
    constexpr auto id = "bridge-netfilter";
    if (settingValue("net/bridge/bridge-nf-call-iptables") != "1")
        return good(id, "Bridged frames keep out of the IP chains");
    return hint(
        id, "Bridged frames go through the IP chains, too",
        "Packets between two ports of a bridge, of containers for example, enter PREROUTING, FORWARD and "
        "POSTROUTING although nothing routes them (bridge-nf-call-iptables).",
        inPlace("sysctl -w net.bridge.bridge-nf-call-iptables=0"));
}

} // namespace hookwalk::kernel
