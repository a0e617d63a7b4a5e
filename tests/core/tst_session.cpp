// The session with helpers that do their part well, badly or not at all (support/fakehelper.cpp).
#include "session/session.h"
#include "wire/factline.h"

#include <QElapsedTimer>
#include <QFile>
#include <QSignalSpy>
#include <QTest>

using namespace hookwalk;
using namespace hookwalk::session;
using State = Session::State;

namespace
{

// A session whose helper plays the given part, with all that it said.
class Played : public QObject
{
public:
    explicit Played(const char* part, Session::Options options = {})
    {
        qputenv("HOOKWALK_FAKE", part);
        if (options.helperPath.isEmpty())
            options.helperPath = QStringLiteral(HOOKWALK_BIN_DIR "/fakehelper");
        session = std::make_unique<Session>(options);
        connect(session.get(), &Session::stateChanged, this, [this](State state) { states << state; });
        connect(session.get(), &Session::failed, this, [this](const Error& error) { errors << error; });
        connect(session.get(), &Session::linesArrived, this,
                [this](const std::string& more) { lines += more; });
        connect(session.get(), &Session::pingsAnswered, this, [this](const auto& more) { results += more; });
        connect(session.get(), &Session::pingFinished, this, [this](const PingSummary& finished) {
            summary = finished;
            linesAtFinish = lines;
        });
    }
    bool startAndWait()
    {
        session->start();
        return QTest::qWaitFor([this] { return session->state() == State::Ready; });
    }
    bool pingAndWait(quint32 count)
    {
        summary.reset();
        session->ping(request(count));
        return QTest::qWaitFor([this] { return summary.has_value(); });
    }
    PingRequest request(quint32 count) const
    {
        PingRequest request;
        request.source = session->lab().pingSource;
        request.destination = session->lab().farAddress;
        request.count = count;
        request.intervalUs = 0;
        return request;
    }
    int count(const char* words) const // in the lines that had come when the run was over
    {
        return int(QByteArray::fromStdString(linesAtFinish).count(words));
    }
    int sightings() const { return count("-PREROUTING [1]IN=tun0"); }
    // The kinds of fact in the order they came, and "events" and "tun-read" for the packets between them.
    QStringList order() const
    {
        QStringList kinds;
        for (const auto& line : QString::fromStdString(linesAtFinish).split('\n', Qt::SkipEmptyParts)) {
            const auto text = line.toStdString(); // the fact points into it
            const auto fact = wire::readFactLine(text);
            const QString kind =
                fact ? QString::fromStdString(std::string(fact->kind))
                     : QLatin1String(line.contains("source=tun-read") ? "tun-read" : "events");
            if (kinds.isEmpty() || kinds.last() != kind)
                kinds << kind;
        }
        return kinds;
    }
    QString lastSentence() const
    {
        return errors.isEmpty() ? QString() : QString::fromStdString(errors.last().sentence);
    }

