// SPDX-License-Identifier: GPL-3.0-or-later
#include "traversal/replies.h"

#include "traversal/event.h"

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

} // namespace

void Replies::link(TraversalIndex which, const EventList& events, TraversalList& traversals)
{
    const auto& event = events[traversals[which].last];
    if (isConnectionless(event))
        return;
    if (!isEchoRequest(event)) {
        TraversalIndex best = noIndex;
        int bestFit = 2; // the echo id or the port, or the address, must agree
        int seen = 0;
        m_waiting.find(peerKeyOfReply(event), [&](TraversalIndex candidate) {
            if (!traversals.has(candidate))
                return true;
            const auto& asked = traversals[candidate];
            const bool free = asked.reply == noIndex || asked.reply == which;
            if (candidate != which && free && candidate < which) {
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
    }
    if (!isEchoReply(event))
        m_waiting.add(peerKey(event), which);
}

void Replies::linkError(TraversalIndex error, const TraceEvent& quoted, const RecentIndex& loose,
                        const EventList& events, TraversalList& traversals)
{
    TraversalIndex best = noIndex;
    int bestFit = 0;
    int seen = 0;
    loose.find(looseKey(quoted), [&](TraversalIndex candidate) {
        if (!traversals.has(candidate))
            return true;
        const auto& first = events[traversals[candidate].first];
        const auto& last = events[traversals[candidate].last];
        const int f = (first.source == quoted.source ? 2 : 0) +
                      (last.destination == quoted.destination ? 2 : 0) +
                      (first.portA == quoted.portA ? 1 : 0);
        if (candidate != error && f > bestFit) {
            best = candidate;
            bestFit = f;
        }
        return bestFit < 5 && ++seen < mostRequests;
    });
    if (best != noIndex)
        connect(error, best, traversals, !isRedirect(events[traversals[error].first]));
}

} // namespace hookwalk
