// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/precautions/precautions.h"

#include "change/shelltext.h"

#include <algorithm>
#include <array>
#include <linux/neighbour.h>
#include <linux/rtnetlink.h>

namespace hookwalk::kernel
{

namespace
{

tl::unexpected<Error> cut(Said what, Said hint)
{
    return failure(ErrorCode::Unsupported, std::move(what), 0, std::move(hint));
}

Said chooseFree()
{
    return say("choose-free-network", "192.168.69.0/24");
}

bool isBehind(const InUse& inUse, std::uint32_t device, const IpAddress& address)
{
    const Link* const link = inUse.find(device);
    return link && std::ranges::any_of(link->addresses,
                                       [&](const Network& network) { return network.contains(address); });
}

bool isBehindOwn(const InUse& inUse, const IpAddress& address)
{
    return std::ranges::any_of(inUse.ownNetworks,
                               [&](const Network& network) { return network.contains(address); }) ||
           std::ranges::any_of(inUse.own, [&](std::uint32_t tun) { return isBehind(inUse, tun, address); });
}

bool passesThrough(const InUse& inUse, const Conversation& one)
{
    return !inUse.isLocal(one.source) && !inUse.isLocal(one.destination);
}

std::string otherEnd(const Conversation& one, const IpAddress& end)
{
    return (end == one.source ? one.destination : one.source).toString();
}

// The first end of a conversation that is not this machine, receives packets and passes the test.
template<typename Test>
std::optional<std::pair<Conversation, IpAddress>> farEnd(const InUse& inUse, const Test& test)
{
    for (const Conversation& one : inUse.conversations) {
        for (const IpAddress& end : {one.destination, one.source}) {
            const bool isReached = end == one.destination || one.seen == Conversation::Seen::BothWays;
            if (isReached && test(end) && !inUse.isLocal(end))
                return std::pair(one, end);
        }
    }
    return std::nullopt;
}

// On a machine that routes for others without connection tracking, the connections through it are not known.
// Whether a private network is free can be told from the routes alone.
Result<void> checkUnseen(const InUse& inUse, const Network& network,
                         Said hint = say("choose-private-network", "192.168.69.0/24"))
{
    const bool isV4 = network.address.isV4();
    const bool isSeen = isV4 ? !inUse.forwards4 || inUse.tracks4 : !inUse.forwards6 || inUse.tracks6;
    const bool isPrivate =
        std::ranges::any_of(std::array{"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10",
                                       "198.18.0.0/15", "fc00::/7"}, // RFC 1918, 6598, 2544, 4193
                            [&](const char* text) {
                                const auto one = Network::parse(text);
                                return one && one->prefix <= network.prefix && one->contains(network.address);
                            });
    if (isSeen || isPrivate)
        return {};
    return cut(say("others-not-tracked", network.toString()), std::move(hint));
}

// Whether the kernel would send what goes to `end` by the route once it is there, and sends it by another device until
// then. Which table is asked depends on the packet, so what other tables say does not save it.
bool takesOver(const InUse& inUse, std::uint32_t device, const change::RestoreRoute& route,
               const IpAddress& end)
{
    const Reached given{{}, device, {}, route.destination, route.metric, route.table};
    const auto comesBefore = [](const Reached& one, const Reached& other) {
        return one.destination.prefix != other.destination.prefix
                   ? one.destination.prefix > other.destination.prefix
                   : one.metric < other.metric;
    };
    const auto leadsTo = [&](const Reached& one) {
        return one.destination.address.isV4() == end.isV4() && one.destination.contains(end);
    };
    const Reached* best = nullptr; // of its table
    bool isElsewhere = false;
    for (const Reached& one : inUse.routes) {
        if (!leadsTo(one))
            continue;
        isElsewhere |= one.device != device;
        if (one.table == route.table && (!best || comesBefore(one, *best)))
            best = &one;
    }
    const bool isSafe = best && (best->device == device || comesBefore(*best, given));
    return leadsTo(given) && isElsewhere && !isSafe;
}

Result<void> checkForwardingOff(const InUse& inUse, bool isV4)
{
    for (const Conversation& one : inUse.conversations) {
        if (one.destination.isV4() == isV4 && one.seen != Conversation::Seen::Socket &&
            passesThrough(inUse, one) && !isBehindOwn(inUse, one.source) &&
            !isBehindOwn(inUse, one.destination))
            return cut(say("connection-passes", one.source.toString(), one.destination.toString()),
                       say("end-it-first"));
    }
    return {};
}

Result<void> checkStrictFilter(const InUse& inUse, const std::string& device)
{
    auto links = inUse.links;
    std::erase_if(links, [&](const Link& link) {
        return link.name == "lo" || inUse.isOwn(link.index) || !link.isUp || !link.hasCarrier ||
               link.addresses.empty();
    });
    const bool concerns = device == "all" || std::ranges::find(links, device, &Link::name) != links.end();
    if (!concerns || links.size() < 2)
        return {};
    std::string names;
    for (const Link& link : links)
        names += (names.empty() ? "" : ", ") + link.name;
    return cut(say("strict-filter-cuts", names), say("choose-loose-filter"));
}

tl::unexpected<Error> notPutBack(const std::string& name, Said what)
{
    return failure(ErrorCode::Unsupported, std::move(what), 0,
                   say("by-hand", change::shellLines(change::SetDeviceUp{name, false}).front()));
}

} // namespace

Result<void> checkGoingDown(nl_sock* socket, std::uint32_t device, const std::string& name)
{
    const auto links = listLinks(socket);
    if (!links)
        return tl::unexpected(links.error());
    for (const Link& link : *links) {
        if (link.index == device && link.master != 0)
            return notPutBack(name, say("port-not-put-back", name));
        if (link.index != device && link.lower == device)
            return notPutBack(name, say("upper-device-not-put-back", name, link.name));
    }
    bool hasPermanentNeighbour = false;
    const auto read = [&](nlmsghdr* message) {
        const auto* const neighbour = static_cast<const ndmsg*>(nlmsg_data(message));
        hasPermanentNeighbour |= neighbour->ndm_ifindex == static_cast<int>(device) &&
                                 (neighbour->ndm_state & unsigned{NUD_PERMANENT});
    };
    return dump(socket, RTM_GETNEIGH, AF_UNSPEC, read).and_then([&]() -> Result<void> {
        if (hasPermanentNeighbour)
            return notPutBack(name, say("neighbour-not-put-back", name));
        return {};
    });
}

Result<void> checkNewNetwork(const InUse& inUse, std::uint32_t device, const Network& network)
{
    const unsigned widest = network.address.isV4() ? 8 : 16;
    if (network.prefix < widest)
        return failure(ErrorCode::BadInput, say("network-too-wide", network.toString(), widest));
    if (isLinkLocal(network.address)) // each device has its own
        return {};
    for (const Link& link : inUse.links) {
        const bool carries = link.isUp && link.hasCarrier && link.name != "lo";
        if (link.index == device || !carries)
            continue;
        for (const Network& other : link.addresses) {
            if (network.overlaps(other))
                return cut(say("network-overlaps", network.toString(), other.toString(), link.name),
                           chooseFree());
        }
    }
    for (const Reached& route : inUse.routes) {
        if (route.device == device)
            continue;
        const auto through = inUse.nameOf(route.device);
        if (!route.network.address.isNull() && network.overlaps(route.network))
            return cut(
                through.empty()
                    ? say("network-overlaps-other-route", network.toString(), route.network.toString())
                    : say("network-overlaps-route", network.toString(), route.network.toString(), through),
                chooseFree());
        const auto held = std::ranges::find_if(
            route.gateways, [&](const IpAddress& gateway) { return network.contains(gateway); });
        if (held != route.gateways.end())
            return cut(say("network-holds-router", held->toString(), network.toString()), chooseFree());
    }
    const auto met = farEnd(inUse, [&](const IpAddress& end) {
        return network.contains(end) && (end == network.address || !isBehind(inUse, device, end));
    });
    if (met)
        return cut(passesThrough(inUse, met->first)
                       ? say("network-cuts-passing", otherEnd(met->first, met->second),
                             met->second.toString(), network.toString())
                       : say("network-cuts-own", met->second.toString(), network.toString()),
                   say("choose-another-network"));
    return checkUnseen(inUse, network);
}

Result<void> checkComingUp(const InUse& inUse, std::uint32_t device)
{
    const Link* const link = inUse.find(device);
    Result<void> checked;
    for (const Network& network : link ? link->addresses : std::vector<Network>()) {
        if (checked)
            checked = checkNewNetwork(inUse, device, network);
    }
    return checked;
}

std::vector<IpAddress> addressesOf(const InUse& inUse, std::uint32_t device)
{
    std::vector<IpAddress> addresses;
    if (const Link* const link = inUse.find(device))
        std::ranges::transform(link->addresses, std::back_inserter(addresses), &Network::address);
    return addresses;
}

Result<void> checkRoute(const InUse& inUse, std::uint32_t device, const change::RestoreRoute& route)
{
    auto others = inUse; // than those that begin at an address of the device: they are its own
    const auto own = addressesOf(inUse, device);
    std::erase_if(others.conversations, [&](const Conversation& one) {
        return std::ranges::any_of(own, [&](const IpAddress& address) {
            return address == one.source || address == one.destination;
        });
    });
    const auto met =
        farEnd(others, [&](const IpAddress& end) { return takesOver(inUse, device, route, end); });
    const auto to = route.destination.prefix == 0 ? std::string("default") : route.destination.toString();
    if (met)
        return cut(
            passesThrough(inUse, met->first)
                ? say("route-takes-passing", otherEnd(met->first, met->second), met->second.toString(), to)
                : say("route-takes-own", met->second.toString(), to),
            say("end-it-first"));
    return takesOver(inUse, device, route, route.destination.address)
               ? checkUnseen(inUse, route.destination, say("by-hand", change::shellLines(route).front()))
               : Result<void>();
}

Result<void> checkLosing(const InUse& inUse, const std::vector<IpAddress>& addresses)
{
    for (const Conversation& one : inUse.conversations) {
        for (const IpAddress& gone : addresses) {
            const bool isEnd = gone == one.source || gone == one.destination;
            if (isEnd && one.seen == Conversation::Seen::Socket)
                return cut(say("program-connected", one.source.toString(), one.destination.toString()),
                           say("end-it-first"));
        }
    }
    return {};
}

Result<void> checkNatNetwork(const InUse& inUse, const Network& network)
{
    if (network.prefix == 0)
        return failure(ErrorCode::BadInput, say("nat-of-everybody"));
    for (const Link& link : inUse.links) {
        for (const Network& other : link.addresses) {
            if (link.name != "lo" && !inUse.isOwn(link.index) && network.overlaps(other))
                return cut(say("nat-overlaps", network.toString(), other.toString(), link.name),
                           say("nat-for-the-tun"));
        }
    }
    for (const Reached& route : inUse.routes) {
        const auto device = inUse.nameOf(route.device);
        if (!route.network.address.isNull() && !inUse.isOwn(route.device) && network.overlaps(route.network))
            return cut(device.empty()
                           ? say("nat-overlaps-other-route", network.toString(), route.network.toString())
                           : say("nat-overlaps-route", network.toString(), route.network.toString(), device),
                       say("nat-for-the-tun"));
    }
    const auto met = farEnd(
        inUse, [&](const IpAddress& end) { return network.contains(end) && !isBehindOwn(inUse, end); });
    if (met)
        return cut(passesThrough(inUse, met->first)
                       ? say("nat-rewrites-passing", otherEnd(met->first, met->second),
                             met->second.toString(), network.toString())
                       : say("nat-rewrites-own", met->second.toString(), network.toString()),
                   say("nat-for-the-tun"));
    return checkUnseen(inUse, network);
}

bool canCut(const change::SettingValue& wanted)
{
    using enum change::Setting::Kind;
    const auto kind = wanted.setting.kind;
    return ((kind == Forwarding4 || kind == Forwarding6) && wanted.value == "0") ||
           (kind == RpFilter && wanted.value == "1");
}

Result<void> checkSetting(const InUse& inUse, const change::SettingValue& wanted)
{
    using enum change::Setting::Kind;
    if (!canCut(wanted))
        return {};
    return wanted.setting.kind == RpFilter ? checkStrictFilter(inUse, wanted.setting.device)
                                           : checkForwardingOff(inUse, wanted.setting.kind == Forwarding4);
}

} // namespace hookwalk::kernel
