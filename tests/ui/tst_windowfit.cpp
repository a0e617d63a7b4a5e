// SPDX-License-Identifier: GPL-3.0-or-later
// The window on every screen: its first size, its smallest, and what folds away when.
#include "support/paintedtext.h"
#include "support/testprogram.h"
#include "ui/dock/changestrip.h"
#include "ui/dock/doctorpanel.h"
#include "ui/dock/leftdock.h"
#include "ui/hugepages.h"
#include "ui/mainwindow.h"
#include "ui/theme/textscale.h"

#include <malloc.h>
#include <QAbstractItemView>
#include <QCheckBox>
#include <QComboBox>
#include <QImage>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>
#include <QSettings>
#include <QSignalSpy>
#include <QStyleOptionComboBox>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace hookwalk;
using namespace hookwalk::ui;

class TestWindowFit : public QObject
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
        MainWindow::Options options;
        options.remember = false;
        options.session.helperPath = QStringLiteral("/nowhere/hookwalk-helper");
        m_window = std::make_unique<MainWindow>(*m_appearance, options);
    }
    void cleanup() { m_window.reset(); }
    void cleanupTestCase() { m_appearance.reset(); }

    void
    aLargeImageTakesMemoryOfTheHeap() // and none of its own, which would be new at each size of the window
    {
        keepHeapInHugePages();
        const auto before = mallinfo2().hblks;
        const QImage image(3840, 2100, QImage::Format_RGB32);
        QCOMPARE(mallinfo2().hblks, before);
    }

    void theFirstSizeIsWithinTheScreen()
    {
        m_window->show(); // offscreen: 800x800, less than the usual size
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        QVERIFY(m_window->screen()->availableGeometry().contains(QRect({}, m_window->frameSize())));
    }

    void aLowWindowFoldsTheListsAndKeepsTheTransport()
    {
        const auto* packets = m_window->findChild<TimelinePanel*>();
        show({1280, 720});
        QTRY_VERIFY(!packets->isVisible());
        QVERIFY(part<QPushButton>("play")->isVisible());
        part<QToolButton>("lists")->click();
        QTRY_VERIFY(packets->isVisible());
    }

    // Where there is no room for them, and wherever the focus is.
    void ctrlBUnfoldsTheListsOverTheDiagram()
    {
        show({1280, 720});
        auto* lists = m_window->findChild<TimelinePanel*>();
        auto& diagram = m_window->diagram();
        const QSize size = diagram.size();
        auto* to = part<QWidget>("destination");
        for (QWidget* focus : {static_cast<QWidget*>(&diagram), static_cast<QWidget*>(to)}) {
            focus->setFocus();
            QTest::keyClick(focus, Qt::Key_B, Qt::ControlModifier);
            QVERIFY(lists->isVisible());
            QCOMPARE(diagram.size(), size);
            const QRect over(lists->mapTo(&diagram, QPoint()), lists->size());
            QVERIFY(diagram.rect().contains(over));
            QCOMPARE(over.bottom(), diagram.rect().bottom());
            QVERIFY(over.height() >= 300);
            QVERIFY(focus->hasFocus());
            auto* field = lists->findChild<QLineEdit*>(QStringLiteral("filter"));
            QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier);
            QVERIFY(field->hasFocus());
            QTest::keyClick(field, Qt::Key_B, Qt::ControlModifier);
            QVERIFY(!lists->isVisible());
            QVERIFY(diagram.hasFocus()); // nothing that is hidden has it
            QCOMPARE(diagram.size(), size);
        }
        QTest::keyClick(&diagram, Qt::Key_B, Qt::ControlModifier);
        m_window->resize(1280, 1000); // there they have a place of their own
        QTRY_COMPARE(lists->mapTo(m_window.get(), QPoint()).y() >=
                         diagram.mapTo(m_window.get(), QPoint(0, diagram.height())).y(),
                     true);
        QVERIFY(lists->isVisible());
    }

    // It moves nothing: the diagram stays as large as it is.
    void foldedTheFilterIsAPanelOverTheWay()
    {
        show({1280, 720});
        const auto* lists = m_window->findChild<TimelinePanel*>();
        auto* panel = part<QFrame>("filterPanel");
        const QSize diagram = m_window->diagram().size();
        QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier);
        QVERIFY(panel->isVisible() && !lists->isVisible());
        const int foot = m_window->diagram().mapTo(m_window.get(), QPoint(0, diagram.height())).y();

        QVERIFY(panel->geometry().bottom() > foot + 40 && panel->geometry().top() > foot - 40);
        QCOMPARE(m_window->diagram().size(), diagram);
        auto* field = panel->findChild<QLineEdit*>();
        QVERIFY(field->hasFocus());
        QTest::keyClicks(field, QStringLiteral("dropped\r"));
        QCOMPARE(field->text(), QString());
        QVERIFY(panel->findChild<QToolButton*>(QStringLiteral("chip")));
        QTest::keyClick(field, Qt::Key_Escape);
        QVERIFY(!panel->isVisible());
        QVERIFY(m_window->diagram().hasFocus());
        QTest::mouseClick(part<QPushButton>("filterButton"), Qt::LeftButton);
        QVERIFY(panel->isVisible());
        QTest::keyClick(field, Qt::Key_Backspace);
        part<QToolButton>("lists")->click();
        QTRY_VERIFY(lists->isVisible());
        QVERIFY(!panel->isVisible()); // the list has its own
        QTest::keyClick(m_window.get(), Qt::Key_F, Qt::ControlModifier);
        QVERIFY(!panel->isVisible());
    }

    void whatFindsNoRoomFoldsAway_data()
    {
        QTest::addColumn<QSize>("size");
        QTest::addColumn<QString>("shown");
        QTest::newRow("1600") << QSize(1600, 1000)
                              << QStringLiteral("leftDock inspectorDock packets steps charts");
        QTest::newRow("1499") << QSize(1499, 1000) << QStringLiteral("inspectorDock packets steps charts");
        QTest::newRow("1280") << QSize(1280, 720) << QStringLiteral("inspectorDock");
        QTest::newRow("upright") << QSize(880, 1400) << QStringLiteral("packets steps charts");
        QTest::newRow("narrow") << QSize(700, 900) << QStringLiteral("packets steps");
        QTest::newRow("1000") << QSize(1000, 700) << QStringLiteral("inspectorDock");
        QTest::newRow("smallest") << QSize(640, 360) << QString();
    }
    void whatFindsNoRoomFoldsAway()
    {
        QFETCH(QSize, size);
        QFETCH(QString, shown);
        show(size);
        QVERIFY(!m_window->findChild<StepPanel*>()->isVisible()); // the lanes have their room until asked
        QTest::keyClick(m_window.get(), Qt::Key_3, Qt::ControlModifier);
        QStringList visible;
        const std::pair<const char*, QWidget*> parts[] = {{"leftDock", part<QWidget>("leftDock")},
                                                          {"inspectorDock", part<QWidget>("inspectorDock")},
                                                          {"packets", m_window->findChild<TimelinePanel*>()},
                                                          {"steps", m_window->findChild<StepPanel*>()},
                                                          {"charts", m_window->findChild<ChartPanel*>()}};
        for (const auto& [name, widget] : parts) {
            if (widget->isVisible())
                visible << QLatin1String(name);
        }
        QCOMPARE(visible.join(u' '), shown);
        const auto* lists = part<QToolButton>("lists"); // the last one of the transport
        const auto* inspector = part<QWidget>("inspectorDock");
        const int end = inspector->isVisible() ? inspector->x() : m_window->width();
        QTRY_VERIFY(lists->mapTo(m_window.get(), QPoint(lists->width(), 0)).x() <= end);
    }

    void whatIsPutAsideInASmallWindowComesBackInALargeOne()
    {
        show({1280, 720});
        auto* dock = m_window->findChild<LeftDock*>();
        dock->toggleAction()->trigger();
        QVERIFY(dock->isVisible());
        dock->toggleAction()->trigger();
        part<QToolButton>("lists")->click();
        part<QToolButton>("lists")->click();
        QVERIFY(!dock->isVisible());
        m_window->resize(1600, 1000);
        QTRY_VERIFY(dock->isVisible());
        QVERIFY(m_window->findChild<TimelinePanel*>()->isVisible());
        dock->toggleAction()->trigger(); // where there is room for it, that is a choice
        m_window->resize(1650, 1000);
        QVERIFY(!dock->isVisible());
    }

    void theTransportKeepsToItsDockWhateverPacketComes_data()
    {
        QTest::addColumn<QSize>("size");
        for (const QSize size : {QSize(1280, 720), QSize(952, 500), QSize(845, 440), QSize(700, 900)})
            QTest::addRow("%dx%d", size.width(), size.height()) << size;
    }
    void theTransportKeepsToItsDockWhateverPacketComes()
    {
        QFETCH(QSize, size);
        show(size);
        m_window->openFile(QStringLiteral(HOOKWALK_TEST_DATA "/streams/drop.kmsg"));
        QTRY_VERIFY(m_window->selection().walk());
        const auto* lists = part<QToolButton>("lists"); // the last one
        const auto* inspector = part<QWidget>("inspectorDock");
        const int end = inspector->isVisible() ? inspector->x() : m_window->width();
        QCoreApplication::processEvents();
        QVERIFY(lists->isVisible() && lists->mapTo(m_window.get(), QPoint(lists->width(), 0)).x() <= end);
    }

    void inTheSmallestWindowNothingIsCutOff()
    {
        show({640, 360});
        for (const char* name : {"menu", "dock", "place", "destination", "more", "send", "look",
                                 "previousPacket", "play", "nextPacket", "time", "lists", "diagram"}) {
            auto* widget = m_window->findChild<QWidget*>(QLatin1String(name));
            const auto isWhole = [&] {
                return m_window->rect()
                    .adjusted(0, 0, 0, 1)
                    .contains(QRect(widget->mapTo(m_window.get(), QPoint()), widget->size()));
            };
            QVERIFY2(widget->isVisible(), name);
            QTRY_VERIFY2(isWhole(), name);
        }
        QVERIFY(m_window->diagram().height() >= m_window->diagram().minimumSizeHint().height());
    }

    void theWindowGrowsWithTheDesktopsType()
    {
        const QSize large(3840, 2160);
        const auto scaleAt = [&](double points) {
            QFont font;
            font.setPointSizeF(points);
            return textScale(font, large);
        };
        for (const double usual : {8, 9, 10, 11})
            QCOMPARE(scaleAt(usual), 1.0);
        QCOMPARE(scaleAt(12), 1.2);
        QCOMPARE(scaleAt(15), 1.5);
        QCOMPARE(scaleAt(20), 2.0);
        QCOMPARE(scaleAt(40), 2.0);
        QFont inPixels;
        inPixels.setPixelSize(20); // 15 points
        QCOMPARE(textScale(inPixels, large), 1.5);
        // The smallest window still finds room.
        QCOMPARE(textScale(inPixels, {1280, 720}), 1.5);
        QCOMPARE(textScale(inPixels, {800, 600}), 1.25);
        QCOMPARE(textScale(inPixels, {600, 300}), 1.0);
    }

    // A window of so many pixels, where the desktop's type is larger, has fewer logical ones.
    void atNoSizeOfTypeIsATextCut_data()
    {
        QTest::addColumn<QSize>("size");
        for (const QSize pixels : {QSize(1280, 720), QSize(1600, 1000)}) {
            for (const double scale : {1.0, 1.5, 2.0})
                QTest::addRow("%d at %g", pixels.width(), scale) << QSize(pixels / scale);
        }
    }
    void atNoSizeOfTypeIsATextCut()
    {
        QFETCH(QSize, size);
        QSignalSpy opened(&m_window->opener(), &FileOpener::opened);
        m_window->openFile(QStringLiteral(HOOKWALK_TEST_DATA "/traces/kernel-6.18-forward.kmsg"));
        QVERIFY(opened.wait(test::patienceMs));
        m_window->showMoment(0, 3);
        show(size);
        QStringList cut;
        for (QWidget* widget : m_window->findChildren<QWidget*>()) {
            const bool isOther = widget == &m_window->diagram() || qobject_cast<QLineEdit*>(widget) ||
                                 qobject_cast<QPlainTextEdit*>(widget->parentWidget());
            // Columns, which a person may widen, heads and names of files, whose whole text is their tooltip.
            const bool mayBeCut = qobject_cast<QAbstractItemView*>(widget->parentWidget()) ||
                                  widget->objectName() == QStringLiteral("detail") ||
                                  widget->objectName() == QStringLiteral("place");
            if (!widget->isVisible() || widget->size().isEmpty() || isOther || mayBeCut)
                continue;
            const QRectF room = QRectF(widget->rect()).adjusted(-1, -1, 1, 1);
            for (const auto& line : test::paintedBy(*widget)) {
                if (!room.contains(line.place) || line.text.contains(u'…'))
                    cut << QStringLiteral("%1 %2: %3")
                               .arg(QLatin1String(widget->metaObject()->className()), widget->objectName(),
                                    line.text);
            }
        }
        QVERIFY2(cut.isEmpty(), qPrintable(cut.join(u'\n')));
    }

    void theSpeedHasRoomForEachOfItsTexts()
    {
        auto* speed = part<QComboBox>("speed");
        Playhead& playhead = m_window->playhead();
        for (const QSize size : {QSize(1600, 1000), QSize(1280, 720), QSize(1024, 720)}) {
            show(size);
            const QRect place = speed->geometry();
            for (const TimeKind kind : {TimeKind::Stretched, TimeKind::True, TimeKind::Even}) {
                playhead.setKind(kind);
                for (const qint64 slowdown : slowdowns()) {
                    playhead.setSlowdown(slowdown);
                    QStyleOptionComboBox option;
                    option.initFrom(speed);
                    const int room = speed->style()
                                         ->subControlRect(QStyle::CC_ComboBox, &option,
                                                          QStyle::SC_ComboBoxEditField, speed)
                                         .width();
                    QVERIFY2(
                        speed->fontMetrics().horizontalAdvance(speed->currentText()) <= room,
                        qPrintable(QStringLiteral("%1 in %2 pixels").arg(speed->currentText()).arg(room)));
                    QCOMPARE(speed->geometry(), place);
                }
            }
            playhead.setSlowdown(0);
        }
    }

    void aPersonUnfoldsWhatIsFolded()
    {
        show({640, 720});
        QTest::keyClick(m_window.get(), Qt::Key_2, Qt::ControlModifier);
        QTRY_VERIFY(part<QWidget>("inspectorDock")->isVisible());
        QTest::keyClick(m_window.get(), Qt::Key_2, Qt::ControlModifier);
        QTRY_VERIFY(!part<QWidget>("inspectorDock")->isVisible());
        QTest::mouseClick(part<QToolButton>("dock"), Qt::LeftButton);
        QTRY_VERIFY(part<QWidget>("leftDock")->isVisible());
    }

    void theDoctorsCountIsAtTheTopAndProblemsComeFirst()
    {
        show({1600, 700});
        using protocol::Health;
        auto* dock = part<LeftDock>("leftDock");
        dock->doctor().showChecks({{"tun-device", Health::Good, say("tun-device-there"), {}, {}},
                                   {"forwarding", Health::Hint, say("forwarding-off"), {}, {}},
                                   {"nf-tables", Health::Bad, say("nftables-missing"), {}, {}}});
        auto* summary = part<QPushButton>("doctorSummary");
        QCOMPARE(summary->text(), QStringLiteral("Doctor: 1 bad, 1 hint"));
        QVERIFY(summary->isVisible());
        QCOMPARE(summary->mapTo(dock, QPoint()).y(), 0);
        QCoreApplication::processEvents(); // rows take their places
        QStringList order;
        for (auto* row : dock->doctor().findChildren<QWidget*>(QRegularExpression(QStringLiteral("^check "))))
            order << QString::number(row->y()).rightJustified(6) + row->objectName();
        order.sort();
        QCOMPARE(order.value(0).mid(6), QStringLiteral("check nf-tables"));
        QCOMPARE(order.value(1).mid(6), QStringLiteral("check forwarding"));
    }

    void theStripComesOnlyWhenThereIsSomethingToShow()
    {
        show({1600, 1000});
        auto* dock = part<LeftDock>("leftDock");
        QWidget control(dock->widget());
        control.setGeometry(10, 300, 50, 20);
        control.show();
        dock->strip().watch(&control, [] { return Proposal{Order(change::SetForwarding{true}), {}}; });
        QVERIFY(!dock->strip().isVisible());
        QEnterEvent enter(QPointF(5, 5), QPointF(5, 5), QPointF(5, 5));
        QCoreApplication::sendEvent(&control, &enter);
        QTRY_VERIFY(dock->strip().isVisible());
        QEvent leave(QEvent::Leave);
        QCoreApplication::sendEvent(dock, &leave);
        QVERIFY(!dock->strip().isVisible());
        // Not over what the mouse is on its way to.
        control.move(10, dock->height() - 30);
        QCoreApplication::sendEvent(&control, &enter);
        QVERIFY(!dock->strip().isVisible());
    }

private:
    void show(const QSize& size)
    {
        m_window->resize(size);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        QCoreApplication::processEvents();
        QCOMPARE(m_window->size(), size);
    }
    template<typename Widget> Widget* part(const char* name) const
    {
        return m_window->findChild<Widget*>(QLatin1String(name));
    }

    QTemporaryDir m_home;
    std::unique_ptr<Appearance> m_appearance;
    std::unique_ptr<MainWindow> m_window;
};

HOOKWALK_TEST(TestWindowFit)
#include "tst_windowfit.moc"
