// SPDX-License-Identifier: GPL-3.0-or-later
// Sends pings into a tun and reads what comes back. Lives on a thread of its own and owns the tun's fd:
// nobody else writes or reads it. start(), cancel() and take() may be called from any thread.
//
// The write is synchronous: when it returns, the kernel has processed the packet, and in a lab the reply is
// there already. So the fd is read right after the write, before waiting for it.
#pragma once

#include "model/uniquefd.h"
#include "session/pingrun.h"

#include <atomic>
#include <mutex>
#include <optional>
#include <QObject>

namespace hookwalk::session
{

class PingWorker : public QObject
{
    Q_OBJECT

public:
    // `tun`: opened with IFF_TUN | IFF_NO_PI; made non-blocking here.
    explicit PingWorker(UniqueFd tun);

    // Only while no run is under way. Writes at most `window` pings until allow() is called.
    void start(const PingRequest& request, quint32 window = maxPings);
    // Raises the limit to so many pings, counted from the start of the run.
    void allow(quint32 pings);
    quint32 written() const { return m_written; } // of the run, so far
    void cancel();                                // the run ends at once; its summary says so

    struct Batch {
        QVector<PingResult> results;
        std::optional<PingSummary> summary; // the run is over
    };
    Batch take(); // everything since the last call

Q_SIGNALS:
    void resultsReady(); // there is something to take; at most about 60 a second
    void halfUsed();     // half of the window is used up; once for each allow()
    void startRequested(QPrivateSignal);

private:
    void work();
    void loop(PingRun& run);
    bool mayWrite(PingRun& run);
    bool sendNext(PingRun& run);
    bool write(const std::vector<wire::Packet>& packets, PingRun& run);
    bool readAnswers(PingRun& run);
    void discardOldPackets();
    void wait(qint64 untilNs);
    void handOver(PingRun& run, bool finished);

    UniqueFd m_tun;
    UniqueFd m_wake; // eventfd: readable once cancelled
    std::atomic<bool> m_cancelled = false;
    std::atomic<quint32> m_allowed = 0, m_written = 0, m_window = 0;
    std::atomic<bool> m_asked = false; // halfUsed() was told
    qint64 m_heldSinceNs = 0;          // worker's thread only; 0: not held back
    qint64 m_nextHandOverNs = 0;       // worker's thread only

    std::mutex m_mutex; // the rest
    PingRequest m_request;
    Batch m_batch;
    bool m_announced = false;
};

} // namespace hookwalk::session
