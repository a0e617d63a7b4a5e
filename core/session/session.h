// SPDX-License-Identifier: GPL-3.0-or-later
// One place under study, a lab or this machine, with its helper: starts it, keeps its state, sends pings on a
// worker thread, hands on the log lines of the kernel's trace points, and asks for changes of tun devices and
// the gateway. Unprivileged. Lives in the thread that made it; all signals come in that thread.
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
        NetworkNamespace netns; // Place::Host: instead of the machine's own; needs StartBy::Direct
        protocol::Level level = protocol::Level::Change; // what the helper may do there
        protocol::LogSource source = protocol::LogSource::Auto;
        // What is asked of the kernel besides the trace points (protocol::SetTrace): by default everything.
        bool rules = true, connections = true, frames = true;
        quint32 tag = 0; // 0: a random one, so that two sessions do not mix
        int answerTimeoutMs =
            60'000; // how long the helper may take over a request; 50,000 rules take seconds
    };

    explicit Session(Options options, QObject* parent = nullptr);
    ~Session() override; // ends the helper, which undoes everything

    State state() const;
    bool isReady() const; // Ready or Pinging
    const Error& lastError() const;
    // Valid from Ready on. On this machine: the tun in use and fitting addresses (tundescription.h); null
    // before.
    const protocol::LabMade& lab() const;
    const protocol::TraceShown& trace() const; // what is traced now and from which source
    quint64 eventsLost() const;         // what the kernel could not deliver, of every source, since start()
    const protocol::Lost& lost() const; // the same for each source, since the trace points were set
    qint64 helperPid() const;           // 0: none; see labCommand()
    // Why rules, connections and frames are not reported: for speed, in runs of more than 100 pings less than
    // 1 ms apart. Else empty. traceChanged() is sent when it changes.
    Said detailsOffReason() const;

    void start(); // -> Starting -> Ready or Failed
    void stop();  // -> Idle
    // The place of the next start(); with a `netns` that takes the place of this machine's own. Stops the session if
    // that is another place than now.
    void setPlace(Place place, const NetworkNamespace& netns = {});
    // Traces packets from and to these addresses; an empty list takes the trace points away.
    void setTrace(const std::vector<IpAddress>& addresses);
    // -> Pinging -> Ready. If tracing is on, first sets the trace points for its addresses. If they are
    // refused, nothing is sent: failed() is emitted, and no pingFinished().
    void ping(const PingRequest& request);
    void cancelPing();
    // `questions` is called when a run is over and its events have been delivered: for which routes the
    // kernel is asked. At most 64 are used. Default: one, from the source to the destination.
    void setQuestions(std::function<std::vector<protocol::RouteQuestion>()> questions);

    // ---- from Ready on

    const std::vector<protocol::Device>& devices() const; // tun and tap, as last told
    // Opens that tun for pings instead of the one in use, which stays if this one is refused: tunChanged() or
    // failed(). Not during a run.
    void useTun(const QString& name);
    // Calls `then`, emits changed() and, after a change of the gateway, gatewayChanged(). If the tun in use
    // is deleted, its run ends.
    using Answered = std::function<void(const std::optional<Error>& refusal)>; // nothing: it was done
    void change(const change::Change& wanted, const Answered& then = {});
    void showGateway(); // -> gatewayChanged()
    // The report about each thing that was put back or left, or why nothing could be.
    using Restored =
        std::function<void(const std::optional<Error>& refusal, const std::vector<Sentences>& restored)>;
    void restoreLeftovers(const Restored& then);
    void examine(); // -> examined(), or failed(); in any state

    // Changes the sources given in Options: at once if trace points are set, else with the next ones; during
    // a run with the next run.
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
    // Before this, linesArrived has delivered all events of the run, then what was read from the tun, the
    // kernel's answers to the questions, and the rules with their counters.
    void pingFinished(const hookwalk::session::PingSummary& summary);
    // On any change, by any process.
    void devicesChanged(const std::vector<hookwalk::protocol::Device>& devices);
    void tunChanged(const QString& name); // the tun for pings, or its addresses, changed; empty: none
    // Before the answer to a change of a device that was made: what went with it.
    void routesLost(const std::vector<hookwalk::change::RestoreRoute>& routes);
    void changed(bool done, const hookwalk::Error& refusal);
    // When asked for, and on any change, by any process.
    void gatewayChanged(const hookwalk::protocol::GatewayShown& gateway);
    void examined(const std::vector<hookwalk::protocol::Check>& checks);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

// The prefix with which a command runs in that helper's lab: for root, or for the user who made the lab
// without root.
QString labCommand(qint64 helperPid);

} // namespace hookwalk::session
