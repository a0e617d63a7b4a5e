// SPDX-License-Identifier: GPL-3.0-or-later
// Files that Hookwalk writes for people: whole or not at all, and nothing but plain files is replaced.
#include "session/savedfile.h"
#include "support/testprogram.h"
#include "words/words.h"

#include <cerrno>
#include <fcntl.h>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>
#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <thread>
#include <unistd.h>

using namespace hookwalk;
using session::SavedFile;
using session::saveFile;

class TestSavedFile : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;

    QString path(const char* name) const { return m_dir.filePath(QString::fromUtf8(name)); }
    static QByteArray contentOf(const QString& name)
    {
        QFile file(name);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("unreadable");
    }
    static void put(const QString& name, const QByteArray& bytes)
    {
        QFile file(name);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
    }
    QStringList names() const { return QDir(m_dir.path()).entryList(QDir::Files | QDir::System); }

private Q_SLOTS:
    void cleanup()
    {
        for (const QString& name : names())
            QFile::remove(m_dir.filePath(name));
    }

    void theOldFileStaysUntilTheNewOneIsWhole()
    {
        put(path("log"), "old");
        QVERIFY(QFile::setPermissions(path("log"), QFileDevice::ReadOwner | QFileDevice::WriteOwner));
        {
            auto file = SavedFile::open(path("log"), SavedFile::Kind::Any);
            QVERIFY(file && file->write("new, "));
            QCOMPARE(contentOf(path("log")), QByteArray("old"));
            QCOMPARE(contentOf(path("log.part")), QByteArray("new, ")); // what a killed program leaves
            auto second = SavedFile::open(path("log"), SavedFile::Kind::Any);
            QVERIFY(second && second->write("second"));
            QCOMPARE(contentOf(path("log.part2")), QByteArray("second"));
            QVERIFY(file->write("whole") && file->commit());
        }
        QCOMPARE(contentOf(path("log")), QByteArray("new, whole"));
        QCOMPARE(names(), QStringList{"log"});
        QCOMPARE(QFile::permissions(path("log")) & 0x77, QFileDevice::Permissions());
        {
            auto file = SavedFile::open(path("log"), SavedFile::Kind::Any);
            QVERIFY(file && file->write("given up"));
        }
        QCOMPARE(contentOf(path("log")), QByteArray("new, whole"));
        QCOMPARE(names(), QStringList{"log"});
    }

    void linksAreFollowed()
    {
        put(path("log"), "old");
        for (const auto& [link, target] :
             {std::pair{"one", "log"}, {"two", "one"}, {"nowhere", "new"}, {"far", "nowhere"}})
            QVERIFY(QFile::link(QString::fromUtf8(target), path(link)));
        QVERIFY(saveFile(path("two"), "through two"));
        QCOMPARE(contentOf(path("log")), QByteArray("through two"));
        QVERIFY(saveFile(path("far"), "through far"));
        QCOMPARE(contentOf(path("new")), QByteArray("through far"));
        for (const char* link : {"one", "two", "nowhere", "far"})
            QVERIFY(QFileInfo(path(link)).isSymLink());
    }

    void aPipeIsWrittenTo()
    {
        QCOMPARE(::mkfifo(qPrintable(path("pipe")), 0600), 0);
        QByteArray got;
        std::thread reader([&] { got = contentOf(path("pipe")); });
        {
            auto file = SavedFile::open(path("pipe"), SavedFile::Kind::Any);
            QVERIFY(file && file->write("through the pipe") && file->commit());
        }
        reader.join();
        QCOMPARE(got, QByteArray("through the pipe"));
        QVERIFY(!saveFile(path("pipe"), "x")); // where only a plain file makes sense
        struct stat status = {};
        QVERIFY(::stat(qPrintable(path("pipe")), &status) == 0 && S_ISFIFO(status.st_mode));
    }

    void aDeviceStaysADevice()
    {
        if (::mknod(qPrintable(path("null")), S_IFCHR | 0600, makedev(1, 3)) != 0)
            QSKIP("A device can only be made by root.");
        ::mknod(qPrintable(path("full")), S_IFCHR | 0600, makedev(1, 7));
        auto null = SavedFile::open(path("null"), SavedFile::Kind::Any);
        QVERIFY(null && null->write("gone") && null->commit());
        auto full = SavedFile::open(path("full"), SavedFile::Kind::Any);
        QVERIFY(full);
        const auto written = full->write("no room");
        QVERIFY(!written);
        QCOMPARE(written.error().systemError, ENOSPC);
        QVERIFY(!saveFile(path("null"), "x"));
        for (const char* name : {"null", "full"}) {
            struct stat status = {};
            QVERIFY(::stat(qPrintable(path(name)), &status) == 0 && S_ISCHR(status.st_mode));
        }
    }

    void settingsReplaceNoDevice()
    {
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_dir.path());
        QCoreApplication::setOrganizationName(QStringLiteral("settings"));
        QCoreApplication::setApplicationName(QStringLiteral("test"));
        const QString name = QSettings().fileName();
        QVERIFY(name.startsWith(m_dir.path()));
        session::protectSettings();
        QCOMPARE(QSettings().fileName(), name); // nothing is there yet
        QVERIFY(QDir().mkpath(QFileInfo(name).path()));
        if (::mknod(qPrintable(name), S_IFCHR | 0600, makedev(1, 3)) != 0)
            QSKIP("A device can only be made by root.");
        session::protectSettings();
        QSettings settings;
        settings.setValue(QStringLiteral("look"), QStringLiteral("dark"));
        settings.sync();
        QCOMPARE(int(settings.status()), int(QSettings::NoError));
        QCOMPARE(QSettings().value(QStringLiteral("look")).toString(), QStringLiteral("dark"));
        struct stat status = {};
        QVERIFY(::lstat(qPrintable(name), &status) == 0 && S_ISCHR(status.st_mode));
    }

    void standardOutputIsWrittenToByAnyName_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("-") << "-";
        QTest::newRow("/dev/stdout") << "/dev/stdout";
        QTest::newRow("its own name") << path("out");
    }
    void standardOutputIsWrittenToByAnyName()
    {
        QFETCH(QString, name);
        const int kept = ::dup(STDOUT_FILENO);
        const int out = ::open(qPrintable(path("out")), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
        ::dup2(out, STDOUT_FILENO);
        const auto before = ::write(STDOUT_FILENO, "before ", 7);
        auto file = SavedFile::open(name, SavedFile::Kind::Any);
        const bool done = file && file->write("saved") && file->commit();
        const auto behind = ::write(STDOUT_FILENO, " behind", 7);
        ::dup2(kept, STDOUT_FILENO);
        ::close(kept);
        ::close(out);
        QVERIFY(before == 7 && done && behind == 7);
        QCOMPARE(contentOf(path("out")), QByteArray("before saved behind"));
    }

    void whatCannotBeWrittenIsRefusedWithASentence()
    {
        for (const QString& name : {m_dir.path(), path("none/log"), QStringLiteral("/proc/version")}) {
            const auto saved = saveFile(name, "x");
            QVERIFY(!saved);
            QVERIFY2(words::text(saved.error()).find(name.toStdString() + " cannot be written: ") == 0,
                     words::text(saved.error()).c_str());
        }
    }

    // On a disk of its own, which only this process sees.
    void aFullDiskIsAnErrorAndTheOldFileStays()
    {
        if (::unshare(CLONE_NEWNS) != 0 ||
            ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0 ||
            ::mount("tmpfs", qPrintable(m_dir.path()), "tmpfs", 0, "size=64k") != 0)
            QSKIP("A mount namespace can only be made by root.");
        put(path("log"), QByteArray(30'000, 'o'));
        auto file = SavedFile::open(path("log"), SavedFile::Kind::Any);
        QVERIFY(file);
        const auto written = file->write(std::string(100'000, 'n'));
        QVERIFY(!written);
        QVERIFY2(words::text(written.error()).find("No space left") != std::string::npos,
                 words::text(written.error()).c_str());
        QVERIFY(!file->write("more") && !file->commit());
        QCOMPARE(contentOf(path("log")), QByteArray(30'000, 'o'));
        file = tl::unexpected(Error());
        QCOMPARE(names(), QStringList{"log"});
        QVERIFY(saveFile(path("log"), std::string(20'000, 'n')));
        QCOMPARE(contentOf(path("log")), QByteArray(20'000, 'n'));
        QCOMPARE(::umount(qPrintable(m_dir.path())), 0);
    }
};

HOOKWALK_TEST(TestSavedFile)
#include "tst_savedfile.moc"
