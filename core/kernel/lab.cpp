#include "kernel/lab.h"

#include "kernel/capabilities.h"
#include "kernel/netns.h"
#include "kernel/nft.h"
#include "kernel/sysctl.h"
#include "kernel/tun.h"

#include <utility>

namespace hookwalk::kernel
{

namespace
{

const std::string tunName = "tun0";
const std::string networkName = "eth0";
const Network tunNetwork{IpAddress::v4(0xc0a84564), 24};   // 192.168.69.100
const IpAddress pingSource = IpAddress::v4(0xc0a84501);    // 192.168.69.1
const Network studyNetwork{IpAddress::v4(0xc633640f), 24}; // 198.51.100.15
const Network worldNetwork{IpAddress::v4(0xc6336401), 24}; // 198.51.100.1
const Network farNetwork{IpAddress::v4(0xcb00711d), 32};   // 203.0.113.29
constexpr MacAddress studyMac{0x00, 0x00, 0x5e, 0x00, 0x53, 0x0f};
constexpr MacAddress worldMac{0x00, 0x00, 0x5e, 0x00, 0x53, 0x01};

// Named as iptables names it: the rule stands in the diagram's nat POSTROUTING.
constexpr auto masquerade = R"(
    table ip nat {
        chain POSTROUTING {
            type nat hook postrouting priority srcnat; policy accept;
            ip saddr 192.168.69.0/24 oifname "eth0" counter masquerade
        }
    })";

// What holds for devices made from now on in this namespace: IPv6 stays possible, but no device takes an
// address or asks for a router by itself, and every lab routes alike whatever the machine's own settings are.
Result<void> quieten()
{
    return setSysctl("net/ipv4/conf/all/rp_filter", "0")
        .and_then([] { return setSysctl("net/ipv4/conf/default/rp_filter", "0"); })
        .and_then([]() -> Result<void> {
            if (access("/proc/sys/net/ipv6", F_OK) != 0) // a kernel without IPv6
                return {};
            return setSysctl("net/ipv6/conf/default/addr_gen_mode", "1")
                .and_then([] { return setSysctl("net/ipv6/conf/default/accept_ra", "0"); })
                .and_then([] { return setSysctl("net/ipv6/conf/default/router_solicitations", "0"); });
        });
}

Result<void> makeWorldSide(Links& world)
{
    return world.setUp("lo")
        .and_then([&] { return world.addAddress("lo", farNetwork); })
        .and_then([&] { return world.addAddress(networkName, worldNetwork); })
        .and_then([&] { return world.setUp(networkName); })
        .and_then([&] { return world.addNeighbour(networkName, studyNetwork.address, studyMac); });
}

Result<void> makeStudySide(Links& study, Links& world)
{
    return study.setUp("lo")
        .and_then([&] { return study.addAddress(networkName, studyNetwork); })
        .and_then([&] { return study.setUp(networkName); })
        .and_then([&] { return study.waitUntilReady(networkName); })
        .and_then([&] { return world.waitUntilReady(networkName); }) // up since both ends are
        .and_then([&] { return study.addDefaultRoute(networkName, worldNetwork.address); })
        .and_then([&] { return study.addNeighbour(networkName, worldNetwork.address, worldMac); })
        .and_then([] { return setSysctl("net/ipv4/ip_forward", "1"); })
        .and_then([] { return Nft::open(); })
        .and_then([](Nft nft) { return nft.run(masquerade); })
        .map([](const std::string&) {});
}

struct Namespace {
    UniqueFd held;
    Links links;
};

Result<Namespace> enterNamespace()
{
    auto held = enterNewNetworkNamespace();
    if (!held)
        return tl::unexpected(held.error());
    return quieten().and_then([] { return Links::open(); }).map([&](Links links) {
        return Namespace{std::move(*held), std::move(links)};
    });
}

} // namespace

Result<Lab> Lab::make()
{
    if (!hasCapability(CAP_SYS_ADMIN)) {
        if (auto entered = enterOwnUserNamespace(); !entered)
            return tl::unexpected(entered.error());
    }
    auto world = enterNamespace();
    if (!world)
        return tl::unexpected(world.error());
    auto study = enterNamespace(); // the last one entered: here the process stays
    if (!study)
        return tl::unexpected(study.error());

    Lab lab(std::move(world->held), std::move(study->links));
    return lab.m_links.addVeth({networkName, studyMac}, {networkName, worldMac}, lab.m_world.get())
        .and_then([&] { return makeWorldSide(world->links); })
        .and_then([&] { return makeStudySide(lab.m_links, world->links); })
        .and_then([&] { return lab.makeTun(); })
        .map([&](UniqueFd tun) {
            lab.m_tun = std::move(tun);
            return std::move(lab);
        });
}

Result<UniqueFd> Lab::makeTun()
{
    return kernel::openTun(tunName).and_then([&](UniqueFd tun) {
        return m_links.addAddress(tunName, tunNetwork)
            .and_then([&] { return m_links.setUp(tunName); })
            .map([&] { return std::move(tun); });
    });
}

Result<UniqueFd> Lab::openTun(const std::string& name)
{
    if (name != tunName)
        return failure(ErrorCode::NotFound,
                       "The lab has no tun device " + name + "; its tun is " + tunName + '.');
    if (m_tun)
        return std::exchange(m_tun, UniqueFd());
    return makeTun();
}

protocol::LabMade Lab::description() const
{
    protocol::LabMade made;
    made.tun = tunName;
    made.tunAddress = tunNetwork.address;
    made.pingSource = pingSource;
    made.network = networkName;
    made.networkAddress = studyNetwork.address;
    made.gateway = worldNetwork.address;
    made.farAddress = farNetwork.address;
    made.userNamespace = !inInitialUserNamespace();
    return made;
}

} // namespace hookwalk::kernel
