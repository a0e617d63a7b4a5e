// SPDX-License-Identifier: GPL-3.0-or-later
// A session on this machine with the real helper. The machine is a network namespace of the test's own, with
// a /run of its own.
#include "session/session.h"
#include "support/hostnet.h"
#include "support/kerneltest.h"
#include "support/testprogram.h"
#include "words/words.h"

#include <QSignalSpy>
#include <QTest>

using namespace hookwalk;
using namespace hookwalk::change;
using namespace hookwalk::protocol;
using namespace hookwalk::session;

class TestThisMachine : public test::KernelTest
{
    Q_OBJECT

private Q_SLOTS:
    // What must be left as it was is the machine of the test's own.
    void initTestCase() override
    {
        QVERIFY(geteuid() != 0 || test::enterFreshMachine());
        test::printed("ip link set lo up; nft list ruleset");
        test::KernelTest::initTestCase();
    }

    void aTunIsMadePingedThroughAndLeavesNothing()
    {
        const auto before = test::ownMachine();
        Session::Options options;
        options.helperPath = QStringLiteral(HOOKWALK_BIN_DIR "/hookwalk-helper");
        options.place = Place::Host;
        options.startBy = StartBy::Direct;
        Session session(options);
        QByteArray sentences;
        connect(&session, &Session::failed, this, [&](const Error& error) {
            sentences += QByteArray::fromStdString(words::text(error)) + '\n';
        });
        session.start();
        QTRY_VERIFY2(session.state() == Session::State::Ready, sentences);

        QSignalSpy shown(&session, &Session::gatewayChanged);
        int answers = 0;
        for (const Change& request :
             {Change(CreateTun{"tun5"}), Change(AddDeviceAddress{"tun5", {IpAddress::v4(0x0a090801), 24}}),
              Change(SetDeviceUp{"tun5", true}), Change(SetForwarding{}),
              Change(SetNat{SourceNat::Masquerade, {IpAddress::v4(0x0a090800), 24}, {}, {}})})
            session.change(request, [&](const std::optional<Error>& refusal) {
                ++answers;
                if (refusal)
                    sentences += QByteArray::fromStdString(words::text(*refusal)) + '\n';
            });
        QTRY_COMPARE(answers, 5);
        QCOMPARE(sentences, QByteArray());
        // Told after each of the two changes, and once more where the devices' settings were read between
        // them.
        QTRY_VERIFY(shown.size() >= 2 &&
                    shown.last().first().value<GatewayShown>().nat.kind == SourceNat::Masquerade);
        QCOMPARE(test::printed("cat /proc/sys/net/ipv4/ip_forward"), QByteArray("1\n"));
        QTRY_VERIFY(session.devices().size() == 1 && !session.devices().front().addresses.empty());

        QSignalSpy tun(&session, &Session::tunChanged);
        session.useTun(QStringLiteral("tun5"));
        QTRY_VERIFY2(tun.size() == 1, sentences);
        QSignalSpy finished(&session, &Session::pingFinished);
        PingRequest request;
        request.source = session.lab().pingSource;
        request.destination = session.lab().tunAddress;
        request.count = 3;
        session.ping(request);
        QTRY_VERIFY2(finished.size() == 1, sentences);
        QCOMPARE(finished.first().first().value<PingSummary>().received, 3u);

        QSignalSpy examined(&session, &Session::examined);
        session.examine();
        QTRY_COMPARE(examined.size(), 1);

        // Deleted elsewhere, it is no longer in use; settings changed elsewhere are told.
        tun.clear();
        test::printed("ip link delete tun5");
        QTRY_VERIFY(tun.size() == 1);
        QCOMPARE(tun.first().first().toString(), QString());
        QVERIFY(session.lab().tun.empty());
        shown.clear();
        test::printed("sysctl -q -w net.ipv4.ip_forward=0");
        QTRY_VERIFY(!shown.isEmpty() && !shown.last().first().value<GatewayShown>().forwarding);

        session.stop();
        QTRY_COMPARE(test::ownMachine(), before);
    }

    void aRunEndsWhereItsTunIsDeleted()
    {
        Session::Options options;
        options.helperPath = QStringLiteral(HOOKWALK_BIN_DIR "/hookwalk-helper");
        options.place = Place::Host;
        options.startBy = StartBy::Direct;
        Session session(options);
        session.start();
        QTRY_VERIFY(session.state() == Session::State::Ready);
        for (const Change& request :
             {Change(CreateTun{"tun6"}), Change(AddDeviceAddress{"tun6", {IpAddress::v4(0x0a090801), 24}}),
              Change(SetDeviceUp{"tun6", true})})
            session.change(request, [](const std::optional<Error>& refusal) { QVERIFY(!refusal); });
        QTRY_VERIFY(session.devices().size() == 1 && !session.devices().front().addresses.empty());
        session.useTun(QStringLiteral("tun6"));
        QTRY_COMPARE(session.lab().tun, std::string("tun6"));
        QSignalSpy finished(&session, &Session::pingFinished), answered(&session, &Session::pingsAnswered);
        PingRequest request;
        request.source = session.lab().pingSource;
        request.destination = session.lab().tunAddress;
        request.count = 1000;
        request.intervalUs = 20'000;
        session.ping(request);
        QTRY_VERIFY(!answered.isEmpty());
        session.change(DeleteTun{"tun6"}, [](const std::optional<Error>& refusal) { QVERIFY(!refusal); });
        QTRY_COMPARE(finished.size(), 1);
        QVERIFY(!finished.first().first().value<PingSummary>().problem.empty());
        QTRY_VERIFY(session.lab().tun.empty());
        QCOMPARE(session.state(), Session::State::Ready);
    }

    void theLabsTunMayBeMadeAnew()
    {
        Session::Options options;
        options.helperPath = QStringLiteral(HOOKWALK_BIN_DIR "/hookwalk-helper");
        Session session(options);
        session.start();
        QTRY_VERIFY(session.state() == Session::State::Ready);
        QTRY_COMPARE(session.devices().size(), std::size_t(1));
        const auto lab = session.lab();
        QSignalSpy tun(&session, &Session::tunChanged);
        for (const Change& wanted :
             {Change(DeleteTun{"tun0"}), Change(CreateTun{"tun0"}),
              Change(AddDeviceAddress{"tun0", {lab.tunAddress, 24}}), Change(SetDeviceUp{"tun0", true})})
            session.change(wanted, [&](const std::optional<Error>& refusal) { QVERIFY(!refusal); });
        QTRY_VERIFY2(!tun.isEmpty() && tun.last().first() == QStringLiteral("tun0"),
                     words::text(session.lastError()).c_str());
        QSignalSpy finished(&session, &Session::pingFinished);
        PingRequest request;
        request.source = lab.pingSource;
        request.destination = lab.tunAddress;
        session.ping(request);
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(finished.first().first().value<PingSummary>().received, 1u);
    }
};

HOOKWALK_TEST(TestThisMachine)
#include "tst_thismachine.moc"
