// SPDX-License-Identifier: GPL-3.0-or-later
// A run of probes that do not come from the tun: the helper sends them, one after another. Their answers are
// not read, so every ping stays Waiting; the events show what became of it.
#pragma once

#include "session/helperlink.h"
#include "session/pingrun.h"

namespace hookwalk::session
{

class InjectRun
{
public:
    using Finished = std::function<void(const PingSummary&)>;

    // `finished` is called once, when the timeout of the last probe is over; never if this object or the
    // helper ends first.
    // `bySocket`: where not from a Device, as any program sends; else as raw packets, in a lab only.
    InjectRun(HelperLink& helper, const PingRequest& request, bool bySocket, Finished finished);

    void start();
    void cancel(); // finishes as soon as the helper has answered

private:
    void sendNext();
    void sendPiece();
    void sendBySocket();
    void sentAll();
    void refused(const Error& error);
    void finish();

    HelperLink& m_helper;
    PingRequest m_request;
    PingRun m_run;
    Finished m_finished;
    QTimer m_timer; // to the next probe, or after the last
    std::deque<wire::Packet> m_pieces;
    quint32 m_left;
    bool m_bySocket = false;
    bool m_awaitsAnswer = false;
    bool m_cancelled = false;
};

} // namespace hookwalk::session
