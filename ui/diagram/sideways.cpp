// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/sideways.h"

#include <algorithm>

namespace hookwalk::ui
{

SideWay sideWayFrom(const Layout& layout, int stage, const QPointF& from)
{
    constexpr double belowCard = 30, besideCard = 14; // the card
    constexpr double leastBack = 40, mostBack = 144, mostBackUpright = 64, edge = 8;
    const CardLayout* card = layout.cardOf(stage);
    const QRectF rect = card ? card->rect : layout.stages()[static_cast<std::size_t>(stage)].rect;
    const QPointF rail = card ? card->rail[1] - card->rail[0] : QPointF(1, 0);
    SideWay way;
    way.from = from;
    if (rail.y() == 0) {
        way.corner = {from.x(), rect.bottom() + belowCard};
        way.back = {-1, 0};
        way.room = std::clamp(from.x() - rect.left() + edge, leastBack, mostBack);
    } else {
        way.corner = {rect.left() - besideCard, from.y()};
        way.back = {0, rail.y() > 0 ? -1.0 : 1.0};
        const double behind = rail.y() > 0 ? from.y() - rect.top() : rect.bottom() - from.y();
        way.room = std::clamp(behind, leastBack, mostBackUpright);
    }
    return way;
}

} // namespace hookwalk::ui
