// Log files as memory and as a stream, and what is said of files that are none.
#include "wire/textfile.h"

#include <cerrno>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

using namespace hookwalk;

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

    void aFileIsMappedAndOutlivesItsCopies()
    {
        auto file = wire::TextFile::open(write("log", "one\ntwo\n"));
        QVERIFY(file);
        const wire::TextFile copy = *file;
        file = wire::TextFile::fromText("other");
        QCOMPARE(copy.text(), std::string_view("one\ntwo\n"));
        QCOMPARE(file->text(), std::string_view("other"));
        QVERIFY(wire::TextFile().text().empty());
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
        QTest::newRow("binary") << QString::fromStdString(write("binary", QByteArray("a\0b", 3)))
                                << int(ErrorCode::BadInput) << "binary";
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
            QVERIFY(QString::fromStdString(error.sentence).contains(word));
            QVERIFY(error.sentence.ends_with('.'));
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

QTEST_APPLESS_MAIN(TestTextFile)
#include "tst_textfile.moc"
