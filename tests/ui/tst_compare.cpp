// SPDX-License-Identifier: GPL-3.0-or-later
// Two packets pinned and compared in the window, with real keys and the mouse.
#include "support/loglines.h"
#include "support/pictureread.h"
#include "support/testprogram.h"
#include "ui/compare/alignedsteps.h"
#include "ui/compare/compareview.h"
#include "ui/compare/difflist.h"
#include "ui/compare/sendagain.h"
#include "ui/compare/twolanes.h"
#include "ui/compare/twowaysview.h"
#include "ui/export/exportdialog.h"
#include "ui/mainwindow.h"

#include <algorithm>
#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QComboBox>
#include <QDockWidget>
#include <QGuiApplication>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace hookwalk;
using namespace hookwalk::ui;

namespace
{

// filter FORWARD with these rules.
std::string rulesetOf(int generation, const std::string& rules)
{
    return R"({"generation":)" + std::to_string(generation) +
           R"(,"chains":[{"family":"ip","table":"filter","name":"FORWARD","type":"filter","hook":"forward",
           "priority":0,"policy":"accept","rules":[)" +
           rules + "]}]}";
}

// A request goes through; a rule is added; the next one is dropped by it.
std::string beforeAndAfter()
{
    const std::string accept = R"({"handle":4,"text":"ct state established accept"})";
    test::LogLines log;
    const auto request = [&](int which, const char* verdict, std::size_t chains) {
        const auto packet = "000000" + std::to_string(20 + which);
        log.from("nftrace,packet=" + packet);
        for (std::size_t i = 0; i < chains; ++i) {
            const auto& chain = test::requestChains[i];
            log.at(chain, test::requestAt(chain, 7 + which, 1 + which));
            if (chain == "filter FORWARD")
                log.fact("rule", R"({"packet":")" + packet +
                                     R"(","family":"ip","table":"filter","chain":"FORWARD",)" + verdict +
                                     "}");
        }
    };
    log.fact("ruleset", rulesetOf(41, accept));
    request(0, R"("type":"policy","verdict":"accept")", test::requestChains.size());
    log.fact("ruleset", rulesetOf(42, accept + R"(,{"handle":9,"text":"ip protocol icmp drop"})"));
    request(1, R"("type":"rule","handle":9,"verdict":"drop")", 5);
    return log.text();
}

} // namespace

