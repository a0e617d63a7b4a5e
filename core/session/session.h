// One place under study with its helper: starts it, keeps its state, sends pings on a worker thread, and
// hands on the log lines that the kernel's trace points report. Unprivileged. Lives in the thread that made
// it; all signals come in that thread.
#pragma once

#include "protocol/messages.h"
#include "session/ping.h"

#include <memory>
#include <QObject>

namespace hookwalk::session
{

class Session : public QObject
{
    Q_OBJECT

public:
    enum class State {
        Idle,     // no helper
        Starting, // helper started, lab being made
        Ready,    // lab made, tun open
        Pinging,  // a ping run is under way
        Failed,   // see lastError(); start() tries again
    };
    Q_ENUM(State)

    struct Options {
        QString helperPath; // empty: $HOOKWALK_HELPER, beside the program, else in libexec
        protocol::LogSource source = protocol::LogSource::Auto;
        quint32 tag = 0;              // 0: one of its own, so that two at once do not mix
        int answerTimeoutMs = 15'000; // how long the helper may take over a request
    };

    explicit Session(Options options, QObject* parent = nullptr);
    ~Session() override; // ends the helper, which takes everything back

    State state() const;
    const Error& lastError() const;
    const protocol::LabMade& lab() const;      // from Ready on
    const protocol::TraceShown& trace() const; // what is traced now and from which source
    quint64 eventsLost() const;                // that the kernel could not deliver, since start()

    void start(); // -> Starting -> Ready or Failed
    void stop();  // -> Idle
    // Traces packets from and to these addresses; an empty list takes the trace points away.
    void setTrace(const std::vector<IpAddress>& addresses);
    // -> Pinging -> Ready. Sets the trace points for its addresses first where tracing is on. Where they are
    // refused nothing is sent: failed() comes, and no pingFinished().
    void ping(const PingRequest& request);
    void cancelPing();

    bool isTracing() const;
    void setTracing(bool on); // default on; off takes the trace points away

Q_SIGNALS:
    void stateChanged(hookwalk::session::Session::State state);
    void failed(const hookwalk::Error& error); // also for a refused request while the session goes on
    void traceChanged();
    // Whole lines in the form of /dev/kmsg, batched (at most about 60 batches a second).
    void linesArrived(const std::string& lines);
    void eventsLostChanged(quint64 total);
    // Batched. Each ping once, when decided; one that was given up as Lost comes again, as Late or Error, if
    // its answer still arrives during the run.
    void pingsAnswered(const QVector<hookwalk::session::PingResult>& results);
    // All events of the run have been delivered by linesArrived before this.
    void pingFinished(const hookwalk::session::PingSummary& summary);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace hookwalk::session
