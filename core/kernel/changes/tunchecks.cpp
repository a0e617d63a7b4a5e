// SPDX-License-Identifier: GPL-3.0-or-later
// Who else would be affected by a change of a tun: what is in use here, apart from this session.
#include "kernel/base/failure.h"
#include "kernel/changes/tunadmin.h"

#include <algorithm>
#include <cerrno>

namespace hookwalk::kernel
{

Result<InUse> TunAdmin::inUse() const
{
    return whatIsInUse(m_socket.get()).map([&](InUse all) {
        for (const Link& link : all.links) {
            if (link.tun &&
                (isOwn(link.index) || !link.hasCarrier || !m_holders->besides(m_session, link.name)))
                all.own.push_back(link.index);
        }
        for (const JournalEntry& change :
             m_journal->changes()) { // forwarding that Hookwalk switched on serves nobody else
            const bool isSetting = change.kind == JournalEntry::Kind::Setting && change.before == "0";
            all.forwards4 &= !isSetting || change.name != "net/ipv4/ip_forward";
            all.forwards6 &= !isSetting || change.name != "net/ipv6/conf/all/forwarding";
        }
        return all;
    });
}

// In a lab nothing belongs to anybody else, so nothing is checked.
Result<void> TunAdmin::judge(const std::function<Result<void>(const InUse&)>& precaution) const
{
    return m_ownsAll ? Result<void>() : inUse().and_then(precaution);
}

tl::unexpected<Error> TunAdmin::busy(const std::string& name) const
{
    const auto holder = m_holders->of(name);
    return systemFailure(holder.empty() ? say("device-held-by-another", name)
                                        : say("device-held", name, holder),
                         EBUSY, say("end-holder-or-use-other"));
}

// Refuses where another program has the device open: a VPN, perhaps the one by which a person is logged in.
Result<void> TunAdmin::leaveConnections(const Link& tun, const std::string& byHand) const
{
    if (isOwn(tun.index) || !tun.hasCarrier)
        return {};
    const auto holder = m_holders->besides(m_session, tun.name);
    if (!holder)
        return {}; // the session itself, for its pings
    return failure(ErrorCode::Busy,
                   holder->empty() ? say("device-in-use", tun.name)
                                   : say("device-in-use-by", tun.name, *holder),
                   EBUSY, say("by-hand", byHand));
}

} // namespace hookwalk::kernel
