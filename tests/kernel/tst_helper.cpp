// SPDX-License-Identifier: GPL-3.0-or-later
// The helper's manners: how it starts, what it refuses, what it may do, and how it ends.
#include "support/kerneltest.h"
#include "support/lab.h"
#include "support/testprogram.h"
#include "words/words.h"

#include <csignal>
#include <QProcess>
#include <sys/socket.h>

using namespace hookwalk;
using namespace hookwalk::protocol;
using namespace hookwalk::test;

namespace
{

constexpr auto helperProgram = HOOKWALK_BIN_DIR "/hookwalk-helper";

// The set of capabilities in effect, as /proc shows it.
quint64 capabilitiesOf(pid_t process)
{
    const auto status = QString::fromStdString(fileContent("/proc/" + std::to_string(process) + "/status"));
    const auto place = status.indexOf(QStringLiteral("CapEff:\t"));
    return status.mid(place + 8, 16).toULongLong(nullptr, 16);
}

} // namespace

class TestHelper : public KernelTest
{
    Q_OBJECT

private Q_SLOTS:
    void itRefusesToStartByHand_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("said");
        QTest::newRow("no socket") << QStringList{} << 2 << QStringLiteral("no Unix stream socket");
        QTest::newRow("an argument") << QStringList{QStringLiteral("--run=sh")} << 2
                                     << QStringLiteral("no arguments");
        QTest::newRow("help") << QStringList{QStringLiteral("--help")} << 0 << QStringLiteral("Usage:");
        QTest::newRow("version") << QStringList{QStringLiteral("--version")} << 0
                                 << QStringLiteral("hookwalk-helper " HOOKWALK_VERSION);
    }
    void itRefusesToStartByHand()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, status);
        QFETCH(QString, said);
        QProcess helper;
        helper.setProcessChannelMode(QProcess::MergedChannels);
        helper.start(QString::fromLatin1(helperProgram), arguments);
        QVERIFY(helper.waitForFinished());
        QCOMPARE(helper.exitCode(), status);
        const auto output = QString::fromUtf8(helper.readAll());
        QVERIFY2(output.contains(said), qPrintable(output));
    }

    void itWantsToBeGreetedFirst()
    {
        HelperClient helper;
        for (const Request& request : {Request(MakeLab{}), Request(OpenTun{"tun0"}), Request(ClearTrace{})})
            QCOMPARE(std::get<Refused>(helper.ask(request)).error.code, ErrorCode::ProtocolError);
        QCOMPARE(std::get<Refused>(helper.ask(Hello{version + 1})).error.code, ErrorCode::ProtocolError);
        QCOMPARE(std::get<Refused>(helper.ask(MakeLab{})).error.code, ErrorCode::ProtocolError);
        QCOMPARE(unless<Done>(helper.ask(Hello{})), std::string());
    }

    void itTouchesNothingBeforeThereIsALab()
    {
        HelperClient helper;
        QCOMPARE(unless<Done>(helper.ask(Hello{})), std::string());
        const SetTrace trace{{IpAddress::v4(0xcb00711d)}, 1, LogSource::Auto};
        for (const Request& request : {Request(OpenTun{"tun0"}), Request(trace), Request(ClearTrace{})})
            QCOMPARE(std::get<Refused>(helper.ask(request)).error.code, ErrorCode::BadInput);
        QVERIFY(MachineState::now().tables == m_before.tables);
    }

    void itMakesOneLabWithOneTun()
    {
        HelperClient helper(User::Nobody);
        QCOMPARE(helper.makeLab(), std::string());
        QCOMPARE(std::get<Refused>(helper.ask(MakeLab{})).error.code, ErrorCode::Busy);
        QCOMPARE(std::get<Refused>(helper.ask(OpenTun{"tun1"})).error.code, ErrorCode::NotFound);
    }

    void itEndsWhenToldNonsense_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("text") << QByteArray("GET / HTTP/1.1\r\n\r\n");
        QTest::newRow("zeros") << QByteArray(64, '\0');
        QTest::newRow("unknown kind") << QByteArray("\x02\0\0\0\x7f\xa0", 6);
        QTest::newRow("far too long") << QByteArray("\xff\xff\xff\x7f", 4);
    }
    void itEndsWhenToldNonsense()
    {
        QFETCH(QByteArray, bytes);
        HelperClient helper;
        QCOMPARE(helper.makeLab(), std::string());
        helper.sendBytes({bytes.data(), static_cast<std::size_t>(bytes.size())});
        QCOMPARE(helper.waitForEnd(), 1);
    }

    void aFieldThatCannotBeIsAnsweredAndTheLabStays()
    {
        using namespace change;
        HelperClient helper(User::Nobody);
        QCOMPARE(helper.makeLab(), std::string());
        const std::tuple<Request, const char*, const char*> wrong[] = {
            {SetDeviceUp{"a/b"}, "name", "cannot be part"},
            {SetDeviceMtu{"tun0", 67}, "mtu", "from 68 to 65535"},
            {AddDeviceAddress{"tun0", {address("10.0.0.1"), 33}}, "network", "from 1 to 32"},
            {SetNat{SourceNat::Masquerade, {address("10.0.0.0"), 8}, "a\"b", {}}, "out",
             "A rule cannot name"},
            {SetRpFilter{"../../kernel", 1}, "device", "cannot be part"},
            {OpenTun{"a b"}, "name", "no blank"},
            {SetTrace{}, "addresses", "same version"}};
        for (const auto& [request, field, words] : wrong) {
            const auto refused = std::get<Refused>(helper.ask(request));
            QCOMPARE(refused.error.code, ErrorCode::BadInput);
            QCOMPARE(refused.field, std::string(field));
            QVERIFY2(words::text(refused.error).find(words) != std::string::npos,
                     words::text(refused.error).c_str());
        }
        // Whatever the kernel takes for a name can be made, changed and deleted.
        for (const char* name : {"a\"b", ";reboot;", "$(id)", "\x1b[31m", "-x", "\xff", "a=b", "x<UP>"}) {
            for (const Request& request :
                 {Request(CreateTun{name}), Request(AddDeviceAddress{name, {address("10.9.0.1"), 24}}),
                  Request(SetDeviceMtu{name, 1400}), Request(SetDeviceUp{name}),
                  Request(SetRpFilter{name, 2}), Request(SetLogMartians{name}), Request(DeleteTun{name})})
                QCOMPARE(unless<Done>(helper.ask(request)), std::string());
        }
        const SetNat nat{SourceNat::Masquerade, {address("10.9.0.0"), 24}, "a'b\\;{}", {}};
        QCOMPARE(unless<Done>(helper.ask(nat)), std::string());
        QCOMPARE(unless<Done>(helper.ask(OpenTun{"tun0"})), std::string()); // the lab is there
        QCOMPARE(helper.end(), 0);
    }

    void itKeepsOnlyTheCapabilitiesItNeeds()
    {
        HelperClient helper;
        QCOMPARE(helper.makeLab(), std::string());
        QCOMPARE(capabilitiesOf(helper.pid()), netAdmin | netRaw | syslog);
        QVERIFY(restoringProcess() != 0);
        QTRY_COMPARE(capabilitiesOf(restoringProcess()), quint64{0});

        HelperClient unprivileged(User::Nobody);
        QCOMPARE(unless<Done>(unprivileged.ask(Hello{})), std::string());
        QCOMPARE(capabilitiesOf(unprivileged.pid()), quint64{0});
    }

    void itEndsWithItsSocket_data() { users(); }
    void itEndsWithItsSocket()
    {
        QFETCH(User, user);
        HelperClient helper(user);
        QCOMPARE(helper.makeLab(), std::string());
        QCOMPARE(unless<Done>(helper.ask(SetTrace{{helper.lab().farAddress}, 1, LogSource::Auto})),
                 std::string());
        QCOMPARE(helper.end(), 0);
    }

    void itEndsWithItsSocketWhileItMakesTheLab()
    {
        HelperClient helper;
        helper.send(Hello{});
        helper.send(MakeLab{});
        helper.send(SetTrace{{IpAddress::v4(0xcb00711d)}, 1, LogSource::Auto});
        QCOMPARE(helper.end(), 0);
    }

    void itEndsWithItsSocketWhileNobodyReads()
    {
        Lab lab;
        QCOMPARE(lab.problem, std::string());
        QCOMPARE(unless<Done>(lab.helper.ask(SetTrace{{lab.helper.lab().farAddress}, 1, LogSource::Nflog})),
                 std::string());
        for (std::uint16_t i = 0; i < 3000; ++i)
            QVERIFY(lab.ping(1, i));
        for (int i = 0; i < 1000; ++i) // more answers than its outbox takes
            lab.helper.send(Hello{});
        QCOMPARE(lab.helper.end(), 0);
    }
};

HOOKWALK_TEST(TestHelper)
#include "tst_helper.moc"
