// SPDX-License-Identifier: GPL-3.0-or-later
// A log and a capture of the same time in the window: dropped, named by a locator and remembered, both at once.
#include "support/captures.h"
#include "support/dialogs.h"
#include "support/loglines.h"
#include "support/testprogram.h"
#include "ui/filenames.h"
#include "ui/mainwindow.h"
#include "ui/recentfiles.h"

#include <QDropEvent>
#include <QFile>
#include <QMimeData>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace hookwalk;
using namespace hookwalk::ui;

class TestFilesTogether : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_home.isValid());
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_home.path());
        QCoreApplication::setOrganizationName(QStringLiteral("hookwalk-test"));
        m_appearance = std::make_unique<Appearance>();
        test::LogLines lines;
        test::Pcap capture(1), other(1);
        constexpr std::uint64_t when = 1'700'000'000'000'000;
        for (int i = 0; i < packets; ++i) {
            for (const auto& chain : test::requestChains) {
                test::Echo echo = test::requestAt(chain, 99, 7 + i);
                echo.in = "eth0";
                echo.out = echo.out.empty() ? "" : "eth1";
                echo.source = "192.0.2.1";
                echo.destination = "198.51.100.2";
                echo.length = 36;
                echo.sequence = i;
                lines.at(chain, echo);
            }
            const auto time = when + static_cast<std::uint64_t>(i) * 40;
            capture.add(test::ethernet(test::echoPacket(i, 64, 7 + i)), time);
            capture.add(test::ethernet(test::echoPacket(i, 63, 7 + i)), time + 40);
            other.add(test::ethernet(test::echoPacket(i, 64, 900 + i)), time);
        }
        m_log = write(QStringLiteral("kern.log"), lines.text());
        m_capture = write(QStringLiteral("eth 0.pcap"), capture.bytes);
        m_other = write(QStringLiteral("other.pcap"), other.bytes);
    }
    void init()
    {
        MainWindow::Options options;
        options.session.helperPath = QStringLiteral("/nowhere/hookwalk-helper");
        m_window = std::make_unique<MainWindow>(*m_appearance, options);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    void cleanup() { m_window.reset(); }
    void cleanupTestCase() { m_appearance.reset(); }

    void droppedTheyAreOneList()
    {
        drop({m_capture, m_log});
        QCOMPARE(m_window->document().count(), static_cast<TraversalIndex>(packets));
        QCOMPARE(m_window->document().walk(0)->frames.size(), std::size_t{2});
        QCOMPARE(m_window->windowTitle(), QStringLiteral("eth 0.pcap + kern.log — Hookwalk"));
        QVERIFY2(
            m_window->messages().text().startsWith(QStringLiteral("Log and capture count time differently")),
            qPrintable(m_window->messages().text()));
    }

    void aLocatorLeadsThereAgain()
    {
        drop({m_log, m_capture});
        m_window->showMoment(3, 2);
        const auto here = m_window->locator();
        QVERIFY(here);
        QCOMPARE(filesOf(*here), QStringList({m_log, m_capture}));
        const auto read = query::parseLocator(query::toText(*here));
        QVERIFY(read);
        QCOMPARE(*read, *here);
        drop({m_other});
        open([&] { m_window->openLocator(*read); });
        QCOMPARE(m_window->selection().traversal(), 3U);
        QCOMPARE(m_window->selection().stop(), 2);
        QCOMPARE(m_window->document().walk(3)->frames.size(), std::size_t{2});
    }

    void theyAreRememberedTogether()
    {
        QSettings().clear();
        drop({m_log, m_capture});
        drop({m_other});
        QCOMPARE(recentFiles(), QList<QStringList>({{m_other}, {m_log, m_capture}}));
    }

    void whatDoesNotMeetIsSaid()
    {
        drop({m_log, m_other});
        QCOMPARE(m_window->document().count(), static_cast<TraversalIndex>(2 * packets));
        QVERIFY2(m_window->messages().text().endsWith(QStringLiteral("nothing is joined.")),
                 qPrintable(m_window->messages().text()));
        const QString second = write(QStringLiteral("second.log"), test::LogLines().text() + "x");
        QSignalSpy failed(&m_window->opener(), &FileOpener::failed);
        m_window->openFiles({m_log, second});
        QVERIFY(failed.wait());
        QVERIFY(m_window->messages().text().contains(QStringLiteral("two logs")));
        QCOMPARE(m_window->document().count(), static_cast<TraversalIndex>(2 * packets)); // as before
    }

    // Flags of the recording are shown among the frames, and a new recording of both has all of them.
    void flagsOfTheRecordingAreShownAndSaved()
    {
        const QString recorded = save(QStringLiteral("noted"), [this] {
            drop({m_log});
            m_window->flags().setAll({{3, "here"}, {60, ""}});
        });
        drop({m_capture, recorded});
        const auto& flags = m_window->flags();
        QCOMPARE(flags.all().size(), std::size_t{2});
        QCOMPARE(flags.all().front().note, std::string("here"));
        const auto before = lineAt(flags.all().front());
        QVERIFY(before.find("PREROUTING") != std::string::npos);
        m_window->showMoment(5, 1);
        QTest::keyClick(&m_window->diagram(), Qt::Key_B); // one more, while both are shown
        QCOMPARE(flags.all().size(), std::size_t{3});
        const auto all = flags.all();
        const QString both = save(QStringLiteral("joined-file"), [] {});
        drop({m_other});
        QVERIFY(flags.all().empty());
        drop({both});
        QVERIFY(flags.all() == all);
        QCOMPARE(lineAt(flags.all().front()), before);
        QCOMPARE(m_window->document().walk(0)->frames.size(), std::size_t{2});
        drop({recorded}); // nothing was written there
        QCOMPARE(flags.all().size(), std::size_t{2});
    }

    void aChangeOfEitherIsTold()
    {
        const QString copy = m_home.filePath(QStringLiteral("copy.pcap"));
        QVERIFY(QFile::copy(m_capture, copy));
        drop({m_log, copy});
        QVERIFY(QFile::resize(copy, 0));
        QTRY_VERIFY(m_window->messages().text().startsWith(QStringLiteral("copy.pcap has changed")));
    }

private:
    static constexpr int packets = 20;

    std::string lineAt(const Flag& flag) const
    {
        const Trace& trace = m_window->document().trace();
        return std::string(trace.text(trace.events()[flag.record - 1]));
    }
    template<typename Do> QString save(const QString& name, Do before)
    {
        before();
        QSettings().setValue(QStringLiteral("folder"), m_home.path());
        test::save(*m_window, name);
        [&] { QTRY_VERIFY(m_window->messages().text().contains(name)); }();
        return m_home.filePath(name + QStringLiteral(".hookwalk"));
    }

    QString write(const QString& name, const std::string& bytes)
    {
        QFile file(m_home.filePath(name));
        if (!file.open(QIODevice::WriteOnly) ||
            file.write(bytes.data(), static_cast<qint64>(bytes.size())) < 0)
            return {};
        return file.fileName();
    }
    template<typename Do> void open(Do start)
    {
        QSignalSpy opened(&m_window->opener(), &FileOpener::opened);
        start();
        QTRY_COMPARE(opened.count(), 1);
    }
    void drop(const QStringList& paths)
    {
        QList<QUrl> urls;
        for (const QString& path : paths)
            urls << QUrl::fromLocalFile(path);
        QMimeData files;
        files.setUrls(urls);
        QDragEnterEvent enter(QPoint(300, 300), Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_window.get(), &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent event(QPointF(300, 300), Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);
        open([&] { QApplication::sendEvent(m_window.get(), &event); });
    }

    QTemporaryDir m_home;
    QString m_log, m_capture, m_other;
    std::unique_ptr<Appearance> m_appearance;
    std::unique_ptr<MainWindow> m_window;
};

HOOKWALK_TEST(TestFilesTogether)
#include "tst_filestogether.moc"
