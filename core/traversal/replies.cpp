// SPDX-License-Identifier: GPL-3.0-or-later
#include "traversal/replies.h"

#include "traversal/event.h"

#include <functional>

namespace hookwalk
{

namespace
{

constexpr int mostRequests = 64;

// An ICMP redirect belongs to the packet that it quotes, and answers nothing: that packet goes on.
void connect(TraversalIndex reply, TraversalIndex request, TraversalList& traversals, bool answers = true)
{
    auto& answering = traversals[reply];
    if (answering.replyTo == request)
        return;
    if (traversals.has(answering.replyTo) && traversals[answering.replyTo].reply == reply)
        traversals[answering.replyTo].reply = noIndex;
    answering.replyTo = request;
    if (answers && traversals[request].reply == noIndex)
        traversals[request].reply = reply;
}

bool isConnectionless(const TraceEvent& event)
{
    return !isEchoRequest(event) && !isEchoReply(event) &&
           (event.portA == 0 || event.portB == 0 || isIcmpError(event));
}

// How well `candidate` fits as the question to `reply`; 0: not at all.
int fit(const TraceEvent& askedFirst, const TraceEvent& askedLast, const TraceEvent& reply)
{
    if (!isSame(askedLast.destination, reply.source) || askedFirst.protocol != reply.protocol)
        return 0;
    const bool echo = isEchoReply(reply);
    if (echo && (!isEchoRequest(askedFirst) || askedFirst.portB != reply.portB))
        return 0;
    const bool samePort = echo ? askedFirst.portA == reply.portA : askedFirst.portA == reply.portB;
    if (!echo && askedLast.portB != reply.portA)
        return 0;
    // Before NAT is undone the reply still goes to the masquerading address.
    const bool sameAddress = isSame(askedFirst.source, reply.destination);
    return 1 + (samePort ? 2 : 0) + (sameAddress ? 4 : 0);
}

// A rule (dup, TEE) sends a copy as if it were made here: the answer is to the original.
bool isCopy(const TraceEvent& later, const TraceEvent& earlier)
{
    return later.in == 0 && earlier.in != 0 && later.ipId == earlier.ipId && later.length == earlier.length &&
           later.source == earlier.source && later.portA == earlier.portA && later.portB == earlier.portB;
}

// Only a device saw it: what rules at ingress or of a bridge end comes no further.
bool isFrameAlone(const Traversal& one, const EventList& events)
{
    return one.lastPlaced == noIndex && wire::isFrame(sourceOf(events[one.first]));
}

// Made here and not yet seen to leave when a device tells of `later`, which came in by it: the answer of a rule at ingress to
// that. Devices tell in order, but behind chains.
bool isMadeFor(const Traversal& one, const TraceEvent& later, const EventList& events)
{
    if (sourceOf(later) != wire::Source::WireIn || events[one.first].in != 0 || one.lastPlaced == noIndex ||
        one.replyTo != noIndex)
        return false;
    for (auto at = one.first; at != noIndex; at = events[at].next) {
        if (wire::isFrame(sourceOf(events[at])))
            return false;
    }
    return true;
}

int fitQuoted(const TraceEvent& first, const TraceEvent& last, const TraceEvent& quoted)
{
    return (first.source == quoted.source ? 2 : 0) + (last.destination == quoted.destination ? 2 : 0) +
           (first.portA == quoted.portA ? 1 : 0);
}

} // namespace

void Replies::link(TraversalIndex which, const EventList& events, TraversalList& traversals)
{
    const auto& event = events[traversals[which].last];
    if (isConnectionless(event))
        return;
    const bool isSent = sourceOf(event) == wire::Source::WireOut; // by a rule, where no chain saw it
    if (!isEchoRequest(event)) {
        TraversalIndex best = noIndex, made = noIndex;
        int bestFit = 2; // the echo id or the port, or the address, must agree
        int seen = 0;
        m_waiting.find(peerKeyOfReply(event), [&](TraversalIndex candidate) {
            if (!traversals.has(candidate))
                return true;
            const auto& asked = traversals[candidate];
            const bool isAsked = asked.reply == noIndex || asked.reply == which;
            const bool free =
                isAsked && (!isSent || (isFrameAlone(asked, events) && events[asked.first].in == event.out));
            if (candidate != which && free && candidate < which) {
                if (isFrameAlone(traversals[which], events) && isMadeFor(asked, event, events)) {
                    made = fit(events[asked.first], events[asked.last], event) > bestFit ? candidate : made;
                    return ++seen < mostRequests;
                }
                const int f = fit(events[asked.first], events[asked.last], event);
                const bool isOriginal = best != noIndex && f == bestFit &&
                                        isCopy(events[traversals[best].first], events[asked.first]);
                if (f > bestFit || isOriginal) {
                    best = candidate;
                    bestFit = f;
                }
            }
            const bool mayBeCopy = best != noIndex && events[traversals[best].first].in == 0;
            return (bestFit < 7 || mayBeCopy) && ++seen < mostRequests;
        });
        if (best != noIndex)
            connect(which, best, traversals);
        else if (made != noIndex)
            connect(made, which, traversals);
    }
    if (!isEchoReply(event) && !isSent)
        m_waiting.add(peerKey(event), which);
}

void Replies::linkError(TraversalIndex error, const TraceEvent& quoted, const RecentIndex& loose,
                        const EventList& events, TraversalList& traversals)
{
    TraversalIndex best = noIndex;
    int bestFit = 0;
    for (const RecentIndex& index : {std::cref(loose), std::cref(m_atDevices)}) {
        int seen = 0;
        index.find(looseKey(quoted), [&](TraversalIndex candidate) {
            if (!traversals.has(candidate))
                return true;
            const auto& asked = traversals[candidate];
            const int f = fitQuoted(events[asked.first], events[asked.last], quoted);
            if (candidate != error && f > bestFit) {
                best = candidate;
                bestFit = f;
            }
            return bestFit < 5 && ++seen < mostRequests;
        });
    }
    if (best != noIndex)
        connect(error, best, traversals, !isRedirect(events[traversals[error].first]));
    else
        m_unasked[m_latestUnasked++ % m_unasked.size()] = {error, quoted};
}

void Replies::seenAtDevice(TraversalIndex which, const EventList& events, TraversalList& traversals)
{
    const auto& event = events[traversals[which].first];
    const auto key = looseKey(event);
    m_atDevices.add(key, which);
    for (auto& one : m_unasked) {
        if (!traversals.has(one.error) || looseKey(one.quoted) != key ||
            fitQuoted(event, event, one.quoted) < 5)
            continue;
        connect(one.error, which, traversals, !isRedirect(events[traversals[one.error].first]));
        one = {};
        return;
    }
}

} // namespace hookwalk
