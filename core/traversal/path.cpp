// SPDX-License-Identifier: GPL-3.0-or-later
// Which of the ways through netfilter a packet took, and the names of ways and endings.
#include "traversal/event.h"
#include "traversal/losses.h"
#include "traversal/rules.h"
#include "traversal/trace.h"

#include <algorithm>

namespace hookwalk
{

bool mayLackItsHead(const Trace& trace, TraversalIndex which)
{
    const auto& traversal = trace.traversals()[which];
    const auto& first = trace.events()[traversal.first];
    const bool late = first.hasChain() && allChains[first.chain].hook == Hook::Postrouting;
    const auto isTracedBefore = [&](Chain chain) {
        return chain.hook != Hook::Postrouting && trace.isTraced(chain);
    };
    return late && std::ranges::any_of(allChains, isTracedBefore) && trace.losses().ahead(first);
}

bool isOnlyAtDevices(const Trace& trace, TraversalIndex which)
{
    const auto& traversal = trace.traversals()[which];
    const auto& first = trace.events()[traversal.first];
    return traversal.lastPlaced == noIndex && wire::isFrame(sourceOf(first)) &&
           (wire::originOf(trace.text(first)).sequence == 0U ||
            first.ttl != trace.events()[traversal.last].ttl);
}

Path pathOf(const Trace& trace, TraversalIndex which)
{
    const auto& traversal = trace.traversals()[which];
    const auto& first = trace.events()[traversal.first];
    const auto& last = trace.events()[traversal.last];
    const bool out = traversal.saw(Hook::Output);
    const bool in = traversal.saw(Hook::Input);
    const bool throughLo = trace.device(last.in) == "lo" || trace.device(last.out) == "lo";
    if (throughLo)
        return Path::Loopback;
    if (traversal.saw(Hook::Forward) || (traversal.saw(Hook::Postrouting) && first.in != 0))
        return Path::Forwarded;
    if (in)
        return Path::LocalIn;
    if (out || (traversal.saw(Hook::Postrouting) && first.in == 0 && !mayLackItsHead(trace, which)))
        return Path::LocalOut;
    // A capture shows where a frame left, not that it was made here.
    if (isOnlyAtDevices(trace, which) && (first.in == 0 || last.out == 0))
        return Path::Unknown;
    // No chain named: the devices alone still tell a forwarded and a locally made packet.
    if (!last.hasChain() && last.out != 0)
        return last.in != 0 || first.in != 0     ? Path::Forwarded
               : copyOf(trace, which) == noIndex ? Path::LocalOut
                                                 : Path::Unknown; // of a packet that came from outside
    return Path::Unknown;
}

std::string_view name(Path path)
{
    switch (path) {
    case Path::Forwarded:
        return "forwarded";
    case Path::LocalIn:
        return "local-in";
    case Path::LocalOut:
        return "local-out";
    case Path::Loopback:
        return "loopback";
    case Path::Bridged:
        return "bridged";
    case Path::Unknown:
        break;
    }
    return "unknown";
}

std::string_view name(EndingKind kind)
{
    switch (kind) {
    case EndingKind::Transmitted:
        return "transmitted";
    case EndingKind::Delivered:
        return "delivered";
    case EndingKind::Dropped:
        return "dropped";
    case EndingKind::Rejected:
        return "rejected";
    case EndingKind::Redirected:
        return "redirected";
    case EndingKind::Queued:
        return "queued";
    case EndingKind::Stolen:
        return "stolen";
    case EndingKind::Unknown:
        break;
    }
    return "unknown";
}

std::string Ending::place() const
{
    if (!at || !device.empty())
        return device;
    switch (at->kind) {
    case StageKind::Chain:
        return name(at->chain);
    case StageKind::BaseChain:
        return base ? base->place() : std::string();
    case StageKind::Conntrack:
        return "conntrack";
    case StageKind::RoutingIn:
        return "routing decision";
    case StageKind::LocalProcess:
        return "local process";
    default:
        return {};
    }
}

} // namespace hookwalk
