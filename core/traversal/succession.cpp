// SPDX-License-Identifier: GPL-3.0-or-later
#include "traversal/succession.h"

#include "traversal/event.h"

namespace hookwalk
{

namespace
{

constexpr int perRewrite = 4;     // addresses changed where NAT may do it
constexpr int perPortRewrite = 2; // and the port or echo id too, which NAT mostly keeps
constexpr int perRuleChange = 8;  // TTL or device changed by a rule
constexpr int perChainLeftOut = 1;

// Place along the way, nat not counted (it is left out for known connections): PREROUTING or OUTPUT, INPUT or
// FORWARD, POSTROUTING.
constexpr int rank(Chain chain)
{
    const int inHook = chain.table == Table::Raw      ? 0
                       : chain.table == Table::Mangle ? 1
                       : chain.table == Table::Nat    ? 1
                       : chain.table == Table::Filter ? 2
                                                      : 3;
    switch (chain.hook) {
    case Hook::Prerouting:
        return inHook;
    case Hook::Input:
    case Hook::Forward:
    case Hook::Output:
        return 1 + inHook;
    case Hook::Postrouting:
        return 4 + inHook;
    }
    return 0;
}

bool followsInOrder(const Traversal& traversal, Chain last, Chain next, bool loops)
{
    if (traversal.saw(next))
        return false;
    if (last.hook == next.hook) {
        // nat, filter and security of INPUT come in the order the live priorities give them
        if (next.hook == Hook::Input)
            return next.table != Table::Mangle;
        return chainIndex(next) > chainIndex(last);
    }
    switch (next.hook) {
    case Hook::Prerouting:
        return loops && (last.hook == Hook::Postrouting || last.hook == Hook::Output);
    case Hook::Input:
    case Hook::Forward:
        return last.hook == Hook::Prerouting;
    case Hook::Output:
        return false;
    case Hook::Postrouting:
        return last.hook != Hook::Input && !traversal.saw(Hook::Input);
    }
    return false;
}

// Destination NAT takes effect at its priority in PREROUTING and OUTPUT, for known connections too.
bool mayRewriteDestination(Chain last, Chain next)
{
    if (last.hook == Hook::Prerouting || last.hook == Hook::Postrouting)
        return last.hook != next.hook;
    return last.hook == Hook::Output && last.table != Table::Filter && last.table != Table::Security &&
           (next.hook != Hook::Output || next.table == Table::Filter || next.table == Table::Security);
}

// Source NAT takes effect behind the last chain of POSTROUTING (seen again only on loopback) and within
// INPUT.
bool mayRewriteSource(Chain last, Chain next)
{
    return (last.hook == Hook::Postrouting && next.hook == Hook::Prerouting) ||
           (last.hook == Hook::Input && next.hook == Hook::Input && last.table != Table::Mangle);
}

std::optional<int> ttlOddness(Chain last, Chain next, const TraceEvent& before, const TraceEvent& after)
{
    // ip_forward() lowers it between the routing decision and FORWARD (net/ipv4/ip_forward.c)
    const bool forwarded =
        last.hook == Hook::Prerouting && (next.hook == Hook::Forward || next.hook == Hook::Postrouting);
    const int expected = forwarded ? before.ttl - 1 : before.ttl;
    if (after.ttl == expected)
        return 0;
    if (last.table == Table::Mangle || forwarded)
        return perRuleChange;
    return std::nullopt;
}

std::optional<int> deviceOddness(Chain last, Chain next, const TraceEvent& before, const TraceEvent& after)
{
    if (before.in != 0 && after.in != 0 && before.in != after.in)
        return std::nullopt;
    // ip_output() names the device of the tunnel that made the packet (net/ipv4/ip_output.c, since Linux 5.5)
    if (before.in == 0 && after.in != 0 && (last.hook != Hook::Output || next.hook != Hook::Postrouting))
        return std::nullopt;
    if (before.out != 0 && after.out != before.out) {
        // only the second routing decision behind OUTPUT can choose another device
        if (last.hook != Hook::Output || next.hook == Hook::Output)
            return std::nullopt;
        return perRuleChange;
    }
    return 0;
}

// Where a chain of the user's is run that NAT was done in; nothing where the devices do not tell.
std::optional<Hook> hookOf(const TraceEvent& event)
{
    if (event.in != 0 && event.out == 0)
        return Hook::Prerouting;
    return event.in == 0 && event.out != 0 ? std::optional(Hook::Output) : std::nullopt;
}

// A rule's own line beside the TRACE lines of the same packet.
bool isOneMoment(const TraceEvent& before, const TraceEvent& after)
{
    constexpr std::int64_t mostUs = 1000;
    const bool isNext = after.line == before.line + 1;
    return isNext &&
           (before.timeUs == noTime || after.timeUs == noTime || after.timeUs - before.timeUs <= mostUs);
}

} // namespace

std::optional<int> oddness(const Traversal& traversal, const TraceEvent& before, const TraceEvent& after,
                           std::uint16_t lo)
{
    const bool hasSameToken = before.hasTokenOf(after); // whatever rules rewrote: it is the same packet
    if (before.protocol != after.protocol || before.ipId != after.ipId || before.hasOtherToken(after) ||
        (before.length != after.length && !hasSameToken))
        return std::nullopt;
    if (before.timeUs != noTime && after.timeUs != noTime) {
        const auto gap = after.timeUs - before.timeUs;
        // Two CPUs may print a little out of order; nftrace has the time of its reading, so others may lie before it.
        const bool isReadLate =
            sourceOf(before) == wire::Source::Nftrace && sourceOf(after) != wire::Source::Nftrace;
        if (gap > longestStepUs || gap < (isReadLate ? -longestStepUs : -1000))
            return std::nullopt;
    }
    const bool sameHeader = isSame(before.source, after.source) &&
                            isSame(before.destination, after.destination) && before.portA == after.portA &&
                            before.portB == after.portB;
    const bool areTraced = (before.flags & after.flags & TraceEvent::Traced) != 0;
    const auto guessed =
        areTraced && !before.hasChain() && after.hasChain() && !sameHeader ? hookOf(before) : std::nullopt;
    if (!guessed && (!before.hasChain() || !after.hasChain())) {
        // Chains with unknown names: another rule's line about an unchanged packet, nothing more can be said.
        if (!sameHeader || before.ttl != after.ttl || before.in != after.in || before.out != after.out ||
            before.prefixHash == after.prefixHash)
            return std::nullopt;
        return before.hasChain() == after.hasChain() || areTraced || isOneMoment(before, after)
                   ? std::optional(0)
                   : std::nullopt;
    }

    const Chain last = guessed ? Chain{Table::Nat, *guessed} : allChains[before.chain];
    const Chain next = allChains[after.chain];
    if (last == next) // a second rule of the same chain reports the same packet
        return sameHeader && before.prefixHash != after.prefixHash && before.in == after.in &&
                       before.out == after.out
                   ? std::optional(0)
                   : std::nullopt;
    const bool loops = lo != 0 && after.in == lo && before.out == lo;
    if (!followsInOrder(traversal, last, next, loops))
        return std::nullopt;

    const int impossible = hasSameToken ? perRuleChange : 1000;
    int odd = before.length != after.length ? perRuleChange : 0;
    auto ttl = ttlOddness(last, next, before, after);
    if (!ttl && hasSameToken)
        ttl = perRuleChange;
    const auto device = loops ? std::optional(0) : deviceOddness(last, next, before, after);
    if (!ttl || !device)
        return std::nullopt;
    odd += *ttl + *device;
    const bool echo = before.protocol == 1 || before.protocol == 58;
    const bool canDestination = mayRewriteDestination(last, next);
    const bool canSource = mayRewriteSource(last, next);
    if (!isSame(before.destination, after.destination))
        odd += canDestination ? perRewrite : impossible;
    if (!isSame(before.source, after.source))
        odd += canSource ? perRewrite : impossible;
    if (before.portA != after.portA)
        odd += canSource || (echo && canDestination) ? perPortRewrite : impossible;
    if (before.portB != after.portB)
        odd += canDestination && !echo ? perPortRewrite : impossible;
    if (odd >= 1000)
        return std::nullopt;
    if (!loops && rank(next) > rank(last) + 1)
        odd += (rank(next) - rank(last) - 1) * perChainLeftOut;
    return odd;
}

} // namespace hookwalk
