// SPDX-License-Identifier: GPL-3.0-or-later
// The window and recordings: what was live is opened as it was, without a lab, and is there after a crash.
#include "support/dialogs.h"
#include "support/loglines.h"
#include "support/testprogram.h"
#include "ui/mainwindow.h"
#include "ui/windows.h"
#include "words/traversaljson.h"

#include <functional>
#include <QDir>
#include <QFile>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace hookwalk;
using namespace hookwalk::ui;

namespace
{

std::string packets(int count)
{
    test::LogLines log;
    log.fact("sources", R"({"sightings":"kmsg"})");
    for (int i = 0; i < count; ++i) {
        const auto way = std::size_t(i % 2 == 0 ? 8 : 3); // every other one is gone
        for (std::size_t at = 0; at < way; ++at)
            log.at(test::requestChains[at], test::requestAt(test::requestChains[at], 7 + i, 1 + i));
    }
    return log.text();
}

std::vector<std::string> walks(const Document& document)
{
    std::vector<std::string> all;
    for (auto i = document.first(); i < document.count(); ++i)
        all.push_back(toJson(document.trace(), *document.walk(i)).dump());
    return all;
}

} // namespace

class TestRecordedWindow : public QObject
{
    Q_OBJECT

    using Leave = std::function<void(MainWindow&)>; // what is shown

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
        QCoreApplication::setOrganizationName(QStringLiteral("hookwalk-test"));
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_home.path());
        QSettings().setValue(QStringLiteral("folder"), m_home.path());
        qputenv("XDG_STATE_HOME", QFile::encodeName(m_home.filePath(QStringLiteral("state"))));
        m_appearance = std::make_unique<Appearance>();
    }
    void cleanupTestCase() { m_appearance.reset(); }

    void notesAtLivePacketsAreNotThrownAwayUnasked()
    {
        auto window = make(true);
        arrive(*window, packets(3));
        QVERIFY(window->close()); // nothing was noted
        window->show();
        window->flags().set(3, "here");
        test::answer(QStringLiteral("Cancel"));
        QVERIFY(!window->close());
        test::answer(QStringLiteral("Cancel"));
        auto* clear = window->findChild<QToolButton*>(QStringLiteral("clear"));
        clear->click();
        QCOMPARE(window->document().count(), TraversalIndex(3));
        // To save and then to leave it is no wish to quit: a later save ends nothing.
        test::answer(QStringLiteral("Save…"));
        test::nameFile({});
        QVERIFY(!window->close());
        test::save(*window, QStringLiteral("later"));
        QTRY_VERIFY(window->messages().text().endsWith(QStringLiteral("later.hookwalk")));
        QVERIFY(window->isVisible());
        QVERIFY(window->close()); // all is saved
        window->show();
        window->flags().set(5, "more");
        test::answer(QStringLiteral("Discard"));
        clear->click();
        QCOMPARE(window->document().first(), window->document().count());
    }

    void whatIsSavedFirstIsClearedThen()
    {
        auto window = make(false);
        arrive(*window, packets(3));
        window->flags().set(3, "here");
        test::answer(QStringLiteral("Save…"));
        test::nameFile(QStringLiteral("cleared"));
        window->findChild<QToolButton*>(QStringLiteral("clear"))->click();
        QTRY_COMPARE(window->document().first(), window->document().count());
        QCOMPARE(Trace::open(m_home.filePath(QStringLiteral("cleared.hookwalk")).toStdString())
                     ->traversals()
                     .size(),
                 std::size_t{3});
    }

    // Nothing goes: the other window shows the same.
    void anotherLanguageAsksForNoFlag()
    {
        MainWindow::Options options;
        options.session.helperPath = QStringLiteral("/nowhere/hookwalk-helper");
        Windows windows(*m_appearance, options);
        windows.window().show();
        arrive(windows.window(), packets(3));
        windows.window().flags().set(3, "here");
        const QPointer<MainWindow> before = &windows.window();
        Q_EMIT windows.window().languageChosen(QStringLiteral("en"));
        QTRY_VERIFY(!before);
        QCOMPARE(windows.window().flags().all(), std::vector({Flag{3, "here"}}));
    }

    void notesInAFileAreNotThrownAwayUnasked_data()
    {
        QTest::addColumn<Leave>("leave");
        const auto file = QStringLiteral(HOOKWALK_TEST_DATA "/traces/kernel-6.18-forward.kmsg");
        const auto row = [](const char* name, const Leave& leave) { QTest::newRow(name) << leave; };
        row("file", [file](MainWindow& window) { window.openFile(file); });
        row("locator", [file](MainWindow& window) {
            window.openLocator(*query::parseLocator(file.toStdString() + "#packet=1"));
        });
        row("live", [](MainWindow& window) { window.showLab(); });
        row("send", [](MainWindow& window) { Q_EMIT window.form().sendRequested({}); });
        row("quit", [](MainWindow& window) { window.close(); });
    }
    void notesInAFileAreNotThrownAwayUnasked()
    {
        QFETCH(Leave, leave);
        const auto recorded = m_home.filePath(QStringLiteral("noted.hookwalk"));
        QFile::remove(recorded);
        {
            auto first = make(false);
            arrive(*first, packets(4));
            test::save(*first, QStringLiteral("noted"));
            QTRY_VERIFY(QFile::exists(recorded));
        }
        const auto open = [&] {
            auto window = make(false);
            window->openFile(recorded);
            [&] { QTRY_VERIFY(!window->document().isLive()); }();
            window->showMoment(2, 3);
            window->flags().set(4, "why?");
            return window;
        };
        const auto isLeft = [&](MainWindow& window) {
            return !window.isVisible() || window.document().name() != QStringLiteral("noted.hookwalk");
        };
        int asked = 0;
        const auto answer = [&](const QString& button) {
            test::onceOpen<QMessageBox>([&asked, button](QMessageBox& box) {
                ++asked;
                QCOMPARE(box.text(),
                         QStringLiteral("Flags in noted.hookwalk were changed and are not saved."));
                test::click(box, button);
            });
        };

        auto window = open();
        answer(QStringLiteral("Cancel"));
        leave(*window);
        QTRY_COMPARE(asked, 1);
        QVERIFY(!isLeft(*window));
        QCOMPARE(window->flags().all(), std::vector({Flag{4, "why?"}}));
        QCOMPARE(window->selection().traversal(), TraversalIndex(2));
        QCOMPARE(window->selection().stop(), 3);
        QFile file(recorded); // it is still watched
        QVERIFY(file.open(QIODevice::Append) && file.write("\n") == 1 && file.flush());
        QTRY_VERIFY(window->messages().text().startsWith(QStringLiteral("noted.hookwalk has changed")));

        answer(QStringLiteral("Save…"));
        leave(*window);
        QTRY_VERIFY(isLeft(*window));
        QCOMPARE(asked, 2);
        window = open();
        window->flags().remove(4);
        answer(QStringLiteral("Discard"));
        leave(*window);
        QTRY_VERIFY(isLeft(*window));
        QCOMPARE(asked, 3);
        window = make(false);
        window->openFile(recorded);
        QTRY_VERIFY(!window->document().isLive());
        QCOMPARE(window->flags().all(), std::vector({Flag{4, "why?"}})); // as it was saved
        leave(*window);                                                  // unasked
        QTRY_VERIFY(isLeft(*window));
        QCOMPARE(asked, 3);
    }

    void whatIsSavedLiveIsOpenedAsItWas()
    {
        auto window = make(false);
        arrive(*window, packets(20));
        window->filter().setFilter(*query::parseFilter("192.168.69.1"));
        window->playhead().setKind(TimeKind::Even);
        window->showMoment(14, 4);
        window->flags().setAll({{3, "here"}, {60, ""}});
        const auto before = walks(window->document());

        test::save(*window, QStringLiteral("mine"));
        const auto path = m_home.filePath(QStringLiteral("mine.hookwalk"));
        QTRY_VERIFY(window->messages().text().endsWith(QStringLiteral("mine.hookwalk")));

        auto other = make(false);
        other->openFile(path);
        QTRY_VERIFY(!other->document().isLive());
        QVERIFY(walks(other->document()) == before);
        QCOMPARE(other->selection().traversal(), TraversalIndex(14));
        QCOMPARE(other->selection().stop(), 4);
        QCOMPARE(other->playhead().kind(), TimeKind::Even);
        QVERIFY(other->filter().filter() == window->filter().filter());
        QVERIFY(other->flags().all() == window->flags().all());

        // Saved again where it is, without a question.
        other->flags().remove(60);
        QTest::keyClick(other.get(), Qt::Key_S, Qt::ControlModifier);
        QTRY_COMPARE(other->messages().text(), window->messages().text());
        window->openFile(path);
        QTRY_VERIFY(!window->document().isLive());
        QCOMPARE(window->flags().all().size(), 1U);
        QVERIFY(walks(window->document()) == before);
        window->showLab();
        QCOMPARE(window->flags().all().size(), 2U); // of what is live
        QCOMPARE(window->selection().traversal(), TraversalIndex(14));
    }

    void aSaveThatEndsLateIsOfWhatWasSaved()
    {
        auto window = make(false);
        arrive(*window, packets(4));
        const auto path = m_home.filePath(QStringLiteral("late.hookwalk"));
        QFile::copy(m_home.filePath(QStringLiteral("mine.hookwalk")), path);
        window->openFile(path);
        QTRY_VERIFY(!window->document().isLive());
        window->save(); // where it is
        window->showLab();
        QTRY_VERIFY(window->messages().text().endsWith(QStringLiteral("late.hookwalk")));
        const auto size = QFileInfo(path).size();
        test::nameFile({}); // what is live has no file yet: it asks
        window->save();
        QCOMPARE(QFileInfo(path).size(), size);
    }

    void afterACrashWhatWasSeenIsOffered()
    {
        const auto folder = m_home.filePath(QStringLiteral("state/hookwalk"));
        std::vector<std::string> before;
        {
            auto window = make(true);
            auto beside = make(true);
            arrive(*window, packets(10));
            arrive(*beside, packets(4));
            before = walks(window->document());
            window->showMoment(5, 2);
            window->flags().set(7, "kept");
            QTRY_VERIFY(readBack(folder, before.size(), 1)); // within a second
            beside.reset();
            QCOMPARE(QDir(folder).entryList({QStringLiteral("live-*")}).size(), 1);
            // As a crash would leave it.
            const auto file = QDir(folder).entryInfoList({QStringLiteral("live-*")}).first().filePath();
            QVERIFY(QFile::copy(file, folder + QStringLiteral("/live-1-1.hookwalk")));
        }
        QCOMPARE(QDir(folder).entryList({QStringLiteral("live-*")}),
                 QStringList(QStringLiteral("live-1-1.hookwalk"))); // a normal end leaves nothing

        auto window = make(true);
        QTRY_VERIFY(window->messages().hasAction());
        QVERIFY(make(true)->messages().text().isEmpty()); // one window offers it
        QTest::keyClick(window.get(), Qt::Key_Return);
        QTRY_VERIFY(!window->document().isLive());
        QVERIFY(walks(window->document()) == before);
        QCOMPARE(window->selection().traversal(), TraversalIndex(5));
        QCOMPARE(window->flags().all().size(), 1U);
    }

private:
    std::unique_ptr<MainWindow> make(bool autosave)
    {
        MainWindow::Options options;
        options.session.helperPath = QStringLiteral("/nowhere/hookwalk-helper");
        options.autosave = autosave;
        auto window = std::make_unique<MainWindow>(*m_appearance, options);
        window->show();
        return window;
    }
    static void arrive(MainWindow& window, const std::string& lines)
    {
        Q_EMIT window.lab().session().linesArrived(lines);
    }
    static bool readBack(const QString& folder, std::size_t count, std::size_t flags)
    {
        for (const auto& file : QDir(folder).entryInfoList({QStringLiteral("live-*")})) {
            const auto trace = Trace::open(file.filePath().toStdString());
            if (trace && trace->traversals().size() == count && recording::flagsIn(*trace).size() == flags)
                return true;
        }
        return false;
    }

    QTemporaryDir m_home;
    std::unique_ptr<Appearance> m_appearance;
};

HOOKWALK_TEST(TestRecordedWindow)
#include "tst_recordedwindow.moc"
