// How a packet ended, as far as the sightings can tell. A line proves that the packet entered a chain, not
// that it left it; that it left is proved by a later line, and that it did not by the line that should have
// come.
#include "traversal/event.h"
#include "traversal/trace.h"

#include <initializer_list>

namespace hookwalk
{

namespace
{

struct Seen {
    const Trace& trace;
    const Traversal& traversal;
    const TraceEvent& first;
    const TraceEvent& last;

    // A chain of the hook that this log reports, that every packet passes, and that this packet was not seen
    // at.
    std::optional<Chain> missingIn(Hook hook) const
    {
        for (const Chain chain : allChains) {
            if (chain.hook == hook && chain.table != Table::Nat && trace.isTraced(chain) &&
                !traversal.saw(chain))
                return chain;
        }
        return std::nullopt;
    }
    bool isTraced(Hook hook) const
    {
        for (const Chain chain : allChains) {
            if (chain.hook == hook && chain.table != Table::Nat && trace.isTraced(chain))
                return true;
        }
        return false;
    }
    bool misses(Chain nat) const // a nat chain that a new connection passes
    {
        const bool isNew =
            traversal.saw({Table::Nat, Hook::Prerouting}) || traversal.saw({Table::Nat, Hook::Output});
        return isNew && trace.isTraced(nat) && !traversal.saw(nat);
    }
    bool wasAnsweredByError() const
    {
        return traversal.reply != noIndex &&
               isIcmpError(trace.events()[trace.traversals()[traversal.reply].first]);
    }
};

Ending droppedIn(Chain chain, const std::string& missing)
{
    return {EndingKind::Dropped, name(chain),
            "It entered " + name(chain) + " and no line followed from " + missing + ".", false};
}

Ending unknownAfter(Chain chain)
{
    return {EndingKind::Unknown, name(chain),
            "This log reports no chain behind " + name(chain) + ", so it cannot tell what happened there.",
            false};
}

Ending atRouting(const Seen& seen)
{
    const Chain chain = allChains[seen.last.chain];
    if (seen.last.ttl <= 1 || seen.wasAnsweredByError()) {
        const auto& trace = seen.trace;
        if (seen.last.ttl <= 1) {
            std::string reason = "The TTL was 1 on arrival: a router does not forward such a packet.";
            if (seen.wasAnsweredByError() &&
                trace.events()[trace.traversals()[seen.traversal.reply].first].icmpType == 11)
                reason += " The time exceeded message proves it.";
            return {EndingKind::Dropped, "routing decision", reason, true};
        }
        return {EndingKind::Dropped, "routing decision",
                "It was not seen after " + name(chain) + ", and an ICMP error answered it.", false};
    }
    std::string reason = "It was not seen after " + name(chain) + ": ";
    reason += chain.table == Table::Nat ? "no INPUT and no FORWARD chain saw it. "
                                        : "dropped there, or at the routing decision. ";
    reason += "Look at ip_forward, the routes, rp_filter and martian sources.";
    return {EndingKind::Dropped, "routing decision", reason, false};
}

Ending inPrerouting(const Seen& seen)
{
    const Chain chain = allChains[seen.last.chain];
    if (const auto missing = seen.missingIn(Hook::Prerouting))
        return droppedIn(chain, name(*missing));
    if (seen.isTraced(Hook::Input) || seen.isTraced(Hook::Forward))
        return atRouting(seen);
    return unknownAfter(chain);
}

Ending inInput(const Seen& seen)
{
    const Chain chain = allChains[seen.last.chain];
    if (const auto missing = seen.missingIn(Hook::Input))
        return droppedIn(chain, name(*missing));
    const Chain nat{Table::Nat, Hook::Input};
    if (seen.misses(nat) && chain.table != Table::Nat)
        return droppedIn(chain, name(nat));
    if (seen.traversal.reply != noIndex)
        return {EndingKind::Delivered, "local process", "The machine answered it.", false};
    if (chain.table == Table::Mangle ||
        (chain.table == Table::Filter && !seen.trace.isTraced({Table::Security, Hook::Input})))
        return unknownAfter(chain);
    return {EndingKind::Delivered, "local process",
            "It was seen in every INPUT chain, the last is " + name(chain) + ".", false};
}

Ending onTheWayOut(const Seen& seen)
{
    const Chain chain = allChains[seen.last.chain];
    if (const auto missing = seen.missingIn(chain.hook); missing && chainIndex(*missing) > seen.last.chain)
        return droppedIn(chain, name(*missing));
    if (seen.isTraced(Hook::Postrouting))
        return droppedIn(chain, "POSTROUTING");
    return unknownAfter(chain);
}

Ending inPostrouting(const Seen& seen)
{
    const Chain chain = allChains[seen.last.chain];
    const Chain nat{Table::Nat, Hook::Postrouting};
    if (chain != nat && seen.misses(nat))
        return droppedIn(chain, name(nat));
    const std::string device(seen.trace.device(seen.last.out));
    if (device == "lo" && seen.isTraced(Hook::Prerouting))
        return {EndingKind::Dropped, name(chain), "It left by lo and was not seen coming back in.", false};
    return {EndingKind::Transmitted, device,
            name(chain) + " is the last chain before " + (device.empty() ? "the device" : device) +
                (chain == nat ? "." : "; nat is skipped for a known connection."),
            false};
}

} // namespace

Ending endingOf(const Trace& trace, TraversalIndex which)
{
    const auto& traversal = trace.traversals()[which];
    const auto& last =
        trace.events()[traversal.lastPlaced != noIndex ? traversal.lastPlaced : traversal.last];
    const Seen seen{trace, traversal, trace.events()[traversal.first], last};
    if (!last.hasChain())
        return {EndingKind::Unknown, "", "The prefix of its line names no chain, so its place is not known.",
                false};
    switch (allChains[last.chain].hook) {
    case Hook::Prerouting:
        return inPrerouting(seen);
    case Hook::Input:
        return inInput(seen);
    case Hook::Forward:
    case Hook::Output:
        return onTheWayOut(seen);
    case Hook::Postrouting:
        return inPostrouting(seen);
    }
    return {};
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
    if (out || (traversal.saw(Hook::Postrouting) && first.in == 0))
        return Path::LocalOut;
    // No chain named: the devices alone still tell a forwarded and a locally made packet.
    if (!last.hasChain() && last.out != 0)
        return last.in != 0 ? Path::Forwarded : Path::LocalOut;
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
    case EndingKind::Unknown:
        break;
    }
    return "unknown";
}

} // namespace hookwalk
