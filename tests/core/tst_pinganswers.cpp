// SPDX-License-Identifier: GPL-3.0-or-later
// Which probe an answer belongs to, and what the ping worker makes of those that are late, double or of
// nobody.
#include "support/pingthread.h"
#include "support/testprogram.h"

#include <csignal>

using namespace hookwalk;
using namespace hookwalk::session;
using namespace hookwalk::test;
using Protocol = wire::Probe::Protocol;

class TestPingAnswers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { std::signal(SIGPIPE, SIG_IGN); }

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
            const Tins::IP ip(requests[i].data(), quint32(requests[i].size()));
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
            {"echo", Protocol::IcmpEcho}, {"UDP", Protocol::Udp}, {"TCP", Protocol::Tcp}};
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
        QTest::newRow("echo") << int(Protocol::IcmpEcho);
        QTest::newRow("UDP") << int(Protocol::Udp);
        QTest::newRow("TCP") << int(Protocol::Tcp);
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
        QCOMPARE(worker.summary->received, 3u);
        QCOMPARE(worker.results.size(), 3);
        QCOMPARE(worker.results[0].index, 2u);
        QCOMPARE(worker.results[0].sequence, quint16(2));
        QCOMPARE(worker.results[1].index, 0u);
        QCOMPARE(worker.results[2].index, 1u);
    }

    void aResetDecidesASyn()
    {
        FakeTun tun;
        Worker worker(tun);
        tun.run([](FakeTun& self) { self.send(FakeTun::resetFor(self.next())); });
        auto request = backToBack(1);
        request.protocol = Protocol::Tcp;
        worker.start(request);
        QTRY_VERIFY(worker.isFinished());
        QCOMPARE(worker.summary->errors, 1u);
        QVERIFY(worker.results[0].outcome == PingOutcome::Error);
        QVERIFY(worker.results[0].answer.kind == wire::Received::Refused);
    }

    void aResetDecidesAStrayAck()
    {
        FakeTun tun;
        Worker worker(tun);
        tun.run([](FakeTun& self) {
            self.send(FakeTun::bareResetFor(self.next()));
            self.send(FakeTun::bareResetFor(self.next()));
        });
        auto request = backToBack(2);
        request.protocol = Protocol::Tcp;
        request.tcpFlags = {wire::Ack};
        worker.start(request);
        QTRY_VERIFY(worker.isFinished());
        QCOMPARE(worker.summary->errors, 2u);
        QCOMPARE(worker.results[1].index, 1u);
    }

    void aConnectionIsOpenedAndClosed()
    {
        FakeTun tun;
        Worker worker(tun);
        std::vector<Bytes> sent;
        tun.run([&sent](FakeTun& self) {
            sent.push_back(self.next());
            self.send(FakeTun::replyTo(sent[0]));
            sent.push_back(self.next());
            sent.push_back(self.next());
            self.send(FakeTun::closingFor(sent[2]));
            sent.push_back(self.next());
        });
        auto request = backToBack(1);
        request.protocol = Protocol::Tcp;
        request.payload.clear();
        request.handshake = true;
        worker.start(request);
        QTRY_VERIFY(worker.isFinished());
        worker.stop();
        tun.join();
        QCOMPARE(worker.summary->received, 1u);
        QVERIFY(worker.results[0].handshake == Handshake::Closed);
        const auto tcp = [&sent](std::size_t i) {
            return Tins::IP(sent[i].data(), quint32(sent[i].size())).rfind_pdu<Tins::TCP>();
        };
        const auto syn = tcp(0).seq();
        for (const auto& [i, flags, seq, ack] :
             {std::tuple{1u, 0x10, 1u, 1u}, {2u, 0x11, 1u, 1u}, {3u, 0x10, 2u, 2u}}) {
            QCOMPARE(int(tcp(i).flags()), flags);
            QCOMPARE(tcp(i).seq(), syn + seq);
            QCOMPARE(tcp(i).ack_seq(), ack);
        }
    }

    void aConnectionThatTheOtherEndKeepsOpenCounts()
    {
        FakeTun tun;
        Worker worker(tun);
        tun.run([](FakeTun& self) { self.send(FakeTun::replyTo(self.next())); });
        auto request = backToBack(1, 20'000);
        request.protocol = Protocol::Tcp;
        request.handshake = true;
        worker.start(request);
        QTRY_VERIFY(worker.isFinished());
        QCOMPARE(worker.summary->received, 1u);
        QVERIFY(worker.results[0].handshake == Handshake::Opened);
    }

    void theSecondPacketOfAFlowGoesOnWithItsNumbers()
    {
        FakeTun tun;
        Worker worker(tun);
        Bytes first, second;
        tun.run([&](FakeTun& self) {
            first = self.next();
            self.send(FakeTun::replyTo(first));
            second = self.next();
        });
        auto request = backToBack(2, 20'000);
        request.protocol = Protocol::Tcp;
        request.tcpFlags = {wire::Syn, wire::Ack};
        worker.start(request);
        QTRY_VERIFY(worker.isFinished());
        worker.stop();
        tun.join();
        const auto syn = Tins::IP(first.data(), quint32(first.size())).rfind_pdu<Tins::TCP>();
        const auto ack = Tins::IP(second.data(), quint32(second.size())).rfind_pdu<Tins::TCP>();
        QCOMPARE(ack.sport(), syn.sport());
        QCOMPARE(ack.seq(), syn.seq() + 1);
        QCOMPARE(ack.ack_seq(), 1u); // what the answer had, and one more
        QCOMPARE(worker.summary->received, 1u);
        QCOMPARE(worker.summary->lost, 1u);
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
};

HOOKWALK_TEST(TestPingAnswers)
#include "tst_pinganswers.moc"
