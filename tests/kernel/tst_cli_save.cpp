// SPDX-License-Identifier: GPL-3.0-or-later
// hookwalk-cli ping --save: the file is written as it comes, is whole however the run ends, and an old one
// stays until then.
#include "support/clirun.h"
#include "support/kerneltest.h"
#include "support/testprogram.h"
#include "traversal/trace.h"

#include <csignal>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <sys/stat.h>
#include <sys/sysmacros.h>

using namespace hookwalk;
using namespace hookwalk::test;

class TestCliSave : public KernelTest
{
    Q_OBJECT

    QTemporaryDir m_dir;
    const QString m_file = m_dir.filePath(QStringLiteral("capture.log"));

    static QByteArray contentOf(const QString& name)
    {
        QFile file(name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void putOld() const
    {
        QFile file(m_file);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("old") == 3);
    }
    std::unique_ptr<QProcess> endless() const
    {
        return startCli({"ping", "--count", "1000000", "--interval", "0.02", "--source", "nflog", "--json",
                         "--save", m_file, "203.0.113.29"});
    }
    bool isBeingWritten() const { return contentOf(m_file + ".part").contains("PROTO=ICMP TYPE=0"); }
    static std::size_t packetsIn(const QString& name)
    {
        const auto trace = Trace::open(name.toStdString());
        return trace ? trace->traversals().size() : 0;
    }

private Q_SLOTS:
    void cleanup() override
    {
        KernelTest::cleanup();
        QFile::remove(m_file);
        QFile::remove(m_file + ".part");
    }

    void theFileIsWholeHoweverTheRunIsEnded_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("the terminal was closed") << SIGHUP;
        QTest::newRow("Ctrl-C") << SIGINT;
        QTest::newRow("SIGTERM") << SIGTERM;
    }
    void theFileIsWholeHoweverTheRunIsEnded()
    {
        QFETCH(int, signal);
        putOld();
        const auto process = endless();
        QTRY_VERIFY_WITH_TIMEOUT(isBeingWritten(), 30'000);
        QCOMPARE(contentOf(m_file), QByteArray("old"));
        ::kill(pid_t(process->processId()), signal);
        const auto output = finishCli(*process);
        QVERIFY2(output.status == 0, output.complaint);
        QVERIFY(output.summary()["cancelled"].toBool());
        QVERIFY(!QFile::exists(m_file + ".part"));
        QCOMPARE(packetsIn(m_file), std::size_t(output.packets().size()));
    }

    void aKillLeavesWhatWasReportedAndTheOldFile()
    {
        putOld();
        const auto process = endless();
        QTRY_VERIFY_WITH_TIMEOUT(isBeingWritten(), 30'000);
        process->kill();
        QVERIFY(process->waitForFinished());
        QCOMPARE(contentOf(m_file), QByteArray("old"));
        QVERIFY(packetsIn(m_file + ".part") >= 2);
    }

    void aRunEndsAtItsLimits_data()
    {
        QTest::addColumn<QStringList>("limit");
        QTest::newRow("time") << QStringList{"--interval", "0.02", "--max-time", "2"};
        QTest::newRow("size") << QStringList{"--interval", "0.001", "--max-size", "1"};
    }
    void aRunEndsAtItsLimits()
    {
        QFETCH(QStringList, limit);
        const auto output = runCli(QStringList{"ping", "--count", "1000000", "--source", "nflog", "--json",
                                               "--save", m_file, "203.0.113.29"} +
                                   limit);
        QVERIFY2(output.status == 0, output.complaint);
        QVERIFY2(output.complaint.contains(limit[2].toUtf8()), output.complaint);
        QVERIFY(output.summary()["sent"].toInt() < 1'000'000);
        QCOMPARE(packetsIn(m_file), std::size_t(output.packets().size()));
    }

    void standardOutputGetsTheLogAndNothingElse()
    {
        const auto output = runCli({"ping", "--save", "-", "203.0.113.29"});
        QCOMPARE(output.status, 0);
        QVERIFY(output.complaint.contains("1 sent, 1 received"));
        QCOMPARE(Trace::fromText(output.text.toStdString()).traversals().size(), std::size_t(2));
        for (const QByteArray& line : output.text.trimmed().split('\n'))
            QVERIFY2(line[0] >= '0' && line[0] <= '9', line);
    }

    void aFullDiskIsAnErrorAndTheOldFileStays()
    {
        QProcess shell; // in a mount namespace of its own
        shell.start(
            "unshare",
            {"-m", "sh", "-c",
             "mount -t tmpfs -o size=64k tmpfs \"$0\" && cd \"$0\" && head -c 30000 /dev/zero >old && "
             "cp old capture.log || exit 99; \"$1\" ping --count 20 --interval 0.01 --save "
             "capture.log 203.0.113.29 >/dev/null; echo $?; cmp old capture.log && ls",
             m_dir.path(), QString::fromStdString(programOf(User::Root, "hookwalk-cli"))});
        QVERIFY(shell.waitForFinished(60'000));
        QCOMPARE(shell.readAllStandardOutput(), QByteArray("1\ncapture.log\nold\n"));
        QVERIFY(shell.readAllStandardError().contains("No space left on device"));
    }

    void whatIsNoPlainFileIsNeverReplaced()
    {
        QCOMPARE(::mknod(qPrintable(m_file), S_IFCHR | 0600, makedev(1, 7)), 0); // a /dev/full of our own
        const auto output = runCli({"ping", "--save", m_file, "203.0.113.29"});
        QCOMPARE(output.status, 1);
        QVERIFY2(output.complaint.contains("cannot be written: No space left"), output.complaint);
        struct stat status = {};
        QVERIFY(::lstat(qPrintable(m_file), &status) == 0 && S_ISCHR(status.st_mode));
    }
};

HOOKWALK_TEST(TestCliSave)
#include "tst_cli_save.moc"
