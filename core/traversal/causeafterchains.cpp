// SPDX-License-Identifier: GPL-3.0-or-later
// Causes behind the last chain: the device, the other end, the process here.
#include "traversal/clues.h"
#include "traversal/losses.h"

#include <algorithm>

namespace hookwalk
{

namespace
{

class BehindCause : public Clues
{
public:
    explicit BehindCause(const Clues& clues)
        : Clues(clues)
    {
    }

    void notSent()
    {
        const std::string device(m_trace.device(m_last.out));
        const auto* link = m_inquiry ? m_inquiry->link(device) : nullptr;
        prove(say("no-frame-left", device));
        for (const auto* counter : {".tx_dropped", ".tx_carrier_errors"})
            proveByRise("Device." + device + counter);
        for (const auto* reason : {"DEV_READY", "TAP_TXFILTER", "FULL_RING", "QDISC_DROP"})
            proveBySkbDrop(reason);
        if (link && !link->up)
            prove(say("device-is-down", device));
        else if (link && !link->carrier)
            prove(say("device-has-no-carrier", device));
        if (link && isTunName(device) && !link->carrier)
            return found("tun-closed", say("tun-not-open", device));
        if (link && (!link->up || !link->carrier))
            return found("interface-down",
                         link->up ? say("no-carrier-not-sent", device) : say("device-down-not-sent", device));
        found("unexplained");
    }

    // Only an inquiry, which comes when the waiting is over, shows that no answer came.
    void unanswered()
    {
        const auto* reply = answer();
        if (reply && isAnswer())
            return noteUnwanted(*reply);
        if (reply && isIcmpError(*reply)) {
            proveByAnswer();
            m_ending.reason.push_back(say("answered-by-error"));
            return found("peer-refused");
        }
        if (reply && isReset(m_trace, *reply)) {
            prove(say("answered-by-reset-from", m_traversal.reply + 1, reply->source.toString()));
            m_ending.reason.push_back(say("reset-nothing-listens"));
            return found("peer-refused");
        }
        if (reply || !m_inquiry || !asks() || isAnswer())
            return;
        if (const auto* loss = m_trace.losses().between(m_last, m_inquiry->line)) {
            prove(loss->said());
            m_ending.reason.push_back(say("not-known-whether-answered"));
            return found("lines-lost");
        }
        // Source NAT acts behind the last chain: only a frame shows with which source it was sent.
        const auto* frame = sentFrame();
        const auto connection = connectionOf(m_trace, m_which).connection;
        const auto device = m_ending.device;
        const auto sent = frame ? frame->source : IpAddress();
        const bool foreign =
            frame && m_first.in != 0 && sent == m_first.source && !m_inquiry->hasAddress(sent);
        if (foreign && (!connection || !connection->isSourceNat())) {
            prove(say("frame-has-foreign-source", device, sent.toString()));
            if (connection)
                prove(say("replies-expected-at", connection->reply.destination.toString()));
            prove(say("nothing-came-back"));
            return found("nat-no-mapping", say("source-not-rewritten", device, sent.toString()));
        }
        prove(frame ? say("left-with-source", device, sent.toString()) : say("left-by", device));
        found("peer-silent", say("sent-and-not-answered", device, destination()));
    }
    bool isAnswer() const { return m_traversal.replyTo != noIndex; }
    // The kernel of who asked from a raw socket or a tun knows of no connection, so it refuses the answer
    // (tcp_v4_send_reset, icmp_send). That says nothing of who answered.
    void noteUnwanted(const TraceEvent& refusal) const
    {
        if (isRefusal(m_trace, refusal))
            m_ending.reason.push_back(say("answer-refused-by-asker", m_traversal.reply + 1));
    }
    bool asks() const { return isEchoRequest(m_first) || m_first.protocol == 6 || m_first.protocol == 17; }
    const TraceEvent* sentFrame() const
    {
        const TraceEvent* frame = nullptr;
        for (auto at = m_traversal.first; at != noIndex; at = m_trace.events()[at].next) {
            const auto& event = m_trace.events()[at];
            if (sourceOf(event) == wire::Source::WireOut && event.out == m_last.out)
                frame = &event;
        }
        return frame;
    }

    void refusedHere()
    {
        const auto* reply = answer();
        if (!reply || !isRefusal(m_trace, *reply))
            return;
        if (isAnswer())
            return noteUnwanted(*reply);
        proveByAnswer();
        if (isReset(m_trace, *reply))
            prove(say("answered-by-reset", m_traversal.reply + 1));
        found("no-listener", say("no-process-wanted-it"));
    }
};

} // namespace

void explainNotSent(const Clues& clues)
{
    BehindCause(clues).notSent();
}

void explainSilence(const Clues& clues)
{
    BehindCause(clues).unanswered();
}

void explainRefusal(const Clues& clues)
{
    BehindCause(clues).refusedHere();
}

} // namespace hookwalk
