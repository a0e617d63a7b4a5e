// SPDX-License-Identifier: GPL-3.0-or-later
// The window with saved logs: every trace opens, is walked step by step, and bad files leave it as it was.
#include "support/fakeclock.h"
#include "support/loglines.h"
#include "support/modeltesters.h"
#include "support/testprogram.h"
#include "ui/export/pictures.h"
#include "ui/mainwindow.h"

#include <QApplication>
#include <QDir>
#include <QDragEnterEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMimeData>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace hookwalk;
using namespace hookwalk::ui;

namespace
{

QString trace(const QString& name)
{
    return QStringLiteral(HOOKWALK_TEST_DATA "/traces/") + name;
}

} // namespace

class TestMainWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QVERIFY(m_home.isValid());
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_home.path());
        QCoreApplication::setOrganizationName(QStringLiteral("hookwalk-test"));
    }
    void init()
    {
        m_appearance = std::make_unique<Appearance>();
        MainWindow::Options options;
        options.clock = m_clock.clock();
        options.session.helperPath = QStringLiteral("/nowhere/hookwalk-helper");
        m_window = std::make_unique<MainWindow>(*m_appearance, options);
        m_window->resize(1600, 1000);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        auto& inspector = *m_window->findChild<Inspector*>();
        inspector.showStage(Stage::of(StageKind::RoutingIn)); // which makes its lists
        inspector.showNothing();
        QVERIFY(test::testModelsBelow(*m_window) >=
                4); // packets, steps, header, rules; through all tests here
    }
    void cleanup()
    {
        m_window.reset();
        m_appearance.reset();
    }

    void everyTraceOpensAndIsWalkedToItsEnd_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<int>("packets");
        QTest::addColumn<QString>("firstTitle");
        const auto row = [](const char* file, int packets, const char* title) {
            QTest::newRow(file) << QString::fromLatin1(file) << packets << QString::fromLatin1(title);
        };
        row("seed-forward-request.dmesg", 1, "echo request, seq 0");
        row("seed-forward-reply.dmesg", 1, "echo reply, seq 0");
        row("seed-ping-I-tun0.dmesg", 1, "echo request, seq 1");
        row("kernel-6.18-forward.kmsg", 4, "echo request, seq 0");
        row("kernel-6.18-ip_forward-0.kmsg", 1, "echo request, seq 0");
        row("kernel-6.18-local-input.kmsg", 2, "echo request, seq 1");
        row("kernel-6.18-ping-I-tun0.kmsg", 1, "echo request, seq 1");
    }
    void everyTraceOpensAndIsWalkedToItsEnd()
    {
        QFETCH(QString, file);
        QFETCH(int, packets);
        QFETCH(QString, firstTitle);
        open(trace(file));
        QCOMPARE(table()->model()->rowCount(), packets);
        QCOMPARE(table()->model()->index(0, TimelineModel::Packet).data().toString(), firstTitle);
        QVERIFY(m_window->windowTitle().startsWith(file));
        for (int row = 0; row < packets; ++row) {
            table()->setCurrentIndex(table()->model()->index(row, 0));
            walkSelected();
        }
    }

    void theWholeWayIsSaidAtTheForwardedReply()
    {
        open(trace(QStringLiteral("kernel-6.18-forward.kmsg")));
        table()->setCurrentIndex(table()->model()->index(1, 0));
        const auto moment = tellingMoment(m_window->document());
        QCOMPARE(moment.traversal, 3U); // the last reply
        m_window->showMoment(1, stopOf(QStringLiteral("mangle FORWARD")));
        QCOMPARE(label("stageTitle"), QStringLiteral("mangle FORWARD"));
        QVERIFY(label("stepDetail").contains(QStringLiteral("Step 8 of 13")));
        QCOMPARE(label("time"), QStringLiteral("+13\u202fµs · step 8 of 13"));
        QCOMPARE(m_window->findChild<QLabel*>(QStringLiteral("median"))->text(),
                 QStringLiteral("median 200 µs"));
    }

    void aLongRunForgetsItsOldestPacketsAndSaysSo()
    {
        auto& document = m_window->document();
        document.setLimit(1000);
        test::LogLines log;
        const auto run = [&](int from, int to) {
            const auto before = log.text().size();
            for (int id = from; id < to; ++id)
                log.at("raw PREROUTING", {"tun0", "", "192.168.69.1", "203.0.113.29", 64, id, 8, id});
            document.append(log.text().substr(before));
        };
        auto* panel = m_window->findChild<TimelinePanel*>();
        const auto detail = [panel] { return panel->findChild<QLabel*>(QStringLiteral("detail"))->text(); };
        auto* clear = panel->findChild<QToolButton*>(QStringLiteral("clear"));
        run(0, 1000);
        QCOMPARE(detail(), QStringLiteral("1,000"));
        m_window->selection().select(499);
        QSignalSpy chosen(panel, &TimelinePanel::chosen);
        run(1000, 1500);
        QCOMPARE(detail(), QStringLiteral("501 to 1,500 · 500 older ones are gone"));
        QCOMPARE(table()->model()->rowCount(), 1000);
        QCOMPARE(table()->currentIndex().row(), 0); // the packet that was looked at has gone
        QVERIFY(label("stepDetail").contains(QStringLiteral("Step 1")));
        QCOMPARE(chosen.count(), 0); // nobody chose it
        QVERIFY(clear->isVisible());
        clear->click();
        QCOMPARE(table()->model()->rowCount(), 0);
        QCOMPARE(detail(), QStringLiteral("1,500 older ones are gone"));
        QVERIFY(!clear->isVisible());
        run(1500, 1600);
        QCOMPARE(detail(), QStringLiteral("1,501 to 1,600 · 1,500 older ones are gone"));
    }

    void aClickInTheStepsMovesThePacketThere()
    {
        open(trace(QStringLiteral("kernel-6.18-forward.kmsg")));
        QTest::keyClick(m_window.get(), Qt::Key_3, Qt::ControlModifier);
        auto* steps = m_window->findChild<QListView*>(QStringLiteral("steps"));
        const int row = stopOf(QStringLiteral("filter FORWARD"));
        steps->scrollTo(steps->model()->index(row, 0));
        QTest::mouseClick(steps->viewport(), Qt::LeftButton, {},
                          steps->visualRect(steps->model()->index(row, 0)).center());
        QCOMPARE(m_window->selection().stop(), row);
        QVERIFY(!m_window->playhead().isPlaying());
        QTRY_COMPARE(m_window->diagram().picture().currentStop, row);
    }

    void aClickInTheDiagramGoesThereOrExplains()
    {
        open(trace(QStringLiteral("kernel-6.18-forward.kmsg")));
        Q_EMIT m_window->diagram().stageClicked(Stage::of(Chain{Table::Security, Hook::Forward}));
        QCOMPARE(label("stageTitle"), QStringLiteral("security FORWARD"));
        QVERIFY(label("stepDetail").startsWith(QStringLiteral("Step ")));
        Q_EMIT m_window->diagram().stageClicked(Stage::of(Chain{Table::Filter, Hook::Input}));
        QCOMPARE(label("stageTitle"), QStringLiteral("filter INPUT"));
        QCOMPARE(label("stepDetail"), QStringLiteral("priority 0"));
    }

    void keysPlayAndStep()
    {
        open(trace(QStringLiteral("kernel-6.18-forward.kmsg")));
        m_window->playhead().pause();
        QTest::keyClick(m_window.get(), Qt::Key_Home);
        QCOMPARE(m_window->selection().stop(), 0);
        QTest::keyClick(table(), Qt::Key_Right);
        QCOMPARE(m_window->selection().stop(), 1);
        QTest::keyClick(m_window.get(), Qt::Key_Left);
        QCOMPARE(m_window->selection().stop(), 0);
        QTest::keyClick(m_window.get(), Qt::Key_End);
        QVERIFY(m_window->playhead().atEnd());
        QTest::keyClick(m_window.get(), Qt::Key_Space);
        QVERIFY(m_window->playhead().isPlaying());
        QTest::keyClick(m_window.get(), Qt::Key_Space);
        QVERIFY(!m_window->playhead().isPlaying());
    }

    void keysChooseTheKindOfTime()
    {
        open(trace(QStringLiteral("kernel-6.18-forward.kmsg")));
        QTest::keyClick(table(), Qt::Key_3);
        QCOMPARE(m_window->playhead().kind(), TimeKind::Stretched);
    }

    void playingPassesEveryStepInOrder()
    {
        open(trace(QStringLiteral("kernel-6.18-forward.kmsg")));
        QSignalSpy stops(&m_window->selection(), &Selection::stopChanged);
        QVERIFY(m_window->playhead().isPlaying()); // a log that is opened begins to play
        m_clock.run(m_window->playhead(), 12'000);
        QVERIFY(!m_window->playhead().isPlaying());
        int before = 0;
        for (const auto& stop : stops) {
            QCOMPARE(stop.first().toInt(), before + 1);
            before = stop.first().toInt();
        }
        QCOMPARE(before + 1, static_cast<int>(m_window->selection().walk()->stops.size()));
        QCOMPARE(m_window->selection().traversal(), 0U); // and stays with its packet
    }

    void badFilesAreASentenceAndTheWindowGoesOn_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("missing") << QStringLiteral("missing.log") << QByteArray();
        QTest::newRow("empty") << QStringLiteral("empty.log") << QByteArray("");
        QTest::newRow("binary") << QStringLiteral("binary.log")
                                << QByteArray("\x7f"
                                              "ELF\0\1\2\3",
                                              8);
        QTest::newRow("no netfilter line")
            << QStringLiteral("boot.log") << QByteArray("[ 0.1] Linux version 6.18\n");
        QTest::newRow("a directory") << QStringLiteral(".") << QByteArray();
    }
    void badFilesAreASentenceAndTheWindowGoesOn()
    {
        QFETCH(QString, path);
        QFETCH(QByteArray, content);
        open(trace(QStringLiteral("kernel-6.18-forward.kmsg")));
        QTemporaryDir folder;
        if (!content.isNull()) {
            QFile file(folder.filePath(path));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(content);
        }
        QSignalSpy failed(&m_window->opener(), &FileOpener::failed);
        m_window->openFile(folder.filePath(path));
        QVERIFY(failed.wait(test::patienceMs));
        const QString sentence = m_window->messages().text();
        QVERIFY2(sentence.endsWith(QLatin1Char('.')) || sentence.endsWith(QStringLiteral("log")),
                 qPrintable(sentence));
        QVERIFY(m_window->messages().isVisible());
        QCOMPARE(table()->model()->rowCount(), 4); // the log before is still there
        open(trace(QStringLiteral("seed-forward-reply.dmesg")));
        QVERIFY(!m_window->messages().isVisible());
    }

    void aFileThatIsEmptiedStaysAndASentenceTells()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("saved.kmsg"));
        QVERIFY(QFile::copy(trace(QStringLiteral("kernel-6.18-forward.kmsg")), path));
        open(path);
        QVERIFY(QFile::setPermissions(path, QFileDevice::ReadOwner | QFileDevice::WriteOwner));
        QTest::qWait(100); // no change of what it holds
        QVERIFY(!m_window->messages().isVisible());
        QVERIFY(QFile::resize(path, 0));
        QTRY_VERIFY(m_window->messages().text().startsWith(QStringLiteral("saved.kmsg has changed")));
        QCOMPARE(table()->model()->rowCount(), 4);
        walkSelected();
    }

    void aFileCanBeDropped()
    {
        QMimeData files;
        files.setUrls({QUrl::fromLocalFile(trace(QStringLiteral("kernel-6.18-local-input.kmsg")))});
        QDragEnterEvent enter(QPoint(300, 300), Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_window.get(), &enter);
        QVERIFY(enter.isAccepted());
        QSignalSpy opened(&m_window->opener(), &FileOpener::opened);
        QDropEvent drop(QPointF(300, 300), Qt::CopyAction, &files, Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(m_window.get(), &drop);
        QVERIFY(opened.wait(test::patienceMs));
        QCOMPARE(table()->model()->rowCount(), 2);
    }

    void theNewestRequestedFileWins()
    {
        QSignalSpy opened(&m_window->opener(), &FileOpener::opened);
        m_window->openFile(trace(QStringLiteral("kernel-6.18-forward.kmsg")));
        m_window->openFile(trace(QStringLiteral("seed-forward-reply.dmesg")));
        QVERIFY(opened.wait(test::patienceMs));
        QTRY_VERIFY(!m_window->opener().isBusy());
        QCOMPARE(opened.count(), 1);
        QCOMPARE(m_window->document().name(), QStringLiteral("seed-forward-reply.dmesg"));
    }

    void aMissingHelperIsASentenceWithTheWayOut()
    {
        m_window->startLab();
        QTRY_VERIFY(m_window->messages().isVisible());
        QVERIFY(m_window->messages().text().contains(QStringLiteral("hookwalk-helper")));
        auto* again = m_window->findChild<QPushButton*>(QStringLiteral("messageAction"));
        QCOMPARE(again->text(), QStringLiteral("Try again"));
        QVERIFY(!m_window->findChild<QPushButton*>(QStringLiteral("send"))->isEnabled());
        again->click();
        QTRY_VERIFY(m_window->messages().isVisible());
        open(trace(QStringLiteral("kernel-6.18-forward.kmsg"))); // files need no lab
        QCOMPARE(table()->model()->rowCount(), 4);
    }

    void addressesAreJudgedWhenTheyAreLeft()
    {
        auto* destination = m_window->findChild<QLineEdit*>(QStringLiteral("destination"));
        const auto type = [destination](const char* text) {
            destination->setFocus();
            destination->selectAll();
            QTest::keyClicks(destination, QLatin1String(text));
        };
        type("203.0.113.256");
        QVERIFY(!m_window->messages().isVisible());
        QTest::keyClick(destination, Qt::Key_Return);
        QVERIFY(m_window->messages().text().contains(QStringLiteral("no IPv4 address")));
        QVERIFY(!m_window->form().request());
        type("2001:db8::1");
        QTest::keyClick(destination, Qt::Key_Tab);
        QVERIFY(m_window->messages().text().contains(QStringLiteral("IPv6")));
        type("203.0.113.7");
        QVERIFY(!m_window->messages().isVisible());
        QVERIFY(m_window->form().request());
        QCOMPARE(m_window->form().request()->destination.toString(), std::string("203.0.113.7"));
    }

    void theLookIsRememberedAndTheSettingsToo()
    {
        const Look before = m_appearance->look();
        m_window->findChild<QToolButton*>(QStringLiteral("look"))->click();
        QVERIFY(m_appearance->look() != before);
        QCOMPARE(Appearance().look(), m_appearance->look());
    }

    void theWindowBecomesAPicture()
    {
        open(trace(QStringLiteral("kernel-6.18-forward.kmsg")));
        m_window->showMoment(3, 7);
        settle(*m_window);
        const QImage image = windowImage(*m_window);
        QCOMPARE(image.size(), m_window->size());
        QTest::qWait(100); // nothing was under way any more
        QVERIFY(windowImage(*m_window) == image);
        const Sheet sheet = sheetOf(Layout::netfilter(), m_window->diagram().picture());
        QCOMPARE(imageOf(sheet, Look::Light, 2).size(), (Layout::netfilter().size() * 2).toSize());
    }

private:
    void open(const QString& path)
    {
        QSignalSpy opened(&m_window->opener(), &FileOpener::opened);
        m_window->openFile(path);
        QVERIFY(opened.wait(test::patienceMs));
    }
    // From the first step to the last with the step button; list, inspector and diagram say the same.
    void walkSelected()
    {
        auto* forward = m_window->findChild<QToolButton*>(QStringLiteral("forward"));
        m_window->playhead().toFirst();
        const auto walk = m_window->selection().walk();
        QVERIFY(walk);
        const auto* steps = m_window->findChild<QListView*>(QStringLiteral("steps"));
        QCOMPARE(steps->model()->rowCount(), static_cast<int>(walk->stops.size()));
        for (int stop = 0; stop < static_cast<int>(walk->stops.size()); ++stop) {
            QCOMPARE(m_window->selection().stop(), stop);
            QCOMPARE(label("stageTitle"), steps->model()->index(stop, 0).data().toString());
            QVERIFY(label("stepDetail").startsWith(QStringLiteral("Step %1 of ").arg(stop + 1)));
            QTRY_COMPARE(m_window->diagram().picture().captionStop, stop);
            if (walk->stops[static_cast<std::size_t>(stop)].kind != StopKind::Skipped)
                QCOMPARE(m_window->diagram().picture().currentStop, stop);
            forward->click();
        }
        QVERIFY(m_window->playhead().atEnd());
    }
    int stopOf(const QString& title) const
    {
        const auto* steps = m_window->findChild<QListView*>(QStringLiteral("steps"))->model();
        for (int row = 0; row < steps->rowCount(); ++row) {
            if (steps->index(row, 0).data().toString() == title)
                return row;
        }
        return -1;
    }
    QTableView* table() const { return m_window->findChild<QTableView*>(QStringLiteral("traversals")); }
    QString label(const char* name) const
    {
        return m_window->findChild<QLabel*>(QString::fromLatin1(name))->text();
    }

    QTemporaryDir m_home;
    test::FakeClock m_clock;
    std::unique_ptr<Appearance> m_appearance;
    std::unique_ptr<MainWindow> m_window;
};

HOOKWALK_TEST(TestMainWindow)
#include "tst_mainwindow.moc"
