// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/roundtripchart.h"

#include "ui/theme/text.h"
#include "words/times.h"

#include <algorithm>
#include <cmath>
#include <QGraphicsLayout>
#include <QGraphicsSimpleTextItem>
#include <QLineSeries>
#include <QMouseEvent>
#include <QScatterSeries>
#include <QValueAxis>

namespace hookwalk::ui
{

namespace
{

constexpr std::size_t mostShown = 60;
constexpr double standsOut = 1.5; // times the next smaller one
constexpr int lowChart = 160;     // pixels, with room for three numbers

// The next number that is four times, and twice, a number that is read at once: 4, 8, 12, 20, 40, 80, 120 …
double roundUp(double value)
{
    const double least = std::max(value, 4.0), power = std::pow(10.0, std::floor(std::log10(least)));
    for (const double lead : {1.2, 2.0, 4.0, 8.0}) {
        if (lead * power >= least)
            return lead * power;
    }
    return 12 * power;
}

QScatterSeries* dots(double size)
{
    auto* series = new QScatterSeries;
    series->setMarkerSize(size);
    return series;
}

} // namespace

RoundTripChart::RoundTripChart(const Appearance& appearance, QWidget* parent)
    : QChartView(parent)
    , m_appearance(appearance)
    , m_line(new QLineSeries)
    , m_points(dots(6))
    , m_lost(dots(7))
    , m_named(dots(14))
    , m_namedCore(dots(6))
    , m_x(new QValueAxis)
    , m_y(new QValueAxis)
{
    setRenderHint(QPainter::Antialiasing);
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setAccessibleName(tr("Round trip of each ping in microseconds"));
    chart()->legend()->hide();
    chart()->setBackgroundVisible(false);
    chart()->layout()->setContentsMargins(0, 0, 0, 0);
    chart()->setMargins(QMargins(4, 4, 12, 20));
    m_lost->setMarkerShape(QScatterSeries::MarkerShapeRectangle);
    m_x->setVisible(false);
    m_y->setTruncateLabels(false);
    m_y->setLabelFormat(QStringLiteral("%.0f"));
    m_y->setLineVisible(false);
    m_y->setLabelsFont(monoFont(11));
    chart()->addAxis(m_x, Qt::AlignBottom);
    chart()->addAxis(m_y, Qt::AlignLeft);
    for (QXYSeries* series :
         {static_cast<QXYSeries*>(m_line), static_cast<QXYSeries*>(m_points), static_cast<QXYSeries*>(m_lost),
          static_cast<QXYSeries*>(m_named), static_cast<QXYSeries*>(m_namedCore)}) {
        chart()->addSeries(series);
        series->attachAxis(m_x);
        series->attachAxis(m_y);
    }
    m_label = new QGraphicsSimpleTextItem(chart());
    m_footer = new QGraphicsSimpleTextItem(chart());
    for (auto* text : {m_label, m_footer}) {
        text->setFont(textFont(11));
        text->setZValue(20);
    }
    connect(&appearance, &Appearance::changed, this, &RoundTripChart::tint);
    connect(chart(), &QChart::plotAreaChanged, this, &RoundTripChart::placeLabel);
    tint();
    setTrips({});
}

void RoundTripChart::setTrips(const std::vector<RoundTrip>& trips)
{
    const auto surplus = trips.size() > mostShown ? trips.size() - mostShown : 0;
    m_trips.assign(trips.begin() + static_cast<std::ptrdiff_t>(surplus), trips.end());
    double highest = 0;
    for (const RoundTrip& trip : m_trips)
        highest = std::max(highest, trip.us.value_or(0));
    m_unit = highest < 10'000       ? Unit{1, tr("µs")}
             : highest < 10'000'000 ? Unit{1e3, tr("ms")}
                                    : Unit{1e6, tr("s")};
    QList<QPointF> answered, lost;
    for (std::size_t i = 0; i < m_trips.size(); ++i)
        (m_trips[i].us ? answered : lost) << pointOf(static_cast<int>(i));
    m_line->replace(answered);
    m_points->replace(answered);
    m_lost->replace(lost);
    // A few points stand together in the middle instead of being torn apart.
    const double count = static_cast<double>(m_trips.size()), width = std::max(count, 8.0);
    m_x->setRange((count - 1) / 2 - width / 2, (count - 1) / 2 + width / 2);
    m_y->setRange(0, roundUp(highest / m_unit.us * 1.02));
    m_y->setLabelsVisible(!answered.isEmpty()); // lost ones have no height
    chart()->layout()->invalidate();            // longer numbers take a wider axis
    const int shown = static_cast<int>(m_trips.size());
    m_footer->setText(m_trips.empty()      ? QString()
                      : answered.isEmpty() ? tr("%n ping(s), no answer", nullptr, shown)
                      : surplus > 0        ? tr("last %n ping(s)", nullptr, shown)
                                           : tr("%n ping(s)", nullptr, shown));
    name(outstanding());
}

// The slowest one where it stands out, else none.
int RoundTripChart::outstanding() const
{
    int slowest = -1;
    double highest = 0, second = 0;
    for (std::size_t i = 0; i < m_trips.size(); ++i) {
        const double us = m_trips[i].us.value_or(0);
        if (us > highest) {
            second = std::exchange(highest, us);
            slowest = static_cast<int>(i);
        } else {
            second = std::max(second, us);
        }
    }
    return m_trips.size() == 1 || highest > standsOut * second ? slowest : -1;
}

void RoundTripChart::name(int index)
{
    m_index = index < static_cast<int>(m_trips.size()) ? index : -1;
    const RoundTrip* trip = m_index < 0 ? nullptr : &m_trips[static_cast<std::size_t>(m_index)];
    QList<QPointF> point;
    if (trip && trip->us)
        point << pointOf(m_index);
    m_named->replace(point);
    m_namedCore->replace(point);
    QString text;
    if (trip) {
        text = trip->us ? QStringLiteral("%1: %2").arg(trip->label, qt(words::duration(*trip->us)))
                        : tr("%1: no answer").arg(trip->label);
        if (trip->newConnection)
            text = tr("%1, new connection").arg(text);
    }
    m_label->setText(text);
    placeLabel();
}

QPointF RoundTripChart::pointOf(int index) const
{
    return {static_cast<double>(index), m_trips[static_cast<std::size_t>(index)].us.value_or(0) / m_unit.us};
}

QString RoundTripChart::labelText() const
{
    return m_label->text();
}

// Beside its point, on the side where there is room; else above or below it.
void RoundTripChart::placeLabel()
{
    const QRectF plot = chart()->plotArea();
    m_footer->setPos(plot.right() - m_footer->boundingRect().width(), chart()->size().height() - 18);
    if (m_index < 0)
        return;
    const QPointF at = chart()->mapToPosition(pointOf(m_index), m_points);
    const QSizeF size = m_label->boundingRect().size();
    const bool left = at.x() - 12 - size.width() >= plot.left();
    const bool right = at.x() + 12 + size.width() <= plot.right();
    const double x = left ? at.x() - 12 - size.width() : right ? at.x() + 12 : plot.right() - size.width();
    const double above = at.y() - size.height() - 8;
    const double y = left || right             ? at.y() - size.height() / 2
                     : above >= plot.top() - 4 ? above
                                               : at.y() + 10;
    m_label->setPos(x, std::clamp(y, plot.top() - 4, plot.bottom() - size.height()));
}

void RoundTripChart::resizeEvent(QResizeEvent* event)
{
    QChartView::resizeEvent(event);
    m_y->setTickCount(event->size().height() < lowChart ? 3 : 5);
}

void RoundTripChart::mouseMoveEvent(QMouseEvent* event)
{
    QChartView::mouseMoveEvent(event);
    if (m_trips.empty())
        return;
    const double x = chart()->mapToValue(chart()->mapFromScene(mapToScene(event->pos())), m_points).x();
    name(std::clamp(static_cast<int>(std::lround(x)), 0, static_cast<int>(m_trips.size()) - 1));
}

void RoundTripChart::leaveEvent(QEvent* event)
{
    QChartView::leaveEvent(event);
    name(outstanding());
}

void RoundTripChart::tint()
{
    const Theme& theme = m_appearance.theme();
    setBackgroundBrush(theme.panel);
    m_y->setLabelsColor(theme.text3);
    m_y->setGridLineColor(theme.divider);
    m_line->setPen(QPen(theme.routeBorder, 1.5));
    for (auto* series : {m_points, m_namedCore}) {
        series->setColor(theme.accent);
        series->setBorderColor(theme.accent);
    }
    m_named->setColor(theme.selection);
    m_named->setPen(QPen(theme.accent, 1.5));
    m_lost->setColor(theme.dropped);
    m_lost->setBorderColor(theme.dropped);
    m_label->setBrush(theme.text2);
    m_footer->setBrush(theme.text3);
}

} // namespace hookwalk::ui
