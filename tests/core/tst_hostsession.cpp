// SPDX-License-Identifier: GPL-3.0-or-later
// The session on this machine, with a helper that plays it (support/fakehelper.cpp) and scripts that play
// pkexec(1).
#include "model/groupaccess.h"
#include "session/tundescription.h"
#include "support/playedsession.h"
#include "support/testprogram.h"
#include "words/words.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <sys/xattr.h>
#include <unistd.h>

using namespace hookwalk;
using namespace hookwalk::change;
using namespace hookwalk::protocol;
using namespace hookwalk::test;

namespace
{

const auto fakeHelper = QStringLiteral(HOOKWALK_BIN_DIR "/fakehelper");

// Alone on PATH, so that the machine's own pkexec is never asked.
class FakePkexec
{
public:
    explicit FakePkexec(const char* script) // empty: there is none
        : m_path(qgetenv("PATH"))
    {
        QFile file(m_folder.filePath(QStringLiteral("pkexec")));
        if (*script != '\0' && file.open(QFile::WriteOnly)) {
            file.write(QByteArray("#!/bin/sh\n") + script);
            file.setPermissions(QFile::ReadOwner | QFile::ExeOwner);
        }
        qputenv("PATH", QFile::encodeName(m_folder.path()));
    }
    ~FakePkexec() { qputenv("PATH", m_path); }

private:
    QTemporaryDir m_folder;
    QByteArray m_path;
};

class OnHost : public Played
{
public:
    explicit OnHost(const char* part = "host", StartBy by = StartBy::Direct, int answerTimeoutMs = 15'000)
        : Played(part, optionsFor(by, answerTimeoutMs))
    {
        connect(session.get(), &Session::changed, this, [this](bool done, const Error&) { changes << done; });
        connect(session.get(), &Session::tunChanged, this, [this](const QString& name) { tuns << name; });
    }
    bool failsToStart()
    {
        session->start();
        return waitFor([this] { return session->state() == State::Failed; });
    }
    bool changesAndWait(const change::Change& wanted)
    {
        const auto before = changes.size();
        session->change(wanted);
        return waitFor([&] { return changes.size() > before; }) && changes.last();
    }
    QStringList names() const
    {
        QStringList names;
        for (const Device& device : session->devices())
            names << QString::fromStdString(device.name);
        return names;
    }

    QList<bool> changes;
    QStringList tuns;

private:
    static Session::Options optionsFor(StartBy by, int answerTimeoutMs)
    {
        Session::Options options;
        options.place = Place::Host;
        options.startBy = by;
        options.answerTimeoutMs = answerTimeoutMs;
        return options;
    }
};

QString text(const IpAddress& address)
{
    return QString::fromStdString(address.toString());
}

} // namespace

class TestHostSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { qunsetenv("HOOKWALK_START"); }

    void itIsReadyWithTheDevicesThatAreThere()
    {
        OnHost host;
        QVERIFY2(host.startAndWait(), qPrintable(host.lastSentence()));
        QCOMPARE(host.names(), QStringList{"tun7"});
        QVERIFY(host.session->lab().tun.empty());
        PingRequest request;
        request.source = request.destination = IpAddress::v4(0x0a090802);
        host.session->ping(request);
        QVERIFY2(host.lastSentence().contains("no tun to send into"), qPrintable(host.lastSentence()));
    }

    void aTunIsChosenUsedAndDeleted()
    {
        OnHost host;
        QVERIFY(host.startAndWait());
        host.session->useTun(QStringLiteral("tun7"));
        QTRY_COMPARE(host.tuns, QStringList{"tun7"});
        QCOMPARE(text(host.session->lab().tunAddress), QStringLiteral("10.9.8.1"));
        QCOMPARE(text(host.session->lab().pingSource), QStringLiteral("10.9.8.2"));
        QSignalSpy finished(host.session.get(), &Session::pingFinished);
        PingRequest request;
        request.source = host.session->lab().pingSource;
        request.destination = IpAddress::v4(0x0a090801);
        request.count = 3;
        request.intervalUs = 0;
        host.session->ping(request);
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(finished.first().first().value<PingSummary>().received, 3u);
        QVERIFY(host.changesAndWait(DeleteTun{"tun7"}));
        QCOMPARE(host.tuns, (QStringList{"tun7", ""}));
        QCOMPARE(host.names(), QStringList());
    }

