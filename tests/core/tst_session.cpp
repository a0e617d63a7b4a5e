// SPDX-License-Identifier: GPL-3.0-or-later
// The session with a helper that does its part: the lab, runs and what is asked around them, trace points.
#include "support/playedsession.h"
#include "support/testprogram.h"

#include <QElapsedTimer>
#include <QFile>
#include <QSignalSpy>

using namespace hookwalk;
using namespace hookwalk::test;

class TestSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLabIsMadeAndItsTunOpened()
    {
        Played played("well");
        QVERIFY(played.startAndWait());
        QCOMPARE(played.states, (QList{State::Starting, State::Ready}));
        QCOMPARE(played.session->lab().tun, std::string("tun0"));
        QVERIFY(played.errors.isEmpty());
        played.session->stop();
        QCOMPARE(played.session->state(), State::Idle);
    }

    void pingsAreSentTracedAndTheirLinesComeFirst_data()
    {
        QTest::addColumn<int>("source");
        QTest::newRow("kernel log") << int(protocol::LogSource::KernelLog);
        QTest::newRow("NFLOG") << int(protocol::LogSource::Nflog);
    }
    void pingsAreSentTracedAndTheirLinesComeFirst()
    {
        QFETCH(int, source);
        Session::Options options;
        options.source = protocol::LogSource(source);
        Played played("well", options);
        QVERIFY(played.startAndWait());
        QVERIFY(played.pingAndWait(20));
        QCOMPARE(played.summary->received, 20u);
        QCOMPARE(played.results.size(), 20);
        QCOMPARE(played.sightings(), 40);
        QCOMPARE(played.count("source=tun-read"), 20);
        QVERIFY(
            played.lines.find(";raw-PREROUTING [1]IN=tun0 OUT= MAC= SRC=192.168.69.1 DST=203.0.113.29 ") !=
            std::string::npos);
        QVERIFY(played.session->trace().active);
        QCOMPARE(int(played.session->trace().source), source);
        QCOMPARE(played.session->trace().addresses,
                 (std::vector{played.session->lab().farAddress, played.session->lab().pingSource}));
        QVERIFY(played.session->trace().tag > 0);
        QCOMPARE(played.states, (QList{State::Starting, State::Ready, State::Pinging, State::Ready}));
    }

    void aRunIsFramedByWhatTheKernelIsAskedAboutIt()
    {
        Played played("slow source");
        QVERIFY(played.startAndWait());
        QVERIFY(played.pingAndWait(2));
        const QStringList run{"marked", "events", "tun-read", "route", "counters", "ruleset"};
        QCOMPARE(played.order(), QStringList{"ruleset"} + run);
        played.lines.clear();
        QVERIFY(played.pingAndWait(2)); // the rules may be others by now
        QCOMPARE(played.order(), QStringList{"ruleset"} + run);
        QCOMPARE(played.count("{\"source\":\"192.168.69.1\",\"destination\":\"203.0.113.29\",\"in\":\"tun0\","
                              "\"protocol\":1}"),
                 1);
    }

    void whatWasReadFromTheTunIsNotHeldBackForLong()
    {
        Played played("well");
        QVERIFY(played.startAndWait());
        auto request = played.request(150);
        request.intervalUs = 1000;
        played.session->ping(request);
        QTRY_VERIFY(played.summary.has_value());
        QCOMPARE(played.count("source=tun-read"), 150);
        QVERIFY(played.order().count("tun-read") > 1);
    }

    void theCallerChoosesTheQuestions()
    {
        Played played("well");
        QVERIFY(played.startAndWait());
        std::size_t eventsSeen = 0;
        played.session->setQuestions([&] {
            eventsSeen = played.lines.size();
            protocol::RouteQuestion question{*IpAddress::parse("203.0.113.29"),
                                             *IpAddress::parse("198.51.100.15"), "eth0", 0, 0};
            return std::vector(100, question);
        });
        QVERIFY(played.pingAndWait(1));
        QVERIFY(eventsSeen > 0);
        QCOMPARE(played.count("\"in\":\"eth0\""), 64); // no more are allowed
        QCOMPARE(played.session->state(), State::Ready);
    }

    void detailsAreOffInLongFastRunsAndTheReasonIsSaid()
    {
        Played played("well");
        QVERIFY(played.startAndWait());
        QVERIFY(played.pingAndWait(100));
        const auto& trace = played.session->trace();
        QVERIFY(trace.rules && trace.connections && trace.frames);
        QVERIFY(played.session->detailsOffReason().isEmpty());
        QVERIFY(played.pingAndWait(101));
        QVERIFY(!trace.rules && !trace.connections && !trace.frames);
        QCOMPARE(played.session->detailsOffReason(), say("details-off"));
        QVERIFY(played.pingAndWait(1));
        QVERIFY(trace.rules && trace.connections && trace.frames);
        QVERIFY(played.session->detailsOffReason().isEmpty());
    }

    void detailsAreSwitchedOffOneByOne()
    {
        Session::Options options;
        options.connections = false;
        Played played("well", options);
        QVERIFY(played.startAndWait());
        QVERIFY(played.pingAndWait(1));
        const auto& trace = played.session->trace();
        QVERIFY(trace.rules && !trace.connections && trace.frames);
    }

    void furtherAddressesAreTraced()
    {
        Played played("well");
        QVERIFY(played.startAndWait());
        auto request = played.request(1);
        const auto further = *IpAddress::parse("192.0.2.7");
        request.destination = played.session->lab().networkAddress;
        request.also = {further, request.source};
        played.session->ping(request);
        QTRY_VERIFY(played.summary.has_value());
        QCOMPARE(played.session->trace().addresses, (std::vector{request.destination, request.source,
                                                                 played.session->lab().lanServer, further}));
    }

    void probesFromElsewhereAreSentByTheHelper()
    {
        Played played("well");
        QVERIFY(played.startAndWait());
        auto request = played.request(3);
        request.from = PingFrom::ThisMachine;
        request.timeoutUs = 1000;
        played.session->ping(request);
        QTRY_VERIFY(played.summary.has_value());
        QCOMPARE(played.summary->sent, 3u);
        QCOMPARE(played.summary->waiting, 3u);
        QVERIFY(!played.summary->cancelled);
        QCOMPARE(played.count("{\"device\":\"\",\"bytes\":41}"), 3);
        QCOMPARE(played.order(),
                 (QStringList{"ruleset", "marked", "injected", "route", "counters", "ruleset"}));

        request.from = PingFrom::Device;
        request.device = "eth0";
        request.count = 1;
        request.payload.assign(100, 'x');
        request.fragmentBytes = 64;
        played.summary.reset();
        played.session->ping(request);
        QTRY_VERIFY(played.summary.has_value());
        QCOMPARE(played.summary->sent, 1u);
        QCOMPARE(played.count("{\"device\":\"eth0\",\"bytes\":84}"), 1);
        QCOMPARE(played.count("{\"device\":\"eth0\",\"bytes\":64}"), 1);
        QCOMPARE(played.count("\"in\":\"eth0\""), 1);
    }

    void theHelpersProcessIsKnownWhileItRuns()
    {
        Played played("well");
        QCOMPARE(played.session->helperPid(), 0);
        QVERIFY(played.startAndWait());
        const qint64 pid = played.session->helperPid();
        QVERIFY(QFile::exists(QStringLiteral("/proc/%1").arg(pid)));
        QVERIFY(labCommand(pid).startsWith(QStringLiteral("nsenter -t %1 ").arg(pid)));
        played.session->stop();
        QCOMPARE(played.session->helperPid(), 0);
    }

    void linesThatTheKernelHeldBackStillComeBeforeTheEnd()
    {
        Played played("slow source");
        QVERIFY(played.startAndWait());
        QVERIFY(played.pingAndWait(3));
        QCOMPARE(played.sightings(), 6);
    }

    void tracePointsAreSetOnceForTheSameAddresses()
    {
        Played played("well");
        QVERIFY(played.startAndWait());
        QSignalSpy changed(played.session.get(), &Session::traceChanged);
        QVERIFY(played.pingAndWait(1));
        QVERIFY(played.pingAndWait(1));
        QCOMPARE(changed.size(), 1);
        QCOMPARE(played.summary->received, 1u);
    }

    void withTracingOffThereAreNoTracePointsAndNoLines()
    {
        Played played("well");
        played.session->setTracing(false);
        QVERIFY(played.startAndWait());
        QVERIFY(played.pingAndWait(2));
        QCOMPARE(played.summary->received, 2u);
        QVERIFY(played.lines.empty());
        QVERIFY(!played.session->trace().active);
    }

    void switchingTracingOffTakesTheTracePointsAway()
    {
        Played played("well");
        QVERIFY(played.startAndWait());
        QVERIFY(played.pingAndWait(1));
        QVERIFY(played.session->trace().active);
        played.session->setTracing(false);
        QTRY_VERIFY(!played.session->trace().active);
        played.session->setTracing(true);
        played.session->setTrace({*IpAddress::parse("198.51.100.1")});
        QTRY_VERIFY(played.session->trace().active);
    }

    void requestsMayFollowEachOtherWithoutWaiting()
    {
        Played played("well");
        QVERIFY(played.startAndWait());
        played.session->setTrace({*IpAddress::parse("198.51.100.1")});
        played.session->setTrace({});
        QVERIFY(played.pingAndWait(1));
        QVERIFY(played.errors.isEmpty());
        QCOMPARE(played.session->trace().addresses.size(), std::size_t{2});
    }

    void lostEventsOfEverySourceAreAddedUp()
    {
        Played played("loses");
        QVERIFY(played.startAndWait());
        QVERIFY(played.pingAndWait(1));
        QTRY_COMPARE(played.session->eventsLost(), quint64(15));
        played.session->setTrace({*IpAddress::parse("198.51.100.1")}); // the helper counts from 0 again
        QVERIFY(played.pingAndWait(1));
        QTRY_COMPARE(played.session->eventsLost(), quint64(30));
    }

    void pingsWaitForTheEventsOfThoseBeforeToBeRead()
    {
        Played played("has little room"); // ends where more than one is on its way
        QVERIFY(played.startAndWait());
        QVERIFY(played.pingAndWait(50));
        QVERIFY(played.errors.isEmpty());
        QCOMPARE(played.sightings(), 100);
        QCOMPARE(played.summary->received, 50U);
        QVERIFY(played.summary->heldBackUs > 0);

        Played roomy("well");
        QVERIFY(roomy.startAndWait());
        QVERIFY(roomy.pingAndWait(50));
        QCOMPARE(roomy.summary->heldBackUs, 0);
    }

    void linesComeInFewBatches()
    {
        Played played("well");
        QSignalSpy batches(played.session.get(), &Session::linesArrived);
        QVERIFY(played.startAndWait());
        QElapsedTimer clock;
        clock.start();
        QVERIFY(played.pingAndWait(500));
        QCOMPARE(played.sightings(), 1000);
        QVERIFY(batches.size() <= clock.elapsed() / 16 + 5); // an answer of the helper may bring one more
    }
};

HOOKWALK_TEST(TestSession)
#include "tst_session.moc"
