// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/pins.h"

#include <algorithm>
#include <QPainter>
#include <utility>

namespace hookwalk::ui
{

namespace
{
constexpr double badgeSize = 16, badgeGap = 6;
}

bool Pins::isPinned(Side side, const Trace& trace, TraversalIndex packet) const
{
    const auto& pin = (*this)[side];
    return pin && pin->isOf(trace, packet);
}

std::vector<Side> Pins::sidesOf(const Trace& trace, TraversalIndex packet) const
{
    std::vector<Side> sides;
    for (const Side side : {Side::A, Side::B}) {
        if (isPinned(side, trace, packet))
            sides.push_back(side);
    }
    return sides;
}

void Pins::pin(Side side, Pin pin)
{
    m_pins[static_cast<std::size_t>(side)] = std::move(pin);
    Q_EMIT changed();
}

void Pins::unpin(Side side)
{
    if (std::exchange(m_pins[static_cast<std::size_t>(side)], std::nullopt))
        Q_EMIT changed();
}

void Pins::swap()
{
    std::swap(m_pins[0], m_pins[1]);
    Q_EMIT changed();
}

void Pins::refresh(const Document& document)
{
    bool isOther = false;
    for (const Side side : {Side::A, Side::B}) {
        auto& pin = m_pins[static_cast<std::size_t>(side)];
        if (pin && pin->packet() < pin->trace->traversals().first()) {
            pin.reset();
            isOther = true;
            Q_EMIT forgotten(side);
        } else if (pin && pin->trace.get() == &document.trace()) {
            auto walk = document.walk(pin->packet());
            isOther = std::exchange(pin->walk, walk) != walk || isOther;
        }
    }
    if (isOther)
        Q_EMIT changed();
}

QString nameOf(Side side)
{
    return side == Side::A ? QStringLiteral("A") : QStringLiteral("B");
}

void paintBadge(QPainter& painter, const QRectF& rect, Side side, const Theme& theme)
{
    constexpr double letterPart = 0.62, corner = 0.2;
    const double size = std::min({badgeSize, rect.width(), rect.height()});
    QRectF box(0, 0, size, size);
    box.moveCenter(rect.center());
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(side == Side::A ? theme.accent : theme.lineB);
    side == Side::A ? painter.drawEllipse(box) : painter.drawRoundedRect(box, size * corner, size * corner);
    painter.setPen(side == Side::A ? theme.onAccent : theme.onB);
    painter.setFont(textFont(size * letterPart, QFont::Bold));
    painter.drawText(box, Qt::AlignCenter, nameOf(side));
    painter.restore();
}

double paintBadges(QPainter& painter, const QRectF& rect, const std::vector<Side>& sides, const Theme& theme)
{
    double left = rect.left();
    for (const Side side : sides) {
        paintBadge(painter, {left, rect.top(), badgeSize, rect.height()}, side, theme);
        left += badgeSize + badgeGap;
    }
    return left;
}

double widthOfBadges(const std::vector<Side>& sides)
{
    return static_cast<double>(sides.size()) * (badgeSize + badgeGap);
}

} // namespace hookwalk::ui
