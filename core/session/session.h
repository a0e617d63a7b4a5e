// SPDX-License-Identifier: GPL-3.0-or-later
// One place under study, a lab or this machine, with its helper: starts it, keeps its state, sends pings on a
// worker thread, hands on the log lines that the kernel's trace points report, and asks for changes of tun
// devices and the gateway. Unprivileged. Lives in the thread that made
// it; all signals come in that thread.
#pragma once

#include "protocol/messages.h"
#include "session/helperstart.h"
#include "session/ping.h"

#include <functional>
#include <memory>
#include <optional>
#include <QObject>

namespace hookwalk::session
{

class Session : public QObject
{
    Q_OBJECT

public:
    enum class State {
        Idle,     // no helper
        Starting, // helper started (on this machine a person may be asked first), lab being made
        Ready,    // lab made and its tun open; on this machine: see useTun()
        Pinging,  // a ping run is under way
        Failed,   // see lastError(); start() tries again
    };
    Q_ENUM(State)

    struct Options {
        QString helperPath; // empty: $HOOKWALK_HELPER, beside the program, else in libexec
        Place place = Place::Lab;
        StartBy startBy = StartBy::Automatic;
        protocol::LogSource source = protocol::LogSource::Auto;
        // Asked of the kernel beside the trace points (protocol::SetTrace): by default everything.
        bool rules = true, connections = true, frames = true;
        quint32 tag = 0; // 0: one of its own, so that two at once do not mix
        int answerTimeoutMs =
            60'000; // how long the helper may take over a request; 50,000 rules take seconds
    };

    explicit Session(Options options, QObject* parent = nullptr);
    ~Session() override; // ends the helper, which takes everything back

    State state() const;
    bool isReady() const; // Ready or Pinging
    const Error& lastError() const;
    // From Ready on. On this machine: the tun in use and addresses that fit it (tundescription.h), null before.
    const protocol::LabMade& lab() const;
    const protocol::TraceShown& trace() const; // what is traced now and from which source
    quint64 eventsLost() const;         // what the kernel could not deliver, of every source, since start()
    const protocol::Lost& lost() const; // each source's own loss, since the trace points were set
    qint64 helperPid() const;           // 0: none; see labCommand()
    // Why rules, connections and frames are not reported: for the sake of speed, in runs of more than 100 pings
    // less than 1 ms apart. Else empty. traceChanged() comes when it changes.
    Said detailsOffReason() const;

    void start(); // -> Starting -> Ready or Failed
    void stop();  // -> Idle
    // Where the next start() works. Stops first where that is another place than now.
    void setPlace(Place place);
    // Traces packets from and to these addresses; an empty list takes the trace points away.
    void setTrace(const std::vector<IpAddress>& addresses);
    // -> Pinging -> Ready. Sets the trace points for its addresses first where tracing is on. Where they are
    // refused nothing is sent: failed() comes, and no pingFinished().
    void ping(const PingRequest& request);
    void cancelPing();
    // Called when a run is over and its events have been delivered: where should the kernel be asked for the
    // way? At most 64 questions count. Default: one, from the source to the destination.
    void setQuestions(std::function<std::vector<protocol::RouteQuestion>()> questions);

    // ---- from Ready on

    const std::vector<protocol::Device>& devices() const; // tun and tap, as last told
    // Opens that tun for pings, in the place of the one before, which stays where this one is refused:
    // tunChanged() or failed(). Not during a run.
    void useTun(const QString& name);
    // changed() comes, `then` before it, and after a change of the gateway gatewayChanged(). Where the tun in
    // use is deleted, its run ends.
    using Answered = std::function<void(const std::optional<Error>& refusal)>; // nothing: it was done
    void change(const change::Change& wanted, const Answered& then = {});
    void showGateway(); // -> gatewayChanged()
    // What is said of each thing that was put back or left, or why nothing could be.
    using Restored =
        std::function<void(const std::optional<Error>& refusal, const std::vector<Sentences>& restored)>;
    void restoreLeftovers(const Restored& then);
    void examine(); // -> examined(), or failed(); in any state

    // What Options says of sources, changed: in force at once where trace points are in place, else with the
    // next ones. During a run they change with the next run.
    void setSources(protocol::LogSource source, bool rules, bool connections, bool frames);
    const Options& options() const;

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
    // All events of the run have been delivered by linesArrived before this, and behind them what was read
    // from the tun, the kernel's answers to the questions and the rules with their counters.
    void pingFinished(const hookwalk::session::PingSummary& summary);
    // On any change, by any process.
    void devicesChanged(const std::vector<hookwalk::protocol::Device>& devices);
    void tunChanged(const QString& name); // pings go into this one now, or its addresses changed; empty: none
    void changed(bool done, const hookwalk::Error& refusal);
    // When asked for, and on any change, by any process.
    void gatewayChanged(const hookwalk::protocol::GatewayShown& gateway);
    void examined(const std::vector<hookwalk::protocol::Check>& checks);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

// What to type before a command to run it in the lab of that helper: as root, and for its own user where it
// was made without.
QString labCommand(qint64 helperPid);

} // namespace hookwalk::session
