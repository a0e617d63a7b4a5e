// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/changes/tunadmin.h"

#include "change/setting.h"
#include "change/shelltext.h"
#include "kernel/base/failure.h"
#include "kernel/base/sysctl.h"
#include "kernel/base/tun.h"
#include "kernel/journal/sideeffects.h"
#include "kernel/journal/undosetting.h"
#include "kernel/precautions/precautions.h"

#include <algorithm>
#include <cerrno>
#include <linux/if_tun.h>
#include <sys/stat.h>

namespace hookwalk::kernel
{

namespace
{

std::string byHand(const change::Change& change)
{
    return change::shellLines(change).front();
}

bool isIpv6Off(const std::string& device)
{
    return sysctlValue("net/ipv6/conf/" + device + "/disable_ipv6").starts_with('1');
}

bool hasIpv6(const std::string& device)
{
    struct stat status {
    };
    return stat(("/proc/sys/net/ipv6/conf/" + device).c_str(), &status) == 0;
}

// ENODEV: changes name a device by its index, so this means that it was deleted.
Said hintFor(int error)
{
    switch (error) {
    case EPERM:
    case EACCES:
        return say("needs-net-admin");
    case ENODEV:
        return say("deleted-meanwhile");
    default:
        return {};
    }
}

} // namespace

Result<TunAdmin> TunAdmin::open(bool ownsAll)
{
    return connectNetlink(NETLINK_ROUTE).map([&](NlSocket socket) {
        return TunAdmin(std::move(socket), ownsAll);
    });
}

void TunAdmin::bind(Journal& journal, const Holders& holders, pid_t session)
{
    m_session = session;
    m_journal = &journal;
    m_holders = &holders;
}

bool TunAdmin::isOwn(std::uint32_t index) const
{
    return m_ownsAll || std::ranges::any_of(m_journal->changes(), [&](const JournalEntry& change) {
               return change.kind == JournalEntry::Kind::Made && change.index == index;
           });
}

Result<Link> TunAdmin::find(const std::string& name) const
{
    return findLink(m_socket.get(), name).and_then([&](std::optional<Link> link) -> Result<Link> {
        if (!link)
            return failure(ErrorCode::NotFound, say("no-such-device", name), ENODEV);
        if (link->name != name) // the kernel finds it by its other names, too (altname)
            return failure(ErrorCode::BadInput, say("other-name-of-device", name, link->name));
        if (link->tun)
            return std::move(*link);
        return failure(ErrorCode::BadInput,
                       link->kind.empty() ? say("no-tun", name) : say("no-tun-but-kind", name, link->kind),
                       EINVAL);
    });
}

Result<void> TunAdmin::create(const change::CreateTun& order)
{
    const auto other = findLink(m_socket.get(), order.name);
    if (!other)
        return tl::unexpected(other.error());
    if (*other) {
        const auto holder = m_holders->of(order.name);
        return systemFailure(holder.empty() ? say("device-exists", order.name)
                                            : say("device-exists-open-in", order.name, holder),
                             EEXIST, say("choose-another-name"));
    }
    auto tun = makeTun({order.name, order.tap, order.owner, order.group});
    if (!tun)
        return tl::unexpected(tun.error());
    const auto asked = findLink(m_socket.get(), order.name);
    if (!asked)
        return tl::unexpected(asked.error());
    const auto& link = *asked;
    if (!link)
        return failure(ErrorCode::NotFound, say("deleted-when-made", order.name), ENODEV);
    // Not persistent yet: if this process ends before it is noted, the kernel deletes it.
    JournalEntry made{JournalEntry::Kind::Made, order.name, link->index, {}, m_journal->alias(), {}, {}};
    return m_journal->note(std::move(made)).and_then([&]() -> Result<void> {
        if (const int error = setLinkAlias(m_socket.get(), link->index, m_journal->alias()); error != 0) {
            m_journal->forgetBeyond(m_journal->changes().size() - 1);
            return systemFailure(say("device-not-marked", order.name), error, hintFor(error));
        }
        if (!order.persistent) {
            m_open[order.name] = std::move(*tun);
            return {};
        }
        auto persistent = makePersistent(*tun, order.name);
        if (!persistent)
            m_journal->undoBeyond(m_journal->changes().size() - 1);
        return persistent;
    });
}

Result<void> TunAdmin::remove(const std::string& name)
{
    const auto tun = find(name);
    if (!tun)
        return tl::unexpected(tun.error());
    if (!isOwn(tun->index))
        return failure(ErrorCode::PermissionDenied, say("tun-not-ours", name), EPERM,
                       say("by-hand", byHand(change::DeleteTun{name})));
    auto harmless = judge([&](const InUse& all) { return checkLosing(all, addressesOf(all, tun->index)); });
    if (!harmless)
        return harmless;
    return losing(*tun, [&]() -> Result<void> {
        const int error = deleteLink(m_socket.get(), tun->index);
        if (error != 0)
            return systemFailure(say("tun-not-deleted", name), error, hintFor(error));
        m_open.erase(name);
        return {}; // its line in the journal is without effect now
    });
}

Result<void> TunAdmin::change(const Link& tun, const std::function<Result<void>()>& make)
{
    return losing(
        tun, [&] { return isOwn(tun.index) ? make() : noteLosses(*m_journal, m_socket.get(), tun, make); });
}

Result<void> TunAdmin::losing(const Link& tun, const std::function<Result<void>()>& make)
{
    const auto routesNow = [&] {
        return routesOf(m_socket.get(), tun.index, {}).map([](const RtMessages& all) {
            RtMessages parts;
            for (const RtMessage& route : all)
                std::ranges::copy(route.apart(), std::back_inserter(parts));
            return parts;
        });
    };
    m_latestLost.clear();
    const auto before = routesNow();
    auto done = make();
    const auto now = done && before ? routesNow() : before;
    const auto links = now && before ? listLinks(m_socket.get()) : Result<std::vector<Link>>();
    if (!before || !now || !links)
        return done;
    const auto nameOf = [&](std::uint32_t index) {
        const auto link = std::ranges::find(*links, index, &Link::index);
        return index == tun.index ? tun.name : link == links->end() ? std::string() : link->name;
    };
    for (const RtMessage& route : without(*before, *now)) {
        const auto told = route.leavesBy(tun.index) ? route.asChange(tun.name, nameOf) : std::nullopt;
        if (told && m_latestLost.size() < change::mostLostRoutes) {
            m_latestLost.push_back(*told);
            std::erase_if(m_lost, [&](const LostRoute& one) { return one.told == *told; });
            m_lost.push_back({*told, route, tun.index});
        }
    }
    // What is reached by a gateway is restored behind the way to that.
    std::stable_partition(m_latestLost.begin(), m_latestLost.end(), [](const change::RestoreRoute& route) {
        return route.gateway.isNull() && route.hops.empty();
    });
    return done;
}

Result<void> TunAdmin::restore(const change::RestoreRoute& route)
{
    const auto to = route.destination.prefix == 0 ? std::string("default") : route.destination.toString();
    return find(route.name).and_then([&](const Link& tun) -> Result<void> {
        const auto lost = std::ranges::find(m_lost, route, &LostRoute::told);
        if (lost == m_lost.end())
            return failure(ErrorCode::NotFound, say("route-not-lost", route.name, to));
        const RtMessage again = lost->route.through(lost->device, tun.index);
        auto harmless = judge([&](const InUse& all) { return checkRoute(all, tun.index, route); });
        if (!harmless)
            return harmless;
        return change(tun, [&]() -> Result<void> {
            const int error = addToKernel(m_socket.get(), again);
            if (error == 0 || error == EEXIST)
                return {};
            return systemFailure(say("route-not-again", route.name, to), error, hintFor(error));
        });
    });
}

// Drops the note of a change that failed.
Result<void> TunAdmin::changed(int error, std::size_t mark, const Said& what, const Said& hint)
{
    if (error == 0)
        return {};
    m_journal->forgetBeyond(mark);
    const auto known = hintFor(error);
    return systemFailure(what, error, known.isEmpty() ? hint : known);
}

Result<void> TunAdmin::setUp(const std::string& name, bool up)
{
    return find(name).and_then([&](const Link& tun) -> Result<void> {
        if (tun.isUp == up)
            return {};
        // When a device comes up for the first time, it gets a qdisc and an IPv6 secret (dev_activate() in
        // net/sched/sch_generic.c, ipv6_gen_mode_random_init() in net/ipv6/addrconf.c), which cannot be
        // undone.
        const auto byHand = kernel::byHand(change::SetDeviceUp{name, up});
        if (up && !isOwn(tun.index) && tun.queue == "noop")
            return failure(ErrorCode::Unsupported, say("device-never-up", name), 0, say("by-hand", byHand));
        auto harmless = judge([&](const InUse& all) {
            if (up)
                return checkComingUp(all, tun.index);
            auto down = checkLosing(all, addressesOf(all, tun.index));
            if (!down || isOwn(tun.index))
                return down;
            return leaveConnections(tun, byHand)
                .and_then([&] { return checkGoingDown(m_socket.get(), tun.index, name); })
                .and_then([&] { return checkComingUp(all, tun.index); }); // to be put back
        });
        if (!harmless)
            return harmless;
        return change(tun, [&] {
            const auto mark = m_journal->changes().size();
            return m_journal
                ->note(
                    {JournalEntry::Kind::Up, name, tun.index, tun.isUp ? "1" : "0", up ? "1" : "0", {}, {}})
                .and_then([&] {
                    return changed(setLinkUp(m_socket.get(), tun.index, up), mark,
                                   up ? say("device-not-up", name) : say("device-not-down", name));
                });
        });
    });
}

Result<void> TunAdmin::setMtu(const std::string& name, std::uint32_t mtu)
{
    constexpr std::uint32_t leastOfIpv6 = 1280; // RFC 8200, 5
    return find(name).and_then([&](const Link& tun) -> Result<void> {
        if (tun.mtu == mtu)
            return {};
        if (mtu < leastOfIpv6 && !isOwn(tun.index) && hasIpv6(name))
            return failure(ErrorCode::Unsupported, say("mtu-takes-ipv6", name), 0, say("use-own-device"));
        return change(tun, [&] {
            const auto mark = m_journal->changes().size();
            const auto hint = tun.tun->tap ? say("mtu-of-tap") : say("mtu-of-tun");
            // The kernel also overwrites the device's separate MTU for IPv6 (addrconf_notify() in
            // net/ipv6/addrconf.c).
            std::vector<Along> along;
            if (auto other = alongNow("net/ipv6/conf/" + name + "/mtu"))
                along.push_back(std::move(*other));
            return m_journal
                ->note({JournalEntry::Kind::Mtu,
                        name,
                        tun.index,
                        std::to_string(tun.mtu),
                        std::to_string(mtu),
                        {},
                        std::move(along)})
                .and_then([&] {
                    return changed(setLinkMtu(m_socket.get(), tun.index, mtu), mark,
                                   say("mtu-refused", name, mtu), hint);
                });
        });
    });
}

Result<void> TunAdmin::addAddress(const std::string& name, const IpAddress& address, unsigned prefix)
{
    const Network network{address, static_cast<std::uint8_t>(prefix)};
    const auto words = network.toString();
    return find(name).and_then([&](const Link& tun) {
        const auto index = tun.index;
        return addressesOf(m_socket.get(), index).and_then([&](const RtMessages& there) -> Result<void> {
            const auto added = RtMessage::ofAddress(index, network);
            if (!address.isV4() && isIpv6Off(name))
                return systemFailure(
                    say("address-refused", name, words), EACCES,
                    say("ipv6-off-at-device",
                        change::shellLine(
                            {"sysctl", "-w",
                             change::sysctlKey("net/ipv6/conf/" + name + "/disable_ipv6") + "=0"})));
            if (!among(there, {added}).empty())
                return systemFailure(say("address-there-already", name, words), EEXIST);
            auto harmless = judge([&](const InUse& all) { return checkNewNetwork(all, index, network); });
            if (!harmless)
                return harmless;
            return change(tun, [&] {
                const auto mark = m_journal->changes().size();
                return m_journal->note({JournalEntry::Kind::Address, name, index, {}, {}, {added}, {}})
                    .and_then([&] {
                        return changed(addToKernel(m_socket.get(), added), mark,
                                       say("address-refused", name, words));
                    });
            });
        });
    });
}

Result<void> TunAdmin::removeAddress(const std::string& name, const IpAddress& address, unsigned prefix)
{
    const Network network{address, static_cast<std::uint8_t>(prefix)};
    const auto words = network.toString();
    return find(name).and_then([&](const Link& tun) {
        const auto index = tun.index;
        const auto removed = RtMessage::ofAddress(index, network);
        const bool isAdded = std::ranges::any_of(m_journal->changes(), [&](const JournalEntry& noted) {
            return noted.kind == JournalEntry::Kind::Address && noted.index == index &&
                   noted.messages.front().key() == removed.key();
        });
        auto harmless = judge([&](const InUse& all) {
            auto gone = addressesOf(all, index); // those of its network go with it
            std::erase_if(gone, [&](const IpAddress& one) { return !network.contains(one); });
            auto lost = checkLosing(all, gone);
            // An address that was added here is not yet relied on by whoever has the device open.
            if (!lost || isAdded || isOwn(index))
                return lost;
            return leaveConnections(tun, byHand(change::RemoveDeviceAddress{name, network})).and_then([&] {
                return checkNewNetwork(all, index, network);
            }); // to be given back
        });
        return harmless.and_then([&] {
            return change(tun, [&]() -> Result<void> {
                const int error = removeFromKernel(m_socket.get(), removed);
                if (error == EADDRNOTAVAIL)
                    return failure(ErrorCode::NotFound, say("no-such-address", name, words), error);
                if (error != 0)
                    return systemFailure(say("address-kept", name, words), error, hintFor(error));
                return {};
            });
        });
    });
}

Result<UniqueFd> TunAdmin::openFor(const Peer& peer, const std::string& name)
{
    const auto held = m_open.find(name);
    if (held != m_open.end()) {
        UniqueFd tun(held->second.release());
        m_open.erase(held);
        return tun;
    }
    return find(name).and_then([&](const Link& link) -> Result<UniqueFd> {
        const Tun& tun = *link.tun;
        const bool isOwn = this->isOwn(link.index);
        // As the kernel would decide (tun_not_capable() in drivers/net/tun.c).
        const bool isOwner = tun.owner == change::nobody || tun.owner == peer.user;
        const bool isInGroup =
            tun.group == change::nobody || std::ranges::find(peer.groups, tun.group) != peer.groups.end();
        if (!isOwn && peer.user != 0 && !(isOwner && isInGroup))
            return failure(ErrorCode::PermissionDenied, say("tun-of-somebody-else", name), EPERM);
        if (!isOwn && tun.queues > 0) // another queue would take a share of its packets
            return busy(name);
        // As the session expects to read it: packets without headers of the tun driver.
        const int wanted = (tun.flags() & IFF_MULTI_QUEUE) | (tun.tap ? IFF_TAP : IFF_TUN) | IFF_NO_PI;
        auto noted = isOwn ? Result<void>() : noteState(*m_journal, m_socket.get(), link);
        const auto mark = m_journal->changes().size();
        if (noted && !isOwn && tun.flags() != wanted)
            noted = m_journal->note({JournalEntry::Kind::TunFlags,
                                     name,
                                     link.index,
                                     std::to_string(tun.flags()),
                                     std::to_string(wanted),
                                     {},
                                     {}});
        if (!noted)
            return tl::unexpected(noted.error());
        auto opened = openTun(name, wanted);
        if (!opened)
            m_journal->forgetBeyond(mark);
        if (!opened && opened.error().systemError == EBUSY)
            return busy(name);
        return opened;
    });
}

} // namespace hookwalk::kernel
