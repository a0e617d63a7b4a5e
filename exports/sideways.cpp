// SPDX-License-Identifier: GPL-3.0-or-later
#include "exports/sideways.h"

#include "exports/drawing.h"

#include <algorithm>

namespace hookwalk::exports
{

namespace
{

constexpr auto sideDashes = "stroke-width=\"1.5\" stroke-dasharray=\"5 4\"";
constexpr double sideFont = 10, sideWordGap = 5;

// From the place to beside its card, so that no chip and no word is crossed.
struct Side {
    Point from, corner;
    Point back; // unit vector: where the packet came from
    double room = 40;
    double foot = 0; // below the card
};

Side sideOf(const Diagram& diagram, int at)
{
    constexpr double below = 18, beside = 10, leastBack = 28, mostBack = 84, mostBackUpright = 42;
    const Place& place = diagram.places()[static_cast<std::size_t>(at)];
    const auto card = std::ranges::find_if(diagram.cards(), [&](const Card& one) {
        return std::ranges::find(one.places, at) != one.places.end();
    });
    const bool isUpright = card != diagram.cards().end() && card->hook != Hook::Forward;
    const Box box = card == diagram.cards().end() ? place.box : card->box;
    const Point from = place.station;
    if (!isUpright)
        return {from,
                {from.x, box.y + box.height + below},
                {-1, 0},
                std::clamp(from.x - box.x, leastBack, mostBack),
                0};
    const auto stationOf = [&](int index) {
        return diagram.places()[static_cast<std::size_t>(index)].station;
    };
    const bool isDown = stationOf(card->places.front()).y < stationOf(card->places.back()).y;
    const double behind = isDown ? from.y - box.y : box.y + box.height - from.y;
    return {from,
            {box.x - beside, from.y},
            {0, isDown ? -1.0 : 1.0},
            std::clamp(behind, leastBack, mostBackUpright),
            box.y + box.height + beside};
}

Point moved(Point from, Point to, double by)
{
    return {from.x + to.x * by, from.y + to.y * by};
}

} // namespace

void drawAnswer(Pen& pen, const Diagram& diagram, int at, const std::string& words)
{
    const Side side = sideOf(diagram, at);
    const Point tip = moved(side.corner, side.back, side.room), base = moved(tip, side.back, -6);
    Outline way(side.from);
    way.lineTo(side.corner);
    way.lineTo(base);
    pen.path(way.data(), "dropped", {}, std::string(sideDashes) + " stroke-linejoin=\"round\"");
    Outline head(tip);
    head.lineTo({base.x - side.back.y * 4, base.y + side.back.x * 4});
    head.lineTo({base.x + side.back.y * 4, base.y - side.back.x * 4});
    pen.shape(head.data() + 'Z', "dropped");
    if (side.back.y == 0)
        pen.write({side.corner.x + sideWordGap, side.corner.y + 3.5}, sideFont, "text2", words);
    else
        pen.write({side.corner.x - sideWordGap, side.corner.y + side.back.y * side.room / 2 + 3.5}, sideFont,
                  "text2", words, "e");
}

void drawCopy(Pen& pen, const Diagram& diagram, int at, const std::string& words)
{
    constexpr double reach = 14, letter = sideFont * 1.1; // bold
    const Side side = sideOf(diagram, at);
    const bool isLevel = side.back.y == 0;
    const bool hasRoom = isLevel || fitted(words, side.corner.x - sideWordGap, letter) == words;
    const Point end = isLevel   ? moved(side.corner, {1, 0}, reach)
                      : hasRoom ? side.corner
                                : Point{side.corner.x, side.foot};
    Outline way(side.from);
    way.lineTo(side.corner);
    way.lineTo(end);
    pen.path(way.data(), "accent", {}, std::string(sideDashes) + " stroke-linejoin=\"round\"");
    pen.circle({side.from.x + 3, side.from.y - 3}, 4.2, "card", "accent", {}, "stroke-width=\"1.6\"");
    pen.circle({side.from.x - 2.4, side.from.y + 2.4}, 5, "accent", "card", {}, "stroke-width=\"1\"");
    if (isLevel)
        pen.write({end.x + sideWordGap, end.y + 3.5}, sideFont, "text", words, "b");
    else if (hasRoom)
        pen.write({end.x - sideWordGap, end.y + 3.5}, sideFont, "text", words, "e b");
    else
        pen.write({end.x + reach, end.y + sideFont}, sideFont, "text", fitted(words, end.x + reach, letter),
                  "e b");
}

} // namespace hookwalk::exports
