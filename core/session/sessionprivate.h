// SPDX-License-Identifier: GPL-3.0-or-later
// What a Session is made of: internal to session*.cpp.
#pragma once

#include "session/helperlink.h"
#include "session/injectrun.h"
#include "session/pingworker.h"
#include "session/session.h"

#include <QThread>

namespace hookwalk::session
{

// What trace points are set for.
struct Traced {
    std::vector<IpAddress> addresses;
    bool details = true;
    quint32 packets = 1; // of the run
    bool operator==(const Traced&) const = default;
};

struct Session::Private {
    using Refused = HelperLink::Refused;

    Private(Session* owner, Options given);

    // ---- state

    void become(State next);
    void report(const Error& error);
    void fail(const Error& error);
    // The tun's fd goes first: it keeps the lab's namespace alive.
    void leave(); // the place, and say so
    void release();
    void closeTun();
    void countLost(const protocol::Lost& now);

    // ---- from Starting to Ready

    void start();
    Result<void> checkNetns() const;
    void makeLab();
    bool isOnHost() const { return options.place == Place::Host; }
    void useHost();
    Refused refusedStart();
    void openTun(const protocol::LabMade& wanted, const Refused& refused);
    void openedTun(const protocol::LabMade& opened, UniqueFd tun);

    // ---- devices

    void keepDevices(const protocol::DevicesShown& shown);
    void followTun();
    void describe(const protocol::Device& device);
    void leaveTun();
    void examineByVisitor(const Refused& refused);

    // ---- trace points

    using Then = std::function<void()>;

    void setTrace(const Traced& wanted, const Then& then, const Refused& refused);
    void setTraceOrReport(const std::vector<IpAddress>& addresses);
    void showTrace(const Then& then, const Refused& refused);

    // ---- a ping run

    void beginPing(const PingRequest& wanted);
    void prepareProbes();
    void startProbes();
    void startFarHelper();
    void cancelProbes();
    quint32 window() const; // pings whose reports the kernel keeps until they are read
    void makeRoom();
    void takeResults();
    // Delivers what was read from the tun right after the events of the same packets: the answer to ShowTrace
    // comes after all that was logged before the question (messages.h).
    void showReadBack();
    void finishPing(const PingSummary& summary);
    void inquireAfter(const PingSummary& summary);
    void endPing(const PingSummary& summary);
    bool isTraced() const { return !traced.addresses.empty(); }

    // Reports of one source about a ping and its answer: those of the trace points on both ways, and some
    // more.
    static constexpr quint32 reportsOfPing = 32;
    static constexpr qsizetype mostHeldBack = 50;
    static constexpr std::size_t mostQuestions = 64; // protocol::Investigate

    Session* q;
    Options options;
    State state = State::Idle;
    Error lastError;
    protocol::LabMade lab;
    Traced traced;
    protocol::TraceShown trace;
    protocol::Lost lost;
    bool tracing = true;
    quint64 lostBefore = 0, lostSinceTrace = 0; // the helper's count restarts with each SetTrace
    bool sourcesChanged = false;                // since the trace points were set
    std::function<std::vector<protocol::RouteQuestion>()> questions;

    // The run under way.
    PingRequest request;
    bool cancelled = false;
    std::string readBack; // lines of what was read from the tun, to follow its events
    qsizetype readBackCount = 0;

    std::vector<protocol::Device> devices;
    std::uint32_t settingsTold = 0; // protocol::DevicesShown::settings
    std::uint32_t tunIndex = 0;     // of the tun in use
    std::uint32_t refusedIndex = 0; // of a tun that could not be opened again
    bool opening = false;           // a tun was asked for and is not there yet
    HelperLink helper;
    std::unique_ptr<HelperLink> visitor;   // a helper that only examines, while there is no place
    std::unique_ptr<HelperLink> farHelper; // sends at the other end of a veth, while a run does
    std::unique_ptr<InjectRun> injection;
    QThread workerThread;
    std::unique_ptr<PingWorker> worker; // lives in workerThread; deleted when that has ended
};

} // namespace hookwalk::session
