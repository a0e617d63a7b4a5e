// SPDX-License-Identifier: GPL-3.0-or-later
// A run of the ping worker, against a tun whose other side follows a script: its pace, its end, its results,
// and what it does not start with.
#include "support/pingthread.h"
#include "support/testprogram.h"
#include "words/words.h"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <QElapsedTimer>
#include <set>

using namespace hookwalk;
using namespace hookwalk::session;
using namespace hookwalk::test;
using Protocol = wire::Probe::Protocol;
using Change = std::function<void(PingRequest&)>;

class TestPingWorker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { std::signal(SIGPIPE, SIG_IGN); }

    void aRawPacketIsSentAsItIsAndItsAnswerIsFound()
    {
        wire::Probe probe;
        probe.source = *IpAddress::parse("192.168.69.1");
        probe.destination = *IpAddress::parse("203.0.113.30");
        probe.sequence = 9; // and id 0, which is one, too
        probe.ttl = 7;
        const auto packet = wire::craft(probe);
        FakeTun tun;
        Worker worker(tun);
        std::vector<Bytes> requests;
        tun.run([&requests](FakeTun& self) {
            for (Bytes request = self.next(); !request.empty(); request = self.next()) {
                self.send(FakeTun::replyTo(request));
                requests.push_back(std::move(request));
            }
        });
        auto request = backToBack(2);
        setRaw(request, std::string(packet.begin(), packet.end()));
        QVERIFY(check(request));
        QCOMPARE(request.destination, probe.destination);
        worker.start(request);
        QTRY_VERIFY(worker.isFinished());
        worker.stop();
        tun.join();
        QCOMPARE(requests.size(), std::size_t{2});
        for (const Bytes& sent : requests)
            QVERIFY(std::ranges::equal(sent, packet));
        QCOMPARE(worker.summary->received, 2u);
        request.from = PingFrom::ThisMachine; // the kernel would write parts of it
        QVERIFY(!check(request));
    }

    void everyReplyIsCountedWithItsRoundTrip()
    {
        FakeTun tun;
        Worker worker(tun);
        tun.run(&FakeTun::answerAll);
        worker.start(backToBack(5));
        QTRY_VERIFY(worker.isFinished());
        QCOMPARE(worker.summary->sent, 5u);
        QCOMPARE(worker.summary->received, 5u);
        QCOMPARE(worker.results.size(), 5);
        for (qsizetype i = 0; i < 5; ++i) {
            QCOMPARE(worker.results[i].index, quint32(i));
            QVERIFY(worker.results[i].outcome == PingOutcome::Replied);
            QVERIFY(worker.results[i].roundTripUs > 0);
        }
        QVERIFY(worker.summary->minUs <= worker.summary->medianUs);
        QVERIFY(worker.summary->medianUs <= worker.summary->p99Us);
        QVERIFY(worker.summary->p99Us <= worker.summary->maxUs);
    }

    void theIntervalIsKeptBetweenWrites()
    {
        FakeTun tun;
        Worker worker(tun);
        tun.run(&FakeTun::answerAll);
        auto request = backToBack(4);
        request.intervalUs = 20'000;
        // From the start on, not from the first write: a busy machine may hold that one up.
        const auto begin = std::chrono::steady_clock::now().time_since_epoch();
        worker.start(request);
        QTRY_VERIFY(worker.isFinished());
        const auto beginUs = std::chrono::duration_cast<std::chrono::microseconds>(begin).count();
        QVERIFY(worker.results[3].sentUs >= beginUs + 3 * 20'000);
    }

    void cancellingEndsARunThatWaitsForAReply()
    {
        FakeTun tun;
        Worker worker(tun);
        worker.start(backToBack(1, maxTimeoutUs));
        QVERIFY(!tun.next().empty());
        worker.cancel();
        QTRY_VERIFY(worker.isFinished()); // long before the timeout
        QVERIFY(worker.summary->cancelled);
        QCOMPARE(worker.summary->sent, 1u);
        QCOMPARE(worker.summary->waiting, 1u);
        QCOMPARE(worker.summary->lost, 0u);
    }

    void cancellingEndsARunThatWaitsForItsInterval()
    {
        FakeTun tun;
        Worker worker(tun);
        tun.run(&FakeTun::answerAll);
        auto request = backToBack(10);
        request.intervalUs = maxIntervalUs;
        worker.start(request);
        QTRY_COMPARE(worker.results.size(), 1); // handed over although the run goes on
        worker.cancel();
        QTRY_VERIFY(worker.isFinished());
        QVERIFY(worker.summary->cancelled);
        QCOMPARE(worker.summary->sent, 1u);
        QCOMPARE(worker.summary->received, 1u);
    }

    void cancellingEndsARunUnderAFloodOfForeignPackets()
    {
        FakeTun tun;
        Worker worker(tun);
        tun.run([](FakeTun& self) {
            while (self.send(FakeTun::routerSolicitation())) {
            }
        });
        worker.start(backToBack(1, maxTimeoutUs));
        QVERIFY(!tun.next().empty());
        worker.cancel();
        QTRY_VERIFY(worker.isFinished());
        QVERIFY(worker.summary->cancelled);
        worker.stop();
    }

    void aRunThatWasCancelledCanBeFollowedByAnother()
    {
        FakeTun tun;
        Worker worker(tun);
        worker.start(backToBack(1, maxTimeoutUs));
        const Bytes old = tun.next();
        worker.cancel();
        QTRY_VERIFY(worker.isFinished());
        tun.send(FakeTun::replyTo(old)); // belongs to the run before and is not counted
        tun.run(&FakeTun::answerAll);
        worker.start(backToBack(3));
        QTRY_VERIFY(worker.isFinished());
        QVERIFY(!worker.summary->cancelled);
        QCOMPARE(worker.summary->received, 3u);
        QCOMPARE(worker.summary->foreign, 0u);
    }

    void aTunThatCannotBeWrittenEndsTheRunWithASentence()
    {
        FakeTun tun;
        Worker worker(tun);
        tun.close();
        worker.start(backToBack(3));
        QTRY_VERIFY(worker.isFinished());
        QCOMPARE(worker.summary->sent, 0u);
        QCOMPARE(worker.summary->problem.front().code, std::string("tun-not-written"));
        QCOMPARE(worker.results.size(), 1);
        QVERIFY(worker.results[0].outcome == PingOutcome::Refused);
    }

    void aTunThatIsClosedEndsTheRunWithASentence()
    {
        FakeTun tun;
        Worker worker(tun);
        tun.run([](FakeTun& self) {
            self.next();
            self.close();
        });
        worker.start(backToBack(3));
        QTRY_VERIFY(worker.isFinished());
        QCOMPARE(worker.summary->sent, 1u);
        QVERIFY(!worker.summary->problem.empty());
    }

    void manyResultsComeInFewBatchesAndEachOnce()
    {
        FakeTun tun;
        Worker worker(tun);
        tun.run(&FakeTun::answerAll);
        QElapsedTimer clock;
        clock.start();
        worker.start(backToBack(2000));
        QTRY_VERIFY_WITH_TIMEOUT(worker.isFinished(), 60'000);
        QVERIFY(worker.batches <= clock.elapsed() / 16 + 2);
        std::set<quint32> indexes;
        for (const auto& result : worker.results)
            indexes.insert(result.index);
        QCOMPARE(worker.results.size(), 2000);
        QCOMPARE(indexes.size(), std::size_t{2000});
    }

    void aRequestIsRefusedWithASentence_data()
    {
        QTest::addColumn<Change>("change");
        QTest::addColumn<QByteArray>("words");
        const auto row = [](const char* words, Change change) {
            QTest::newRow(words) << change << QByteArray(words);
        };
        row("destination is no address", [](auto& r) { r.destination = {}; });
        row("source is no address", [](auto& r) { r.source = {}; });
        row("the other family", [](auto& r) { r.destination = *IpAddress::parse("2001:db8::1"); });
        row("count is out of range", [](auto& r) { r.count = maxPings + 1; });
        row("interval is out of range", [](auto& r) { r.intervalUs = -1; });
        row("timeout is out of range", [](auto& r) { r.timeoutUs = 0; });
        row("At most 1472 bytes", [](auto& r) { r.payload.assign(1473, 'x'); });
        row("At most 1440 bytes", [](auto& r) {
            r.protocol = Protocol::Tcp; // a SYN has options
            r.payload.assign(1441, 'x');
        });
        row("At most 1452 bytes", [](auto& r) {
            r.source = r.destination = *IpAddress::parse("2001:db8::1");
            r.payload.assign(1453, 'x');
        });
        row("At most 65507 bytes", [](auto& r) {
            r.fragmentBytes = 1448;
            r.payload.assign(65508, 'x');
        });
        row("multiple of 8", [](auto& r) { r.fragmentBytes = 12; });
        row("from 8 to 1448", [](auto& r) { r.fragmentBytes = 1456; });
        row("must not be fragmented", [](auto& r) {
            r.fragmentBytes = 8;
            r.dontFragment = true;
        });
        row("TTL is out of range", [](auto& r) { r.ttl = 0; });
        row("have no checksum", [](auto& r) {
            r.source = r.destination = *IpAddress::parse("2001:db8::1");
            r.damage = wire::Damage::IpChecksum;
        });
        row("device cannot be used", [](auto& r) { r.from = PingFrom::Device; });
        row("further addresses", [](auto& r) { r.also.resize(61); });
    }
    void aRequestIsRefusedWithASentence()
    {
        QFETCH(Change, change);
        QFETCH(QByteArray, words);
        auto request = backToBack(1);
        QVERIFY(check(request));
        change(request);
        const auto checked = check(request);
        QVERIFY(!checked);
        QVERIFY2(words::text(checked.error()).find(words.toStdString()) != std::string::npos,
                 words::text(checked.error()).c_str());
    }

    void udpIsToldApartByItsData()
    {
        auto request = backToBack(1);
        request.protocol = Protocol::Udp;
        request.destinationPort = 9;
        std::set<std::string> payloads;
        for (int i = 0; i < 8; ++i)
            payloads.insert(PingRun(request, 0).nextProbe().payload);
        QVERIFY(payloads.size() > 1); // each run has a number of its own
        QCOMPARE(payloads.begin()->size(), request.payload.size());
        QCOMPARE(payloads.begin()->substr(4), request.payload.substr(4));
        request.payload = "xyz"; // no room
        QCOMPARE(PingRun(request, 0).nextProbe().payload, request.payload);
    }

    void theLongestPayloadsAreCraftedWhole()
    {
        for (const char* address : {"203.0.113.29", "2001:db8::29"}) {
            for (const auto protocol : {Protocol::IcmpEcho, Protocol::Udp, Protocol::Tcp}) {
                PingRequest request = backToBack(1);
                request.source = request.destination = *IpAddress::parse(address);
                request.protocol = protocol;
                request.payload.assign(mostPayloadBytes(request), 'x');
                QVERIFY(check(request));
                QCOMPARE(wire::craft(PingRun(request, 0).nextProbe()).size(), std::size_t{1500});
                request.fragmentBytes = maxFragmentBytes;
                request.payload.assign(mostPayloadBytes(request), 'x');
                const auto pieces = wire::craftPieces(PingRun(request, 0).nextProbe());
                QCOMPARE(pieces.size(), std::size_t{46}); // 65,515 bytes of IP payload
                for (const auto& piece : pieces)
                    QVERIFY(piece.size() <= 1500);
            }
        }
    }
};

HOOKWALK_TEST(TestPingWorker)
#include "tst_pingworker.moc"
