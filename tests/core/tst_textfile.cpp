// SPDX-License-Identifier: GPL-3.0-or-later
// Log files as memory and as a stream, and what is said of files that are none.
#include "support/testprogram.h"
#include "wire/textfile.h"
#include "words/words.h"

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <QFile>
#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>
#include <utility>

using namespace hookwalk;

namespace
{

void whenCut(int)
{
    std::_Exit(1);
}

auto handlerOfSigbus()
{
    struct sigaction action = {};
    ::sigaction(SIGBUS, nullptr, &action);
    return action.sa_handler;
}

} // namespace

class TestTextFile : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;

    std::string write(const char* name, const QByteArray& bytes)
    {
        QFile file(m_dir.filePath(QString::fromUtf8(name)));
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write %s", name);
        return file.fileName().toStdString();
    }

    static std::string streamed(const std::string& path)
    {
        std::string all;
        const auto done = wire::streamLines(path, [&](std::string_view lines) {
            all += lines;
            return true;
        });
        return done ? all : "refused";
    }

private Q_SLOTS:
    void linesAreNumberedAndWithoutTheirEnds()
    {
        QStringList lines;
        wire::forEachLine("one\r\n\ntwo\nthree", [&](std::string_view line, std::uint32_t number) {
            lines << QStringLiteral("%1:%2").arg(number).arg(
                QString::fromUtf8(line.data(), qsizetype(line.size())));
        });
        QCOMPARE(lines.join(u' '), QStringLiteral("1:one 2: 3:two 4:three"));
    }

    void zeroBytesAreReadAround()
    {
        const QByteArray zeros(3 << 20, '\0');
        const auto path = write("holes", zeros + "one\n" + zeros + "two\ncut" + zeros + "three\r\n" + zeros);
        const auto lines = [](std::string_view text) {
            QStringList found;
            wire::forEachLine(text, [&](std::string_view line, std::uint32_t number) {
                found << QStringLiteral("%1:%2").arg(number).arg(
                    QString::fromUtf8(line.data(), qsizetype(line.size())));
            });
            return found.join(u' ');
        };
        const auto expected = QStringLiteral("1:one 2:two 3:cut 3:three 4:");
        const auto opened = wire::TextFile::open(path);
        QVERIFY(opened);
        QCOMPARE(lines(opened->text()), expected);
        QVERIFY(opened->text().size() < 100);
        QCOMPARE(lines(streamed(path)), expected);
    }

    void whatWasReadStaysWhenTheFileIsEmptied()
    {
        const QByteArray text = QByteArray("a line\n").repeated(300'000);
        const auto path = write("emptied", text);
        const auto opened = wire::TextFile::open(path);
        QVERIFY(opened && opened->remark().isEmpty());
        QCOMPARE(::truncate(path.c_str(), 0), 0);
        QVERIFY(opened->text() == std::string_view(text.data(), std::size_t(text.size())));
    }

    void aChangeWhileReadingIsSaid_data()
    {
        QTest::addColumn<QByteArray>("mode");
        QTest::addColumn<bool>("said");
        QTest::newRow("nothing") << QByteArray() << false;
        QTest::newRow("more at the end") << QByteArray("a") << false;
        QTest::newRow("emptied") << QByteArray("w") << true;
        QTest::newRow("rewritten in place") << QByteArray("r+") << true;
    }
    void aChangeWhileReadingIsSaid()
    {
        QFETCH(QByteArray, mode);
        QFETCH(bool, said);
        const auto path = write("changing", QByteArray("a line\n").repeated(300'000));
        const timespec past[2] = {{1, 0}, {1, 0}};
        QCOMPARE(::utimensat(AT_FDCWD, path.c_str(), past, 0), 0);
        const auto remark = wire::streamLines(path, [&, first = true](std::string_view) mutable {
            if (!std::exchange(first, false) || mode.isEmpty())
                return true;
            std::FILE* const file = std::fopen(path.c_str(), mode.constData());
            std::fputs("another\n", file);
            std::fclose(file);
            return true;
        });
        QVERIFY(remark);
        QCOMPARE(*remark, said ? say("file-changed", path) : Said());
    }

    void whatIsTooLargeIsRefused()
    {
        const auto size = std::size_t(1) << 20;
        const auto path = write("large", QByteArray(int(size) + 1, '\n'));
        const auto file = wire::TextFile::open(path, size);
        QVERIFY(!file && QString::fromStdString(words::text(file.error())).contains("more than 1 MiB"));
        QVERIFY(wire::TextFile::open(path));

        std::signal(SIGPIPE, SIG_IGN);
        const auto endless = m_dir.filePath(QStringLiteral("endless")).toStdString();
        QCOMPARE(::mkfifo(endless.c_str(), 0600), 0);
        std::thread writer([&] {
            std::FILE* const pipe = std::fopen(endless.c_str(), "w");
            while (std::fputs("a line\n", pipe) >= 0) {
            }
            std::fclose(pipe);
        });
        const auto pipe = wire::TextFile::open(endless, size);
        writer.join();
        QVERIFY(!pipe && QString::fromStdString(words::text(pipe.error())).contains("more than 1 MiB"));
    }

    void whatHasNoEndIsRefused()
    {
        const auto zeros = wire::TextFile::open("/dev/zero");
        QVERIFY(!zeros && QString::fromStdString(words::text(zeros.error())).contains("zero bytes"));
        const auto stream = wire::streamLines("/dev/zero", [](std::string_view) { return true; });
        QVERIFY(!stream && QString::fromStdString(words::text(stream.error())).contains("zero bytes"));
        const auto line = write("one line", QByteArray(20 << 20, 'x'));
        const auto long_ = wire::streamLines(line, [](std::string_view) { return true; });
        QVERIFY(!long_ && QString::fromStdString(words::text(long_.error())).contains("line of more than"));
    }

    void aFileOutlivesItsCopies()
    {
        auto file = wire::TextFile::open(write("log", "one\ntwo\n"));
        QVERIFY(file);
        const wire::TextFile copy = *file;
        file = wire::TextFile::fromText("other");
        QCOMPARE(copy.text(), std::string_view("one\ntwo\n"));
        QCOMPARE(file->text(), std::string_view("other"));
        QVERIFY(wire::TextFile().text().empty());
    }

    void aLargePlainFileIsUsedInPlace()
    {
        const QByteArray lines(2 << 20, '\n');
        const auto path = write("large", "one\n" + lines);
        wire::TextFile::useInPlace(whenCut);
        const auto whenDone = qScopeGuard([] {
            wire::TextFile::useInPlace(nullptr);
            std::signal(SIGBUS, SIG_DFL);
        });
        QVERIFY(wire::TextFile::open(write("small", "one\n")));
        QVERIFY(handlerOfSigbus() != whenCut); // no file is in place
        const auto file = wire::TextFile::open(path);
        QVERIFY(file);
        QVERIFY(handlerOfSigbus() == whenCut);
        QCOMPARE(file->text().size(), std::size_t(lines.size()) + 4);
        QVERIFY(file->remark().isEmpty());
        QFile other(QString::fromStdString(path));
        QVERIFY(other.open(QIODevice::ReadWrite) && other.write("two") == 3 && other.flush());
        QVERIFY(file->text().starts_with("two\n")); // what changes is seen, and said
        QVERIFY(!file->remark().isEmpty());
    }

    void whatIsNotPlainIsCopied_data()
    {
        QTest::addColumn<QByteArray>("begin");
        QTest::newRow("UTF-16") << QByteArray("\xff\xfeo\0n\0e\0\n\0", 10) +
                                       QByteArray("x\0\n\0", 4).repeated(1 << 19);
        QTest::newRow("hole") << QByteArray("one\n");
    }
    void whatIsNotPlainIsCopied()
    {
        QFETCH(QByteArray, begin);
        const auto path = write("not plain", begin);
        if (begin.size() < 100) // and behind it, nothing that a disk holds
            QVERIFY(QFile(QString::fromStdString(path)).resize(64 << 20));
        const auto copied = wire::TextFile::open(path);
        wire::TextFile::useInPlace(whenCut);
        const auto whenDone = qScopeGuard([] { wire::TextFile::useInPlace(nullptr); });
        const auto file = wire::TextFile::open(path);
        QVERIFY(file && copied && file->text().starts_with("one\n"));
        QVERIFY(file->text() == copied->text());
    }

    void whatIsNoLogIsRefusedWithASentence_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("word");
        QTest::newRow("not there") << m_dir.filePath(QStringLiteral("none")) << int(ErrorCode::NotFound)
                                   << "no file";
        QTest::newRow("directory") << m_dir.path() << int(ErrorCode::BadInput) << "directory";
        QTest::newRow("empty") << QString::fromStdString(write("empty", "")) << int(ErrorCode::BadInput)
                               << "empty";
    }
    void whatIsNoLogIsRefusedWithASentence()
    {
        QFETCH(QString, path);
        QFETCH(int, code);
        QFETCH(QString, word);
        const auto opened = wire::TextFile::open(path.toStdString());
        const auto stream = wire::streamLines(path.toStdString(), [](std::string_view) { return true; });
        QVERIFY(!opened && !stream);
        for (const Error& error : {opened.error(), stream.error()}) {
            QCOMPARE(int(error.code), code);
            QVERIFY(QString::fromStdString(words::text(error)).contains(word));
            QVERIFY(words::text(error).ends_with('.'));
        }
    }

    void aFileWithoutPermissionIsRefused()
    {
        const auto path = write("secret", "x\n");
        QCOMPARE(::chmod(path.c_str(), 0), 0);
        const auto opened = wire::TextFile::open(path);
        if (::geteuid() == 0)
            QVERIFY(opened); // root may read all
        else
            QCOMPARE(int(opened.error().code), int(ErrorCode::PermissionDenied));
    }

    void pipesAreReadInWholeLines()
    {
        const auto path = m_dir.filePath(QStringLiteral("pipe")).toStdString();
        QCOMPARE(::mkfifo(path.c_str(), 0600), 0);
        std::thread writer([&] {
            QFile pipe(QString::fromStdString(path));
            if (!pipe.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
                return;
            pipe.write("one\ntw");
            pipe.write("o\nthree");
        });
        std::string all;
        const auto done = wire::streamLines(path, [&](std::string_view lines) {
            all += lines;
            all += '|';
            return true;
        });
        writer.join();
        QVERIFY(done);
        QVERIFY(all == "one\n|two\n|three|" || all == "one\ntwo\n|three|");
    }

    void streamsOfFilesAndOfFilesWithoutSize()
    {
        QCOMPARE(streamed(write("log2", "one\ntwo")), std::string("one\ntwo"));
        QVERIFY(streamed("/proc/self/status").starts_with("Name:")); // says that it has 0 bytes
        const auto opened = wire::TextFile::open("/proc/self/status");
        QVERIFY(opened && opened->text().starts_with("Name:"));
    }
};

HOOKWALK_TEST(TestTextFile)
#include "tst_textfile.moc"
