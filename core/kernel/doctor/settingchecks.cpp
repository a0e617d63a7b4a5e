// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/doctor/checks.h"

#include <algorithm>

namespace hookwalk::kernel
{

Check forwardingCheck()
{
    constexpr auto id = "forwarding";
    if (sysctlValue("net/ipv4/ip_forward") == "1")
        return good(id, say("forwarding-on"));
    return hint(id, say("forwarding-off"), {say("forwarding-off-means")}, change::SetForwarding{});
}

// What is in force for a device is the greater of its own value and that of "all"
// (Documentation/networking/ip-sysctl.rst).
Check reversePathCheck()
{
    constexpr auto id = "rp-filter";
    const std::string all = sysctlValue("net/ipv4/conf/all/rp_filter");
    std::string strict;
    for (const std::string& device : sysctlFolder("net/ipv4/conf")) {
        const bool isReal = device != "all" && device != "default";
        const std::string own = sysctlValue("net/ipv4/conf/" + device + "/rp_filter");
        if (isReal && std::max(all, own) == "1")
            strict += (strict.empty() ? "" : ", ") + device;
    }
    if (strict.empty())
        return good(id, say("rp-filter-loose"));
    if (strict.size() > 200)
        strict = strict.substr(0, 200) + "…";
    return hint(id, say("rp-filter-strict"), {say("rp-filter-strict-means", strict)},
                change::SetRpFilter{"all", 2});
}

Check ipv6Check()
{
    constexpr auto id = "ipv6";
    const std::string disabled = sysctlValue("net/ipv6/conf/all/disable_ipv6");
    if (disabled == "0")
        return good(id, say("ipv6-there"));
    if (disabled.empty())
        return hint(id, say("ipv6-missing"), {say("ipv6-missing-means")});
    return hint(id, say("ipv6-off"), {say("ipv6-missing-means")},
                inPlace("sysctl -w net.ipv6.conf.all.disable_ipv6=0"));
}

// The logger of what is logged without a rule: packets that conntrack calls INVALID. A LOG rule names its own
// logger (nf_log_packet() in net/netfilter/nf_log.c).
Check logBackendCheck()
{
    constexpr auto id = "log-backend";
    const std::string v4 = sysctlValue("net/netfilter/nf_log/2");  // PF_INET
    const std::string v6 = sysctlValue("net/netfilter/nf_log/10"); // PF_INET6
    const Said both = say("log-backend-both", v4.empty() ? "NONE" : v4, v6.empty() ? "NONE" : v6);
    const auto isSyslog = [](const std::string& name) { return name.starts_with("nf_log"); };
    if (isSyslog(v4) && isSyslog(v6))
        return good(id, say("log-backend-kernel-log"), {both});
    return hint(id, say("log-backend-other"), {both, say("log-backend-other-means")},
                onMachine("modprobe nf_log_syslog && sysctl -w net.netfilter.nf_log.2=nf_log_ipv4 "
                          "net.netfilter.nf_log.10=nf_log_ipv6"));
}

Check bridgeCheck()
{
    constexpr auto id = "bridge-netfilter";
    if (sysctlValue("net/bridge/bridge-nf-call-iptables") != "1")
        return good(id, say("bridge-netfilter-off"));
    return hint(id, say("bridge-netfilter-on"), {say("bridge-netfilter-on-means")},
                inPlace("sysctl -w net.bridge.bridge-nf-call-iptables=0"));
}

} // namespace hookwalk::kernel
