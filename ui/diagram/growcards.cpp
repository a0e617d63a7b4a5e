// SPDX-License-Identifier: GPL-3.0-or-later
// The upright cards: own chains in their places by priority, in the room that each card has.
#include "ui/diagram/canvas.h"
#include "ui/diagram/layoutgrower.h"

#include <algorithm>

namespace hookwalk::ui
{

namespace
{

constexpr double chipGap = 8, headHeight = 32, cardPadding = 8;
constexpr double classicHeight = 32, ownHeight = 40, countHeight = 32;
constexpr double wider = 16; // where a name needs it
constexpr double textRoom = 112;
constexpr QSizeF stationSize{14, 12};
constexpr double markHalf = 5; // of a rewrite mark
constexpr double aboveForward = 412;

bool isLastOfNat(const LayoutGrower::Entry& entry)
{
    return entry.form == LayoutGrower::Entry::Form::Classic ||
           std::ranges::any_of(entry.own, [](const OwnChain& own) { return own.base.type == "nat"; });
}

double secondLine(const OwnChain& own, PriorityWords words)
{
    const TextStyle style{11, QFont::Normal, {}};
    return usualWidth(QString::fromStdString(own.base.name), style) + 8 +
           usualWidth(priorityText(own, words), style);
}

} // namespace

bool LayoutGrower::Entry::isPinned() const
{
    return std::ranges::any_of(own, &OwnChain::hasDecided);
}

double LayoutGrower::Entry::room() const
{
    switch (form) {
    case Form::Classic:
        return classicHeight + chipGap;
    case Form::Chip:
        return ownHeight + chipGap;
    case Form::Count:
        return countHeight + chipGap;
    case Form::Station:
        break;
    }
    return 0;
}

void LayoutGrower::fold(std::vector<Entry>& entries, double room)
{
    using Form = Entry::Form;
    const auto isOver = [&] {
        double needed = 0;
        for (const Entry& entry : entries)
            needed += entry.form == Form::Classic ? 0 : entry.room();
        return needed > room;
    };
    const auto isFree = [](const Entry& entry) { return entry.form == Form::Chip && !entry.isPinned(); };
    while (isOver()) { // the longest run of neighbours becomes a count
        std::size_t from = 0, length = 0;
        for (std::size_t i = 0, run = 0; i < entries.size(); ++i) {
            run = isFree(entries[i]) ? run + 1 : 0;
            if (run > length) {
                length = run;
                from = i + 1 - run;
            }
        }
        if (length == 0)
            break;
        Entry& count = entries[from];
        count.form = Form::Count;
        for (std::size_t i = 1; i < length; ++i)
            count.own.push_back(entries[from + i].own.front());
        const auto behind = entries.begin() + static_cast<std::ptrdiff_t>(from) + 1;
        entries.erase(behind, behind + static_cast<std::ptrdiff_t>(length) - 1);
    }
    while (isOver()) { // what is left over has a mark between the chips; at last also what decided
        const auto worth = [](const Entry& entry) { return std::pair(entry.isPinned(), entry.own.size()); };
        Entry* least = nullptr;
        for (Entry& entry : entries) {
            const bool has = entry.form == Form::Chip || entry.form == Form::Count;
            if (has && (!least || worth(entry) <= worth(*least)))
                least = &entry;
        }
        if (!least)
            break;
        least->form = Form::Station;
    }
}

std::vector<LayoutGrower::Entry> LayoutGrower::entriesOf(const CardLayout& card,
                                                         std::vector<OwnChain> own) const
{
    struct Keyed {
        std::pair<int, int> key;
        Entry entry;
    };
    std::vector<Keyed> all;
    for (const int chip : card.chips)
        all.push_back({{priorityOf(m_layout.stages()[static_cast<std::size_t>(chip)].stage), 1},
                       {Entry::Form::Classic, chip, {}}});
    for (OwnChain& chain : own) {
        const std::pair key(chain.runsAt, chain.isBehindClassic ? 2 : 0);
        all.push_back({key, {Entry::Form::Chip, -1, {std::move(chain)}}});
    }
    std::ranges::stable_sort(all, {}, &Keyed::key);
    std::vector<Entry> entries;
    entries.reserve(all.size());
    for (Keyed& one : all)
        entries.push_back(std::move(one.entry));
    return entries;
}

std::vector<OwnChain> LayoutGrower::shownIn(CardLayout& card) const
{
    auto own = chainsAt(card.hook);
    card.withoutChip =
        static_cast<int>(std::erase_if(own, [&](const OwnChain& chain) { return !m_own.isShown(chain); }));
    return own;
}

void LayoutGrower::growCard(CardLayout& card, const Room& room)
{
    auto own = shownIn(card);
    if (own.empty())
        return;
    auto entries = entriesOf(card, std::move(own));
    fold(entries, room.bottom - room.top - card.rect.height());
    double height = headHeight;
    for (const Entry& entry : entries) {
        height += entry.room();
        if (entry.form == Entry::Form::Station)
            card.withoutChip += static_cast<int>(entry.own.size());
        if (entry.form == Entry::Form::Chip && card.rect.width() < 184 &&
            secondLine(entry.own.front(), PriorityWords::Bare) > textRoom)
            card.rect.setWidth(card.rect.width() + wider);
    }
    const QPointF oldFirst = stage(card.chips.front()).station;
    if (room.growsUp)
        card.rect.setTop(std::max(room.top, card.rect.bottom() - height));
    else
        card.rect.setBottom(std::min(room.bottom, card.rect.top() + height));
    if (room.growsUp)
        card.rect.setBottom(card.rect.top() + height);
    else
        card.rect.setTop(card.rect.bottom() - height);
    place(card, entries, room.growsUp);
    addBrackets(card, entries);
    putRewrite(card, entries, room.growsUp);
    connectCard(card, oldFirst);
}

// Chips from the head downwards, or upwards from the foot; marks without a chip in the gaps.
void LayoutGrower::place(CardLayout& card, const std::vector<Entry>& entries, bool upwards)
{
    const double width = card.rect.width() - 2 * cardPadding, x = card.rect.left() + cardPadding;
    card.titleAt.setY(card.rect.top() + 21);
    double y = upwards ? card.rect.bottom() - cardPadding : card.rect.top() + headHeight;
    const double rail = card.rail[0].x();
    const bool tagsBehind = stage(card.chips.front()).tag.room.left() > rail;
    std::vector<int> chips;
    for (const Entry& entry : entries) {
        const double height = entry.room() - chipGap;
        QRectF rect(x, upwards ? y - height : y, width, height);
        if (entry.form == Entry::Form::Station) {
            rect = QRectF({}, stationSize);
            rect.moveCenter({rail, upwards ? y + chipGap / 2 : y - chipGap / 2});
        } else {
            y += upwards ? -entry.room() : entry.room();
        }
        if (entry.form != Entry::Form::Classic) {
            chips.push_back(addStage(card, entry, rect));
        } else {
            StageLayout& chip = stage(entry.stage);
            chip.tag.room.translate(0, rect.top() - chip.rect.top());
            chip.rect = rect;
            chips.push_back(entry.stage);
        }
        StageLayout& placed = stage(chips.back());
        placed.station = {rail, rect.center().y()};
        if (tagsBehind)
            placed.tag.room.setLeft(std::max(placed.tag.room.left(), card.rect.right() + 8));
        if (card.hook == Hook::Prerouting && placed.tag.room.bottom() > aboveForward) // before its card
            placed.tag = {QRectF(12, rect.center().y() - 14, 124, 28), true, false, {}};
        if (card.hook == Hook::Postrouting)
            placed.tag.room.moveTop(std::min(placed.tag.room.top(), 476.0)); // clear of the ports
    }
    card.chips = std::move(chips);
    if (card.hook == Hook::Input && card.rect.top() < 128) // its head is where the tag was
        stage(Stage::of(StageKind::LocalProcess)).tag = {
            QRectF(card.rect.right() + 6, 97, 738 - card.rect.right() - 6, 28), false, false, {}};
}

int LayoutGrower::addStage(const CardLayout& card, const Entry& entry, const QRectF& rect)
{
    StageLayout added;
    static_cast<StagePlace&>(added) = stage(card.chips.front());
    added.stage = Stage::baseChain(card.hook);
    added.rect = rect;
    added.tag.room.moveTop(rect.center().y() - added.tag.room.height() / 2);
    for (const OwnChain& own : entry.own)
        added.chains.push_back(own.base);
    const OwnChain& first = entry.own.front();
    added.title = QString::fromStdString(first.base.table);
    if (entry.form == Entry::Form::Chip) {
        added.shape = StageShape::OwnChip;
        added.subtitle = QString::fromStdString(first.base.name);
        const double room = rect.width() - 40;
        added.priority = priorityText(first, PriorityWords::Bare);
        for (const auto words : {PriorityWords::Brief, PriorityWords::Full}) {
            if (secondLine(first, words) <= room)
                added.priority = priorityText(first, words);
        }
    } else {
        added.shape = entry.form == Entry::Form::Count ? StageShape::OwnCount : StageShape::OwnStation;
        setCountWords(added, entry.own);
    }
    m_layout.m_stages.push_back(std::move(added));
    return static_cast<int>(m_layout.m_stages.size()) - 1;
}

// The place where conntrack rewrites an address is behind nat's last chain. A grown card has it inside.
void LayoutGrower::putRewrite(CardLayout& card, const std::vector<Entry>& entries, bool upwards)
{
    const auto last = std::find_if(entries.rbegin(), entries.rend(), isLastOfNat);
    const auto at = static_cast<std::size_t>(entries.rend() - last) - 1;
    const int index = m_layout.indexOf(Stage::rewrite(card.hook));
    StageLayout& mark = stage(index);
    const StageLayout& before = stage(card.chips[at]);
    const bool isLast = at + 1 == entries.size();
    const double y = upwards ? before.rect.top() - (isLast ? headHeight / 2 : chipGap / 2)
                             : before.rect.bottom() + chipGap / 2;
    mark.station = {card.rail[0].x(), y};
    mark.rect = QRectF(mark.station - QPointF(markHalf, markHalf), QSizeF(2 * markHalf, 2 * markHalf));
    mark.tag = stage(card.chips.front()).tag;
    mark.tag.room.moveTop(card.hook == Hook::Postrouting  ? 476
                          : card.hook == Hook::Prerouting ? std::min(y - 14, aboveForward - 28)
                                                          : y - 14);
    card.chips.insert(card.chips.begin() + static_cast<std::ptrdiff_t>(at) + 1, index);
    switch (card.hook) {
    case Hook::Prerouting:
        mark.note = {28, std::max(y - 56, 328.0)}; // its right side at 136
        mark.noteWidth = 120;
        break;
    case Hook::Input:
        mark.note = {card.rect.right() + 8, y - 20};
        mark.noteWidth = 744 - 4 - mark.note.x();
        break;
    case Hook::Output:
        mark.note.setY(y - 39);
        break;
    case Hook::Postrouting:
        mark.note = {916, 412};
        mark.noteWidth = 132;
        mark.noteLine = {{mark.station.x() + markHalf, y}, {924, y}, {924, 468}};
        break;
    case Hook::Forward:
        break;
    }
}

void LayoutGrower::addBrackets(CardLayout& card, const std::vector<Entry>& entries)
{
    for (std::size_t i = 0; i < entries.size(); ++i) {
        if (entries[i].form != Entry::Form::Chip)
            continue;
        const auto order = entries[i].own.front().order;
        const bool before = order == OwnChain::Order::Before;
        const std::size_t other = before ? i + 1 : i - 1; // behind the last one where there is none
        if (order == OwnChain::Order::Alone || other >= entries.size() ||
            entries[other].form == Entry::Form::Station)
            continue;
        card.brackets.push_back({stage(card.chips[std::min(i, other)]).station.y(),
                                 stage(card.chips[std::max(i, other)]).station.y(),
                                 order != OwnChain::Order::NotKnown});
    }
}

// The edges to its first chip and from its last.
void LayoutGrower::connectCard(const CardLayout& card, const QPointF& oldFirst)
{
    const QString hook = QString::fromUtf8(name(card.hook).data());
    const QPointF first = stage(card.chips.front()).station, last = stage(card.chips.back()).station;
    const double down = first.y() - oldFirst.y();
    const auto follows = [&](const QPointF& point) { return std::abs(point.y() - oldFirst.y()) <= 16.5; };
    for (EdgeLayout& edge : m_layout.m_edges) {
        if (edge.to == hook) {
            for (std::size_t i = 1; i < edge.points.size(); ++i) {
                auto& point = edge.points[i];
                const bool isLast = i + 1 == edge.points.size();
                if (!isLast && (card.hook != Hook::Prerouting || !follows(point.at)))
                    continue;
                point.at.ry() += down;
                if (point.curve && follows(point.curve->first))
                    point.curve->first.ry() += down;
                if (point.curve)
                    point.curve->second.ry() += down;
            }
            if (edge.arrow && edge.arrow->towards.x() == 0)
                edge.arrow->tip.setY(edge.arrow->towards.y() > 0 ? card.rect.top() - 1
                                                                 : card.rect.bottom() + 1);
            follow(edge);
        }
    }
    const QByteArray from = hook.toUtf8(), mark = QByteArray("rewrite-") + from;
    removeEdge(from, mark);
    for (EdgeLayout& edge : m_layout.m_edges) {
        if (edge.from == QString::fromUtf8(mark))
            edge.from = hook;
        if (edge.from == hook) {
            edge.points.front().at = last;
            follow(edge);
        }
    }
    if (card.hook == Hook::Output && card.rect.bottom() > 400)
        moveRerouteCheck(card.rect.bottom() + 20);
    if (card.hook == Hook::Postrouting)
        connectPostrouting(card);
}

void LayoutGrower::moveRerouteCheck(double y)
{
    StageLayout& check = stage(Stage::of(StageKind::RerouteCheck));
    const double down = y - check.station.y();
    check.rect.translate(0, down);
    check.label.ry() += down;
    check.tag.room.translate(0, down);
    check.station.ry() = y;
    for (EdgeLayout& edge : m_layout.m_edges) {
        const QString id = QStringLiteral("reroute-check");
        if (edge.from != id && edge.to != id)
            continue;
        (edge.from == id ? edge.points.front() : edge.points.back()).at = check.station;
        follow(edge);
    }
}

// Its way out goes round below the grown card.
void LayoutGrower::connectPostrouting(const CardLayout& card)
{
    constexpr double out = 640, curve = 900, back = 622, radius = 24;
    const QPointF last = stage(card.chips.back()).station;
    for (const StageKind kind : {StageKind::NetworkOut, StageKind::TunRead}) {
        const StageLayout& port = stage(Stage::of(kind));
        EdgeLayout* way = edge("POSTROUTING", stageId(port.stage).c_str());
        if (!way)
            continue;
        const double y = port.station.y();
        way->points = {{last, {}, 0, {}},
                       {{last.x(), out}, {}, radius, {}},
                       {{curve, out}, {}, 0, {}},
                       {port.station, std::pair(QPointF(curve + 20, out), QPointF(curve + 14, y)), 0, {}}};
        follow(*way);
    }
    // Two ways led back by lo, from the last chain and from the mark: now they are one.
    while (std::ranges::count_if(m_layout.m_edges, [](const EdgeLayout& one) {
               return one.from == QStringLiteral("POSTROUTING") && one.to == QStringLiteral("PREROUTING");
           }) > 1)
        removeEdge("POSTROUTING", "PREROUTING");
    if (EdgeLayout* lo = edge("POSTROUTING", "PREROUTING")) {
        const auto end = lo->points.size();
        std::vector<EdgeLayout::Point> points{
            {last, {}, 0, {}}, {{last.x(), back}, {}, 10, {}}, {{136, back}, {}, radius, {}}};
        points.insert(points.end(), lo->points.begin() + static_cast<std::ptrdiff_t>(end) - 3,
                      lo->points.end());
        lo->points = std::move(points);
        lo->tile.moveTop(580);
        lo->arrow->tip.setY(back);
        follow(*lo);
    }
    m_layout.m_legend.setY(632);
}

} // namespace hookwalk::ui
