// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chartpanel.h"

#include "model/part.h"
#include "ui/charts/chaintimechart.h"
#include "ui/charts/charting.h"
#include "ui/charts/roundtripchart.h"
#include "ui/panels/tintedlabel.h"
#include "ui/theme/text.h"
#include "words/times.h"
#include "words/words.h"

#include <algorithm>
#include <QCoreApplication>
#include <QHBoxLayout>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace hookwalk::ui
{

namespace
{
enum Tab { RoundTripTab, ChainTimeTab };
} // namespace

const Charting& charting()
{
    static const auto& part = *static_cast<const Charting*>(loadPart("charts"));
    return part;
}

ChartPanel::ChartPanel(const Appearance& appearance, QWidget* parent)
    : QWidget(parent)
    , m_appearance(appearance)
    , m_tabs(new QTabBar)
    , m_detail(new TintedLabel(&Theme::text3, textFont(11.5)))
    , m_empty(new QLabel)
    , m_pages(new QStackedWidget)
{
    m_tabs->addTab({});
    m_tabs->addTab(tr("Time per chain, µs"));
    m_tabs->setExpanding(false);
    m_tabs->setDrawBase(false);
    m_tabs->setUsesScrollButtons(false);
    m_tabs->setObjectName(QStringLiteral("charts"));
    m_detail->setObjectName(QStringLiteral("median"));
    m_empty->setProperty("kind", QStringLiteral("hint"));
    m_empty->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_empty->setContentsMargins(16, 8, 16, 0);
    m_empty->setWordWrap(true);
    m_pages->addWidget(m_empty);

    auto* head = new QWidget;
    head->setFixedHeight(36);
    auto* row = new QHBoxLayout(head);
    row->setContentsMargins(16, 4, 16, 0);
    row->addWidget(m_tabs, 1, Qt::AlignBottom);
    row->addWidget(m_detail, 0, Qt::AlignVCenter);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(head);
    column->addWidget(m_pages, 1);
    connect(m_tabs, &QTabBar::currentChanged, this, &ChartPanel::showTab);
    nameUnit();
    showTab(RoundTripTab);
}

void ChartPanel::nameUnit()
{
    m_tabs->setTabText(RoundTripTab, tr("Round trip, %1")
                                         .arg(m_roundTrips ? m_roundTrips->unit()
                                                           : QCoreApplication::translate(
                                                                 "hookwalk::ui::RoundTripChart", "µs")));
}

void ChartPanel::setTrips(const RoundTrips& trips)
{
    m_hasTrips = !trips.all().empty();
    const auto median = trips.medianUs();
    m_median = median ? tr("median %1").arg(qt(words::duration(*median))) : QString();
    if (m_hasTrips && !m_roundTrips)
        m_pages->addWidget(m_roundTrips = charting().roundTrips(m_appearance));
    if (m_roundTrips)
        m_roundTrips->setTrips(trips.all());
    nameUnit();
    showTab(m_tabs->currentIndex());
}

void ChartPanel::setWalk(const Walk* walk)
{
    m_hasTimes = walk && !chainTimes(*walk).empty();
    m_title = walk ? qt(words::text(walk->title)) : QString();
    if (m_hasTimes && !m_chainTimes)
        m_pages->addWidget(m_chainTimes = charting().chainTimes(m_appearance));
    if (m_chainTimes)
        m_chainTimes->setWalk(walk);
    showTab(m_tabs->currentIndex());
}

QString ChartPanel::detail() const
{
    return m_detail->text();
}

int ChartPanel::chart() const
{
    return m_tabs->currentIndex();
}

void ChartPanel::showChart(int chart)
{
    m_tabs->setCurrentIndex(std::clamp(chart, 0, m_tabs->count() - 1));
}

void ChartPanel::showTab(int tab)
{
    const bool trips = tab == RoundTripTab;
    const bool filled = trips ? m_hasTrips : m_hasTimes;
    m_detail->setText(!filled ? QString() : trips ? m_median : m_title);
    m_empty->setText(trips ? tr("The round trip of each ping appears here.")
                           : tr("The time from line to line of the selected packet appears here, where "
                                "the log has times."));
    m_pages->setCurrentWidget(!filled ? m_empty : trips ? static_cast<QWidget*>(m_roundTrips) : m_chainTimes);
}

} // namespace hookwalk::ui
