// SPDX-License-Identifier: GPL-3.0-or-later
// Lines that are missing from a log: what was not seen there is not claimed.
#include "recording/packer.h"
#include "support/loglines.h"
#include "support/testprogram.h"
#include "traversal/losses.h"
#include "traversal/skipped.h"
#include "wire/origin.h"
#include "words/traversaljson.h"
#include "words/words.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace hookwalk;
using test::Echo;
using test::LogLines;
using test::requestAt;
using test::requestChains;

namespace
{

const Echo reply{"eth0", "", "203.0.113.29", "192.168.69.1", 64, 0, 0};

LogLines& sendOn(LogLines& log, std::size_t from = 0, std::size_t to = 8, int id = 7)
{
    for (auto i = from; i < to; ++i)
        log.at(requestChains[i], requestAt(requestChains[i], id, id));
    return log;
}

LogLines ours(const std::string& sightings)
{
    LogLines log;
    log.fact("sources",
             R"({"sightings":")" + sightings + R"(","rules":false,"connections":false,"frames":false})");
    return log.from(sightings == "kmsg" ? "" : sightings);
}

QString endOf(const LogLines& log, TraversalIndex which = 0)
{
    const auto trace = Trace::fromText(log.text());
    const auto ending = endingOf(trace, which);
    if (ending.kind != endingKindOf(trace, which))
        return QStringLiteral("words and kind differ");
    return QString::fromStdString(std::string(name(ending.kind)) + ' ' + ending.code);
}

const auto unknownByLoss = QStringLiteral("unknown lines-lost");
const auto dropped = QStringLiteral("dropped rule-drop");

std::string lostFact(int nflog, int nftrace = 0)
{
    return R"({"kernelLog":0,"nflog":)" + std::to_string(nflog) + R"(,"nftrace":)" + std::to_string(nftrace) +
           R"(,"connections":0,"frames":0})";
}

} // namespace

