// SPDX-License-Identifier: GPL-3.0-or-later
// One run of probes in a lab of its own, from the start of the helper to the last event: shared by ping and
// explain, which print what came of it.
#pragma once

#include "interrupt.h"
#include "pingtext.h"
#include "session/recordingfile.h"

#include <functional>
#include <QEventLoop>
#include <QStringList>
#include <QTimer>
#include <unistd.h>

namespace hookwalk::cli
{

struct LabOrder {
    session::PingRequest request; // a null source: an address of the lab that fits
    protocol::LogSource source = protocol::LogSource::Auto;
    bool details = true;
    session::Place place = session::Place::Lab;
    QString netns;       // Place::Host: NAME, PATH or PID; "": the machine's own
    QStringList prepare; // shell commands, run in the lab before the first probe
    bool json = false;
    // File for all that is reported, as a recording (NAME.hookwalk) or log that `traversals` and the window read; "": none,
    // "-": standard output, where nothing else is printed then.
    QString save;
    quint64 maxBytes = 0; // the run ends when so much was reported; 0: no limit
    qint64 maxTimeUs = 0; // and when it has taken so long; 0: no limit
    int printTo() const { return save == QLatin1String("-") ? STDERR_FILENO : STDOUT_FILENO; }
};

class LabRun : public QObject
{
public:
    explicit LabRun(LabOrder order);

    // Calls `ready` when the trace points are set, and `finished`, which returns the exit status, when all
    // events have arrived. If it fails earlier, standard error says why.
    int status(std::function<void()> ready, std::function<int(const session::PingSummary&)> finished);

    // A long run keeps only the latest packets: `passing` is called before those before `to` are forgotten.
    void whenForgetting(std::function<void(TraversalIndex to)> passing) { m_passing = std::move(passing); }

    const LabOrder& order() const { return m_order; } // with the source that was chosen, once ready
    const Trace& trace() const { return m_trace; }
    PingContext context() const;
    const QVector<session::PingResult>& results() const { return m_results; } // the latest thousand

private:
    void holdLatest();
    bool isLab() const { return m_order.place == session::Place::Lab; }
    Result<void> lookForFarEnd();
    bool awaitsTun();
    void begin(session::Session::State state);
    Result<void> checkOrigin() const;
    Result<void> chooseSource();
    Result<void> prepare() const;
    std::vector<protocol::RouteQuestion> questions() const;
    void take(const std::string& lines);
    void endRun(const QString& sentence);
    void keepSaving(const Result<void>& written);
    void closeSaved();
    void interrupted();
    void end(int status);

    LabOrder m_order;
    session::NetworkNamespace m_netns;
    session::Session m_session;
    Interrupt m_interrupt;
    Trace m_trace;
    std::function<void(TraversalIndex to)> m_passing;
    QVector<session::PingResult> m_results;
    std::optional<session::RecordingFile> m_saved;
    QTimer m_flushing;
    bool m_saveFailed = false;
    quint64 m_reported = 0; // bytes
    QEventLoop m_loop;
    bool m_begun = false, m_ending = false, m_asksForTun = false;
    std::optional<int> m_status;
};

} // namespace hookwalk::cli
