// SPDX-License-Identifier: GPL-3.0-or-later
// Tun and tap devices made, opened, changed and deleted, in the network namespace that the process is in. The
// previous state is noted first, so that it can be restored; other kinds of devices are never touched.
#pragma once

#include "kernel/changes/peer.h"
#include "kernel/journal/journal.h"
#include "kernel/netlink/links.h"
#include "kernel/precautions/holders.h"
#include "kernel/precautions/inuse.h"

#include <functional>
#include <map>
#include <utility>

namespace hookwalk::kernel
{

class TunAdmin
{
public:
    // `ownsAll`: the place is the helper's own, a lab.
    static Result<TunAdmin> open(bool ownsAll);
    // To be called first. Journal and holders must outlive this object. `session`: the process that is
    // served.
    void bind(Journal& journal, const Holders& holders, pid_t session);

    Result<void> create(const change::CreateTun& order);
    Result<void> remove(const std::string& name); // only one of our own
    Result<void> setUp(const std::string& name, bool up);
    Result<void> setMtu(const std::string& name, std::uint32_t mtu);
    Result<void> addAddress(const std::string& name, const IpAddress& address, unsigned prefix);
    Result<void> removeAddress(const std::string& name, const IpAddress& address, unsigned prefix);
    Result<void> restore(const change::RestoreRoute& route); // one of those that takeLost() told
    // The routes that went with the latest change, for this object keeps them; they are told once.
    std::vector<change::RestoreRoute> takeLost() { return std::exchange(m_latestLost, {}); }
    // One of our own, or one that the kernel would let the peer open itself.
    Result<UniqueFd> openFor(const Peer& peer, const std::string& name);

    bool knows(const std::string& name) const { return find(name).has_value(); }
    bool isOwn(std::uint32_t index) const; // whatever its name is now
    Result<InUse> inUse() const;           // for the precautions; marks what Hookwalk itself made

private:
    TunAdmin(NlSocket socket, bool ownsAll)
        : m_socket(std::move(socket))
        , m_ownsAll(ownsAll)
    {
    }
    Result<Link> find(const std::string& name) const; // a tun or tap device
    Result<void>
    change(const Link& tun,
           const std::function<Result<void>()>& make); // notes the state of a device of others first
    Result<void> losing(const Link& tun,
                        const std::function<Result<void>()>& make); // notes routes that go with it
    Result<void> changed(int error, std::size_t mark, const Said& what, const Said& hint = {});
    tl::unexpected<Error> busy(const std::string& name) const;
    Result<void> judge(const std::function<Result<void>(const InUse&)>& precaution) const;
    Result<void> leaveConnections(const Link& tun, const std::string& byHand) const;

    NlSocket m_socket; // rtnetlink
    Journal* m_journal = nullptr;
    pid_t m_session = 0; // the process that is served
    const Holders* m_holders = nullptr;
    bool m_ownsAll;
    struct LostRoute {
        change::RestoreRoute told;
        RtMessage route;
        std::uint32_t device = 0; // that it went with, as it stands in the route
    };
    std::vector<LostRoute> m_lost;
    std::vector<change::RestoreRoute> m_latestLost;
    std::map<std::string, UniqueFd> m_open; // our own, not persistent: they would be deleted if closed
};

} // namespace hookwalk::kernel