class TestCompare : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_appearance = std::make_unique<Appearance>();
        MainWindow::Options options;
        options.remember = false;
        options.session.helperPath = QStringLiteral("/nowhere/hookwalk-helper");
        m_window = std::make_unique<MainWindow>(*m_appearance, options);
        m_window->resize(1600, 1000);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QFile log(path());
        QVERIFY(log.open(QIODevice::WriteOnly));
        log.write(QByteArray::fromStdString(beforeAndAfter()));
        log.close();
        open(path());
    }
    void cleanup()
    {
        m_window.reset();
        m_appearance.reset();
    }

    // As others read them, and the same bytes each time.
    void aComparisonIsAPictureOfBothInEachForm_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* name : {"a.svg", "a.pdf", "a.png", "a.webp"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void aComparisonIsAPictureOfBothInEachForm()
    {
        QFETCH(QString, name);
        pinBoth();
        const auto form = *pictureForm(name);
        const Drawing drawing = m_window->comparisonDrawing();
        QCOMPARE(static_cast<int>(drawing.steps.size()), view().compared()->steps());
        const QByteArray bytes = fileOf(drawing, form).value();
        QVERIFY(fileOf(m_window->comparisonDrawing(), form).value() == bytes);
        if (form == PictureForm::Png) {
            QCOMPARE(QImage::fromData(bytes).size(), drawing.sheet.size.toSize());
            QVERIFY(QImage::fromData(bytes).text(QStringLiteral("Description")).contains(verdict()));
        }
        if (form != PictureForm::Svg && form != PictureForm::Pdf)
            return;
        const QString words = test::wordsIn(bytes, name);
        for (const char* word :
             {"B stops at filter FORWARD: rule 2 dropped it; A went on.", "packet 1 of", "packet 2 of",
              "ruleset 42", "first difference · step", "dropped · rule 2", "A only", "PREROUTING"})
            QVERIFY2(words.contains(QString::fromUtf8(word)), word);
    }

    // What both have is drawn once; of one of them in rows, so that each is seen.
    void copiesAndWhatGoesBackAreDrawnOfBoth()
    {
        const Chain mangle{Table::Mangle, Hook::Forward};
        const auto ways = [&](const char* copyOfA, const char* copyOfB) {
            const auto pinned = [&](Side side, const char* to) {
                Pin pin = *m_window->pins()[side];
                Walk walk = *pin.walk;
                const auto stop = std::ranges::find(walk.stops, Stage::of(mangle), &Stop::stage);
                stop->copy = CopySent{{}, to, noIndex};
                if (side == Side::B) {
                    walk.ending.kind = EndingKind::Rejected;
                    walk.ending.code = "rule-reject";
                    walk.refusal = say("packet-port-unreachable");
                }
                pin.walk = std::make_shared<const Walk>(std::move(walk));
                return pin;
            };
            const Compared both(pinned(Side::A, copyOfA), pinned(Side::B, copyOfB));
            return twoWaysOf(layoutOf(both), both);
        };
        pinBoth();
        const TwoWays alike = ways("eth1", "eth1");
        QCOMPARE(alike.copies.size(), std::size_t(1));
        QVERIFY(!alike.copies[0].of && !alike.copies[0].way.words.isEmpty());
        QVERIFY(!alike.picture.answer && alike.picture.copies.empty());
        const TwoWays apart = ways("eth1", "eth2");
        QCOMPARE(apart.copies.size(), std::size_t(2));
        QVERIFY(apart.copies[0].of == Side::A && apart.copies[1].of == Side::B);
        QCOMPARE(apart.answers.size(), std::size_t(1));
        QVERIFY(apart.answers[0].of == Side::B && apart.b.isSetAside);
        QCOMPARE(apart.answers[0].way.from, apart.b.end->at);
        const double rows[] = {apart.answers[0].way.corner.y(), apart.copies[0].way.corner.y(),
                               apart.copies[1].way.corner.y()};
        QVERIFY(rows[0] < rows[1] && rows[1] < rows[2]);
    }

    void aComparisonIsExportedAndCopiedWhereItIsShown()
    {
        pinBoth();
        m_window->exportDiagram();
        auto* dialog = m_window->findChild<ExportDialog*>();
        const auto* subject = dialog->findChild<QComboBox*>(QStringLiteral("subject"));
        for (const auto& [form, name, ending] : exportForms()) {
            dialog->choose(form);
            if (!std::holds_alternative<exports::FileFormat>(form))
                QVERIFY2(subject->currentData().toInt() == static_cast<int>(ExportOf::Pair),
                         qPrintable(name));
        }
        dialog->choose(PictureForm::Svg);
        auto* save = dialog->findChild<QPushButton*>(QStringLiteral("save"));
        QTRY_VERIFY(save->isEnabled());
        QSignalSpy exported(dialog, &ExportDialog::exported);
        QFile file(m_home.filePath(QStringLiteral("both.svg")));
        dialog->saveTo(file.fileName());
        QCOMPARE(exported.count(), 1);
        QVERIFY(file.open(QIODevice::ReadOnly) && file.readAll().contains(verdict().toUtf8()));
        QTRY_VERIFY(!m_window->findChild<ExportDialog*>());
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        press(Qt::Key_P, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(QGuiApplication::clipboard()->image().size(),
                 (m_window->comparisonDrawing().sheet.size * 2).toSize());
        press(Qt::Key_T, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(QGuiApplication::clipboard()->text().contains(verdict()));
    }

    void keysPinTwoPacketsAndEscapeLeaves()
    {
        press(Qt::Key_P);
        QVERIFY(m_window->pins()[Side::A] && !m_window->pins()[Side::B] && !m_window->isComparing());
        const auto* list = m_window->findChild<QTableView*>(QStringLiteral("traversals"));
        QVERIFY(list->model()
                    ->index(0, 1)
                    .data(Qt::AccessibleTextRole)
                    .toString()
                    .endsWith(QStringLiteral("pinned as A")));
        press(Qt::Key_Right, Qt::ShiftModifier);
        press(Qt::Key_P, Qt::ShiftModifier);
        QVERIFY(m_window->isComparing());
        QCOMPARE(verdict(), QStringLiteral("B stops at filter FORWARD: rule 2 dropped it; A went on."));
        for (const auto* dock : m_window->findChildren<QDockWidget*>())
            QVERIFY(!dock->isVisible());
        press(Qt::Key_Escape);
        QVERIFY(!m_window->isComparing() && m_window->pins().areBoth());
        QVERIFY(m_window->findChild<QDockWidget*>(QStringLiteral("inspectorDock"))->isVisible());
        press(Qt::Key_C);
        QVERIFY(m_window->isComparing());
        press(Qt::Key_C);
        press(Qt::Key_P, Qt::ShiftModifier); // once more: no longer
        QVERIFY(!m_window->pins()[Side::B] && m_window->pins()[Side::A]);
    }

    void differencesAreSteppedToAndSwapped()
    {
        pinBoth();
        const int first = view().compared()->comparison().first;
        QCOMPARE(view().compared()->stepTitle(first), QStringLiteral("filter FORWARD"));
        QCOMPARE(view().step(), first);
        press(Qt::Key_D);
        QVERIFY(view().step() > first && view().compared()->step(view().step()).isDifferent());
        press(Qt::Key_D, Qt::ShiftModifier);
        QCOMPARE(view().step(), first);
        press(Qt::Key_D, Qt::ShiftModifier);
        QCOMPARE(view().step(), first); // there is none before
        press(Qt::Key_Escape);          // what says so
        press(Qt::Key_Home);
        QCOMPARE(view().step(), 0);
        press(Qt::Key_Right);
        QCOMPARE(view().step(), 1);
        press(Qt::Key_X);
        QCOMPARE(verdict(), QStringLiteral("A stops at filter FORWARD: rule 2 dropped it; B went on."));
        QCOMPARE(view().step(), 1);
    }

    void theKeysOfTheTimeMachineAreSilentThere()
    {
        pinBoth();
        const auto packet = m_window->selection().traversal();
        const auto stop = m_window->selection().stop();
        for (const auto key : {Qt::Key_BracketRight, Qt::Key_BracketLeft, Qt::Key_N, Qt::Key_K, Qt::Key_B,
                               Qt::Key_L, Qt::Key_Plus, Qt::Key_G, Qt::Key_3})
            press(key);
        press(Qt::Key_B, Qt::ShiftModifier);
        press(Qt::Key_F, Qt::ControlModifier);
        QCOMPARE(m_window->selection().traversal(), packet);
        QCOMPARE(m_window->selection().stop(), stop);
        QVERIFY(m_window->flags().all().empty() && m_window->messages().text().isEmpty());
        QVERIFY(m_window->findChild<TimelineView*>()->scale().isAll());
        QVERIFY(m_window->isComparing());
    }

    void theMouseGoesToStepsAndScrubs()
    {
        pinBoth();
        auto* steps = view().findChild<AlignedSteps*>()->view();
        QTest::mouseClick(steps->viewport(), Qt::LeftButton, {},
                          steps->visualRect(steps->model()->index(2, 0)).center());
        QCOMPARE(view().step(), 2);
        auto* lanes = view().findChild<TwoLanes*>();
        const auto at = [&](double position) { return QPoint(static_cast<int>(lanes->xOf(position)), 60); };
        QTest::mousePress(lanes, Qt::LeftButton, {}, at(3));
        QTest::mouseMove(lanes, at(5.3));
        QTest::mouseRelease(lanes, Qt::LeftButton, {}, at(5.3));
        QCOMPARE(view().step(), 5);
        auto* diagram = view().findChild<TwoWaysView*>();
        const auto stage = diagram->ways().stageOf[1];
        QTest::mouseClick(diagram, Qt::LeftButton, {}, diagram->placeOf(stage).toPoint());
        QCOMPARE(view().step(), 1);
    }

    void theRulesAreJoinedAndTheChangeIsNamed()
    {
        pinBoth();
        const auto& rules = view().findChild<DiffList*>(QStringLiteral("rulesOfBoth"))->rows();
        QCOMPARE(rules.size(), 3U);
        QVERIFY(!rules[0].only && rules[1].only == Side::B && !rules[2].only);
        QCOMPARE(rules[1].a, QStringLiteral("A: not there yet"));
        QCOMPARE(rules[1].b, QStringLiteral("B: matched, drop"));
        QVERIFY(rules[1].bDrops && rules[1].spoken().contains(QStringLiteral("only in the rules of B")));
        QCOMPARE(rules[2].a, QStringLiteral("A: decided here"));
        QCOMPARE(rules[2].b, QStringLiteral("B: never reached"));
        const auto& change = view().findChild<DiffList*>(QStringLiteral("rulesetsOfBoth"))->rows();
        QCOMPARE(change.size(), 2U);
        QCOMPARE(change[1].words, QStringLiteral("+ ip protocol icmp drop"));
        QVERIFY(anyLabelSays(QStringLiteral("Ruleset 41 → 42")));
        QVERIFY(anyLabelSays(
            QStringLiteral("The one rule that differs was added for B: rule 2 of ip filter FORWARD.")));
        const auto& header = view().findChild<DiffList*>(QStringLiteral("headersOfBoth"))->rows();
        const auto differing = std::ranges::count(header, true, &DiffRow::differs);
        QCOMPARE(differing, 2); // the IP's ID and the echo's: expected ones
        QTest::mouseClick(view().findChild<QWidget*>(QStringLiteral("copyComparison")), Qt::LeftButton);
        QVERIFY(QGuiApplication::clipboard()->text().contains(QStringLiteral("→ ≠  filter FORWARD")));
    }

    void packetsOfTwoFilesAreCompared()
    {
        press(Qt::Key_P);
        open(QStringLiteral(HOOKWALK_TEST_DATA "/streams/drop.kmsg"));
        press(Qt::Key_P, Qt::ShiftModifier);
        QVERIFY(m_window->isComparing());
        QVERIFY(verdict().startsWith(QStringLiteral("B stops at filter FORWARD")));
        QVERIFY(view().compared()->nameOf(Side::A).endsWith(QStringLiteral("pair.kmsg")));
        QVERIFY(view().compared()->nameOf(Side::B).endsWith(QStringLiteral("drop.kmsg")));
    }

    void aLocatorAgainstAnotherOpensTheComparison()
    {
        const auto a = query::parseLocator(path().toStdString() + "#packet=1");
        const auto b = query::parseLocator(path().toStdString() + "#packet=2");
        m_window->openComparison(*a, *b);
        QTRY_VERIFY(m_window->isComparing());
        QVERIFY(verdict().startsWith(QStringLiteral("B stops at filter FORWARD")));
    }

    void theModelsKeepTheRules()
    {
        pinBoth();
        auto* steps = view().findChild<AlignedSteps*>()->view();
        const QAbstractItemModelTester steady(steps->model(),
                                              QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QAbstractItemModelTester rows(
            view().findChild<DiffList*>(QStringLiteral("headersOfBoth"))->model(),
            QAbstractItemModelTester::FailureReportingMode::QtTest);
        const auto first = steps->model()->index(view().step(), 0).data(Qt::AccessibleTextRole).toString();
        QVERIFY2(first.contains(QStringLiteral("the first difference")) &&
                     first.contains(QStringLiteral("drop by rule 2")),
                 qPrintable(first));
        press(Qt::Key_X);
        press(Qt::Key_End);
    }

    void oneWayRunsRightOfItsRailAndTheOtherLeft()
    {
        QPainterPath path(QPointF(0, 0));
        path.lineTo(100, 0);
        path.lineTo(100, 50);
        const auto right = beside(path, 3), left = beside(path, -3);
        QCOMPARE(right.currentPosition(), QPointF(97, 50));
        QCOMPARE(left.currentPosition(), QPointF(103, 50));
        QCOMPARE(QPointF(right.elementAt(0)), QPointF(0, 3));
        QCOMPARE(QPointF(right.elementAt(1)), QPointF(97, 3));
        QCOMPARE(QPointF(left.elementAt(1)), QPointF(103, -3));
        QVERIFY(beside({}, 3).isEmpty());
    }

    void aPacketsProbeIsMadeAgain()
    {
        const auto request = requestLike(m_window->document().trace(), 0);
        QVERIFY(request && session::check(*request));
        QCOMPARE(request->destination.toString(), std::string("203.0.113.29"));
        QCOMPARE(request->payload.size(), 13U); // 41 bytes less two headers
        QVERIFY(request->from == session::PingFrom::Tun);
        QVERIFY(!requestLike(m_window->document().trace(), 99));
        QCOMPARE(sentAgain(m_window->document().trace(), 1, false), 1U);
        QCOMPARE(sentAgain(m_window->document().trace(), 0, true), noIndex);
    }

private:
    QString path() const { return m_home.filePath(QStringLiteral("pair.kmsg")); }
    CompareView& view() const { return *m_window->comparison(); }
    QString verdict() const { return view().findChild<QLabel*>(QStringLiteral("verdict"))->text(); }
    bool anyLabelSays(const QString& text) const
    {
        const auto labels = view().findChildren<QLabel*>();
        return std::ranges::any_of(labels, [&](const QLabel* label) { return label->text().contains(text); });
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {})
    {
        QWidget* focus = m_window->focusWidget();
        QTest::keyClick(focus ? focus : m_window.get(), key, modifiers);
    }
    void pinBoth()
    {
        press(Qt::Key_P);
        press(Qt::Key_Right, Qt::ShiftModifier);
        press(Qt::Key_P, Qt::ShiftModifier);
        QVERIFY(m_window->isComparing());
    }
    void open(const QString& file)
    {
        QSignalSpy opened(&m_window->opener(), &FileOpener::opened);
        m_window->openFile(file);
        QTRY_COMPARE(opened.count(), 1);
    }

    QTemporaryDir m_home;
    std::unique_ptr<Appearance> m_appearance;
    std::unique_ptr<MainWindow> m_window;
};

HOOKWALK_TEST(TestCompare)
#include "tst_compare.moc"