    void devicesAndGatewayAreChanged()
    {
        OnHost host;
        QVERIFY(host.startAndWait());
        QSignalSpy gateway(host.session.get(), &Session::gatewayChanged);
        QVERIFY(host.changesAndWait(CreateTun{"tun8"}));
        QCOMPARE(host.names(), (QStringList{"tun7", "tun8"}));
        std::optional<Error> refusal;
        host.session->change(CreateTun{"tun7"}, [&](const auto& answer) { refusal = answer; });
        QTRY_VERIFY(refusal.has_value());
        QCOMPARE(words::text(*refusal), std::string("There is a device tun7 already: File exists."));
        QCOMPARE(refusal->systemError, EEXIST);
        QVERIFY(host.errors.isEmpty()); // a refusal of a change is the asker's
        QVERIFY(host.changesAndWait(SetForwarding{}));
        QTRY_COMPARE(gateway.size(), 1);
        QVERIFY(gateway.first().first().value<GatewayShown>().forwarding);
    }

    void leftoversArePutBack()
    {
        OnHost host;
        QVERIFY(host.startAndWait());
        std::vector<Sentences> told;
        host.session->restoreLeftovers(
            [&](const std::optional<Error>& refusal, const std::vector<Sentences>& restored) {
                QVERIFY(!refusal);
                told = restored;
            });
        QTRY_COMPARE(told, (std::vector<Sentences>{Sentences{say("device-gone-again", "tun9")}}));
    }

    void theDoctorComesBeforeThePlaceToo()
    {
        OnHost host;
        QSignalSpy examined(host.session.get(), &Session::examined);
        host.session->examine();
        QTRY_COMPARE(examined.size(), 1);
        QCOMPARE(host.session->state(), State::Idle);
        QVERIFY(host.startAndWait());
        host.session->examine();
        QTRY_COMPARE(examined.size(), 2);
        QVERIFY(host.errors.isEmpty());
        host.session->change(CreateTun{"tun8"});
        host.session->stop();
        QVERIFY(!host.changesAndWait(CreateTun{"tun8"})); // nothing is there to be changed
    }

    void whatTheHelperRefusesFailsTheStart()
    {
        OnHost refused("well");
        QVERIFY(refused.failsToStart());
        QCOMPARE(refused.lastSentence(),
                 QStringLiteral("It needs CAP_NET_ADMIN: run Hookwalk as root, or use the lab."));
        OnHost unwatched("host that is watched badly");
        QVERIFY(unwatched.failsToStart());
    }

    void pkexecStartsTheHelper()
    {
        const FakePkexec pkexec("[ \"$1\" = --disable-internal-agent ] && [ \"$3\" = --change ] || exit 9\n"
                                "case $2 in /*/fakehelper) exec \"$2\" ;; esac\nexit 8\n");
        OnHost host("host", StartBy::Pkexec);
        QVERIFY2(host.startAndWait(), qPrintable(host.lastSentence()));
    }

    // One action of polkit's for each (packaging/polkit).
    void anAdministratorIsAskedForTheLevel()
    {
        using protocol::Level;
        const FakePkexec pkexec("exit 126\n");
        const auto wordFor = [](Level level) {
            return planStart(fakeHelper, Place::Host, StartBy::Pkexec, level)->arguments.last();
        };
        QCOMPARE(wordFor(Level::Look), QStringLiteral("--look"));
        QCOMPARE(wordFor(Level::Trace), QStringLiteral("--trace"));
        QCOMPARE(wordFor(Level::Change), QStringLiteral("--change"));
        QVERIFY(planStart(fakeHelper, Place::Host, StartBy::Direct, Level::Look)->arguments.isEmpty());
    }

    // Longer than the helper may take over a request.
    void aPersonMayTakeTime()
    {
        const FakePkexec pkexec("/bin/sleep 1\nexec \"$2\"\n");
        OnHost host("host", StartBy::Pkexec, 300);
        QVERIFY2(host.startAndWait(), qPrintable(host.lastSentence()));
    }

    void pkexecRefuses_data()
    {
        QTest::addColumn<QByteArray>("script");
        QTest::addColumn<int>("code");
        QTest::addColumn<QStringList>("words");
        const QString setcap = QString::fromLatin1(letInCommands);
        QTest::newRow("dismissed") << QByteArray("exit 126\n") << int(ErrorCode::Cancelled)
                                   << QStringList{"The password was not given", "the lab needs no password"};
        QTest::newRow("no agent") << QByteArray("echo No authentication agent found. >&2\nexit 127\n")
                                  << int(ErrorCode::PermissionDenied)
                                  << QStringList{"No authentication agent found.", "lxpolkit", setcap};
        QTest::newRow("not installed")
            << QByteArray() << int(ErrorCode::NotFound) << QStringList{"pkexec", "not installed", setcap};
        QTest::newRow("the helper itself fails")
            << QByteArray("echo broken >&2\nexit 1\n") << int(ErrorCode::HelperGone)
            << QStringList{"exit status 1", "broken"};
    }
    void pkexecRefuses()
    {
        QFETCH(QByteArray, script);
        QFETCH(int, code);
        QFETCH(QStringList, words);
        const FakePkexec pkexec(script.constData());
        OnHost host("host", StartBy::Pkexec);
        QVERIFY(host.failsToStart());
        QCOMPARE(int(host.errors.last().code), code);
        for (const QString& word : words)
            QVERIFY2(host.lastSentence().contains(word), qPrintable(host.lastSentence()));
    }

