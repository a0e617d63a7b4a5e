// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/lab/lab.h"

#include "kernel/base/capabilities.h"
#include "kernel/base/netns.h"
#include "kernel/base/tun.h"
#include "kernel/lab/labnetwork.h"
#include "kernel/lab/listeners.h"

#include <algorithm>
#include <utility>

namespace hookwalk::kernel
{

namespace
{

constexpr std::uint16_t httpPort = 80;
constexpr std::uint16_t discardPort = 9;

// A machine of the lab: its namespace, its netlink sockets, and its services.
struct Machine {
    std::vector<UniqueFd> held;
    LabLinks links;
};

// Afterwards the process is in the new machine's namespace.
Result<Machine> enterMachine()
{
    auto held = enterNewNetworkNamespace();
    if (!held)
        return tl::unexpected(held.error());
    auto http = labnetwork::quieten().and_then([] { return listenTcp(httpPort); });
    if (!http)
        return tl::unexpected(http.error());
    return LabLinks::open().map([&](LabLinks links) {
        Machine machine{{}, std::move(links)};
        machine.held.push_back(std::move(*held));
        machine.held.push_back(std::move(*http));
        return machine;
    });
}

struct JoinedMachine {
    Machine machine;
    FarEnd end;
};

// Such a machine with the other end of one of the study's devices.
Result<JoinedMachine> enterJoinedMachine(const std::string& device, const MacAddress& nearMac)
{
    auto machine = enterMachine();
    if (!machine)
        return tl::unexpected(machine.error());
    return FarEnd::open(device, nearMac).map([&](FarEnd end) {
        return JoinedMachine{std::move(*machine), std::move(end)};
    });
}

Result<void> join(LabLinks& study, const MacAddress& mac, JoinedMachine& neighbour, const MacAddress& farMac)
{
    const int theirs = neighbour.machine.held.front().get();
    return study.addVeth({neighbour.end.device(), mac}, {labnetwork::networkName, farMac}, theirs)
        .and_then([&] { return neighbour.machine.links.indexOf(labnetwork::networkName); })
        .map([&](std::uint32_t index) { neighbour.end.setIndex(index); });
}

// Both ends of a link carry packets once both machines have brought theirs up.
Result<void> waitForLinks(LabLinks& study, LabLinks& world, LabLinks& lan)
{
    return study.waitUntilReady(labnetwork::networkName)
        .and_then([&] { return study.waitUntilReady(labnetwork::lanName); })
        .and_then([&] { return world.waitUntilReady(labnetwork::networkName); })
        .and_then([&] { return lan.waitUntilReady(labnetwork::networkName); });
}

} // namespace

Result<Lab> Lab::make()
{
    using namespace labnetwork;
    if (!hasCapability(CAP_SYS_ADMIN)) {
        if (auto entered = enterOwnUserNamespace(); !entered)
            return tl::unexpected(entered.error());
    }
    auto world = enterJoinedMachine(networkName, studyMac);
    if (!world)
        return tl::unexpected(world.error());
    auto silent = silentUdp(discardPort);
    if (!silent)
        return tl::unexpected(silent.error());
    auto lan = enterJoinedMachine(lanName, studyLanMac);
    if (!lan)
        return tl::unexpected(lan.error());
    auto study = enterMachine(); // the last one entered: here the process stays
    if (!study)
        return tl::unexpected(study.error());

    Lab lab(std::move(study->links));
    return join(lab.m_links, studyMac, *world, worldMac)
        .and_then([&] { return join(lab.m_links, studyLanMac, *lan, lanMac); })
        .and_then([&] { return makeWorld(world->machine.links); })
        .and_then([&] { return makeLan(lan->machine.links); })
        .and_then([&] { return makeStudy(lab.m_links); })
        .and_then([&] { return forward(); })
        .and_then([&] { return setRules(); })
        .and_then([&] { return lab.makeTun(); })
        .and_then([&](UniqueFd tun) {
            lab.m_tun = std::move(tun);
            return waitForLinks(lab.m_links, world->machine.links, lan->machine.links);
        })
        .map([&] {
            for (auto* held : {&world->machine.held, &lan->machine.held, &study->held})
                std::ranges::move(*held, std::back_inserter(lab.m_held));
            lab.m_held.push_back(std::move(*silent));
            lab.m_farEnds.push_back(std::move(world->end));
            lab.m_farEnds.push_back(std::move(lan->end));
            return std::move(lab);
        });
}

Result<UniqueFd> Lab::makeTun()
{
    return kernel::openTun(labnetwork::tunName).and_then([&](UniqueFd tun) {
        return labnetwork::makeTun(m_links).map([&] { return std::move(tun); });
    });
}

Result<UniqueFd> Lab::openTun(const std::string& name)
{
    if (name != labnetwork::tunName)
        return failure(ErrorCode::NotFound, say("not-the-labs-tun", name, labnetwork::tunName));
    if (m_tun)
        return std::exchange(m_tun, UniqueFd());
    return makeTun();
}

Result<void> Lab::inject(const protocol::Inject& order) const
{
    if (order.device.empty())
        return sendFromHere(order.packet);
    const auto end = std::ranges::find(m_farEnds, order.device, &FarEnd::device);
    if (end == m_farEnds.end())
        return failure(ErrorCode::NotFound,
                       say("nobody-at-far-end", order.device, labnetwork::networkName, labnetwork::lanName));
    return end->send(order.packet);
}

protocol::LabMade Lab::description() const
{
    protocol::LabMade made;
    made.tun = labnetwork::tunName;
    made.tunAddress = labnetwork::tunEnd.v4.address;
    made.pingSource = labnetwork::pingSource;
    made.network = labnetwork::networkName;
    made.networkAddress = labnetwork::studyEnd.v4.address;
    made.gateway = labnetwork::worldEnd.v4.address;
    made.farAddress = labnetwork::farEnd.v4.address;
    made.lan = labnetwork::lanName;
    made.lanServer = labnetwork::lanEnd.v4.address;
    if (labnetwork::hasIpv6()) {
        made.tunAddress6 = labnetwork::tunEnd.v6.address;
        made.pingSource6 = labnetwork::pingSource6;
        made.networkAddress6 = labnetwork::studyEnd.v6.address;
        made.farAddress6 = labnetwork::farEnd.v6.address;
        made.lanServer6 = labnetwork::lanEnd.v6.address;
    }
    made.userNamespace = !inInitialUserNamespace();
    return made;
}

} // namespace hookwalk::kernel
