// SPDX-License-Identifier: GPL-3.0-or-later
// What goes wrong in a session, or breaks it off: helpers that do their part badly or not at all, refusals,
// cancelled runs, and a stop at any time.
#include "support/playedsession.h"
#include "support/testprogram.h"
#include "words/words.h"

using namespace hookwalk;
using namespace hookwalk::test;

class TestBrokenSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aHelperThatRefusesQuestionsDoesNotBreakTheRun()
    {
        Played played("refuses questions");
        QVERIFY(played.startAndWait());
        QVERIFY(played.pingAndWait(2));
        QCOMPARE(played.summary->received, 2u);
        QCOMPARE(played.order(), (QStringList{"events", "tun-read"}));
        QVERIFY(played.errors.isEmpty());
    }

    void aHelperThatBreaksOverAQuestionFailsTheSession_data()
    {
        QTest::addColumn<QString>("sentence");
        QTest::newRow("dies while asked why") << "exit status 4";
        QTest::newRow("is killed while asked why") << "signal 9";
        QTest::newRow("stands still while asked why") << "The helper does not answer";
        QTest::newRow("hangs up while asked why") << "The helper";
        QTest::newRow("raves while asked why") << "makes no sense";
    }
    void aHelperThatBreaksOverAQuestionFailsTheSession()
    {
        QFETCH(QString, sentence);
        Session::Options options;
        if (QByteArray(QTest::currentDataTag()).startsWith("stands still"))
            options.answerTimeoutMs = 2000;
        Played played(QTest::currentDataTag(), options);
        QVERIFY(played.startAndWait());
        played.session->ping(played.request(1));
        QTRY_COMPARE(played.session->state(), State::Failed);
        QVERIFY2(played.lastSentence().contains(sentence), qPrintable(played.lastSentence()));
        QVERIFY(!played.summary); // what was not told is not said

        qputenv("HOOKWALK_FAKE", "well"); // and the program goes on
        QVERIFY(played.startAndWait());
        QVERIFY(played.pingAndWait(1));
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
        QCOMPARE(
            words::text(played.summary->problem),
            std::string("No packet can be sent from this machine (raw socket): Operation not permitted."));
        QCOMPARE(played.summary->sent, 0u);
        QCOMPARE(played.session->state(), State::Ready);
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
            << "The helper ended by itself with exit status 7. Start the lab again. It said: This "
               "machine does not allow user namespaces, which a lab without root needs: No space left";
        QTest::newRow("crashes") << "The helper was ended by signal 9. Start the lab again.";
        QTest::newRow("nonsense") << "makes no sense";
        QTest::newRow("another version") << "The helper speaks version 11, the program version";
        QTest::newRow("no namespaces") << "This machine does not allow user namespaces, which a lab without "
                                          "root needs: Operation not permitted.";
        QTest::newRow("tun busy") << "Another program has tun0 open: Device or resource busy.";
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
            options.answerTimeoutMs = 2000; // the good one below answers in time on a busy machine, too
        Played played(QTest::currentDataTag(), options);
        played.session->start();
        QTRY_COMPARE(played.session->state(), State::Failed);
        QCOMPARE(played.errors.size(), 1);
        QVERIFY2(played.lastSentence().contains(sentence), qPrintable(played.lastSentence()));
        QCOMPARE(words::text(played.session->lastError()), words::text(played.errors.last()));

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
        QCOMPARE(played.lastSentence(),
                 QStringLiteral("This kernel does not offer nftables: Operation not supported."));
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
};

HOOKWALK_TEST(TestBrokenSession)
#include "tst_brokensession.moc"