    void pkexecIsAskedOnlyWhereItIsNeeded()
    {
        const FakePkexec pkexec("exit 126\n");
        const auto asks = [](Place place, StartBy by = StartBy::Automatic) {
            const auto plan = planStart(fakeHelper, place, by);
            return plan && plan->asksUser;
        };
        QVERIFY(!asks(Place::Lab));
        QCOMPARE(asks(Place::Host), ::geteuid() != 0);
        QVERIFY(!asks(Place::Host, StartBy::Direct));
        QVERIFY(asks(Place::Host, StartBy::Pkexec));
        qputenv("HOOKWALK_START", "pkexec");
        QVERIFY(asks(Place::Host));
        QVERIFY(!asks(Place::Host, StartBy::Direct));
        qputenv("HOOKWALK_START", "direct");
        QVERIFY(!asks(Place::Host));
    }

    void fileCapabilitiesAreSeen()
    {
        QTemporaryDir folder;
        const QString program = folder.filePath(QStringLiteral("helper"));
        QVERIFY(QFile::copy(fakeHelper, program));
        QVERIFY(!hasFileCapabilities(program));
        QVERIFY(!hasFileCapabilities(folder.filePath(QStringLiteral("nothing"))));
        const auto set = [&](unsigned char flags, unsigned char second) {
            const unsigned char data[20] = {flags, 0, 0, 2, 0, second}; // revision 2, cap 12: bit 4 of byte 1
            return ::setxattr(QFile::encodeName(program).constData(), "security.capability", data,
                              sizeof data, 0) == 0;
        };
        if (!set(1, 0x10))
            QSKIP("File capabilities can be given by root only.");
        QVERIFY(hasFileCapabilities(program));
        const QString plain = folder.filePath(QStringLiteral("hookwalk-helper"));
        const QString admitted = folder.filePath(QLatin1String(letInCopy));
        QVERIFY(QDir(folder.path()).mkdir(QStringLiteral("host")));
        QVERIFY(QFile::copy(fakeHelper, plain) && QFile::rename(program, admitted));
        QCOMPARE(planStart(plain, Place::Host)->program, admitted);
        QCOMPARE(planStart(plain, Place::Lab)->program, plain); // needs none of it
        QVERIFY(QFile::rename(admitted, program));
        QVERIFY(set(0, 0x10)); // permitted, but not in effect
        QVERIFY(!hasFileCapabilities(program));
        QVERIFY(set(1, 0x20)); // CAP_NET_RAW only
        QVERIFY(!hasFileCapabilities(program));
    }

    void addressesFitTheTun_data()
    {
        QTest::addColumn<QString>("address");
        QTest::addColumn<QString>("source");
        QTest::newRow("the seed's") << "192.168.69.100/24"
                                    << "192.168.69.1";
        QTest::newRow("the first") << "10.0.0.1/8"
                                   << "10.0.0.2";
        QTest::newRow("point to point") << "10.0.0.5/32"
                                        << "";
        QTest::newRow("four") << "10.0.0.6/30"
                              << "10.0.0.5";
        QTest::newRow("IPv6") << "2001:db8::1/64"
                              << "2001:db8::2";
        QTest::newRow("link local") << "fe80::1/64"
                                    << "";
        QTest::newRow("nonsense") << "tun"
                                  << "";
    }
    void addressesFitTheTun()
    {
        QFETCH(QString, address);
        QFETCH(QString, source);
        Device device;
        device.name = "tun3";
        device.addresses = {address.toStdString()};
        const auto lab = describeTun(device);
        QCOMPARE(lab.tun, device.name);
        const auto& found = address.contains(QLatin1Char(':')) ? lab.pingSource6 : lab.pingSource;
        QCOMPARE(found.isNull() ? QString() : text(found), source);
    }
};

HOOKWALK_TEST(TestHostSession)
#include "tst_hostsession.moc"
