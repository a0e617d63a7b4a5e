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
        prove("No frame left by " + device + '.');
        for (const auto* counter : {".tx_dropped", ".tx_carrier_errors"}) {
            const auto name = "Device." + device + counter;
            if (m_inquiry && m_inquiry->rise(name) > 0)
                prove(m_inquiry->riseText(name));
        }
        for (const auto* reason : {"DEV_READY", "TAP_TXFILTER", "FULL_RING", "QDISC_DROP"})
            proveBySkbDrop(reason);
        if (link && !link->up)
            prove(device + " is down.");
        else if (link && !link->carrier)
            prove(device + " has no carrier.");
        if (link && isTunName(device) && !link->carrier)
            return found("tun-closed", "It was routed to " + device + ", and no program has that tun open.");
        if (link && (!link->up || !link->carrier))
            return found("interface-down",
                         device + (link->up ? " has no carrier" : " is down") + ", so it could not be sent.");
        found("unexplained", m_ending.reason);
    }

    // Only an inquiry, which comes when the waiting is over, shows that no answer came.
    void unanswered()
    {
        const auto* reply = answer();
        if (reply && isIcmpError(*reply)) {
            proveByAnswer();
            return found("peer-refused", m_ending.reason + " It was answered by an error.");
        }
        if (reply && isReset(m_trace, *reply)) {
            prove("Packet " + std::to_string(m_traversal.reply + 1) + " answered it: a TCP reset from " +
                  reply->source.toString() + '.');
            return found("peer-refused",
                         m_ending.reason + " It was answered by a reset: nothing listens on that port.");
        }
        if (reply || !m_inquiry || !asks() || m_traversal.replyTo != noIndex)
            return;
        if (const auto* loss = m_trace.losses().between(m_last, m_inquiry->line)) {
            prove(loss->sentence());
            return found("lines-lost",
                         m_ending.reason + " Whether it was answered is not known: lines are missing.");
        }
        // Source NAT acts behind the last chain: only a frame shows with which source it was sent.
        const auto* frame = sentFrame();
        const auto connection = connectionOf(m_trace, m_which).connection;
        const auto device = m_ending.at;
        const auto sent = frame ? frame->source : IpAddress();
        const bool foreign =
            frame && m_first.in != 0 && sent == m_first.source && !m_inquiry->hasAddress(sent);
        if (foreign && (!connection || !connection->isSourceNat())) {
            prove("The frame at " + device + " still has the source " + sent.toString() +
                  ", which is no address of this machine.");
            if (connection)
                prove("conntrack holds no mapping for it: replies are expected at " +
                      connection->reply.destination.toString() + '.');
            prove("Nothing came back.");
            return found("nat-no-mapping",
                         "It left by " + device + " with the source " + sent.toString() +
                             ": no rule of nat POSTROUTING rewrote it, so the other end has no way "
                             "to answer.");
        }
        prove("It left by " + device + (frame ? " with the source " + sent.toString() : "") +
              ", and nothing came back.");
        found("peer-silent", "It was sent by " + device + ", and " + destination() + " did not answer.");
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
        if (!reply || (!isIcmpError(*reply) && !isReset(m_trace, *reply)))
            return;
        proveByAnswer();
        if (isReset(m_trace, *reply))
            prove("Packet " + std::to_string(m_traversal.reply + 1) + " answered it: a TCP reset.");
        found("no-listener", "It was delivered to this machine, and no process wanted it.");
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
