// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/twowaysview.h"

#include "ui/compare/twowayspainter.h"
#include "ui/diagram/stagefinder.h"
#include "ui/theme/text.h"

#include <algorithm>
#include <cmath>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QToolTip>

namespace hookwalk::ui
{

TwoWaysView::TwoWaysView(const Appearance& appearance, QWidget* parent)
    : QWidget(parent)
    , m_appearance(appearance)
{
    setObjectName(QStringLiteral("twoWays"));
    setAccessibleName(tr("Both ways in the diagram"));
    setAttribute(Qt::WA_OpaquePaintEvent);
    setMouseTracking(true);
    connect(&appearance, &Appearance::changed, this, qOverload<>(&QWidget::update));
}

void TwoWaysView::setCompared(ComparedPointer compared)
{
    m_compared = std::move(compared);
    m_backdrop = {};
    m_ways = {};
    if (m_compared) {
        m_layout = layoutOf(*m_compared);
        m_ways = twoWaysOf(m_layout, *m_compared);
        m_content = contentOf(m_layout, m_ways);
        setAccessibleDescription(m_compared->verdict());
    }
    update();
}

void TwoWaysView::setPosition(double position)
{
    m_position = position;
    if (m_compared)
        emphasise(m_ways, std::min(static_cast<int>(position), m_compared->steps() - 1));
    update();
}

QTransform TwoWaysView::transform() const
{
    const double scale = std::min({width() / m_content.width(), height() / m_content.height(), 1.6});
    QTransform made;
    made.translate(width() / 2.0, height() / 2.0);
    made.scale(scale, scale);
    made.translate(-m_content.center().x(), -m_content.center().y());
    return made;
}

QPointF TwoWaysView::placeOf(int stage) const
{
    return transform().map(m_ways.picture.stages[static_cast<std::size_t>(stage)].place.rect.center());
}

int TwoWaysView::stepAt(const QPointF& position) const
{
    if (!m_compared)
        return -1;
    const int stage = stageUnder(transform().inverted().map(position), m_layout, m_ways.picture);
    const auto found = stage < 0 ? m_ways.stageOf.end() : std::ranges::find(m_ways.stageOf, stage);
    return found == m_ways.stageOf.end() ? -1 : static_cast<int>(found - m_ways.stageOf.begin());
}

bool TwoWaysView::event(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const int step = stepAt(help->pos());
    const QString note = step < 0 ? QString() : m_compared->noteOf(step);
    QToolTip::showText(
        help->globalPos(),
        step < 0 ? QString() : m_compared->stepTitle(step) + (note.isEmpty() ? note : u'\n' + note), this);
    return true;
}

void TwoWaysView::mouseMoveEvent(QMouseEvent* event)
{
    setCursor(stepAt(event->position()) >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
}

void TwoWaysView::mouseReleaseEvent(QMouseEvent* event)
{
    const int step = event->button() == Qt::LeftButton ? stepAt(event->position()) : -1;
    if (step >= 0)
        Q_EMIT stepChosen(step);
}

void TwoWaysView::paintEvent(QPaintEvent*)
{
    const Theme& theme = m_appearance.theme();
    QPainter painter(this);
    painter.fillRect(rect(), theme.canvas);
    if (!m_compared)
        return;
    const double ratio = devicePixelRatioF();
    const Backdrop::Source source{size() * ratio, m_ways.picture, twoWaysOptions(), transform(),
                                  m_appearance.look()};
    m_backdrop.paint(painter, m_layout, source, ratio);
    painter.setTransform(source.transform, true);
    painter.setRenderHint(QPainter::Antialiasing);
    Canvas canvas(painter, m_layout, m_ways.picture, theme, source.options);
    paintTwoWays(canvas, m_ways, m_compared->comparison().first);
    if (m_position == std::floor(m_position))
        return;
    for (const Side side : {Side::B, Side::A}) {
        if (const auto at = packetAt(m_layout, *m_compared, side, m_position))
            paintPacket(canvas, *at, side);
    }
}

} // namespace hookwalk::ui
