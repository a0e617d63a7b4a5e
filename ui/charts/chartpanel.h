// SPDX-License-Identifier: GPL-3.0-or-later
// The charts with their tabs.
#pragma once

#include "ui/appearance.h"
#include "ui/charts/roundtrips.h"

#include <QWidget>

class QLabel;
class QStackedWidget;
class QTabBar;

namespace hookwalk::ui
{

class ChainTimeChart;
class RoundTripChart;

class ChartPanel : public QWidget
{
    Q_OBJECT

public:
    explicit ChartPanel(const Appearance& appearance, QWidget* parent = nullptr);

    void setTrips(const RoundTrips& trips);
    void setWalk(const Walk* walk); // nullptr: none
    QString detail() const;         // "median 52 µs"
    int chart() const;              // 0: round trips, 1: time per chain
    void showChart(int chart);

private:
    void nameUnit();
    void showTab(int tab);

    const Appearance& m_appearance;
    QTabBar* m_tabs;
    QLabel *m_detail, *m_empty;
    QStackedWidget* m_pages;
    RoundTripChart* m_roundTrips = nullptr; // both from the first time on that there is something to show
    ChainTimeChart* m_chainTimes = nullptr;
    QString m_median, m_title;
    bool m_hasTrips = false, m_hasTimes = false;
};

} // namespace hookwalk::ui
