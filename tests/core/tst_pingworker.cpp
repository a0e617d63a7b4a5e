// The ping worker on its thread, against a tun whose other side follows a script.
#include "session/pingworker.h"
#include "support/faketun.h"
#include "support/threadsanitizer.h"

#include <csignal>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTest>
#include <QThread>
#include <set>

using namespace hookwalk;
using namespace hookwalk::session;
using hookwalk::test::Bytes;
using hookwalk::test::FakeTun;
using Protocol = wire::Probe::Protocol;

namespace
{

// A worker as the session has it: on a thread of its own, its results taken when it says so.
class Worker : public QObject
{
public:
    explicit Worker(FakeTun& tun)
        : m_worker(std::make_unique<PingWorker>(tun.takeNearEnd()))
    {
        m_worker->moveToThread(&m_thread);
        connect(m_worker.get(), &PingWorker::resultsReady, this, &Worker::take, Qt::QueuedConnection);
        m_thread.setObjectName(QStringLiteral("hookwalk-ping"));
        m_thread.start();
    }
    ~Worker() override { stop(); }
    void stop() // closes the tun
    {
        if (!m_worker)
            return;
        m_worker->cancel();
        m_thread.quit();
        m_thread.wait();
        (void)m_worker
            ->take(); // its lock shows the thread sanitizer, which does not see wait(), that all is over
        m_worker.reset();
    }

    void start(const PingRequest& request)
    {
        results.clear();
        summary.reset();
        m_worker->start(request);
    }
    void cancel() { m_worker->cancel(); }
    bool isFinished() const { return summary.has_value(); }

    QVector<PingResult> results;
    std::optional<PingSummary> summary;
    int batches = 0;

private:
    void take()
    {
        ++batches;
        const auto batch = m_worker->take();
        results += batch.results;
        if (batch.summary)
            summary = batch.summary;
    }

    QThread m_thread;
    std::unique_ptr<PingWorker> m_worker;
};

PingRequest backToBack(quint32 count, qint64 timeoutUs = 10'000'000)
{
    PingRequest request;
    request.source = *IpAddress::parse("192.168.69.1");
    request.destination = *IpAddress::parse("203.0.113.29");
    request.count = count;
    request.intervalUs = 0;
    request.timeoutUs = timeoutUs;
    return request;
}

Tins::IP parsed(const Bytes& packet)
{
    return Tins::IP(packet.data(), std::uint32_t(packet.size()));
}

using Change = std::function<void(PingRequest&)>;

} // namespace

Q_DECLARE_METATYPE(Change)

