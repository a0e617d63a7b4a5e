// SPDX-License-Identifier: GPL-3.0-or-later
// Where the time of one packet went: from each line of the kernel to the next, a bar in the colour of the
// table.
#pragma once

#include "ui/appearance.h"
#include "ui/charts/chaintimes.h"

#include <QChartView>
#include <vector>

class QBarCategoryAxis;
class QHorizontalStackedBarSeries;
class QValueAxis;

namespace hookwalk::ui
{

class ChainTimeChart : public QChartView
{
    Q_OBJECT

public:
    explicit ChainTimeChart(const Appearance& appearance, QWidget* parent = nullptr);
    virtual void setWalk(const Walk* walk); // nullptr: none; only looked at during the call

protected:
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void fitLabels();
    void drawIfSeen();
    void draw();

    const Appearance& m_appearance;
    std::vector<ChainTime> m_times;
    bool m_isStale = true;
    QHorizontalStackedBarSeries* m_bars;
    QBarCategoryAxis* m_chains;
    QValueAxis* m_us;
};

} // namespace hookwalk::ui
