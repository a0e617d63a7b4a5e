// SPDX-License-Identifier: GPL-3.0-or-later
// The round trips of the last pings as points; the one under the pointer, or the one that stands out, says
// its name.
#pragma once

#include "ui/appearance.h"
#include "ui/charts/roundtrips.h"

#include <QChartView>

class QGraphicsSimpleTextItem;
class QLineSeries;
class QScatterSeries;
class QValueAxis;

namespace hookwalk::ui
{

class RoundTripChart : public QChartView
{
    Q_OBJECT

public:
    explicit RoundTripChart(const Appearance& appearance, QWidget* parent = nullptr);

    virtual void setTrips(const std::vector<RoundTrip>& trips); // shows the last ones that fit
    int shownCount() const { return static_cast<int>(m_trips.size()); }
    QString labelText() const;                   // of the point that is named now
    QString unit() const { return m_unit.name; } // of the axis: "µs", "ms", "s"

protected:
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    struct Unit {
        double us = 1;
        QString name;
    };
    QPointF pointOf(int index) const; // 0 high where no answer came
    void name(int index);             // -1: none
    int outstanding() const;
    void placeLabel();
    void tint();

    const Appearance& m_appearance;
    std::vector<RoundTrip> m_trips;
    QLineSeries* m_line;
    QScatterSeries *m_points, *m_lost, *m_named, *m_namedCore;
    QValueAxis *m_x, *m_y;
    QGraphicsSimpleTextItem *m_label, *m_footer;
    Unit m_unit;
    int m_index = -1;
};

} // namespace hookwalk::ui
