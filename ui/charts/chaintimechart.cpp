// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chaintimechart.h"

#include <algorithm>
#include <QBarCategoryAxis>
#include <QBarSet>
#include <QGraphicsLayout>
#include <QHorizontalStackedBarSeries>
#include <QToolTip>
#include <QValueAxis>

namespace hookwalk::ui
{

namespace
{

constexpr int besideRows = 36; // pixels: the axis with the times, the margins

}

ChainTimeChart::ChainTimeChart(const Appearance& appearance, QWidget* parent)
    : QChartView(parent)
    , m_appearance(appearance)
    , m_bars(new QHorizontalStackedBarSeries)
    , m_chains(new QBarCategoryAxis)
    , m_us(new QValueAxis)
{
    setRenderHint(QPainter::Antialiasing);
    setFrameShape(QFrame::NoFrame);
    setAccessibleName(tr("Time from each chain to the next in microseconds"));
    chart()->legend()->hide();
    chart()->setBackgroundVisible(false);
    chart()->layout()->setContentsMargins(0, 0, 0, 0);
    chart()->setMargins(QMargins(12, 4, 12, 4));
    m_bars->setBarWidth(0.6);
    m_chains->setTruncateLabels(false);
    m_chains->setLineVisible(false);
    m_chains->setGridLineVisible(false);
    m_us->setLineVisible(false);
    m_us->setLabelFormat(QStringLiteral("%.0f"));
    m_us->setLabelsFont(monoFont(11));
    chart()->addSeries(m_bars);
    chart()->addAxis(m_chains, Qt::AlignLeft);
    chart()->addAxis(m_us, Qt::AlignBottom);
    m_bars->attachAxis(m_chains);
    m_bars->attachAxis(m_us);
    connect(m_bars, &QAbstractBarSeries::hovered, this, [this](bool on, int index) {
        if (!on || index >= static_cast<int>(m_times.size()))
            return QToolTip::hideText();
        const ChainTime& time = m_times[static_cast<std::size_t>(index)];
        QToolTip::showText(QCursor::pos(), tr("%1: %2 µs until the next line")
                                               .arg(QString::fromStdString(hookwalk::name(time.chain)))
                                               .arg(time.us, 0, 'f', 0));
    });
    connect(&appearance, &Appearance::changed, this, &ChainTimeChart::drawIfSeen);
}

void ChainTimeChart::setWalk(const Walk* walk)
{
    m_times = walk ? chainTimes(*walk) : std::vector<ChainTime>();
    std::ranges::reverse(m_times); // the axis begins at the bottom, the packet at the top
    drawIfSeen();
}

// Who looks at packet after packet without the chart does not wait for it.
void ChainTimeChart::drawIfSeen()
{
    m_isStale = true;
    if (isVisible())
        draw();
}

void ChainTimeChart::showEvent(QShowEvent* event)
{
    if (m_isStale)
        draw();
    QChartView::showEvent(event);
}

// The chart leaves names out where they would touch.
void ChainTimeChart::fitLabels()
{
    const double row = (height() - besideRows) / std::max(1.0, static_cast<double>(m_times.size()));
    m_chains->setLabelsFont(textFont(std::clamp(row * 0.6, 7.0, 11.0)));
}

void ChainTimeChart::resizeEvent(QResizeEvent* event)
{
    QChartView::resizeEvent(event);
    fitLabels();
}

void ChainTimeChart::draw()
{
    m_isStale = false;
    const Theme& theme = m_appearance.theme();
    setBackgroundBrush(theme.panel);
    m_chains->setLabelsColor(theme.text2);
    fitLabels();
    m_us->setLabelsColor(theme.text3);
    m_us->setGridLineColor(theme.divider);

    m_bars->clear();
    QStringList names;
    double longest = 0;
    for (const ChainTime& time : m_times) {
        names << QString::fromStdString(hookwalk::name(time.chain));
        longest = std::max(longest, time.us);
    }
    // One set for each table carries its colour; a bar belongs to one of them and is empty in the others.
    for (const Table table : allTables) {
        auto* set = new QBarSet(QString());
        for (const ChainTime& time : m_times)
            *set << (time.chain.table == table ? time.us : 0);
        set->setColor(theme.table(table).fill);
        set->setBorderColor(theme.table(table).ring);
        m_bars->append(set);
    }
    m_chains->setCategories(names);
    m_us->setRange(0, std::max(longest, 1.0));
    m_us->applyNiceNumbers();
    chart()->layout()->invalidate(); // longer names take a wider axis
}

} // namespace hookwalk::ui
