// SPDX-License-Identifier: GPL-3.0-or-later
// Messages: they lie over the diagram and take nothing from it, name the cause, and lead on.
#include "support/testprogram.h"
#include "ui/dock/createtundialog.h"
#include "ui/dock/leftdock.h"
#include "ui/mainwindow.h"

#include <algorithm>
#include <QCheckBox>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QFile>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QRegularExpression>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTreeView>

using namespace hookwalk;
using namespace hookwalk::ui;
using Tone = MessageBar::Tone;

class TestMessages : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_home.isValid());
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_home.path());
        QCoreApplication::setOrganizationName(QStringLiteral("hookwalk-test"));
        m_appearance = std::make_unique<Appearance>();
    }
    void init()
    {
        qputenv("HOOKWALK_FAKE", "");
        MainWindow::Options options;
        options.remember = false;
        options.session.helperPath = QStringLiteral(HOOKWALK_BIN_DIR "/fakehelper");
        options.session.startBy = session::StartBy::Direct;
        m_window = std::make_unique<MainWindow>(*m_appearance, options);
        m_window->resize(1600, 1000);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    }
    void cleanup() { m_window.reset(); }
    void cleanupTestCase() { m_appearance.reset(); }

    void theDiagramKeepsItsSize()
    {
        const QRect before = diagram().geometry();
        bar().show(Tone::Bad, QStringLiteral("Something is wrong. ").repeated(20));
        QVERIFY(bar().isVisible());
        QCoreApplication::processEvents();
        QCOMPARE(diagram().geometry(), before);
        QCOMPARE(bar().parentWidget(), &diagram());
    }

    void itStandsAtTheFootAndGrowsUpwards()
    {
        constexpr int shadow = 8;
        bar().show(Tone::Hint, QStringLiteral("Short"));
        const QRect one = bar().geometry().adjusted(shadow, shadow, -shadow, -shadow);
        QCOMPARE(one.height(), 48);
        QCOMPARE(diagram().height() - one.bottom() - 1, 16);
        bar().show(Tone::Hint, QStringLiteral("A sentence that goes on. ").repeated(20));
        const QRect many = bar().geometry().adjusted(shadow, shadow, -shadow, -shadow);
        QCOMPARE(many.width(), 760);
        QVERIFY(many.height() > one.height());
        QCOMPARE(many.bottom(), one.bottom());
    }

    void itKeepsClearOfThePacket()
    {
        QWidget over;
        over.resize(900, 500);
        std::vector<QRect> marks, titles;
        MessageBar bar(*m_appearance, &over, [&] { return MessageBar::Taken{marks, titles}; });
        bar.show(Tone::Hint, QStringLiteral("Short"));
        QVERIFY(bar.y() > 400);
        marks = {QRect(430, 440, 100, 26)}; // the packet comes there
        bar.place();
        QVERIFY(bar.y() > 400); // beside it
        QVERIFY(!marks[0].intersects(boxOf(bar)));
        marks = {QRect(0, 440, 900, 26), QRect(0, 0, 900, 100)}; // foot and head are taken
        bar.place();
        QVERIFY(bar.y() > 100 - 8 && bar.geometry().bottom() < 440 + 8);
        marks = {QRect(0, 0, 900, 440)}; // no free place is left: the foot covers least
        bar.place();
        QCOMPARE(boxOf(bar).bottom() + 1, 500 - 16);
        marks = {};
        bar.place();
        QCOMPARE(boxOf(bar).center().x(), 449);
        QCOMPARE(boxOf(bar).bottom() + 1, 500 - 16);
        titles = {QRect(300, 430, 300, 40)}; // the head is as free, and covers none
        bar.place();
        QCOMPARE(boxOf(bar).bottom() + 1, 500 - 16);
        QVERIFY(!boxOf(bar).intersects(titles[0]));
        titles = {QRect(0, 430, 900, 70)};
        bar.place();
        QCOMPARE(boxOf(bar).top(), 16);
        marks = {QRect(0, 0, 900, 420)}; // the packet comes before a title
        bar.place();
        QVERIFY(!boxOf(bar).intersects(marks[0]));
    }

    void itCoversNothingOfTheWayAtAnyStep()
    {
        QSignalSpy opened(&m_window->opener(), &FileOpener::opened);
        m_window->openFile(QStringLiteral(HOOKWALK_SOURCE_DIR "/resources/examples/tcp-dnat.log"));
        QVERIFY(opened.wait(test::patienceMs));
        bar().show(Tone::Bad, QStringLiteral("1 sent, no answer: peer silent"),
                   {{QStringLiteral("Show packet"), [] {}}});
        for (const QSize size : {QSize(1600, 1000), QSize(1400, 900)}) {
            m_window->resize(size);
            const int stops = static_cast<int>(m_window->selection().walk()->stops.size());
            for (int stop = 0; stop < stops; ++stop) {
                m_window->showMoment(m_window->selection().traversal(), stop);
                QCoreApplication::processEvents();
                for (const QRect& mark : diagram().marks())
                    QVERIFY2(!mark.intersects(boxOf(bar())), qPrintable(QString::number(stop)));
            }
        }
    }

    // In a window of 1920x1080 on a screen of twice as many dots it lay over FORWARD.
    void itCoversNoHooksTitle()
    {
        QSignalSpy opened(&m_window->opener(), &FileOpener::opened);
        m_window->openFile(QStringLiteral(HOOKWALK_SOURCE_DIR "/resources/examples/answered.log"));
        QVERIFY(opened.wait(test::patienceMs));
        QCOMPARE(diagram().titles().size(), diagram().diagramLayout().cards().size());
        for (const QSize size : {QSize(960, 540), QSize(1280, 720), QSize(1920, 1080)}) {
            m_window->resize(size);
            for (int stop = 0; stop < static_cast<int>(m_window->selection().walk()->stops.size()); ++stop) {
                m_window->showMoment(0, stop);
                bar().show(Tone::Hint,
                           QStringLiteral("A locator leads into a saved log: save this one first."));
                QCoreApplication::processEvents();
                const auto covers = [](const QRect& box, const std::vector<QRect>& places) {
                    return std::ranges::any_of(places, [&](const QRect& one) { return one.intersects(box); });
                };
                const QRect box = boxOf(bar());
                if (!covers(box, diagram().titles()))
                    continue;
                const int left = (diagram().width() - box.width()) / 2; // else there must be no such place
                for (int y = diagram().height() - 16 - box.height(); y > 16; y -= 8) {
                    for (int x = left % 8 + 16; x < diagram().width() - 16 - box.width(); x += 8) {
                        const QRect place(QPoint(x, y), box.size());
                        QVERIFY2(x < 16 || (x - left) % 8 != 0 || covers(place, diagram().marks()) ||
                                     covers(place, diagram().titles()),
                                 qPrintable(QString::number(stop)));
                    }
                }
            }
        }
    }

    void goodNewsLeavesByItselfAndADropStays()
    {
        bar().show(Tone::Good, QStringLiteral("4 sent, 4 answered"));
        auto* timer = bar().findChild<QTimer*>();
        QVERIFY(timer->isActive());
        QCOMPARE(timer->interval(), 6000);
        timer->start(0);
        QTRY_VERIFY(!bar().isVisible());
        bar().show(Tone::Bad, QStringLiteral("Dropped"));
        QVERIFY(!timer->isActive());
        QTest::mouseClick(bar().findChild<QPushButton*>(QStringLiteral("messageDismiss")), Qt::LeftButton);
        QVERIFY(!bar().isVisible());
        QCOMPARE(bar().former(),
                 QStringList({QStringLiteral("Dropped"), QStringLiteral("4 sent, 4 answered")}));
    }

    void keysAnswerIt()
    {
        int done = 0;
        const std::vector<MessageBar::Action> actions{{QStringLiteral("Do it"), [&done] { ++done; }}};
        bar().show(Tone::Bad, QStringLiteral("Dropped"), actions);
        QVERIFY(diagram().hasFocus()); // it takes no focus
        QTest::keyClick(&diagram(), Qt::Key_Return);
        QCOMPARE(done, 1);
        QVERIFY(!bar().isVisible());
        bar().show(Tone::Bad, QStringLiteral("Dropped"), actions);
        auto* filter = m_window->findChild<QLineEdit*>(QStringLiteral("filter"));
        filter->setFocus();
        QTest::keyClick(filter, Qt::Key_Return); // it is the field's
        QCOMPARE(done, 1);
        QVERIFY(bar().isVisible());
        QTest::keyClick(&diagram(), Qt::Key_Escape);
        QVERIFY(!bar().isVisible());
        QCOMPARE(done, 1);
    }

    void anErrorIsCopiedAndAnExampleOpened()
    {
        m_window->openFile(QStringLiteral("/nowhere/missing.log"));
        QTRY_VERIFY(bar().isVisible());
        const QString sentence = bar().text();
        QTest::mouseClick(bar().findChild<QPushButton*>(QStringLiteral("messageCopy")), Qt::LeftButton);
        QCOMPARE(QGuiApplication::clipboard()->text(), sentence);
        QVERIFY(bar().isVisible());
        QSignalSpy opened(&m_window->opener(), &FileOpener::opened);
        auto* example = bar().findChild<QPushButton*>(QStringLiteral("messageAction"));
        QCOMPARE(example->text(), QStringLiteral("Open an example"));
        QTest::mouseClick(example, Qt::LeftButton);
        QVERIFY(opened.wait(test::patienceMs));
        QCOMPARE(m_window->document().name(), QStringLiteral("answered.log"));
    }

    void aRunEndsWithOneLine_data()
    {
        QTest::addColumn<QByteArray>("part");
        QTest::addColumn<QString>("said");
        QTest::newRow("answered") << QByteArray()
                                  << QStringLiteral("^2 sent, 2 answered, median [\\d.]+ (µs|ms)$");
        QTest::newRow("not answered")
            << QByteArray("nothing answers") << QStringLiteral("^2 sent, no answer");
    }
    void aRunEndsWithOneLine()
    {
        QFETCH(QByteArray, part);
        QFETCH(QString, said);
        qputenv("HOOKWALK_FAKE", part);
        QSignalSpy ready(&m_window->lab(), &LabLink::ready);
        m_window->startLab();
        QVERIFY(ready.wait(test::patienceMs));
        m_window->form().setCount(2);
        m_window->findChild<QDoubleSpinBox*>(QStringLiteral("interval"))->setValue(0);
        m_window->findChild<QDoubleSpinBox*>(QStringLiteral("timeout"))->setValue(part.isEmpty() ? 5 : 0.01);
        QSignalSpy finished(&m_window->lab(), &LabLink::finished);
        QTest::mouseClick(m_window->findChild<QPushButton*>(QStringLiteral("send")), Qt::LeftButton);
        QVERIFY(finished.wait(test::patienceMs));
        QVERIFY2(QRegularExpression(said).match(bar().text()).hasMatch(), qPrintable(bar().text()));
    }

    void aDropNamesItsRuleAndShowsIt()
    {
        QFile log(QStringLiteral(HOOKWALK_SOURCE_DIR "/resources/examples/dropped-by-a-rule.log"));
        QVERIFY(log.open(QIODevice::ReadOnly));
        m_window->document().append(log.readAll().toStdString());
        session::PingSummary summary;
        summary.sent = summary.lost = 1;
        Q_EMIT m_window->lab().finished(summary);
        QCOMPARE(bar().text(), QStringLiteral("1 sent, no answer: dropped by rule 1 of ip filter FORWARD"));
        auto* show = bar().findChild<QPushButton*>(QStringLiteral("messageAction"));
        QCOMPARE(show->text(), QStringLiteral("Show rule"));
        QTest::mouseClick(show, Qt::LeftButton);
        QCOMPARE(m_window->findChild<QLabel*>(QStringLiteral("stageTitle"))->text(),
                 QStringLiteral("filter FORWARD"));
        auto* rules = m_window->findChild<QTreeView*>(QStringLiteral("rules"));
        QTRY_VERIFY(rules->currentIndex().isValid());
        const auto* area = rules->parentWidget()->parentWidget()->parentWidget(); // the inspector's viewport
        QTRY_VERIFY(
            area->rect().contains(rules->mapTo(area, rules->visualRect(rules->currentIndex()).center())));
    }

    void aRightClickAndAKeyCopyIt()
    {
        bar().show(Tone::Bad, QStringLiteral("Dropped"));
        QGuiApplication::clipboard()->clear();
        QTest::keyClick(&diagram(), Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("Dropped"));
        QGuiApplication::clipboard()->clear();
        auto* text = bar().findChild<QLabel*>(QStringLiteral("messageText"));
        QContextMenuEvent click(QContextMenuEvent::Mouse, text->rect().center(),
                                text->mapToGlobal(text->rect().center()));
        QCoreApplication::sendEvent(text, &click);
        auto* menu = text->findChild<QMenu*>();
        QVERIFY(menu && menu->isVisible());
        QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(menu->actions().front()).center());
        QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("Dropped"));
    }

    void whereTheKernelLogIsClosedNflogIsOffered()
    {
        start("kernel log closed");
        QTRY_VERIFY(bar().isVisible());
        press(QStringLiteral("Use NFLOG"));
        QTRY_VERIFY(m_window->lab().session().trace().active);
        QCOMPARE(int(m_window->lab().session().trace().source), int(protocol::LogSource::Nflog));
        QVERIFY(!bar().isVisible());
    }

    void whatKeepsTheLabFromStartingIsSetUpWithTheDoctor()
    {
        m_window->resize(1200, 800);
        auto* dock = m_window->findChild<LeftDock*>();
        QTRY_VERIFY(!dock->isVisible());
        start("no namespaces");
        QTRY_VERIFY(bar().isVisible());
        press(QStringLiteral("Set up"));
        QVERIFY(dock->isVisible());
    }

    void whereThereIsNoTunOneIsSetUp()
    {
        qputenv("HOOKWALK_FAKE", "host");
        m_window->lab().setPlace(session::Place::Host);
        QTRY_COMPARE(bar().text(),
                     QStringLiteral("No tun is set up: create one, or choose one on the left."));
        press(QStringLiteral("Set up"));
        auto* dialog = m_window->findChild<CreateTunDialog*>();
        QVERIFY(dialog && dialog->isVisible());
        dialog->close();
    }

    void withTraceOffTheDiagramSaysThatNothingIsDrawn()
    {
        start("");
        QTRY_VERIFY(m_window->lab().session().trace().active);
        QTest::mouseClick(m_window->findChild<QCheckBox*>(QStringLiteral("trace")), Qt::LeftButton, {},
                          {8, 16});
        const std::string said = "Trace is off: nothing is drawn";
        QCOMPARE(diagram().picture().caption.title, said);
        m_window->form().setCount(1);
        QSignalSpy finished(&m_window->lab(), &LabLink::finished);
        QTest::mouseClick(m_window->findChild<QPushButton*>(QStringLiteral("send")), Qt::LeftButton);
        QVERIFY(finished.wait(test::patienceMs));
        QCOMPARE(m_window->document().count(), TraversalIndex(0));
        QCOMPARE(diagram().picture().caption.title, said);
    }

private:
    void start(const char* part)
    {
        qputenv("HOOKWALK_FAKE", part);
        m_window->startLab();
    }
    void press(const QString& action) const
    {
        QPushButton* found = nullptr;
        for (auto* button : bar().findChildren<QPushButton*>()) {
            if (button->text() == action)
                found = button;
        }
        QVERIFY2(found, qPrintable(bar().text()));
        QTest::mouseClick(found, Qt::LeftButton);
    }
    static QRect boxOf(const MessageBar& bar)
    {
        return bar.geometry().adjusted(8, 8, -8, -8);
    } // without its shadow
    MessageBar& bar() const { return m_window->messages(); }
    DiagramView& diagram() const { return m_window->diagram(); }

    QTemporaryDir m_home;
    std::unique_ptr<Appearance> m_appearance;
    std::unique_ptr<MainWindow> m_window;
};

HOOKWALK_TEST(TestMessages)
#include "tst_messages.moc"
