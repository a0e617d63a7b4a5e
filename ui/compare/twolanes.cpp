// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/twolanes.h"

#include "ui/compare/stepmarks.h"
#include "ui/compare/twowayspainter.h"
#include "ui/panels/paint.h"
#include "ui/theme/text.h"
#include "words/words.h"

#include <algorithm>
#include <cmath>
#include <QMouseEvent>

namespace hookwalk::ui
{

namespace
{

constexpr int headHeight = 30, laneHeight = 32, margin = 40;

} // namespace

TwoLanes::TwoLanes(const Appearance& appearance, QWidget* parent)
    : QWidget(parent)
    , m_appearance(appearance)
{
    setObjectName(QStringLiteral("twoLanes"));
    setAccessibleName(tr("Steps of both packets, as lanes"));
    setFixedHeight(usualHeight);
    setCursor(Qt::PointingHandCursor);
    connect(&appearance, &Appearance::changed, this, qOverload<>(&QWidget::update));
}

void TwoLanes::setCompared(ComparedPointer compared)
{
    m_compared = std::move(compared);
    update();
}

void TwoLanes::setPosition(double position)
{
    m_position = position;
    if (m_compared)
        setAccessibleDescription(
            tr("Step %1 of %2: %3").arg(step() + 1).arg(steps()).arg(m_compared->stepTitle(step())));
    update();
}

void TwoLanes::setNamesWidth(int width)
{
    m_namesWidth = width;
    update();
}

double TwoLanes::xOf(double position) const
{
    const double room = width() - m_namesWidth - 2 * margin;
    return m_namesWidth + margin + position * room / std::max(1, steps() - 1);
}

QRectF TwoLanes::laneOf(Side side) const
{
    return {0, headHeight + (side == Side::A ? 0.0 : laneHeight), double(width()), laneHeight};
}

void TwoLanes::scrubTo(double x)
{
    if (steps() < 2)
        return;
    const double perStep = xOf(1) - xOf(0);
    Q_EMIT scrubbed(std::clamp((x - xOf(0)) / perStep, 0.0, steps() - 1.0));
}

void TwoLanes::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && event->position().x() > m_namesWidth)
        scrubTo(event->position().x());
}

void TwoLanes::mouseMoveEvent(QMouseEvent* event)
{
    if (event->buttons() & Qt::LeftButton)
        scrubTo(event->position().x());
}

// On a step: between two there is nothing to read.
void TwoLanes::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton && m_compared)
        Q_EMIT scrubbed(std::round(m_position));
}

void TwoLanes::paintNames(QPainter& painter, Side side) const
{
    const Theme& theme = m_appearance.theme();
    const QRectF lane = laneOf(side);
    paintBadge(painter, {16, lane.top(), 18, lane.height()}, side, theme);
    const QRectF name(46, lane.top(), m_namesWidth - 46 - 16, lane.height());
    const QString duration = durationOf(m_compared->walk(side));
    paintText(painter, name, duration, monoFont(12), theme.text, Qt::AlignRight | Qt::AlignVCenter);
    const double taken = QFontMetricsF(monoFont(12)).horizontalAdvance(duration) + 12;
    paintText(painter, name.adjusted(0, 0, -taken, 0), qt(words::text(m_compared->walk(side).title)),
              textFont(12.5), theme.text);
}

void TwoLanes::paintLane(QPainter& painter, Side side) const
{
    const Theme& theme = m_appearance.theme();
    const double y = laneOf(side).center().y();
    const int first = m_compared->firstStep(side), last = m_compared->lastStep(side);
    if (first < 0)
        return;
    const double from = xOf(first), to = xOf(last), now = std::clamp(xOf(m_position), from, to);
    painter.setPen(QPen(theme.border, 2, Qt::SolidLine, Qt::FlatCap));
    painter.drawLine(QPointF(now, y), QPointF(to, y));
    painter.setPen(penOf(side, 3, theme));
    painter.drawLine(QPointF(from, y), QPointF(now, y));
    for (int step = first; step <= last; ++step)
        paintLaneStep(painter, *m_compared, side, step, {xOf(step), y}, theme);
    const auto& walk = m_compared->walk(side);
    if (isDropped(walk.ending.kind))
        paintText(painter, QRectF(to + 14, y - 10, std::max(0.0, width() - to - 20), 20),
                  m_compared->endText(side), textFont(11.5, QFont::Medium), theme.dropped);
}

// Over the first step of each hook.
void TwoLanes::paintHooks(QPainter& painter) const
{
    const Theme& theme = m_appearance.theme();
    std::optional<Hook> before;
    double free = 0; // from where on there is room
    for (int step = 0; step < steps(); ++step) {
        const Stage& stage = m_compared->stop(step).stage;
        if (stage.kind != StageKind::Chain || before == stage.chain.hook)
            continue;
        before = stage.chain.hook;
        const auto text = name(stage.chain.hook);
        const QString title = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
        const QFont font = textFont(11, QFont::Medium);
        const double wide = QFontMetricsF(font).horizontalAdvance(title) + 4;
        if (xOf(step) - 4 < free || xOf(step) + wide > width())
            continue;
        free = xOf(step) + wide + 8;
        paintText(painter, {xOf(step) - 4, 0, wide, headHeight}, title, font, theme.text3);
    }
}

void TwoLanes::paintEvent(QPaintEvent*)
{
    const Theme& theme = m_appearance.theme();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), theme.panel);
    painter.fillRect(QRect(0, 0, width(), 1), theme.divider);
    painter.fillRect(QRect(0, headHeight - 1, width(), 1), theme.divider);
    painter.fillRect(QRect(0, headHeight + laneHeight - 1, width(), 1), theme.divider);
    painter.fillRect(QRect(m_namesWidth, 0, 1, height()), theme.divider);
    if (!m_compared)
        return;
    paintText(painter, {16, 0, m_namesWidth - 24.0, headHeight}, tr("Both, aligned by steps"), textFont(11.5),
              theme.text3);
    paintHooks(painter);
    for (const Side side : {Side::A, Side::B}) {
        paintNames(painter, side);
        paintLane(painter, side);
    }
    const double x = xOf(m_position);
    painter.setPen(QPen(theme.text, 1.5));
    painter.drawLine(QPointF(x, 4), QPointF(x, height()));
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.text);
    painter.drawPolygon(QPolygonF({QPointF(x - 5, 1), QPointF(x + 5, 1), QPointF(x, 9)}));
}

} // namespace hookwalk::ui
