// SPDX-License-Identifier: GPL-3.0-or-later
// FORWARD grows by a second deck: the chips of the 17 and the rail stay, a station of an own chain stands in
// the gap of its priority, and its chip hangs below.
#include "ui/diagram/canvas.h"
#include "ui/diagram/layoutgrower.h"

#include <algorithm>
#include <array>

namespace hookwalk::ui
{

namespace
{

constexpr std::array gapX{420.0, 520.0, 616.0,
                          716.0}; // of the stations: before, between and behind the chips
constexpr double deckTop = 528, deckHeight = 40, deckGap = 8, deckFoot = 576;
constexpr double outerLeft = 408, outerRight = 728, deckPadding = 8;
constexpr double leastWidth = 96, mostWidth = 176, deckStrip = 20;
constexpr double tagTop = 581, legendTop = 624;

double wordsWidth(const StageLayout& chip)
{
    const TextStyle small{11, QFont::Normal, {}};
    const bool count = chip.chains.size() > 1 && chip.shape == StageShape::DeckCount;
    const double offset = count ? 0 : usualWidth(QStringLiteral("+999 µs"), small) + 8;
    const double first = usualWidth(chip.title, {12.5, QFont::DemiBold, {}}) + offset;
    const double second = usualWidth(chip.subtitle, small) +
                          (chip.priority.isEmpty() ? 0 : usualWidth(chip.priority, small) + 8);
    return std::clamp(std::ceil(deckStrip + std::max(first, second) + 8), leastWidth, mostWidth);
}

} // namespace

void LayoutGrower::growDeck(CardLayout& card)
{
    auto own = shownIn(card);
    if (own.empty())
        return;
    // All of one gap share its station: a chip of one chain, or of the one that decided, or a count.
    std::vector<Entry> gaps(gapX.size());
    std::size_t at = 0;
    for (const Entry& entry : entriesOf(card, std::move(own))) {
        if (entry.form == Entry::Form::Classic) {
            ++at;
            continue;
        }
        gaps[std::min(at, gapX.size() - 1)].own.push_back(entry.own.front());
    }
    const auto worth = [](const Entry& gap) { return std::pair(gap.isPinned(), gap.own.size()); };
    for (Entry& gap : gaps)
        gap.form = gap.own.empty()       ? Entry::Form::Station
                   : gap.own.size() == 1 ? Entry::Form::Chip
                                         : Entry::Form::Count;
    const auto isFull = [&] {
        return std::ranges::all_of(gaps, [](const Entry& gap) { return gap.form != Entry::Form::Station; });
    };
    if (isFull()) { // the deck has room for three
        Entry& least = *std::ranges::min_element(gaps, {}, worth);
        least.form = Entry::Form::Station;
        card.withoutChip += static_cast<int>(least.own.size());
    }
    placeDeck(card, gaps);
}

void LayoutGrower::placeDeck(CardLayout& card, std::vector<Entry>& gaps)
{
    card.rect.setBottom(deckFoot);
    if (!gaps.front().own.empty())
        card.rect.setLeft(outerLeft);
    if (!gaps.back().own.empty())
        card.rect.setRight(outerRight);
    card.rail[0].setX(card.rect.left());
    card.rail[1].setX(card.rect.right());

    std::vector<int> chips, hanging;
    const std::vector<int> classic = card.chips;
    for (const int chip : classic) {
        StageLayout& moved = stage(chip);
        moved.tag.room.moveTop(tagTop);
        moved.tag.stemFrom = deckFoot - 10;
    }
    for (std::size_t i = 0; i < gaps.size(); ++i) {
        if (!gaps[i].own.empty()) {
            QRectF rect({}, gaps[i].form == Entry::Form::Station ? QSizeF(12, 14) : QSizeF(0, deckHeight));
            rect.moveCenter({gapX[i], card.rail[0].y()});
            const int index = addStage(card, gaps[i], rect);
            StageLayout& added = stage(index);
            added.station = {gapX[i], card.rail[0].y()};
            added.bypass = {0, 1};
            if (gaps[i].form != Entry::Form::Station) {
                added.shape =
                    gaps[i].form == Entry::Form::Chip ? StageShape::DeckChip : StageShape::DeckCount;
                added.priority = gaps[i].form == Entry::Form::Chip
                                     ? priorityText(gaps[i].own.front(), PriorityWords::Full)
                                     : QString();
                hanging.push_back(index);
            }
            chips.push_back(index);
        }
        if (i < classic.size())
            chips.push_back(classic[i]);
    }
    card.chips = std::move(chips);

    // As wide as their words, each under its station where it can.
    const double left = card.rect.left() + deckPadding, right = card.rect.right() - deckPadding;
    std::vector<double> widths;
    const auto needed = [&] {
        double sum = -deckGap;
        for (const double width : widths)
            sum += width + deckGap;
        return sum;
    };
    for (const int index : hanging)
        widths.push_back(wordsWidth(stage(index)));
    while (needed() > right - left) {
        auto widest = std::ranges::max_element(widths);
        *widest = std::max(leastWidth, *widest - (needed() - (right - left)));
        if (*widest == leastWidth && needed() > right - left && std::ranges::max(widths) == leastWidth)
            break;
    }
    double x = left, rest = needed();
    for (std::size_t i = 0; i < hanging.size(); ++i) {
        StageLayout& chip = stage(hanging[i]);
        x = std::clamp(chip.station.x() - widths[i] / 2, x, right - rest);
        chip.rect = QRectF(x, deckTop, widths[i], deckHeight);
        chip.tag = {QRectF(std::clamp(chip.rect.center().x() - 84, 408.0, 568.0), tagTop, 168, 28), false,
                    true, chip.rect.bottom() - 9};
        rest -= widths[i] + deckGap;
        x += widths[i] + deckGap;
    }
    m_layout.m_legend.setY(std::max(m_layout.m_legend.y(), legendTop));
    for (EdgeLayout& edge : m_layout.m_edges) {
        if (!edge.tile.isEmpty()) { // lo makes room for the deck
            edge.tile.moveTopLeft({216, std::max(edge.tile.top(), deckFoot)});
            edge.arrow->tip.setX(440);
        }
        if (edge.to == QStringLiteral("FORWARD"))
            edge.points.back().at = stage(card.chips.front()).station;
        if (edge.from == QStringLiteral("FORWARD"))
            edge.points.front().at = stage(card.chips.back()).station;
        follow(edge);
    }
}

} // namespace hookwalk::ui
