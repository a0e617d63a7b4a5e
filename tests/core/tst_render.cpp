// SPDX-License-Identifier: GPL-3.0-or-later
// hookwalk-cli render: what it writes, what it refuses, and how a document that is kept is held against a new one.
#include "exports/exports.h"
#include "support/loglines.h"
#include "support/testprogram.h"

#include <QFile>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTemporaryDir>
#include <QTest>
#include <unistd.h>

using namespace hookwalk;
using exports::Form;

class TestRender : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatChangedIsNamed()
    {
        QVERIFY(exports::whatChanged("a", "x\ny\n", "x\ny\n").isEmpty());
        QCOMPARE(exports::whatChanged("a", "x\n<b>+3 µs</b>\n", "x\n<b>+4 µs</b>\n"),
                 say("export-changed", "a", 2, "+3 µs", "+4 µs"));
        QCOMPARE(exports::whatChanged("a.md", "<1", "<2"), say("export-changed", "a.md", 1, "<1", "<2"));
        QCOMPARE(exports::whatChanged("a", "<b>x", "<i>x"), say("export-changed", "a", 1, "<b>x", "<i>x"));
        // Of a page what a person reads, and no style.
        QCOMPARE(exports::whatChanged("a.html", "<style>a{}\nb</style>\n<b>one</b>",
                                      "<style>c{}\nb</style>\n<b>two</b>"),
                 say("export-changed", "a.html", 3, "one", "two"));
        QCOMPARE(
            exports::whatChanged("a.html", "<style>a</style>\n<b>one</b>", "<style>c</style>\n<b>one</b>"),
            say("export-looks-changed", "a.html", 1));
        for (const char* damaged : {"", "<svg><g>"})
            QCOMPARE(exports::whatChanged("a.anim.svg", damaged, "<svg/>"),
                     say("export-damaged", "a.anim.svg"));
        QCOMPARE(exports::whatChanged("a", "x\n", "x\ny\n").code, std::string("export-changed"));
        QCOMPARE(exports::whatChanged("a", "x", "x\ny"), say("export-grown", "a", 1, "y"));
        QCOMPARE(exports::whatChanged("a", "x\ny", "x"), say("export-shrunk", "a", 2, "y"));
    }

    void theCommandLineMakesThem()
    {
        const QTemporaryDir folder;
        const auto run = [](const QStringList& arguments) {
            QProcess process;
            auto environment = QProcessEnvironment::systemEnvironment();
            environment.insert("LC_ALL", "zh_CN.UTF-8"); // documents are in English all the same
            environment.insert("LANGUAGE", "zh_CN");
            process.setProcessEnvironment(environment);
            process.start(QStringLiteral(HOOKWALK_BIN_DIR "/hookwalk-cli"),
                          QStringList{"render"} + arguments);
            process.waitForFinished();
            return std::tuple(process.exitCode(), process.readAllStandardOutput(),
                              process.readAllStandardError());
        };
        const QString log = QStringLiteral(HOOKWALK_TEST_DATA "/traces/kernel-6.18-forward.kmsg"),
                      page = folder.filePath("a.html");
        const auto opened = Trace::open(log.toStdString());
        QVERIFY(opened);
        exports::Options options;
        options.source = QStringLiteral("kernel-6.18-forward.kmsg");
        QCOMPARE(std::get<0>(run({log + "#packet=2", page})), 0);
        QFile file(page);
        QVERIFY(file.open(QIODevice::ReadWrite));
        QCOMPARE(file.readAll(), *exports::make(Form::Page, exports::Packet{*opened, 1}, options));
        QCOMPARE(std::get<0>(run({log + "#packet=2", page, "--check"})), 0);
        const auto [stale, nothing, sentence] = run({log + "#packet=1", page, "--check", "--lang", "en"});
        QVERIFY2(stale == 1 && nothing.isEmpty() && sentence.contains("stale"), sentence.constData());
        const auto [done, text, none] =
            run({"--format", "txt", "--length", "short", "--packet", "1", log, "-"});
        QVERIFY(done == 0 && text.startsWith("Packet 1: echo request") && text.count('\n') == 1);
        for (const auto& bad :
             {QStringList{log, log, "--format", "txt"}, QStringList{log, "-", "--format", "pdf"},
              QStringList{log, page, "--step", "2"}, QStringList{log + "#packet=1", page, "--filter", "udp"},
              QStringList{log, "a.md", "--theme", "dark"}, QStringList{log, "a.md", "--length", "long"},
              QStringList{log, "-", "--format", "md", "--check"}, QStringList{log}, QStringList{log, "a.svg"},
              QStringList{log, "-"}, QStringList{log, page, "--packet", "9"},
              QStringList{log, page, "--theme", "x"}, QStringList{log, page, "--with-reply"},
              QStringList{log + "#packet=1", page, "--step=99"}})
            QCOMPARE(std::get<0>(run(bad)), 2);
        QFile kept(log);
        QVERIFY(kept.open(QIODevice::ReadOnly) && kept.readAll().contains("raw-PREROUTING"));
        QVERIFY(std::get<1>(run({log, "-", "--format", "md", "--lang", "zh_CN"})).contains("数据包"));
    }

    // A list of any length; what has no room for all says so before it writes, and which forms have.
    void aLongListIsWhole()
    {
        constexpr int packets = 2100;
        test::LogLines log;
        for (int i = 0; i < packets; ++i) {
            for (const auto& chain : test::requestChains)
                log.at(chain, test::requestAt(chain, 7 + i, 1 + i));
        }
        const QTemporaryDir folder;
        QFile file(folder.filePath("long.kmsg"));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(log.text().c_str()) > 0);
        file.close();
        const auto run = [&](const char* form) {
            QProcess process;
            process.start(QStringLiteral(HOOKWALK_BIN_DIR "/hookwalk-cli"),
                          {"render", "--lang", "en", file.fileName(), "-", "--format", form});
            const bool ended = process.waitForFinished(120'000) && process.exitCode() == 0;
            return ended ? std::pair(process.readAllStandardOutput(), process.readAllStandardError())
                         : std::pair(QByteArray(), QByteArray("not written"));
        };
        for (const auto& [form, lines] :
             {std::pair{"md", packets + 4}, {"txt", packets + 1}, {"json", packets + 2}}) {
            const auto [text, said] = run(form);
            QVERIFY2(text.count('\n') >= lines && said.isEmpty(), form + said);
        }
        for (const auto* form : {"html", "mmd"}) {
            const auto [text, said] = run(form);
            QVERIFY2(text.size() > 10'000 && said.contains("shows 2100; of these this form has room"),
                     form + said);
        }
    }

    // By whichever name: the same, a link of either kind, standard input and output.
    void nothingIsWrittenOverWhatItIsMadeOf()
    {
        const QTemporaryDir folder;
        const auto path = [&](const char* name) { return folder.filePath(QString::fromLatin1(name)); };
        QVERIFY(QFile::copy(QStringLiteral(HOOKWALK_TEST_DATA "/traces/kernel-6.18-forward.kmsg"),
                            path("a.txt")));
        QVERIFY(QFile::link(path("a.txt"), path("soft.txt")) &&
                QFile::link(path("soft.txt"), path("twice.csv")));
        QCOMPARE(::link(path("a.txt").toLocal8Bit(), path("hard.txt").toLocal8Bit()), 0);
        QCOMPARE(::link(path("a.txt").toLocal8Bit(), path("hard.csv").toLocal8Bit()), 0);
        QFile log(path("a.txt"));
        QVERIFY(log.open(QIODevice::ReadOnly));
        const auto before = log.readAll();
        const auto refuses = [&](const QStringList& arguments, const QString& input = {},
                                 const QString& output = {}) {
            QProcess process;
            if (!input.isEmpty())
                process.setStandardInputFile(input);
            if (!output.isEmpty())
                process.setStandardOutputFile(output, QIODevice::Append);
            process.start(QStringLiteral(HOOKWALK_BIN_DIR "/hookwalk-cli"),
                          arguments + QStringList{"--lang", "en"});
            const bool ended = process.waitForFinished();
            QFile now(path("a.txt"));
            return ended && process.exitCode() == 2 && now.open(QIODevice::ReadOnly) &&
                   now.readAll() == before && process.readAllStandardError().contains("would be replaced");
        };
        const auto a = path("a.txt");
        for (const auto* to : {"a.txt", "soft.txt", "hard.txt"}) {
            QVERIFY2(refuses({"save", a, path(to)}), to);
            QVERIFY2(refuses({"save", "--anonymise", path(to), a}), to);
            QVERIFY2(refuses({"save", "-", path(to)}, a), to);
            QVERIFY2(refuses({"render", a + "#packet=1", path(to)}), to);
            QVERIFY2(refuses({"render", "--format", "txt", "-", path(to)}, a), to);
        }
        for (const auto* to : {"twice.csv", "hard.csv"})
            QVERIFY2(refuses({"traversals", a, "--export", path(to)}), to);
        for (const auto* command : {"decode", "traversals"})
            QVERIFY2(refuses({command, a}, {}, a), command);
        QVERIFY(refuses({"render", "--format", "txt", a, "-"}, {}, a));
    }
};

HOOKWALK_TEST(TestRender)
#include "tst_render.moc"
