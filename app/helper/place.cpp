// SPDX-License-Identifier: GPL-3.0-or-later
#include "place.h"

#include "kernel/answers/iptableswords.h"
#include "kernel/base/capabilities.h"
#include "kernel/base/confinement.h"
#include "kernel/doctor/checks.h"

namespace hookwalk::helper
{

// The parts that are made before those that refer to each other.
struct Place::Parts {
    std::optional<kernel::Lab> lab;
    kernel::Journal journal;
    kernel::Holders holders;
    Result<kernel::NamespaceLogging> logging;
    std::optional<kernel::Drops> drops;
    std::optional<kernel::Investigation> investigation;
    std::optional<kernel::TunAdmin> admin;
};

namespace
{

// Drops of the session's packets, which it writes to the tun, and of this process's, which it injects.
// Nothing without the right to watch them.
std::optional<kernel::Drops> watchDrops(pid_t session)
{
    auto drops = kernel::Drops::open({getpid(), session});
    return drops ? std::optional(std::move(*drops)) : std::nullopt;
}

} // namespace

Place::Place(int session, Parts parts)
    : lab(std::move(parts.lab))
    , journal(std::move(parts.journal))
    , holders(std::move(parts.holders))
    , logging(std::move(parts.logging))
    , investigation(std::move(*parts.investigation))
    , admin(std::move(*parts.admin))
    , gateway(journal, admin, lab.has_value())
    , m_session(session)
{
    admin.bind(journal, holders, kernel::Peer::at(session).process);
}

Result<std::unique_ptr<Place>> Place::settle(int session, Parts parts)
{
    auto investigation = kernel::Investigation::open(std::move(parts.drops));
    if (!investigation)
        return tl::unexpected(investigation.error());
    auto admin = kernel::TunAdmin::open(parts.lab.has_value());
    if (!admin)
        return tl::unexpected(admin.error());
    parts.investigation = std::move(*investigation);
    parts.admin = std::move(*admin);
    const bool isLab = parts.lab.has_value();
    if (!isLab)
        kernel::userNamespacesCheck(); // now, while seccomp still allows it; the result is kept
    const auto duty = isLab && parts.logging ? kernel::Duty::ServeRootsLab : kernel::Duty::Serve;
    return kernel::startWords()
        .and_then([] {
            return kernel::keepOnly({CAP_NET_ADMIN, CAP_NET_RAW, CAP_SYSLOG});
        })
        .and_then([&] { return kernel::confineTo(duty); })
        .map([&] { return std::unique_ptr<Place>(new Place(session, std::move(parts))); });
}

Result<std::unique_ptr<Place>> Place::makeLab(int session)
{
    const pid_t peer = kernel::Peer::at(session).process;
    auto logging =
        kernel::NamespaceLogging::prepare(); // while this is still the machine's own network namespace
    auto drops = watchDrops(peer);
    auto holders = kernel::Holders::start({peer, getpid()});
    if (!holders)
        return tl::unexpected(holders.error());
    return kernel::Lab::make().and_then([&](kernel::Lab made) {
        return settle(session, {std::move(made),
                                kernel::Journal::inMemory(),
                                std::move(*holders),
                                std::move(logging),
                                std::move(drops),
                                {},
                                {}});
    });
}

Result<std::unique_ptr<Place>> Place::useHost(int session, bool mayChange)
{
    if (!kernel::hasCapability(CAP_NET_ADMIN))
        return failure(ErrorCode::PermissionDenied, say("may-not-change-machine"), 0,
                       say("use-pkexec-or-lab"));
    auto drops = watchDrops(kernel::Peer::at(session).process);
    auto holders = kernel::Holders::start();
    if (!holders)
        return tl::unexpected(holders.error());
    auto journal =
        mayChange ? kernel::Journal::begin() : Result<kernel::Journal>(kernel::Journal::inMemory());
    return std::move(journal).and_then([&](kernel::Journal noted) {
        return settle(session, {std::nullopt,
                                std::move(noted),
                                std::move(*holders),
                                kernel::NamespaceLogging::notNeeded(),
                                std::move(drops),
                                {},
                                {}});
    });
}

Result<UniqueFd> Place::openTun(const std::string& name)
{
    // The lab's own tun, unless a person has deleted it and made another of that name.
    if (lab && (lab->holdsTun(name) || !admin.knows(name)))
        return lab->openTun(name);
    return admin.openFor(kernel::Peer::at(m_session), name);
}

Result<void> Place::make(const change::Change& change)
{
    struct Make {
        Place& place;
        Result<void> operator()(const change::CreateTun& one) const { return place.admin.create(one); }
        Result<void> operator()(const change::DeleteTun& one) const { return place.deleteTun(one.name); }
        Result<void> operator()(const change::SetDeviceUp& one) const
        {
            return place.admin.setUp(one.name, one.up);
        }
        Result<void> operator()(const change::SetDeviceMtu& one) const
        {
            return place.admin.setMtu(one.name, one.mtu);
        }
        Result<void> operator()(const change::AddDeviceAddress& one) const
        {
            return place.admin.addAddress(one.name, one.network.address, one.network.prefix);
        }
        Result<void> operator()(const change::RemoveDeviceAddress& one) const
        {
            return place.admin.removeAddress(one.name, one.network.address, one.network.prefix);
        }
        Result<void> operator()(const change::RestoreRoute& one) const { return place.admin.restore(one); }
        Result<void> operator()(const change::SetForwarding& one) const { return place.gateway.set(one); }
        Result<void> operator()(const change::SetNat& one) const { return place.gateway.set(one); }
        Result<void> operator()(const change::SetRpFilter& one) const { return place.gateway.set(one); }
        Result<void> operator()(const change::SetLogMartians& one) const { return place.gateway.set(one); }
    };
    return std::visit(Make{*this}, change);
}

Result<void> Place::deleteTun(const std::string& name)
{
    return admin.remove(name).map([&] {
        if (lab && name == lab->description().tun)
            lab->letTunGo();
    });
}

} // namespace hookwalk::helper