    std::unique_ptr<Session> session;
    QList<State> states;
    QList<Error> errors;
    std::string lines;
    QVector<PingResult> results;
    std::optional<PingSummary> summary;
    std::string linesAtFinish;
};

} // namespace

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
        QVERIFY(played.pingAndWait(2)); // the rules are known from the run before
        QCOMPARE(played.order(), run);
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

    void aHelperThatRefusesQuestionsDoesNotBreakTheRun()
    {
        Played played("refuses questions");
        QVERIFY(played.startAndWait());
        QVERIFY(played.pingAndWait(2));
        QCOMPARE(played.summary->received, 2u);
        QCOMPARE(played.order(), (QStringList{"events", "tun-read"}));
        QVERIFY(played.errors.isEmpty());
    }

    void aHelperThatDiesOverAQuestionFailsTheSession()
    {
        Played played("dies while asked why");
        QVERIFY(played.startAndWait());
        played.session->ping(played.request(1));
        QTRY_COMPARE(played.session->state(), State::Failed);
        QVERIFY2(played.lastSentence().contains("exit status 4"), qPrintable(played.lastSentence()));
        QVERIFY(!played.summary);
    }

    void stoppingInsteadOfAskingIsSafe()
    {
        Played played("well");
        QVERIFY(played.startAndWait());
        played.session->setQuestions([&] {
            played.session->stop();
            return std::vector<protocol::RouteQuestion>();
        });
        played.session->ping(played.request(1));
        QTRY_COMPARE(played.session->state(), State::Idle);
        QTest::qWait(50); // nothing more may come
        QVERIFY(!played.summary);
        QVERIFY(played.errors.isEmpty());
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
        QVERIFY(played.session->detailsOffReason().contains("would slow down"));
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

    void probesFromElsewhereAreCancelled()
    {
        Played played("well");
        QVERIFY(played.startAndWait());
        auto request = played.request(1);
        request.from = PingFrom::ThisMachine;
        request.timeoutUs = maxTimeoutUs;
        played.session->ping(request);
        QTRY_VERIFY(played.lines.find("injected") != std::string::npos);
        played.session->cancelPing();
        QTRY_VERIFY(played.summary.has_value());
        QVERIFY(played.summary->cancelled);
    }

    void aRefusalToSendFromElsewhereIsTheRunsProblem()
    {
        Played played("refuses questions");
        QVERIFY(played.startAndWait());
        auto request = played.request(2);
        request.from = PingFrom::ThisMachine;
        played.session->ping(request);
        QTRY_VERIFY(played.summary.has_value());
        QCOMPARE(played.summary->problem, QStringLiteral("Not yet."));
        QCOMPARE(played.summary->sent, 0u);
        QCOMPARE(played.session->state(), State::Ready);
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

    void lostEventsAreAddedUp()
    {
        Played played("loses");
        QVERIFY(played.startAndWait());
        QVERIFY(played.pingAndWait(1));
        QTRY_COMPARE(played.session->eventsLost(), quint64(3));
        played.session->setTrace({*IpAddress::parse("198.51.100.1")}); // the helper counts from 0 again
        QVERIFY(played.pingAndWait(1));
        QTRY_COMPARE(played.session->eventsLost(), quint64(6));
    }

    void aRunIsCancelled()
    {
        Played played("nothing answers");
        QVERIFY(played.startAndWait());
        auto request = played.request(1);
        request.timeoutUs = maxTimeoutUs;
        played.session->ping(request);
        played.session->cancelPing(); // while the trace points are being set
        QTRY_VERIFY(played.summary.has_value());
        QVERIFY(played.summary->cancelled);
        QCOMPARE(played.session->state(), State::Ready);
    }

    void aSecondRunAtOnceIsRefusedAndTheFirstGoesOn()
    {
        Played played("well");
        QVERIFY(played.startAndWait());
        played.session->ping(played.request(1));
        played.session->ping(played.request(1));
        QCOMPARE(played.errors.size(), 1);
        QVERIFY(played.lastSentence().contains("under way"));
        QTRY_VERIFY(played.summary.has_value());
    }

    void aBadRequestIsRefusedAndNothingIsSent()
    {
        Played played("well");
        QVERIFY(played.startAndWait());
        auto request = played.request(1);
        request.destination = *IpAddress::parse("2001:db8::1");
        played.session->ping(request);
        QVERIFY(played.lastSentence().contains("other family"));
        QCOMPARE(played.session->state(), State::Ready);
    }

    void aHelperThatDoesNotMakeItFailsTheStartWithASentence_data()
    {
        QTest::addColumn<QString>("sentence");
        QTest::newRow("dies")
            << "The helper ended by itself with exit status 7 and said: hookwalk-helper: This kernel "
               "has no namespaces. Start the lab again.";
        QTest::newRow("crashes") << "The helper was ended by signal 9. Start the lab again.";
        QTest::newRow("nonsense") << "makes no sense";
        QTest::newRow("another version") << "The helper speaks version 9.";
        QTest::newRow("no namespaces") << "User namespaces are switched off. Run as root.";
        QTest::newRow("tun busy") << "tun0 is held by another program.";
        QTest::newRow("unasked") << "makes no sense";
        QTest::newRow("wrong kind") << "makes no sense";
        QTest::newRow("no descriptor") << "makes no sense";
        QTest::newRow("silent") << "The helper does not answer";
    }
    void aHelperThatDoesNotMakeItFailsTheStartWithASentence()
    {
        QFETCH(QString, sentence);
        Session::Options options;
        if (QByteArray(QTest::currentDataTag()) == "silent")
            options.answerTimeoutMs = 100;
        Played played(QTest::currentDataTag(), options);
        played.session->start();
        QTRY_COMPARE(played.session->state(), State::Failed);
        QCOMPARE(played.errors.size(), 1);
        QVERIFY2(played.lastSentence().contains(sentence), qPrintable(played.lastSentence()));
        QCOMPARE(played.session->lastError().sentence, played.errors.last().sentence);

        qputenv("HOOKWALK_FAKE", "well"); // and the program goes on
        QVERIFY(played.startAndWait());
        QVERIFY(played.pingAndWait(1));
    }

    void aHelperThatIsNotThereFailsTheStartWithASentence_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("no such file") << "/nowhere/hookwalk-helper"
                                      << "was not found at /nowhere/hookwalk-helper";
        QTest::newRow("not a program")
            << QStringLiteral(HOOKWALK_TEST_DATA "/traces/seed-forward-reply.dmesg") << "was not found";
    }
    void aHelperThatIsNotThereFailsTheStartWithASentence()
    {
        QFETCH(QString, path);
        QFETCH(QString, sentence);
        Session::Options options;
        options.helperPath = path;
        Played played("well", options);
        played.session->start();
        QTRY_COMPARE(played.session->state(), State::Failed);
        QVERIFY2(played.lastSentence().contains(sentence), qPrintable(played.lastSentence()));
    }

    void refusedTracePointsStopThePingAndTheSessionGoesOn()
    {
        Played played("no trace points");
        QVERIFY(played.startAndWait());
        played.session->ping(played.request(1));
        QTRY_COMPARE(played.errors.size(), 1);
        QCOMPARE(played.lastSentence(), QStringLiteral("nftables is not in this kernel."));
        QCOMPARE(played.session->state(), State::Ready);
        QVERIFY(!played.summary);
        played.session->setTracing(false);
        QVERIFY(played.pingAndWait(1));
        QCOMPARE(played.summary->received, 1u);
    }

    void aHelperThatDiesDuringARunFailsTheSession()
    {
        Played played("dies while pinging");
        QVERIFY(played.startAndWait());
        played.session->ping(played.request(5));
        QTRY_COMPARE(played.session->state(), State::Failed);
        QVERIFY2(played.lastSentence().contains("exit status 3"), qPrintable(played.lastSentence()));
        QVERIFY(!played.summary);
    }

    void aBatchThatIsCutShortFailsTheSession()
    {
        Session::Options options;
        options.source = protocol::LogSource::Nflog;
        Played played("half a batch", options);
        QVERIFY(played.startAndWait());
        played.session->ping(played.request(1));
        QTRY_COMPARE(played.session->state(), State::Failed);
        QVERIFY2(played.lastSentence().contains("cut short"), qPrintable(played.lastSentence()));
    }

    void stoppingInEveryStateLeavesAnIdleSession()
    {
        Played played("well");
        played.session->stop();
        QCOMPARE(played.session->state(), State::Idle);
        played.session->start();
        played.session->stop(); // Starting
        QCOMPARE(played.session->state(), State::Idle);
        QVERIFY(played.startAndWait());
        played.session->ping(played.request(maxPings));
        QTRY_VERIFY(!played.results.isEmpty());
        played.session->stop(); // Pinging
        QCOMPARE(played.session->state(), State::Idle);
        QVERIFY(!played.summary);
        QVERIFY(played.startAndWait());
        QVERIFY(played.errors.isEmpty());
    }

    void stoppingInTheMiddleOfASignalIsSafe()
    {
        Played played("well");
        QVERIFY(played.startAndWait());
        connect(played.session.get(), &Session::linesArrived, this, [&played] { played.session->stop(); });
        played.session->ping(played.request(3));
        QTRY_COMPARE(played.session->state(), State::Idle);
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

QTEST_GUILESS_MAIN(TestSession)
#include "tst_session.moc"