class TestPingWorker : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { std::signal(SIGPIPE, SIG_IGN); }

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

    void eachPingIsANewConnectionOrAllAreOne_data()
    {
        QTest::addColumn<bool>("same");
        QTest::newRow("new") << false;
        QTest::newRow("same") << true;
    }
    void eachPingIsANewConnectionOrAllAreOne()
    {
        QFETCH(bool, same);
        FakeTun tun;
        Worker worker(tun);
        std::vector<Bytes> requests;
        tun.run([&requests](FakeTun& self) {
            for (Bytes request = self.next(); !request.empty(); request = self.next()) {
                self.send(FakeTun::replyTo(request));
                requests.push_back(std::move(request));
            }
        });
        auto request = backToBack(3);
        request.sameConnection = same;
        request.firstId = 65535;
        request.ttl = 9;
        worker.start(request);
        QTRY_VERIFY(worker.isFinished());
        worker.stop();
        tun.join();
        QCOMPARE(requests.size(), std::size_t{3});
        for (quint16 i = 0; i < 3; ++i) {
            const auto ip = parsed(requests[i]);
            const auto& icmp = ip.rfind_pdu<Tins::ICMP>();
            QCOMPARE(icmp.sequence(), i);
            QCOMPARE(icmp.id(), quint16(same ? 65535 : 65535 + i));
            QCOMPARE(ip.id(), quint16(i + 1));
            QCOMPARE(ip.ttl(), quint8(9));
        }
    }

    void everyKindOfProbeIsAnswered_data()
    {
        QTest::addColumn<int>("protocol");
        QTest::addColumn<bool>("isV6");
        QTest::addColumn<bool>("same");
        const QList<std::pair<const char*, Protocol>> kinds{
            {"echo", Protocol::IcmpEcho}, {"UDP", Protocol::Udp}, {"TCP", Protocol::TcpSyn}};
        for (const auto& [name, protocol] : kinds) {
            for (const bool isV6 : {false, true}) {
                for (const bool same : {false, true})
                    QTest::addRow("%s, IPv%d, %s", name, isV6 ? 6 : 4, same ? "one connection" : "new ones")
                        << int(protocol) << isV6 << same;
            }
        }
    }
    void everyKindOfProbeIsAnswered()
    {
        QFETCH(int, protocol);
        QFETCH(bool, isV6);
        QFETCH(bool, same);
        FakeTun tun;
        Worker worker(tun);
        std::vector<quint16> ports;
        tun.run([&](FakeTun& self) {
            for (Bytes request = self.next(); !request.empty(); request = self.next()) {
                const std::size_t header = isV6 ? 40 : 20;
                ports.push_back(quint16(request[header] << 8 | request[header + 1]));
                self.send(FakeTun::replyTo(request));
            }
        });
        auto request = backToBack(4);
        if (isV6) {
            request.source = *IpAddress::parse("fd00:69::1");
            request.destination = *IpAddress::parse("2001:db8::29");
        }
        request.protocol = Protocol(protocol);
        request.sameConnection = same;
        request.sourcePort = 65534; // and what follows behind the last port
        worker.start(request);
        QTRY_VERIFY(worker.isFinished());
        worker.stop();
        tun.join();
        QCOMPARE(worker.summary->received, 4u);
        QCOMPARE(worker.summary->foreign + worker.summary->duplicates, 0u);
        for (qsizetype i = 0; i < 4; ++i)
            QCOMPARE(worker.results[i].index, quint32(i));
        if (request.protocol != Protocol::IcmpEcho)
            QCOMPARE(ports,
                     same ? std::vector<quint16>(4, 65534) : (std::vector<quint16>{65534, 65535, 1, 2}));
    }

    void answersInAnotherOrderFindTheirProbes_data()
    {
        QTest::addColumn<int>("protocol");
        QTest::newRow("UDP") << int(Protocol::Udp);
        QTest::newRow("TCP") << int(Protocol::TcpSyn);
    }
    void answersInAnotherOrderFindTheirProbes()
    {
        QFETCH(int, protocol);
        FakeTun tun;
        Worker worker(tun);
        tun.run([](FakeTun& self) {
            const std::array requests{self.next(), self.next(), self.next()};
            for (const auto i : {2u, 0u, 1u})
                self.send(FakeTun::replyTo(requests[i]));
        });
        auto request = backToBack(3);
        request.protocol = Protocol(protocol);
        request.intervalUs = 1;
        worker.start(request);
        QTRY_VERIFY(worker.isFinished());
        QCOMPARE(worker.results.size(), 3);
        QCOMPARE(worker.results[0].index, 2u);
        QCOMPARE(worker.results[1].index, 0u);
        QCOMPARE(worker.results[2].index, 1u);
    }

    void aResetDecidesASyn()
    {
        FakeTun tun;
        Worker worker(tun);
        tun.run([](FakeTun& self) { self.send(FakeTun::resetFor(self.next())); });
        auto request = backToBack(1);
        request.protocol = Protocol::TcpSyn;
        worker.start(request);
        QTRY_VERIFY(worker.isFinished());
        QCOMPARE(worker.summary->errors, 1u);
        QVERIFY(worker.results[0].outcome == PingOutcome::Error);
        QVERIFY(worker.results[0].answer.kind == wire::Received::Refused);
    }

    void anAnswerFromAnotherPortIsForeign()
    {
        FakeTun tun;
        Worker worker(tun);
        tun.run([](FakeTun& self) {
            const Bytes request = self.next();
            Bytes wrong = FakeTun::replyTo(request);
            wrong[21] ^= 1; // low byte of the source port
            self.send(wrong);
            self.send(FakeTun::replyTo(request));
        });
        auto request = backToBack(1);
        request.protocol = Protocol::Udp;
        worker.start(request);
        QTRY_VERIFY(worker.isFinished());
        QCOMPARE(worker.summary->foreign, 1u);
        QCOMPARE(worker.summary->received, 1u);
    }

    void fragmentsAreWrittenOneAfterAnotherAndThoseOfAReplyCountOnce()
    {
        FakeTun tun;
        Worker worker(tun);
        std::vector<Bytes> pieces;
        tun.run([&pieces](FakeTun& self) {
            wire::Probe back; // its first piece reads as the answer, the others as pieces
            for (int i = 0; i < 2; ++i)
                pieces.push_back(self.next());
            back.source = *IpAddress::parse("203.0.113.29");
            back.destination = *IpAddress::parse("192.168.69.1");
            back.protocol = Protocol::Udp;
            back.id = 33434;
            back.destinationPort = quint16(pieces[0][20] << 8 | pieces[0][21]);
            back.payload.assign(100, 'x');
            back.fragmentBytes = 64;
            for (const Bytes& piece : wire::craftPieces(back))
                self.send(piece);
        });
        auto request = backToBack(1);
        request.protocol = Protocol::Udp;
        request.payload.assign(100, 'x');
        request.fragmentBytes = 64;
        worker.start(request);
        QTRY_VERIFY(worker.isFinished());
        worker.stop();
        tun.join();
        QCOMPARE(worker.summary->sent, 1u);
        QCOMPARE(worker.summary->received, 1u);
        QCOMPARE(worker.summary->foreign, 0u);
        QCOMPARE(pieces[0].size(), std::size_t{20 + 64});
        QCOMPARE(pieces[1].size(), std::size_t{20 + 44});
    }

    void theBytesOfAnswersAreKeptInShortRuns()
    {
        for (const quint32 count : {1000u, 1001u}) {
            FakeTun tun;
            Worker worker(tun);
            tun.run(&FakeTun::answerAll);
            worker.start(backToBack(count));
            QTRY_VERIFY_WITH_TIMEOUT(worker.isFinished(), 60'000);
            const auto bytes = worker.results.last().answerBytes;
            QCOMPARE(bytes.size(), count == 1000 ? 28 : 0);
            if (count == 1000)
                QCOMPARE(int(quint8(bytes[0])), 0x45);
            worker.stop();
        }
    }

    void aReplyAfterTheTimeoutIsLateAndNotLost()
    {
        FakeTun tun;
        Worker worker(tun);
        tun.run([](FakeTun& self) {
            const Bytes first = self.next();
            const Bytes second = self.next(); // comes when the first was given up
            self.send(FakeTun::replyTo(first));
            self.send(FakeTun::replyTo(second));
        });
        worker.start(backToBack(2, 200'000));
        QTRY_VERIFY(worker.isFinished());
        QCOMPARE(worker.summary->late, 1u);
        QCOMPARE(worker.summary->received, 1u);
        QCOMPARE(worker.summary->lost, 0u);
        QCOMPARE(worker.results.size(), 3);
        QVERIFY(worker.results[0].outcome == PingOutcome::Lost);
        QVERIFY(worker.results[1].outcome == PingOutcome::Late);
        QCOMPARE(worker.results[1].index, 0u);
        QVERIFY(worker.results[1].roundTripUs >= 200'000);
        QVERIFY(worker.results[2].outcome == PingOutcome::Replied);
    }

    void aPingWithoutAReplyIsLost()
    {
        FakeTun tun;
        Worker worker(tun);
        worker.start(backToBack(2, 20'000));
        QTRY_VERIFY(worker.isFinished());
        QCOMPARE(worker.summary->sent, 2u);
        QCOMPARE(worker.summary->lost, 2u);
        QCOMPARE(worker.summary->received, 0u);
        QCOMPARE(worker.summary->medianUs, 0.0);
    }

    void aSecondReplyIsADuplicate()
    {
        FakeTun tun;
        Worker worker(tun);
        tun.run([](FakeTun& self) {
            const Bytes first = self.next();
            self.send(FakeTun::replyTo(first));
            const Bytes second = self.next();
            self.send(FakeTun::replyTo(first));
            self.send(FakeTun::replyTo(second));
        });
        worker.start(backToBack(2));
        QTRY_VERIFY(worker.isFinished());
        QCOMPARE(worker.summary->received, 2u);
        QCOMPARE(worker.summary->duplicates, 1u);
        QCOMPARE(worker.results.size(), 2);
    }

    void packetsThatAnswerNothingAreForeign()
    {
        FakeTun tun;
        Worker worker(tun);
        tun.run([](FakeTun& self) {
            const Bytes request = self.next();
            self.send(FakeTun::routerSolicitation());
            self.send(FakeTun::replyOfAnotherPing(request));
            self.send(Bytes{0x45});
            self.send(FakeTun::replyTo(request));
        });
        worker.start(backToBack(1));
        QTRY_VERIFY(worker.isFinished());
        QCOMPARE(worker.summary->foreign, 3u);
        QCOMPARE(worker.summary->received, 1u);
    }

    void repliesMayComeInAnotherOrder()
    {
        FakeTun tun;
        Worker worker(tun);
        tun.run([](FakeTun& self) {
            const std::array requests{self.next(), self.next(), self.next()};
            for (const auto i : {2u, 0u, 1u})
                self.send(FakeTun::replyTo(requests[i]));
        });
        auto request = backToBack(3);
        request.intervalUs = 1;
        worker.start(request);
        QTRY_VERIFY(worker.isFinished());
        QCOMPARE(worker.summary->received, 3u);
        QCOMPARE(worker.results.size(), 3);
        QCOMPARE(worker.results[0].index, 2u);
        QCOMPARE(worker.results[0].sequence, quint16(2));
        QCOMPARE(worker.results[1].index, 0u);
        QCOMPARE(worker.results[2].index, 1u);
    }

    void anErrorThatQuotesThePingDecidesIt()
    {
        FakeTun tun;
        Worker worker(tun);
        tun.run([](FakeTun& self) { self.send(FakeTun::timeExceededFor(self.next())); });
        worker.start(backToBack(1));
        QTRY_VERIFY(worker.isFinished());
        QCOMPARE(worker.summary->errors, 1u);
        QCOMPARE(worker.summary->received, 0u);
        QVERIFY(worker.results[0].outcome == PingOutcome::Error);
        QVERIFY(worker.results[0].answer.kind == wire::Received::TimeExceeded);
        QCOMPARE(worker.results[0].answer.source.toString(), std::string("198.51.100.1"));
    }

    void theIntervalIsKeptBetweenWrites()
    {
        FakeTun tun;
        Worker worker(tun);
        tun.run(&FakeTun::answerAll);
        auto request = backToBack(4);
        request.intervalUs = 20'000;
        worker.start(request);
        QTRY_VERIFY(worker.isFinished());
        QVERIFY(worker.results[3].sentUs - worker.results[0].sentUs >= 3 * 20'000);
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
        QVERIFY2(worker.summary->problem.startsWith("The tun could not be written to: "),
                 qPrintable(worker.summary->problem));
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
        QVERIFY(worker.summary->problem.startsWith("The tun"));
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
        row("At most 1460 bytes", [](auto& r) {
            r.protocol = Protocol::TcpSyn;
            r.payload.assign(1461, 'x');
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
        QVERIFY2(checked.error().sentence.find(words.toStdString()) != std::string::npos,
                 checked.error().sentence.c_str());
    }

    void theLongestPayloadsAreCraftedWhole()
    {
        for (const char* address : {"203.0.113.29", "2001:db8::29"}) {
            for (const auto protocol : {Protocol::IcmpEcho, Protocol::Udp, Protocol::TcpSyn}) {
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

QTEST_GUILESS_MAIN(TestPingWorker)
#include "tst_pingworker.moc"