class TestLosses : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void linesCutFromASavedLogMakeNoDrop()
    {
        LogLines whole, cut;
        sendOn(sendOn(whole, 0, 5), 0, 8, 8);
        QCOMPARE(endOf(whole), dropped);
        sendOn(sendOn(cut, 0, 5).lose(2), 0, 8, 8);
        QCOMPARE(endOf(cut), unknownByLoss);
        const auto trace = Trace::fromText(cut.text());
        const auto ending = endingOf(trace, 0);
        QCOMPARE(QString::fromStdString(ending.place()), QStringLiteral("filter FORWARD"));
        QCOMPARE(
            QString::fromStdString(words::text(ending.evidence.at(0))),
            QStringLiteral("2 lines are missing from the log between line 5 and line 6, by the numbers of "
                           "its records."));
    }

    // Two packets that stop in the midst of their way: of the latter more may have been told behind the cut.
    void theEndOfAFileThatWasCutShowsNoDrop()
    {
        LogLines log;
        sendOn(log, 0, 5).at(requestChains[0], requestAt(requestChains[0], 8, 8), 5'000'000);
        sendOn(log, 1, 5, 8);
        recording::Packer packer(1);
        std::string whole, cut;
        packer.add(log.text(), whole);
        packer.flush(whole);
        cut = whole;
        packer.finish(whole);
        const QTemporaryDir folder;
        const auto kindsOf = [&](const std::string& bytes) {
            const auto path = folder.filePath(QStringLiteral("log.gz"));
            QFile file(path);
            if (!file.open(QIODevice::WriteOnly) || file.write(bytes.data(), qsizetype(bytes.size())) < 0)
                return QString();
            file.close();
            const auto trace = Trace::open(path.toStdString());
            QStringList kinds;
            for (TraversalIndex which = 0; trace && which < trace->traversals().size(); ++which)
                kinds += QString::fromStdString(std::string(name(endingKindOf(*trace, which))));
            return kinds.join(u' ');
        };
        QCOMPARE(kindsOf(whole), QStringLiteral("dropped dropped"));
        QCOMPARE(kindsOf(cut), QStringLiteral("dropped unknown"));
        QCOMPARE(kindsOf(whole + "and more"), QStringLiteral("unknown unknown")); // it is not known where
        const auto joined =
            Trace::fromText(log.text(), say("file-ends-early", "log.gz")); // as with a capture
        QVERIFY(isDropped(endingKindOf(joined, 0)) && endingKindOf(joined, 1) == EndingKind::Unknown);
    }

    void aLossOutOfReachLeavesADropADrop()
    {
        LogLines before, after;
        sendOn(sendOn(before, 0, 8, 8).lose(2), 0, 5);
        sendOn(before, 0, 8, 9);
        QCOMPARE(endOf(before, 1), dropped);
        sendOn(sendOn(after, 0, 5), 0, 8, 8);
        after.at(requestChains[0], requestAt(requestChains[0], 9), 1'500'000).lose(3);
        sendOn(after, 1, 8, 9);
        QCOMPARE(endOf(after), dropped);
    }

    void recordsThatWerePassedOverAreNotMissing()
    {
        LogLines log = ours("kmsg");
        sendOn(log, 0, 5);
        auto text = log.text();
        const auto tail = [](int sequence, int passed) {
            return "7," + std::to_string(sequence) + ",1000050,-" +
                   (passed > 0 ? ",passed=" + std::to_string(passed) : "") +
                   ";raw-PREROUTING [1]IN=eth1 OUT= MAC= SRC=192.0.2.1 DST=192.0.2.2 LEN=41 TOS=0x00 "
                   "PREC=0x00 "
                   "TTL=64 ID=1 PROTO=ICMP TYPE=8 CODE=0 ID=9 SEQ=0 \n";
        };
        QCOMPARE(endingKindOf(Trace::fromText(text + tail(8, 2)), 0), EndingKind::Dropped);
        QCOMPARE(endingKindOf(Trace::fromText(text + tail(8, 1)), 0), EndingKind::Unknown);
        QCOMPARE(endingKindOf(Trace::fromText(text + tail(8, 0)), 0), EndingKind::Unknown);
        QCOMPARE(wire::originOf(tail(8, 2)).passedOver, 2U);
    }

    void whatTheHelperCountsAsLostMakesNoDrop()
    {
        LogLines log = ours("nflog");
        sendOn(log, 0, 5).fact("lost", lostFact(3));
        QCOMPARE(endOf(log), unknownByLoss);
        sendOn(log, 0, 8, 8); // the loss ends before these
        QCOMPARE(endOf(log), unknownByLoss);
        log.at(requestChains[0], requestAt(requestChains[0], 9), 3'000'000);
        sendOn(log, 1, 5, 9).fact("lost", lostFact(3)); // none since
        QCOMPARE(endOf(log, 2), dropped);
        QCOMPARE(endOf(log), unknownByLoss);
    }

    void rulesThatWereLostDoNotMakeSightingsUnsure()
    {
        LogLines log = ours("nflog");
        sendOn(log, 0, 5).fact("lost", lostFact(0, 100));
        QCOMPARE(endOf(log), dropped);
        LogLines traced = ours("nftrace");
        sendOn(traced, 0, 5).fact("lost", lostFact(0, 100));
        QCOMPARE(endOf(traced), unknownByLoss);
    }

    void whatNftraceDidNotTellIsNotCalledUnexplainedByIt()
    {
        LogLines log;
        log.fact("sources", R"({"sightings":"nflog","rules":true})").from("nflog");
        sendOn(log, 0, 5);
        const auto reason = [&] {
            const auto trace = Trace::fromText(log.text());
            return endingOf(trace, 0).reason.back().code;
        };
        QCOMPARE(QString::fromStdString(reason()), QStringLiteral("no-reported-rule-dropped"));
        log.fact("lost", lostFact(0, 5));
        QCOMPARE(QString::fromStdString(reason()), QStringLiteral("rules-told-were-lost"));
    }

    void whatLeavesLinesOutSaysSo_data()
    {
        QTest::addColumn<QString>("message");
        QTest::addColumn<int>("count");
        QTest::newRow("printk") << "6,6,1000030,-;printk: 12 output lines suppressed due to ratelimiting"
                                << 12;
        QTest::newRow("rate limit") << "6,6,1000030,-;net_ratelimit: 40 callbacks suppressed" << 40;
        QTest::newRow("old rate limit") << "[ 1.000030] printk: 7 messages suppressed." << 7;
        QTest::newRow("console") << "** 5 printk messages dropped **" << 5;
        QTest::newRow("syslogd") << "Jan  8 03:37:09 host last message repeated 3 times" << 3;
        QTest::newRow("rsyslog") << "Jan  8 03:37:09 host rsyslogd: imuxsock lost 123 messages from "
                                    "pid 1 due to rate-limiting"
                                 << 123;
        QTest::newRow("imjournal")
            << "Jan  8 03:37:09 host rsyslogd: imjournal: 9 messages lost due to rate-limiting" << 9;
        QTest::newRow("it begins")
            << "rsyslogd: imuxsock[pid 1]: begin to drop messages from pid 1 due to rate-limiting" << 0;
        QTest::newRow("journald")
            << "Jan  8 03:37:09 host systemd-journald[1]: Suppressed 11 messages from kernel" << 11;
        QTest::newRow("journald missed") << "systemd-journald[1]: Missed 66 kernel messages" << 66;
        QTest::newRow("anything else") << "Jan  8 03:37:09 host postfix: 3 messages sent" << -1;
        QTest::newRow("of a person") << "Jan  8 03:37:09 host chat: suppressed laughter, lost messages" << -1;
    }
    void whatLeavesLinesOutSaysSo()
    {
        QFETCH(QString, message);
        QFETCH(int, count);
        LogLines log;
        sendOn(log, 0, 5).raw(message.toStdString());
        const auto trace = Trace::fromText(log.text());
        const auto ending = endingOf(trace, 0);
        QCOMPARE(ending.kind, count < 0 ? EndingKind::Dropped : EndingKind::Unknown);
        if (count >= 0)
            QVERIFY(words::text(ending.evidence.at(0))
                        .starts_with(count == 0 ? std::string("Lines are missing")
                                                : std::to_string(count) + " lines are missing"));
    }

    // The verdict stands: a log that is shown to others mostly ends with the packet that it is about.
    void theLastPacketOfALogHasAReservation()
    {
        LogLines log, stream = ours("kmsg");
        sendOn(sendOn(log, 0, 5), 0, 5, 8);
        const auto reservationOf = [](const LogLines& lines, TraversalIndex which) {
            const auto trace = Trace::fromText(lines.text());
            return toJson(trace, walkOf(trace, which))["ending"].value("reservation", std::string("none"));
        };
        QCOMPARE(endOf(log, 1), dropped);
        QCOMPARE(reservationOf(log, 0), std::string("none"));
        QCOMPARE(reservationOf(log, 1), std::string("log-ends-here"));
        QCOMPARE(reservationOf(sendOn(stream, 0, 5), 0), std::string("none"));
    }

    void anAnsweredPacketWasNotDropped()
    {
        LogLines log;
        sendOn(log, 0, 5).at("raw PREROUTING", reply);
        const auto trace = Trace::fromText(log.text());
        QCOMPARE(trace.traversals()[0].reply, TraversalIndex{1});
        const auto ending = endingOf(trace, 0);
        QCOMPARE(ending.kind, EndingKind::Unknown);
        QVERIFY(words::text(ending.reason).find("packet 2 answered it") != std::string::npos);
    }

    void anAnswerThatOnlyTheTunShowsIsOne()
    {
        LogLines log = ours("nflog");
        auto read = reply;
        read.in = "";
        read.out = "tun0";
        sendOn(log, 0, 5).from("tun-read").add("", read);
        const auto trace = Trace::fromText(log.text());
        QCOMPARE(trace.traversals()[0].reply, TraversalIndex{1});
        QCOMPARE(endingKindOf(trace, 0), EndingKind::Unknown);
    }

    void silenceIsNotClaimedWhereTheAnswerMayBeLost()
    {
        LogLines log = ours("nflog");
        sendOn(log).fact("links", "[]");
        QCOMPARE(endOf(log), QStringLiteral("transmitted peer-silent"));
        LogLines cut = ours("nflog");
        sendOn(cut).fact("lost", lostFact(8)).fact("links", "[]");
        QCOMPARE(endOf(cut), QStringLiteral("transmitted lines-lost"));
    }

    void aNatChainInAGapIsNotSaidToBeSkipped()
    {
        const auto wordAt = [](int missing) {
            LogLines log;
            sendOn(log, 0, 8, 8); // nat is in use
            sendOn(sendOn(log, 0, 2).lose(missing), 3, 7);
            const auto trace = Trace::fromText(log.text());
            return whyNatWasSkipped(trace, 1, {Table::Nat, Hook::Prerouting});
        };
        QCOMPARE(QString::fromStdString(wordAt(0).code), QStringLiteral("connection-known"));
        QCOMPARE(QString::fromStdString(wordAt(1).code), QStringLiteral("lines-lost"));
        QCOMPARE(QString::fromStdString(words::ofSkip(wordAt(1).code)), QStringLiteral("not seen"));
    }

    void aLogThatBeginsLateClaimsNothingOfTheHead()
    {
        LogLines log;
        sendOn(log, 3, 7);
        sendOn(log, 0, 8, 8);
        const auto trace = Trace::fromText(log.text());
        const Chain nat{Table::Nat, Hook::Prerouting};
        QCOMPARE(QString::fromStdString(whyNotAt(trace, walkOf(trace, 0), nat).code),
                 QStringLiteral("lines-lost"));
        // Kernels before 5.5 print no IN= in POSTROUTING: it may as well have been forwarded.
        LogLines old;
        old.at("mangle POSTROUTING", {"", "eth0"});
        sendOn(old, 0, 8, 8);
        QCOMPARE(pathOf(Trace::fromText(old.text()), 0), Path::Unknown);
    }

    void aMissingLineBeforeTheLastIsNoDrop()
    {
        LogLines log;
        sendOn(log, 0, 8, 8);
        for (const char* chain : {"mangle INPUT", "filter INPUT", "security INPUT", "nat INPUT"})
            log.at(chain, {"tun0", "", "192.168.69.1", "192.168.69.100", 64, 9, 8, 9});
        for (const char* chain : {"raw PREROUTING", "mangle PREROUTING", "nat PREROUTING"})
            log.at(chain, {"tun0", "", "192.168.69.1", "192.168.69.100", 64, 10, 8, 10});
        log.lose(2);
        for (const char* chain : {"security INPUT", "nat INPUT"})
            log.at(chain, {"tun0", "", "192.168.69.1", "192.168.69.100", 64, 10, 8, 10});
        QVERIFY(endOf(log, 2).startsWith(QStringLiteral("delivered")));
    }

    void manyGapsCostLittle()
    {
        LogLines log;
        for (int id = 1; id < 200; ++id)
            sendOn(log, 0, 5, id).lose(1);
        const auto trace = Trace::fromText(log.text());
        for (TraversalIndex i = 0; i + 1 < trace.traversals().size(); ++i)
            QCOMPARE(endingKindOf(trace, i), EndingKind::Unknown);
    }

    void aSourceThatSawNoCanaryIsNoWitness()
    {
        const Echo canary{"lo", "", "127.87.75.67", "127.87.75.67"};
        const auto run = [&canary](LogLines& log, bool before, bool after, int id) {
            if (before)
                log.at("raw PREROUTING", canary);
            sendOn(log.fact("canary", R"({"sent":true})"), 0, 5, id);
            if (after)
                log.at("raw PREROUTING", canary);
            log.fact("canary", R"({"sent":true})");
        };
        for (const bool before : {false, true}) {
            for (const bool after : {false, true}) {
                LogLines log = ours("nflog");
                run(log, true, true, 7);
                run(log, before, after, 8);
                run(log, true, true, 9);
                const auto trace = Trace::fromText(log.text());
                QCOMPARE(trace.traversals().size(), std::size_t{3}); // a canary is no packet
                QCOMPARE(trace.countOf(wire::Source::Nflog), std::size_t{15});
                QCOMPARE(endOf(log, 1), before && after ? dropped : unknownByLoss);
                for (const TraversalIndex other : {0u, 2u}) // canaries were seen before and after them
                    QCOMPARE(endOf(log, other), dropped);
            }
        }
    }

    void nftraceThatSawFewerPacketsIsNoWitnessOfRules()
    {
        for (const std::size_t seen : {0U, 3U, 5U}) {
            LogLines log;
            log.fact("sources", R"({"sightings":"nflog","rules":true,"connections":false,"frames":false})");
            const Echo canary{"lo", "", "127.87.75.67", "127.87.75.67"};
            log.from("nflog").at("raw PREROUTING", canary).fact("canary", R"({"sent":true})");
            sendOn(log, 0, 5);
            if (seen != 0)
                sendOn(log.from("nftrace,packet=0000002a"), 0, seen);
            log.from("nflog").at("raw PREROUTING", canary).fact("canary", R"({"sent":true})");
            const auto trace = Trace::fromText(log.text());
            const auto* loss = trace.losses().behind(trace.events()[4], Loss::Rules);
            QCOMPARE(loss != nullptr, seen < 5);
            if (loss)
                QVERIFY(words::english(loss->said()).starts_with("In the lines up to"));
            QVERIFY(!trace.losses().behind(trace.events()[4], Loss::Sightings));
        }
    }

    void aCanaryThatCannotBeSentProvesNothing()
    {
        LogLines log = ours("nflog");
        sendOn(log.fact("canary", R"({"sent":false})"), 0, 5);
        QCOMPARE(endOf(log), unknownByLoss);
    }

    // Whether it was sent, only a frame would show.
    void aDeviceWithoutWitnessIsNotSaidToHaveSent()
    {
        LogLines log;
        log.fact("sources", R"({"sightings":"nflog","rules":false,"connections":false,"frames":true})");
        log.from("nflog").at("raw PREROUTING", Echo{"lo", "", "127.87.75.67", "127.87.75.67"});
        sendOn(log.fact("canary", R"({"sent":true})")).fact("links", "[]");
        QCOMPARE(endOf(log), unknownByLoss);
    }

    void factsOfLossThatMakeNoSenseChangeNothing()
    {
        for (const char* json :
             {"", "{", "[]", "5", R"({"nflog":"x"})", R"({"nflog":-1})", R"({"nflog":1e99})"}) {
            LogLines log = ours("nflog");
            sendOn(log, 0, 5).fact("lost", json);
            QCOMPARE(endOf(log), dropped);
        }
    }
};

HOOKWALK_TEST(TestLosses)
#include "tst_losses.moc"
