// SPDX-License-Identifier: GPL-3.0-or-later
// The charts: numbers that are read at once, names that are whole.
#include "support/testprogram.h"
#include "support/walks.h"
#include "ui/charts/chaintimechart.h"
#include "ui/charts/charting.h"
#include "ui/charts/chartpanel.h"
#include "ui/charts/roundtripchart.h"
#include "ui/export/pictures.h"

#include <cmath>
#include <memory>
#include <QBarSet>
#include <QGraphicsTextItem>
#include <QHorizontalStackedBarSeries>
#include <QStandardPaths>
#include <QTabBar>
#include <QTest>
#include <QValueAxis>

using namespace hookwalk;
using namespace hookwalk::ui;

namespace
{

QValueAxis* heightAxis(const QChartView& view)
{
    return qobject_cast<QValueAxis*>(view.chart()->axes(Qt::Vertical).constFirst());
}

// The texts of its axes, in the order of the chart; a cut one is not among them.
QStringList wholeTexts(QChartView& view)
{
    settle(view);
    QStringList texts;
    for (QGraphicsItem* item : view.scene()->items()) {
        const auto* text = qgraphicsitem_cast<QGraphicsTextItem*>(item);
        if (text && text->isVisible() &&
            view.sceneRect().contains(text->sceneBoundingRect().adjusted(5, 5, -5, -5)))
            texts << text->toPlainText();
    }
    return texts;
}

std::vector<RoundTrip> trips(const std::vector<std::optional<double>>& times)
{
    std::vector<RoundTrip> all;
    for (const auto& us : times)
        all.push_back(
            {QStringLiteral("seq %1").arg(all.size()), us, false, static_cast<quint32>(all.size())});
    return all;
}

} // namespace

class TestCharts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void theAxisHasWholeNumbersInAUnitThatFits_data()
    {
        QTest::addColumn<double>("us");
        QTest::addColumn<QString>("unit");
        for (const double us : {0.4, 3.0, 9.0, 10.0, 13.0, 99.0, 246.0, 9'999.0})
            QTest::addRow("%g", us) << us << QStringLiteral("µs");
        QTest::addRow("a slow link") << 48'000.0 << QStringLiteral("ms");
        QTest::addRow("nearly lost") << 11'000'000.0 << QStringLiteral("s");
    }
    void theAxisHasWholeNumbersInAUnitThatFits()
    {
        QFETCH(double, us);
        QFETCH(QString, unit);
        const std::unique_ptr<RoundTripChart> made(charting().roundTrips(m_appearance));
        RoundTripChart& chart = *made;
        for (const QSize size : {QSize(320, 210), QSize(250, 120)}) {
            chart.resize(size);
            chart.show();
            chart.setTrips(trips({us / 2, us}));
            QCOMPARE(chart.unit(), unit);
            const QStringList texts = wholeTexts(chart);
            const auto* axis = heightAxis(chart);
            for (int tick = 0; tick < axis->tickCount(); ++tick) {
                const double value = axis->max() * tick / (axis->tickCount() - 1);
                QCOMPARE(value, std::round(value));
                QVERIFY2(texts.contains(QString::number(value, 'f', 0)), qPrintable(texts.join(u' ')));
            }
        }
    }

    void whereAllAreLostNothingIsMeasured()
    {
        const std::unique_ptr<RoundTripChart> made(charting().roundTrips(m_appearance));
        RoundTripChart& chart = *made;
        chart.setTrips(trips({std::nullopt, std::nullopt}));
        QVERIFY(!heightAxis(chart)->labelsVisible());
        chart.setTrips(trips({std::nullopt, 20}));
        QVERIFY(heightAxis(chart)->labelsVisible());
    }

    // As the sentence at the end of a run counts.
    void anErrorIsNoAnswer()
    {
        RoundTrips both;
        session::PingResult answered, refused;
        answered.index = 1, answered.roundTripUs = 200, answered.outcome = session::PingOutcome::Replied;
        refused.index = 2, refused.roundTripUs = 90, refused.outcome = session::PingOutcome::Error;
        both.add({answered, refused});
        QCOMPARE(both.all().size(), std::size_t(2));
        QVERIFY(both.all()[0].us && !both.all()[1].us);
        QCOMPARE(both.medianUs(), std::optional(200.0));
    }

    void theTabNamesTheUnit()
    {
        ChartPanel panel(m_appearance);
        RoundTrips slow;
        session::PingResult answered;
        answered.roundTripUs = 48'000;
        answered.outcome = session::PingOutcome::Replied;
        slow.add({answered});
        panel.setTrips(slow);
        panel.showChart(1);
        QCOMPARE(panel.chart(), 1);
        QCOMPARE(panel.findChild<QTabBar*>()->tabText(0), QStringLiteral("Round trip, ms"));
    }

    void everyChainHasItsName()
    {
        const std::unique_ptr<ChainTimeChart> made(charting().chainTimes(m_appearance));
        ChainTimeChart& chart = *made;
        const Walk walk = test::forwardedRequest();
        chart.resize(320, 180);
        chart.show();
        chart.setWalk(&walk);
        const QStringList texts = wholeTexts(chart);
        for (const ChainTime& time : chainTimes(walk)) {
            const QString name = QString::fromStdString(hookwalk::name(time.chain));
            QVERIFY2(texts.contains(name),
                     qPrintable(name + QStringLiteral(" is not among ") + texts.join(u',')));
        }
    }

    void aChartThatNobodySeesIsDrawnOnceItIsSeen()
    {
        const std::unique_ptr<ChainTimeChart> made(charting().chainTimes(m_appearance));
        ChainTimeChart& chart = *made;
        const auto* bars = qobject_cast<QAbstractBarSeries*>(chart.chart()->series().constFirst());
        const Walk walk = test::forwardedRequest();
        chart.setWalk(&walk);
        QCOMPARE(bars->count(), 0);
        chart.show();
        QVERIFY(bars->count() > 0);
        chart.setWalk(nullptr);
        QCOMPARE(bars->barSets().constFirst()->count(), 0);
    }

private:
    Appearance m_appearance;
};

HOOKWALK_TEST(TestCharts)
#include "tst_charts.moc"
