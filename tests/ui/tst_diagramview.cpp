// SPDX-License-Identifier: GPL-3.0-or-later
// The diagram as a person uses it: click, hover, keys, zoom.
#include "support/loglines.h"
#include "support/pictures.h"
#include "support/testprogram.h"
#include "support/walks.h"
#include "ui/diagram/backdrop.h"
#include "ui/diagram/diagramview.h"
#include "ui/diagram/settexts.h"

#include <QHelpEvent>
#include <QImage>
#include <QMenu>
#include <QPainter>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>
#include <QToolTip>

using namespace hookwalk;
using namespace hookwalk::test;
using namespace hookwalk::ui;

namespace
{

// The middle of a stage in the widget.
QPoint placeOf(const DiagramView& view, const char* id)
{
    return view.fromScene(view.picture().stages[static_cast<std::size_t>(indexOf(id))].place.rect.center())
        .toPoint();
}

Scene sceneOf(const Walk& walk, double playheadUs)
{
    Scene scene;
    scene.selected = &walk;
    scene.playhead = playheadUs;
    return scene;
}

} // namespace

class TestDiagramView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        qRegisterMetaType<Stage>("hookwalk::Stage");
        qRegisterMetaType<std::vector<BaseChain>>("std::vector<hookwalk::BaseChain>");
    }

    void textsThatAreKeptArePaintedLikeNewOnes()
    {
        SetTexts texts;
        const auto paint = [](const Picture& picture, double scale, double type, SetTexts* kept) {
            QImage image(2000, 1400, QImage::Format_RGB32);
            image.fill(Qt::white);
            QPainter painter(&image);
            painter.scale(scale, scale);
            PaintOptions options;
            options.type = type;
            options.texts = kept;
            paintDiagram(painter, Layout::netfilter(), picture, Theme::of(Look::Light), options);
            return image;
        };
        for (const Walk& walk : {forwardedReply(), forwardedRequest(), localIn(), throughLoopback()}) {
            for (const auto& [scale, type] : {std::pair(1.0, 1.0), {1.37, 1.0}, {0.8, 1.25}}) {
                const auto picture = pictureOf(Layout::netfilter(), sceneOf(walk, walk.durationUs / 3));
                QCOMPARE(paint(picture, scale, type, &texts), paint(picture, scale, type, nullptr));
            }
        }
    }

    void init()
    {
        m_view = std::make_unique<DiagramView>();
        m_view->resize(1056, 688);
        m_view->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
        m_view->setFocus(Qt::OtherFocusReason);
    }
    void cleanup() { m_view.reset(); }

    void aClickOnAnyStageTellsWhichItWas()
    {
        QSignalSpy clicked(m_view.get(), &DiagramView::stageClicked);
        for (const char* id :
             {"mangle-FORWARD", "nat-INPUT", "conntrack-OUTPUT", "routing-in", "tun-read", "local-process"}) {
            QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, placeOf(*m_view, id));
            QCOMPARE(clicked.size(), 1);
            QVERIFY(clicked.takeFirst().at(0).value<Stage>() == *stageWithId(id));
        }
        QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, m_view->fromScene({400, 300}).toPoint());
        QCOMPARE(clicked.size(), 0);
    }

    void aClickedPlaceOffTheWayHasARingUntilThePacketMoves()
    {
        const Walk walk = test::forwardedReply();
        m_view->setScene(sceneOf(walk, walk.durationUs));
        const QImage before = m_view->grab().toImage();
        const QPoint aside(3, 3); // no hover
        QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, placeOf(*m_view, "filter-INPUT"));
        QTest::mouseMove(m_view.get(), aside);
        QCOMPARE(m_view->chosenStage(), indexOf("filter-INPUT"));
        QVERIFY(m_view->grab().toImage() != before);
        m_view->setScene(sceneOf(walk, walk.durationUs)); // something was learned meanwhile
        QCOMPARE(m_view->chosenStage(), indexOf("filter-INPUT"));
        m_view->setScene(sceneOf(walk, walk.startUs));
        QCOMPARE(m_view->chosenStage(), -1);
        QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, placeOf(*m_view, "filter-FORWARD"));
        QCOMPARE(m_view->chosenStage(), -1); // where the packet stands is drawn anyway
    }

    void aChainOfTheMachinesOwnIsDrawnAndClickedInItsPlace()
    {
        test::LogLines log;
        log.fact("ruleset",
                 R"({"generation":1,"legacy":[],"chains":[{"family":"inet","table":"fw4","name":"forward",)"
                 R"("type":"filter","hook":"forward","priority":10,"policy":"drop","rules":[]}]})");
        test::Echo echo{"eth0", "tun0"};
        log.from("nftrace,packet=0000002a").at("mangle FORWARD", echo).at("filter FORWARD", echo);
        log.fact("rule", R"({"packet":"0000002a","family":"inet","table":"fw4","chain":"forward",)"
                         R"("type":"policy","verdict":"drop"})");
        const Trace trace = Trace::fromText(log.text());
        const Walk walk = walkOf(trace, 0);
        Scene scene = sceneOf(walk, walk.durationUs);
        scene.trace = &trace;
        m_view->setScene(scene);
        const int chip = m_view->diagramLayout().indexOf(walk.stops.back());
        QVERIFY(chip >= 0);
        const StagePicture& drawn = m_view->picture().stages[static_cast<std::size_t>(chip)];
        QCOMPARE(drawn.title + QLatin1Char(' ') + drawn.subtitle, QStringLiteral("fw4 forward"));
        QVERIFY(drawn.deathMark); // and not the chip of the trace point before
        QVERIFY(!at(m_view->picture(), "filter-FORWARD").deathMark);
        QVERIFY(m_view->toolTipOf(chip).contains(QStringLiteral("inet fw4 forward (FORWARD 10)")));
        QSignalSpy clicked(m_view.get(), &DiagramView::chainsClicked);
        QTest::mouseClick(m_view.get(), Qt::LeftButton, {},
                          m_view->fromScene(drawn.place.rect.center()).toPoint());
        QCOMPARE(clicked.size(), 1);
        QCOMPARE(clicked.takeFirst().at(0).value<std::vector<BaseChain>>().front().fullName(),
                 std::string("inet fw4 forward"));
        const Walk other = test::forwardedReply(); // another packet of the recording moves nothing
        const QRectF place = drawn.place.rect;
        scene.selected = &other;
        m_view->setScene(scene);
        QCOMPARE(m_view->picture().stages[static_cast<std::size_t>(chip)].place.rect, place);
    }

    void theNumberInACardListsAllChainsOfItsHook()
    {
        test::LogLines log;
        log.fact("ruleset",
                 R"({"generation":1,"legacy":[],"chains":[{"family":"inet","table":"fw4","name":"out",)"
                 R"("type":"filter","hook":"output","priority":5,"policy":"accept","rules":[]}]})");
        const Trace trace = Trace::fromText(log.text());
        Scene scene;
        scene.trace = &trace;
        m_view->setScene(scene);
        const CardLayout* card = m_view->diagramLayout().headAt({900, 120}); // in OUTPUT's head
        QVERIFY(card && card->withoutChip == 1);
        QTest::mouseClick(m_view.get(), Qt::LeftButton, {}, m_view->fromScene({900, 120}).toPoint());
        auto* menu = m_view->findChild<QMenu*>();
        QVERIFY(menu && menu->isVisible());
        QSignalSpy clicked(m_view.get(), &DiagramView::chainsClicked);
        for (QAction* action : menu->actions()) {
            if (action->text().startsWith(QStringLiteral("fw4 out")))
                action->trigger();
        }
        QCOMPARE(clicked.size(), 1);
        menu->close();
        auto* all = m_view->findChildren<QToolButton*>()[3]; // before the legend's
        QVERIFY(all->isVisible());
        QTest::mouseClick(all, Qt::LeftButton);
        QCOMPARE(m_view->diagramLayout().stages().size(), Layout::netfilter().stages().size() + 1);
        QTest::mouseClick(all, Qt::LeftButton);
        QCOMPARE(m_view->diagramLayout().stages().size(), Layout::netfilter().stages().size());
    }

    void theCornersOfADiamondAreNotTheDecision()
    {
        QCOMPARE(m_view->stageAt(m_view->fromScene({368, 504})), indexOf("routing-in"));
        QCOMPARE(m_view->stageAt(m_view->fromScene({340, 476})), -1);
    }

    void hoveringOverASkippedChainTellsWhy()
    {
        const Walk walk = test::forwardedReply();
        m_view->setScene(sceneOf(walk, walk.durationUs));
        const QPoint place = placeOf(*m_view, "nat-PREROUTING");
        QHelpEvent help(QEvent::ToolTip, place, m_view->mapToGlobal(place));
        QCoreApplication::sendEvent(m_view.get(), &help);
        QVERIFY(QToolTip::text().contains(QStringLiteral("nat PREROUTING")));
        QVERIFY(QToolTip::text().contains(QStringLiteral("already known")));
        QVERIFY(m_view->toolTipOf(indexOf("conntrack-PREROUTING")).contains(QStringLiteral("Inferred")));
        QVERIFY(m_view->toolTipOf(indexOf("raw-OUTPUT")).contains(QStringLiteral("Not on the way")));
        QVERIFY(m_view->toolTipOf(indexOf("mangle-FORWARD")).contains(QStringLiteral("+13")));
    }

    void theWholeDiagramFitsAtEverySize()
    {
        for (const QSize size : {QSize(1056, 688), QSize(968, 560), QSize(600, 900), QSize(2000, 1000)}) {
            m_view->resize(size);
            for (const StageLayout& stage : Layout::netfilter().stages()) {
                QVERIFY(QRectF(m_view->rect()).contains(m_view->fromScene(stage.rect.topLeft())));
                QVERIFY(QRectF(m_view->rect()).contains(m_view->fromScene(stage.rect.bottomRight())));
            }
        }
    }

    void theLegendGivesWayInASmallWindowAndComesBackByItsButton()
    {
        QVERIFY(m_view->isLegendShown());
        m_view->resize(968, 560);
        QVERIFY(!m_view->isLegendShown());
        auto* legend = m_view->findChildren<QToolButton*>().last();
        QTest::mouseClick(legend, Qt::LeftButton);
        QVERIFY(m_view->isLegendShown());
        QTest::mouseClick(legend, Qt::LeftButton);
        QVERIFY(!m_view->isLegendShown());
    }

    void theWheelZoomsAroundThePointer()
    {
        const QPointF pointer(700, 500);
        const QPointF before = m_view->toScene(pointer);
        const double scale = m_view->scale();
        QWheelEvent wheel(pointer, m_view->mapToGlobal(pointer), {}, {0, 120}, Qt::NoButton, Qt::NoModifier,
                          Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(m_view.get(), &wheel);
        QVERIFY(m_view->scale() > scale);
        QVERIFY(QLineF(m_view->toScene(pointer), before).length() < 1.5);
        m_view->fit();
        QCOMPARE(m_view->scale(), scale);
    }

    void zoomingByButtonsAndKeysAndBackToFit()
    {
        const double fitting = m_view->scale();
        m_view->zoomIn();
        QVERIFY(m_view->scale() > fitting);
        m_view->zoomOut();
        QCOMPARE(m_view->scale(), fitting);
        QTest::keyClick(m_view.get(), Qt::Key_Plus);
        QVERIFY(m_view->scale() > fitting);
        QTest::keyClick(m_view.get(), Qt::Key_0);
        QCOMPARE(m_view->scale(), fitting);
    }

    void draggingMovesTheDiagramAndIsNoClick()
    {
        QSignalSpy clicked(m_view.get(), &DiagramView::stageClicked);
        const QPoint from = placeOf(*m_view, "mangle-FORWARD");
        const QPointF before = m_view->fromScene({0, 0});
        QTest::mousePress(m_view.get(), Qt::LeftButton, {}, from);
        QTest::mouseMove(m_view.get(), from + QPoint(40, 10));
        QTest::mouseRelease(m_view.get(), Qt::LeftButton, {}, from + QPoint(40, 10));
        QCOMPARE(m_view->fromScene({0, 0}) - before, QPointF(40, 10));
        QCOMPARE(clicked.size(), 0);
    }

    void stagesAreReachedByKeysAndNamed()
    {
        QSignalSpy clicked(m_view.get(), &DiagramView::stageClicked);
        QVERIFY(!m_view->accessibleName().isEmpty());
        m_view->clearFocus();
        m_view->setFocus(Qt::TabFocusReason);
        QTRY_VERIFY(m_view->hasFocus());
        QTest::keyClick(m_view.get(), Qt::Key_Return);
        QVERIFY(clicked.takeFirst().at(0).value<Stage>() == *stageWithId("raw-PREROUTING"));
        QTest::keyClick(m_view.get(), Qt::Key_Tab);
        QVERIFY(m_view->accessibleDescription().startsWith(QStringLiteral("conntrack")));
        QTest::keyClick(m_view.get(), Qt::Key_Down);
        QTest::keyClick(m_view.get(), Qt::Key_Return);
        QVERIFY(clicked.takeFirst().at(0).value<Stage>() == *stageWithId("mangle-PREROUTING"));
        QTest::keyClick(m_view.get(), Qt::Key_Right);
        QVERIFY(!m_view->accessibleDescription().startsWith(QStringLiteral("mangle PREROUTING")));
    }

    void theInvitationShowsWhileNothingIsSelected()
    {
        m_view->setInvitation(QStringLiteral("Send a ping"), QStringLiteral("Press Send."));
        QCOMPARE(m_view->picture().caption.title, std::string("Send a ping"));
        const Walk walk = test::forwardedReply();
        m_view->setScene(sceneOf(walk, 0));
        QVERIFY(m_view->picture().caption.title != "Send a ping");
    }

    void whatIsDrawnFollowsTheLookAndTheScene()
    {
        const QImage idle = m_view->grab().toImage();
        m_view->setLook(Look::Light);
        const QImage light = m_view->grab().toImage();
        QCOMPARE(light.pixelColor(2, 2), Theme::of(Look::Light).canvas);
        QVERIFY(idle != light);
        const Walk walk = test::forwardedReply();
        m_view->setScene(sceneOf(walk, walk.startUs));
        const QImage start = m_view->grab().toImage();
        m_view->setScene(sceneOf(walk, walk.durationUs));
        QVERIFY(m_view->grab().toImage() != start);
        m_view->setScene(sceneOf(walk, walk.startUs));
        QVERIFY(m_view->grab().toImage() == start);
    }

    void theKeptBackdropLooksLikeAFreshOne()
    {
        const Walk walk = test::forwardedReply();
        for (const double playhead : {3.0, 13.0, 16.5, 18.0}) {
            m_view->setScene(sceneOf(walk, playhead));
            const QImage kept = m_view->grab().toImage();
            DiagramView fresh;
            fresh.resize(m_view->size());
            fresh.setScene(sceneOf(walk, playhead));
            QVERIFY(fresh.grab().toImage() == kept);
            Backdrop::setKept(false);
            QVERIFY(fresh.grab().toImage() == kept);
            Backdrop::setKept(true);
        }
    }

private:
    std::unique_ptr<DiagramView> m_view;
};

HOOKWALK_TEST(TestDiagramView)
#include "tst_diagramview.moc"
