// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/lab/labnetwork.h"

#include "kernel/base/sysctl.h"
#include "kernel/netlink/nft.h"

#include <unistd.h>

namespace hookwalk::kernel::labnetwork
{

namespace
{

Network network(std::string_view address, std::uint8_t prefix)
{
    return {IpAddress::parse(address).value(), prefix};
}

// Named as iptables names them: the rules stand in the diagram's nat PREROUTING and nat POSTROUTING.
constexpr auto rules4 = R"(
    table ip nat {
        chain PREROUTING {
            type nat hook prerouting priority dstnat; policy accept;
            ip daddr 198.51.100.15 tcp dport 8080 counter dnat to 192.0.2.80:80
            ip daddr 198.51.100.15 tcp dport 8081 counter redirect to :80
            ip daddr 198.51.100.15 udp dport 8053 counter dnat to 192.0.2.80:53
        }
        chain POSTROUTING {
            type nat hook postrouting priority srcnat; policy accept;
            ip saddr 192.168.69.0/24 oifname "eth0" counter masquerade
        }
    })";
constexpr auto rules6 = R"(
    table ip6 nat {
        chain PREROUTING {
            type nat hook prerouting priority dstnat; policy accept;
            ip6 daddr 2001:db8:1::15 tcp dport 8080 counter dnat to [2001:db8:2::80]:80
            ip6 daddr 2001:db8:1::15 tcp dport 8081 counter redirect to :80
            ip6 daddr 2001:db8:1::15 udp dport 8053 counter dnat to [2001:db8:2::80]:53
        }
        chain POSTROUTING {
            type nat hook postrouting priority srcnat; policy accept;
            ip6 saddr 2001:db8:69::/64 oifname "eth0" counter masquerade
        }
    })";

struct Setting {
    const char* name;
    const char* value;
};

Result<void> set(std::initializer_list<Setting> settings)
{
    for (const Setting& setting : settings) {
        if (auto done = setSysctl(setting.name, setting.value); !done)
            return done;
    }
    return {};
}

Result<void> addAddresses(LabLinks& links, const std::string& link, const Both& addresses)
{
    return links.addAddress(link, addresses.v4).and_then([&]() -> Result<void> {
        return hasIpv6() ? links.addAddress(link, addresses.v6) : Result<void>();
    });
}

Result<void> addNeighbours(LabLinks& links, const std::string& link, const Both& neighbour,
                           const MacAddress& mac)
{
    return links.addNeighbour(link, neighbour.v4.address, mac).and_then([&]() -> Result<void> {
        return hasIpv6() ? links.addNeighbour(link, neighbour.v6.address, mac) : Result<void>();
    });
}

Result<void> addDefaultRoutes(LabLinks& links, const std::string& link, const Both& gateway)
{
    return links.addDefaultRoute(link, gateway.v4.address).and_then([&]() -> Result<void> {
        return hasIpv6() ? links.addDefaultRoute(link, gateway.v6.address) : Result<void>();
    });
}

// A device with its addresses and the neighbour at its other end.
Result<void> makeEnd(LabLinks& links, const std::string& link, const Both& own, const Both& other,
                     const MacAddress& otherMac)
{
    return links.setUp(link).and_then([&] { return addAddresses(links, link, own); }).and_then([&] {
        return addNeighbours(links, link, other, otherMac);
    });
}

} // namespace

const Both tunEnd{network("192.168.69.100", 24), network("2001:db8:69::100", 64)};
const Both studyEnd{network("198.51.100.15", 24), network("2001:db8:1::15", 64)};
const Both studyLanEnd{network("192.0.2.1", 24), network("2001:db8:2::1", 64)};
const Both worldEnd{network("198.51.100.1", 24), network("2001:db8:1::1", 64)};
const Both farEnd{network("203.0.113.29", 32), network("2001:db8:ffff::29", 128)};
const Both lanEnd{network("192.0.2.80", 24), network("2001:db8:2::80", 64)};
const IpAddress pingSource = network("192.168.69.1", 24).address;
const IpAddress pingSource6 = network("2001:db8:69::1", 64).address;

bool hasIpv6()
{
    static const bool has = access("/proc/sys/net/ipv6", F_OK) == 0;
    return has;
}

Result<void> quieten()
{
    return set({{"net/ipv4/conf/all/rp_filter", "0"},
                {"net/ipv4/conf/default/rp_filter", "0"},
                {"net/ipv4/tcp_synack_retries", "0"}}) // one SYN, one answer
        .and_then([]() -> Result<void> {
            if (!hasIpv6())
                return {};
            return set({{"net/ipv6/conf/default/disable_ipv6", "0"},
                        {"net/ipv6/conf/default/addr_gen_mode", "1"}, // IN6_ADDR_GEN_MODE_NONE
                        {"net/ipv6/conf/default/accept_ra", "0"},
                        {"net/ipv6/conf/default/router_solicitations", "0"}});
        });
}

// Off for new devices: one that forwards IPv6 joins the routers' multicast groups, and announces that, before
// multicast can be switched off.
Result<void> forward()
{
    return set({{"net/ipv4/ip_forward", "1"}}).and_then([]() -> Result<void> {
        return hasIpv6()
                   ? set({{"net/ipv6/conf/all/forwarding", "1"}, {"net/ipv6/conf/default/forwarding", "0"}})
                   : Result<void>();
    });
}

Result<void> makeWorld(LabLinks& links)
{
    return links.setUp("lo").and_then([&] { return addAddresses(links, "lo", farEnd); }).and_then([&] {
        return makeEnd(links, networkName, worldEnd, studyEnd, studyMac);
    });
}

Result<void> makeLan(LabLinks& links)
{
    return links.setUp("lo")
        .and_then([&] { return makeEnd(links, networkName, lanEnd, studyLanEnd, studyLanMac); })
        .and_then([&] { return addDefaultRoutes(links, networkName, studyLanEnd); });
}

Result<void> makeStudy(LabLinks& links)
{
    return links.setUp("lo")
        .and_then([&] { return makeEnd(links, networkName, studyEnd, worldEnd, worldMac); })
        .and_then([&] { return makeEnd(links, lanName, studyLanEnd, lanEnd, lanMac); })
        .and_then([&] { return addDefaultRoutes(links, networkName, worldEnd); });
}

Result<void> makeTun(LabLinks& links)
{
    return links.setUp(tunName)
        .and_then([&] { return addAddresses(links, tunName, tunEnd); })
        .and_then([&]() -> Result<void> {
            return hasIpv6() ? setSysctl("net/ipv6/conf/" + tunName + "/forwarding", "1") : Result<void>();
        });
}

Result<void> setRules()
{
    return Nft::open()
        .and_then([](Nft nft) { return nft.run(hasIpv6() ? std::string(rules4) + rules6 : rules4); })
        .map([](const std::string&) {});
}

} // namespace hookwalk::kernel::labnetwork
