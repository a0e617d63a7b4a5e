// SPDX-License-Identifier: GPL-3.0-or-later
// hookwalk-cli decode, run as people run it.
#include "recording/recording.h"
#include "support/testprogram.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace
{

struct Run {
    int status = -1;
    QByteArray out;
    QByteArray err;
    QList<QJsonObject> objects() const
    {
        QList<QJsonObject> list;
        for (const QByteArray& line : out.split('\n')) {
            if (!line.isEmpty())
                list << QJsonDocument::fromJson(line).object();
        }
        return list;
    }
};

Run run(const QStringList& arguments, const QByteArray& input = {})
{
    QProcess process;
    process.start(QStringLiteral(HOOKWALK_BIN_DIR "/hookwalk-cli"), arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished() || process.exitStatus() != QProcess::NormalExit)
        return {};
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

QString trace(const char* name)
{
    return QStringLiteral(HOOKWALK_TEST_DATA "/traces/") + QString::fromUtf8(name);
}

constexpr const char* sampleLine =
    "[    1.000002] filter-INPUT [7]IN=eth0 OUT= MAC= SRC=10.0.0.1 DST=10.0.0.2 "
    "LEN=60 TOS=0x00 PREC=0x00 TTL=64 ID=7 DF "
    "PROTO=ICMP TYPE=8 CODE=0 ID=1 SEQ=2 \n";

} // namespace

class TestCliDecode : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void printsOneObjectPerNetfilterLine()
    {
        const auto done =
            run({QStringLiteral("decode"), QStringLiteral("-")}, QByteArray("eth0: link up\n") + sampleLine);
        QCOMPARE(done.status, 0);
        QCOMPARE(
            done.out,
            QByteArray(
                R"({"line":2,"time_us":1000002,"prefix":"filter-INPUT [7]","table":"filter","chain":"INPUT","in":"eth0","out":"","mac":"",)"
                R"("src":"10.0.0.1","dst":"10.0.0.2","len":60,"tos":"0x00","prec":"0x00","ttl":64,"id":7,"flags":["DF"],"proto":"ICMP",)"
                R"("icmp":{"type":8,"code":0,"id":1,"seq":2}})"
                "\n"));
        QVERIFY(done.err.isEmpty());
        QCOMPARE(run({QStringLiteral("decode")}, sampleLine).objects().size(), 1);
    }

    void readsTheSeedsOwnLogs()
    {
        const auto objects = run({QStringLiteral("decode"), trace("seed-forward-request.dmesg")}).objects();
        QCOMPARE(objects.size(), 7);
        QCOMPARE(objects.last()[QStringLiteral("chain")].toString(), QStringLiteral("POSTROUTING"));
        QCOMPARE(objects.last()[QStringLiteral("ttl")].toInt(), 63);
        const double sum = 11 + 3 + 10 + 3 + 3 + 2; // the differences that dmesg -H printed
        QCOMPARE(objects.last()[QStringLiteral("time_us")].toDouble() -
                     objects.first()[QStringLiteral("time_us")].toDouble(),
                 sum);
    }

    void summaryCounts()
    {
        const auto done =
            run({QStringLiteral("decode"), QStringLiteral("--summary"), trace("kernel-6.18-forward.kmsg")});
        QCOMPARE(done.status, 0);
        const auto object = done.objects().value(0);
        QCOMPARE(object[QStringLiteral("lines")].toInt(), 26);
        QCOMPARE(object[QStringLiteral("netfilter_lines")].toInt(), 26);
        QCOMPARE(object[QStringLiteral("damaged")].toInt(), 0);
        QCOMPARE(object[QStringLiteral("chains")][QStringLiteral("nat POSTROUTING")].toInt(), 1);
        QVERIFY(object[QStringLiteral("lines_per_second")].toDouble() > 0);
    }

    void damagedTokensAreListed()
    {
        const auto objects =
            run({QStringLiteral("decode")}, QByteArray(sampleLine).replace("TTL=64", "TTL=6x")).objects();
        QCOMPARE(objects.size(), 1);
        QVERIFY(!objects[0].contains(QStringLiteral("ttl")));
        QCOMPARE(objects[0][QStringLiteral("damaged")].toArray().at(0).toString(), QStringLiteral("TTL=6x"));
    }

    void aLogWithoutNetfilterLinesPrintsNothing()
    {
        const auto done = run({QStringLiteral("decode")}, "eth0: link up\n");
        QCOMPARE(done.status, 1);
        QVERIFY(done.out.isEmpty());
        QVERIFY(done.err.startsWith("hookwalk-cli: The input holds no line of netfilter"));
        QCOMPARE(run({QStringLiteral("traversals")}, "eth0: link up\n").err, done.err);
    }

    void whatIsWrongIsSaid_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("word");
        const auto decode = QStringLiteral("decode");
        QTest::newRow("no such file")
            << QStringList{decode, QStringLiteral("/nowhere")} << 1 << QByteArray("no file");
        QTest::newRow("directory") << QStringList{decode, QStringLiteral("/")} << 1
                                   << QByteArray("directory");
        QTest::newRow("zeros") << QStringList{decode, QStringLiteral("/dev/zero")} << 1
                               << QByteArray("zero bytes");
        QTest::newRow("binary") << QStringList{QStringLiteral("traversals"),
                                               QStringLiteral(HOOKWALK_TEST_DATA "/messages/hello")}
                                << 1 << QByteArray("packed or binary");
        QTest::newRow("binary, decoded")
            << QStringList{decode, QStringLiteral(HOOKWALK_TEST_DATA "/messages/hello")} << 1
            << QByteArray("packed or binary");
        QTest::newRow("empty") << QStringList{decode, QStringLiteral("/dev/null")} << 1
                               << QByteArray("empty");
        QTest::newRow("two files") << QStringList{decode, QStringLiteral("a"), QStringLiteral("b")} << 2
                                   << QByteArray("one file");
        QTest::newRow("unknown option")
            << QStringList{decode, QStringLiteral("--fast")} << 2 << QByteArray("fast");
        QTest::newRow("unknown command") << QStringList{QStringLiteral("fly")} << 2 << QByteArray("fly");
        QTest::newRow("three addresses")
            << QStringList{QStringLiteral("explain"), QStringLiteral("192.0.2.1"),
                           QStringLiteral("192.0.2.2"), QStringLiteral("192.0.2.3")}
            << 2 << QByteArray("not 3 addresses");
        QTest::newRow("ports of an echo") << QStringList{QStringLiteral("ping"), QStringLiteral("192.0.2.1"),
                                                         QStringLiteral("--port"), QStringLiteral("80")}
                                          << 2 << QByteArray("--port is for UDP and TCP");
        QTest::newRow("too much payload") << QStringList{QStringLiteral("ping"), QStringLiteral("192.0.2.1"),
                                                         QStringLiteral("--size"), QStringLiteral("9000")}
                                          << 2 << QByteArray("from 0 to 1472");
        QTest::newRow("no command") << QStringList{} << 2 << QByteArray("decode");
    }
    void whatIsWrongIsSaid()
    {
        QFETCH(QStringList, arguments);
        const auto done = run(arguments);
        QTEST(done.status, "status");
        QVERIFY(done.out.isEmpty());
        QFETCH(QByteArray, word);
        QVERIFY2(done.err.contains(word), done.err.constData());
        QCOMPARE(done.err.count('\n'), 1);
    }

    // Names of files, prefixes and devices may be anything.
    void nothingThatATerminalObeysIsPrinted()
    {
        const auto isHarmless = [](const QByteArray& text) {
            return !text.contains('\x1b') && !text.contains('\x7f') && !text.contains("\xc2\x9b");
        };
        const auto missing = run({QStringLiteral("decode"), QStringLiteral("no\x1b[31m\u009b7m\nsuch file")});
        QVERIFY2(isHarmless(missing.err) && missing.err.count('\n') == 1, missing.err);
        QVERIFY2(missing.err.contains("\\x1b[31m"), missing.err);
        QTemporaryDir dir;
        QFile log(dir.filePath(QStringLiteral("log")));
        QVERIFY(log.open(QIODevice::WriteOnly));
        log.write(QByteArray(sampleLine).replace("IN=", "IN=\x7f\xc2\x9b"));
        log.close();
        const auto done = run({QStringLiteral("decode"), log.fileName()});
        QCOMPARE(done.status, 0);
        QVERIFY2(isHarmless(done.out) && done.out.contains("\\u009b"), done.out);
    }

    void helpAndVersionArePrinted()
    {
        for (const auto& arguments : {QStringList{QStringLiteral("--help")},
                                      QStringList{QStringLiteral("decode"), QStringLiteral("--help")},
                                      QStringList{QStringLiteral("--version")}}) {
            const auto done = run(arguments);
            QCOMPARE(done.status, 0);
            QVERIFY(done.out.contains("hookwalk-cli"));
        }
    }

    // A crash leaves them, and a log that is emptied under its writer.
    void aFilterChoosesThePackets()
    {
        const auto log = trace("kernel-6.18-forward.kmsg");
        const auto command = [&](const char* filter) {
            return run({QStringLiteral("traversals"), log, QStringLiteral("--json"),
                        QStringLiteral("--filter"), QString::fromUtf8(filter)});
        };
        const auto all = run({QStringLiteral("traversals"), log}).objects();
        QCOMPARE(command("").objects(), all);
        const auto answers = command("-answered nat,raw 198.51.100.15").objects();
        QVERIFY(!answers.isEmpty() && answers.size() < all.size());
        for (const auto& packet : answers)
            QVERIFY(all.contains(packet));
        QCOMPARE(command("udp").out, QByteArray());
        const auto wrong = command("answered 1.2.3");
        QCOMPARE(wrong.status, 2);
        QCOMPARE(wrong.err,
                 QByteArray("hookwalk-cli: At letter 10 of the filter \"1.2.3\" is no address or network. "
                            "Write one as in 192.0.2.7, 198.51.100.0/24 or 2001:db8::/32.\n"));
        QCOMPARE(command("anserwed").status, 2); // neither a word nor anything of this log
    }

    void aLocatorChoosesOnePacket()
    {
        QTemporaryDir dir;
        const auto log = dir.filePath(QStringLiteral("a #packet=9 b#c.log"));
        QVERIFY(QFile::copy(trace("kernel-6.18-forward.kmsg"), log));
        const auto command = [](const QString& file) { return run({QStringLiteral("traversals"), file}); };
        const auto all = command(log).objects();
        QCOMPARE(all.size(), 4);
        QCOMPARE(command(log + QStringLiteral("#packet=3&step=2")).objects(), all.mid(2, 1));
        QCOMPARE(command(log + QStringLiteral("#filter=-answered%20icmp")).objects().size(), 2);
        QCOMPARE(command(log + QStringLiteral("#packet=3&filter=-answered")).out, QByteArray());
        for (const char* bad : {"#packet=0", "#packet=5", "#packet=1&step=99", "#step=1",
                                "#packet=1&packet=2", "#filter=%2", "#filter=rule", "#paket=1"}) {
            const auto done = command(log + QString::fromLatin1(bad));
            QVERIFY2(done.status == 2 && done.err.size() > 60 && done.out.isEmpty(), bad);
        }
        QCOMPARE(command(log + QStringLiteral("#x")).status, 1); // no locator: there is no such file
    }

    void aLocatorChoosesTheLinesOfItsPacket()
    {
        QTemporaryDir dir;
        const auto log = dir.filePath(QStringLiteral("a#b.log"));
        QVERIFY(QFile::copy(trace("kernel-6.18-forward.kmsg"), log));
        const auto command = [](const QString& file, const QStringList& options = {}) {
            return run(QStringList{QStringLiteral("decode"), file} + options);
        };
        const auto all = command(log).objects();
        QList<QJsonObject> found;
        for (int packet = 1; packet <= 4; ++packet) {
            const auto lines = command(log + QStringLiteral("#packet=%1").arg(packet)).objects();
            QVERIFY(!lines.isEmpty() && lines.size() < all.size());
            for (const auto& line : lines)
                QVERIFY(all.contains(line));
            found += lines;
        }
        QCOMPARE(found.size(), all.size());
        QCOMPARE(command(log + QStringLiteral("#filter=icmp")).objects(), all);
        const auto counts = command(log + QStringLiteral("#packet=1"), {QStringLiteral("--summary")});
        QVERIFY(counts.objects().value(0)[QStringLiteral("netfilter_lines")].toInt() < all.size());
        for (const char* bad : {"#packet=5", "#packet=1&step=99", "#filter=rule", "#paket=1"})
            QCOMPARE(command(log + QString::fromLatin1(bad)).status, 2);
        // What is saved is the whole of it, shown at that place.
        const auto saved = dir.filePath(QStringLiteral("saved.hookwalk"));
        QCOMPARE(
            run({QStringLiteral("save"), log + QStringLiteral("#packet=3&step=2&filter=icmp"), saved}).status,
            0);
        const auto recorded = Trace::open(saved.toStdString());
        QVERIFY(recorded);
        QCOMPARE(recorded->traversals().size(), std::size_t(4));
        QCOMPARE(recording::viewIn(*recorded), std::optional(recording::View{2, 2, "icmp", ""}));
        QCOMPARE(run({QStringLiteral("save"), log + QStringLiteral("#packet=9"), saved}).status, 2);
    }

    void zeroBytesAreReadAround()
    {
        const QByteArray zeros(100'000, '\0');
        for (const char* command : {"decode", "traversals"}) {
            const auto done = run({QString::fromLatin1(command)}, zeros + sampleLine + zeros);
            QCOMPARE(done.status, 0);
            QCOMPARE(done.objects().size(), 1);
            QVERIFY(done.err.isEmpty());
        }
    }

    // `… | head -1`
    void aReaderThatHasSeenEnoughIsNoError()
    {
        QTemporaryDir dir;
        QFile log(dir.filePath(QStringLiteral("log")));
        QVERIFY(log.open(QIODevice::WriteOnly));
        for (int i = 0; i < 20'000; ++i)
            log.write(sampleLine);
        log.close();
        QProcess shell;
        shell.start(QStringLiteral("bash"),
                    {QStringLiteral("-o"), QStringLiteral("pipefail"), QStringLiteral("-c"),
                     QStringLiteral(HOOKWALK_BIN_DIR "/hookwalk-cli decode \"$0\" | head -1"),
                     log.fileName()});
        QVERIFY(shell.waitForFinished());
        QCOMPARE(shell.exitCode(), 0);
        QVERIFY(shell.readAllStandardError().isEmpty());
        QCOMPARE(shell.readAllStandardOutput().count('\n'), 1);
    }

    // Not a file that is opened later under the number of a stream that was closed.
    void closedStandardStreamsAreAnError_data()
    {
        QTest::addColumn<QString>("command");
        QTest::addColumn<QByteArray>("word");
        QTest::newRow("output, decode") << "decode \"$1\" >&-" << QByteArray("Bad file descriptor");
        QTest::newRow("output, traversals") << "traversals \"$1\" >&-" << QByteArray("Bad file descriptor");
        QTest::newRow("output, help") << "--help >&-" << QByteArray("Bad file descriptor");
        QTest::newRow("output full, help") << "--help >/dev/full" << QByteArray("No space left");
        QTest::newRow("output full, version") << "--version >/dev/full" << QByteArray("No space left");
        QTest::newRow("input") << "decode - <&-" << QByteArray("Standard input cannot be read");
        QTest::newRow("all but error") << "decode \"$1\" <&- >&-" << QByteArray("Bad file descriptor");
        QTest::newRow("all") << "decode \"$1\" <&- >&- 2>&-" << QByteArray();
    }
    void closedStandardStreamsAreAnError()
    {
        QFETCH(QString, command);
        QProcess shell;
        shell.start(QStringLiteral("bash"),
                    {QStringLiteral("-c"), QStringLiteral(HOOKWALK_BIN_DIR "/hookwalk-cli ") + command,
                     QStringLiteral("bash"), trace("kernel-6.18-forward.kmsg")});
        QVERIFY(shell.waitForFinished());
        QCOMPARE(shell.exitCode(), 1);
        QFETCH(QByteArray, word);
        const QByteArray said = shell.readAllStandardError();
        QVERIFY2(said.contains(word), said.constData());
    }

    void aFileThatIsCutWhileItIsReadIsSaid()
    {
        QTemporaryDir dir;
        QFile log(dir.filePath(QStringLiteral("log")));
        QVERIFY(log.open(QIODevice::WriteOnly));
        log.write(QByteArray(sampleLine).repeated(20'000));
        log.close();
        QProcess process;
        process.start(QStringLiteral(HOOKWALK_BIN_DIR "/hookwalk-cli"),
                      {QStringLiteral("traversals"), log.fileName()});
        QVERIFY(process.waitForReadyRead()); // it has read the file, and waits for who reads what it prints
        QVERIFY(log.resize(0));
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitStatus(), QProcess::NormalExit);
        QCOMPARE(process.exitCode(), 1);
        const QByteArray said = process.readAllStandardError();
        QVERIFY2(said.contains("was cut while it was read"), said.constData());
    }

    void aSmallStackIsEnough()
    {
        for (const char* command : {"decode", "traversals"}) {
            QProcess shell;
            shell.start(QStringLiteral("bash"),
                        {QStringLiteral("-c"),
                         QStringLiteral("ulimit -s 100; " HOOKWALK_BIN_DIR "/hookwalk-cli \"$0\" \"$1\""),
                         QString::fromLatin1(command), trace("kernel-6.18-forward.kmsg")});
            QVERIFY(shell.waitForFinished());
            QCOMPARE(shell.exitCode(), 0);
        }
    }

    void aFullDiskIsAnError()
    {
        QProcess process;
        process.setStandardOutputFile(QStringLiteral("/dev/full"));
        process.start(QStringLiteral(HOOKWALK_BIN_DIR "/hookwalk-cli"),
                      {QStringLiteral("decode"), trace("kernel-6.18-forward.kmsg")});
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 1);
        QVERIFY(process.readAllStandardError().contains("written"));
    }
};

HOOKWALK_TEST(TestCliDecode)
#include "tst_cli_decode.moc"
