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

Point moved(Point from, Point to, double by)
{
    return {from.x + to.x * by, from.y + to.y * by};
}

} // namespace

// From the place to beside its card, so that no chip and no word is crossed.
struct SideWays::Side {
    Point from, corner;
    Point back; // unit vector: where the packet came from
    double room = 40;
    double foot = 0; // below the card
};

SideWays::SideWays(Pen& pen, const Diagram& diagram, const Account& account)
    : m_pen(pen)
    , m_diagram(diagram)
    , m_isOfTwo(account.kind == Account::Kind::Comparison)
    , m_answers(static_cast<int>(std::ranges::count_if(
          account.legs, [](const Leg& leg) { return leg.walk.ending.kind == EndingKind::Rejected; })))
{
}

SideWays::Side SideWays::sideOf(int at, bool isCopy)
{
    constexpr double leastBack = 28, mostBack = 74, mostBackUpright = 42;
    const Place& place = m_diagram.places()[static_cast<std::size_t>(at)];
    // Of two in rows, the answers with room for their words, and the copies behind them.
    const Hook hook = place.stage.chain.hook;
    const int row = !m_isOfTwo ? 0 : isCopy ? 2 * m_answers + m_copied[hook]++ : 2 * m_answered[hook]++;
    const double below = 18 + 14 * row, beside = 10 + 5 * row;
    const auto card = std::ranges::find_if(m_diagram.cards(), [&](const Card& one) {
        return std::ranges::find(one.places, at) != one.places.end();
    });
    const bool isUpright = card != m_diagram.cards().end() && card->hook != Hook::Forward;
    const Box box = card == m_diagram.cards().end() ? place.box : card->box;
    const Point from = place.station;
    if (!isUpright)
        return {from,
                {from.x, box.y + box.height + below},
                {-1, 0},
                std::clamp(from.x - box.x, leastBack, mostBack),
                0};
    const auto stationOf = [&](int index) {
        return m_diagram.places()[static_cast<std::size_t>(index)].station;
    };
    const bool isDown = stationOf(card->places.front()).y < stationOf(card->places.back()).y;
    const double behind = isDown ? from.y - box.y : box.y + box.height - from.y;
    return {from,
            {box.x - beside, from.y},
            {0, isDown ? -1.0 : 1.0},
            std::clamp(behind, leastBack, mostBackUpright),
            box.y + box.height + beside};
}

template<typename Draw>
void SideWays::drawEach(const std::vector<One>& all, std::string_view colour, Draw draw)
{
    const bool isAlike = m_isOfTwo && all.size() > 1 && all[0] == all[1];
    for (const One& one : all) {
        if (!m_isOfTwo || isAlike)
            draw(one.at, one.words, colour);
        else
            draw(one.at, (one.leg == 0 ? "A" : "B") + (one.words.empty() ? "" : " · " + one.words),
                 one.leg == 0 ? "accent" : "b");
        if (isAlike)
            return;
    }
}

void SideWays::drawAnswers(const std::vector<One>& all)
{
    drawEach(all, "dropped", [this](auto&&... what) { drawAnswer(what...); });
}

void SideWays::drawCopies(const std::vector<One>& all)
{
    drawEach(all, m_isOfTwo ? "text2" : "accent", [this](auto&&... what) { drawCopy(what...); });
}

void SideWays::drawAnswer(int at, const std::string& words, std::string_view colour)
{
    const Side side = sideOf(at, false);
    const Point tip = moved(side.corner, side.back, side.room), base = moved(tip, side.back, -6);
    Outline way(side.from);
    way.lineTo(side.corner);
    way.lineTo(base);
    m_pen.path(way.data(), colour, {}, std::string(sideDashes) + " stroke-linejoin=\"round\"");
    Outline head(tip);
    head.lineTo({base.x - side.back.y * 4, base.y + side.back.x * 4});
    head.lineTo({base.x + side.back.y * 4, base.y - side.back.x * 4});
    m_pen.shape(head.data() + 'Z', colour);
    constexpr double postrouting = 495; // begins there; other fonts are wider
    const bool isLong = side.corner.x + sideWordGap + widthOf(words, sideFont * 1.2) > postrouting;
    if (side.back.y == 0 &&
        m_isOfTwo) { // below it, where they are clear of the chains behind; a copy's line gives way
        const double width = widthOf(words, sideFont);
        m_pen.box({side.corner.x - sideWordGap - width, side.corner.y + 5, width, sideFont + 1}, 0, "canvas");
        m_pen.write({side.corner.x - sideWordGap, side.corner.y + 14}, sideFont, "text2", words, "e");
    } else if (side.back.y == 0)
        m_pen.write(isLong ? Point{tip.x, side.corner.y + 14}
                           : Point{side.corner.x + sideWordGap, side.corner.y + 3.5},
                    sideFont, "text2", words);
    else
        m_pen.write({side.corner.x - sideWordGap, side.corner.y + side.back.y * side.room / 2 + 3.5},
                    sideFont, "text2", words, "e");
}

void SideWays::drawCopy(int at, const std::string& words, std::string_view colour)
{
    constexpr double reach = 14, letter = sideFont * 1.1; // bold
    const Side side = sideOf(at, true);
    const bool isLevel = side.back.y == 0;
    const bool hasRoom = isLevel || fitted(words, side.corner.x - sideWordGap, letter) == words;
    const Point end = isLevel   ? moved(side.corner, {1, 0}, reach)
                      : hasRoom ? side.corner
                                : Point{side.corner.x, side.foot};
    Outline way(side.from);
    way.lineTo(side.corner);
    way.lineTo(end);
    m_pen.path(way.data(), colour, {}, std::string(sideDashes) + " stroke-linejoin=\"round\"");
    m_pen.circle({side.from.x + 3, side.from.y - 3}, 4.2, "card", colour, {}, "stroke-width=\"1.6\"");
    m_pen.circle({side.from.x - 2.4, side.from.y + 2.4}, 5, colour, "card", {}, "stroke-width=\"1\"");
    if (isLevel)
        m_pen.write({end.x + sideWordGap, end.y + 3.5}, sideFont, "text", words, "b");
    else if (hasRoom)
        m_pen.write({end.x - sideWordGap, end.y + 3.5}, sideFont, "text", words, "e b");
    else
        m_pen.write({end.x + reach, end.y + sideFont}, sideFont, "text", fitted(words, end.x + reach, letter),
                    "e b");
}

} // namespace hookwalk::exports
