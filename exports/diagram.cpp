// SPDX-License-Identifier: GPL-3.0-or-later
#include "exports/diagram.h"

#include "words/stages.h"
#include "words/words.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <QFile>

namespace hookwalk::exports
{

namespace
{

using Json = nlohmann::json;

Point pointOf(const Json& json, std::size_t at = 0)
{
    return {json[at].get<double>() * scaleX, json[at + 1].get<double>() * scaleY};
}

Box boxOf(const Json& json)
{
    const Point corner = pointOf(json), size = pointOf(json, 2);
    return {corner.x, corner.y, size.x, size.y};
}

Place::Shape shapeNamed(const std::string& name)
{
    using Shape = Place::Shape;
    static const std::map<std::string, Shape> shapes{{"chip", Shape::Chip},
                                                     {"tall-chip", Shape::TallChip},
                                                     {"conntrack", Shape::Conntrack},
                                                     {"decision", Shape::Decision},
                                                     {"small-decision", Shape::SmallDecision},
                                                     {"rewrite-mark", Shape::Rewrite},
                                                     {"card", Shape::Card},
                                                     {"port", Shape::Port}};
    return shapes.at(name);
}

// Chips say their table; what stands alone says what it is, in the person's language.
std::string titleOf(const Stage& stage)
{
    switch (stage.kind) {
    case StageKind::Chain:
        return std::string(name(stage.chain.table));
    case StageKind::Conntrack:
        return "conntrack";
    case StageKind::AddressRewrite:
        return {};
    default:
        return words::stageTitle(stage);
    }
}

Place placeIn(const Json& json)
{
    Place place;
    place.id = json["stage"].get<std::string>();
    place.stage = *stageWithId(place.id);
    place.shape = shapeNamed(json["shape"]);
    place.title = titleOf(place.stage);
    place.box = boxOf(json["rect"]);
    place.station = pointOf(json["station"]);
    if (json.contains("bypass"))
        place.bypass = {json["bypass"][0], json["bypass"][1]};
    if (json.contains("note")) // where the box stands that tells what was rewritten
        place.label =
            Point{pointOf(json["note"]).x - (json["note"].size() > 2 ? 58 : 0), pointOf(json["note"]).y};
    if (json.contains("label")) {
        place.label = pointOf(json["label"]["at"]);
        place.isLabelCentred = json["label"]["align"] == "center";
    }
    return place;
}

Edge edgeIn(const Json& json)
{
    Edge edge;
    for (const Json& point : json["points"]) {
        Edge::Corner corner{pointOf(point, point.size() - 2), {}, {}};
        if (point.size() == 6)
            corner.curve = {pointOf(point), pointOf(point, 2)};
        const double bend = json.value("bend", 0.0);
        corner.bend = {bend * scaleX, bend * scaleY};
        edge.corners.push_back(corner);
    }
    if (json.contains("arrow"))
        edge.arrow = {pointOf(json["arrow"]["tip"]),
                      {json["arrow"]["towards"][0], json["arrow"]["towards"][1]}};
    edge.isOnlyWhenUsed = json.value("onlyWhenUsed", false);
    if (json.contains("label"))
        edge.label = pointOf(json["label"]["at"]);
    return edge;
}

bool isOfIp(const BaseChain& base)
{
    return base.family == "ip" || base.family == "ip6" || base.family == "inet" || base.family.empty();
}

} // namespace

bool isAtItsHook(const Stop& stop)
{
    if (stop.stage.kind != StageKind::BaseChain || !stop.base)
        return true;
    const auto& hook = stop.base->hook; // "": it is not told
    return isOfIp(*stop.base) && (hook.empty() || hookOfNft(hook) == stop.stage.chain.hook);
}

Diagram::Diagram(std::span<const Walk* const> walks)
{
    read();
    for (const Walk* walk : walks)
        meet(*walk);
    arrange();
    connect();
}

void Diagram::read()
{
    QFile file(QStringLiteral(":/exports/resources/diagram/netfilter.json"));
    [[maybe_unused]] const bool isOpen = file.open(QIODevice::ReadOnly); // it is in the program
    const auto json = Json::parse(file.readAll().toStdString());
    const auto add = [&](const Json& one) {
        m_places.push_back(placeIn(one));
        return m_byId[m_places.back().id] = static_cast<int>(m_places.size()) - 1;
    };
    for (const Json& one : json["cards"]) {
        Card card{
            *hookNamed(one["hook"].get<std::string>()), boxOf(one["rect"]), pointOf(one["titleAt"]), {}};
        for (const Json& chip : one["chips"])
            card.places.push_back(add(chip));
        m_cards.push_back(std::move(card));
    }
    for (const Json& one : json["stages"])
        add(one);
    for (const Json& one : json["edges"]) {
        m_edges.push_back(edgeIn(one));
        m_ends.push_back({one["from"].get<std::string>(), one["to"].get<std::string>()});
    }
}

Card& Diagram::cardOf(Hook hook)
{
    return *std::ranges::find(m_cards, hook, &Card::hook);
}

int Diagram::placeOf(const Stop& stop) const
{
    const bool isOwn = stop.stage.kind == StageKind::BaseChain && stop.base;
    const auto found = m_byId.find(isOwn ? stop.base->fullName() : stageId(stop.stage));
    return found == m_byId.end() ? -1 : found->second;
}

int Diagram::addOwn(const BaseChain& base, Hook hook)
{
    Place place;
    place.id = base.fullName();
    place.stage = Stage::baseChain(hook);
    place.isOwn = true;
    place.title = base.table;
    m_places.push_back(place);
    return m_byId[place.id] = static_cast<int>(m_places.size()) - 1;
}

// Each chain goes where this packet met it: those that have a place share the places that they have, another one is put
// behind the one before.
void Diagram::meet(const Walk& walk)
{
    std::map<Hook, std::vector<int>> met;
    for (const Stop& stop : walk.stops) {
        const bool isOwn = stop.stage.kind == StageKind::BaseChain && stop.base;
        if (!isOwn && stop.stage.kind != StageKind::Chain && stop.stage.kind != StageKind::Conntrack)
            continue;
        const bool stands = isAtItsHook(stop);
        int place = placeOf(stop);
        if (place < 0)
            place = addOwn(*stop.base, stop.stage.chain.hook);
        auto& seen = stands ? met[stop.stage.chain.hook] : laneOf(walk, stop);
        if (std::ranges::find(seen, place) == seen.end())
            seen.push_back(place);
    }
    for (auto& [hook, order] : met) {
        auto& places = cardOf(hook).places;
        const auto isIn = [&](int place) { return std::ranges::find(places, place) != places.end(); };
        std::vector<int> known;
        std::ranges::copy_if(order, std::back_inserter(known), isIn);
        auto next = known.begin();
        for (int& place : places) {
            if (std::ranges::find(known, place) != known.end())
                place = *next++;
        }
        for (std::size_t i = 0; i < order.size(); ++i) {
            if (isIn(order[i]))
                continue;
            auto at = places.begin(); // the first one of all
            if (i > 0)
                at = std::ranges::find(places, order[i - 1]) + 1;
            else if (const auto first = std::ranges::find_if(
                         places, [&](int place) { return std::ranges::find(known, place) != known.end(); });
                     first != places.end())
                at = first;
            places.insert(at, order[i]);
        }
    }
}

void Diagram::arrange()
{
    for (Card& card : m_cards)
        card.hook == Hook::Forward ? arrangeForward(card) : arrangeUpright(card);
    arrangeLane();
    arrangePorts();
}

// From the first station on to the last, which may go on a little where there are more chips than at rest; then they
// stand closer.
void Diagram::arrangeUpright(Card& card)
{
    const auto count = card.places.size();
    std::size_t atRest = 0;
    Box chip;
    double first = 0, last = 0, x = 0;
    for (const auto index : {Hook::Prerouting, Hook::Input, Hook::Output, Hook::Postrouting}) {
        if (index != card.hook)
            continue;
        const std::array<double, 2> ends = index == Hook::Prerouting ? std::array{264.0, 424.0}
                                           : index == Hook::Input    ? std::array{312.0, 176.0}
                                           : index == Hook::Output   ? std::array{152.0, 368.0}
                                                                     : std::array{504.0, 568.0};
        first = ends[0] * scaleY;
        last = ends[1] * scaleY;
    }
    for (const int index : card.places) {
        const Place& place = m_places[static_cast<std::size_t>(index)];
        if (place.isOwn)
            continue;
        ++atRest;
        chip = place.box;
        x = place.station.x;
    }
    const double pitchAtRest = 40 * scaleY * (last < first ? -1 : 1), gap = 8 * scaleY;
    double pitch = pitchAtRest;
    if (count > atRest && std::abs(pitch) * static_cast<double>(count - 1) > std::abs(last - first))
        pitch = (last - first) / static_cast<double>(count - 1);
    const double height = std::min(chip.height, std::abs(pitch) - std::min(gap, std::abs(pitch) / 4));
    double y = first;
    for (const int index : card.places) {
        Place& place = m_places[static_cast<std::size_t>(index)];
        place.box = {chip.x, y - height / 2, chip.width, height};
        place.station = {x, y};
        place.bypass = {-1, 0};
        y += pitch;
    }
    // At least as it is at rest.
    const double top = std::min(first, y - pitch) - 48 * scaleY,
                 bottom = std::max(first, y - pitch) + 24 * scaleY;
    card.titleAt.y += std::min(0.0, top - card.box.y);
    const double end = std::max(card.box.y + card.box.height, bottom);
    card.box.y = std::min(card.box.y, top);
    card.box.height = end - card.box.y;
}

void Diagram::arrangeForward(Card& card)
{
    const auto count = static_cast<double>(card.places.size());
    const Place& some = m_places[static_cast<std::size_t>(card.places.front())];
    const double left = 432 * scaleX, width = 272 * scaleX, gap = (count > 3 ? 6 : 16) * scaleX;
    const double more = count > 3 ? 20 : 0; // room for names that stand upright
    const double top = 448 * scaleY - more, height = 72 * scaleY + more,
                 rail = some.isOwn ? 504 * scaleY : some.station.y;
    const double each = (width - gap * (count - 1)) / count;
    card.box.y -= more;
    card.box.height += more;
    card.titleAt.y -= more;
    double x = left;
    for (const int index : card.places) {
        Place& place = m_places[static_cast<std::size_t>(index)];
        place.shape = Place::Shape::TallChip;
        place.box = {x, top, each, height};
        place.station = {x + each / 2, rail};
        place.bypass = {0, 1};
        x += each + gap;
    }
}

// Chains of bridges, in a row at the foot.
void Diagram::arrangeLane()
{
    if (m_inLane.empty())
        return;
    m_lane = Box{40 * scaleX, 620 * scaleY, 680 * scaleX, 62 * scaleY};
    const double gap = 8 * scaleX;
    const auto count = static_cast<double>(m_inLane.size());
    const double each = std::min(120 * scaleX, (m_lane->width - gap * (count + 1)) / count);
    double x = m_lane->x + gap;
    for (const int index : m_inLane) {
        Place& place = m_places[static_cast<std::size_t>(index)];
        place.shape = Place::Shape::TallChip;
        place.box = {x, m_lane->y + 6, each, m_lane->height - 12};
        place.station = {x + each / 2, m_lane->y + m_lane->height - 14};
        place.bypass = {0, 1};
        x += each + gap;
    }
}

// A hook's name stands for the first or last place of its card.
void Diagram::connect()
{
    m_next.resize(m_places.size());
    for (std::size_t i = 0; i < m_edges.size(); ++i) {
        Edge& edge = m_edges[i];
        const auto endNamed = [&](const std::string& end, bool isStart) {
            if (const auto hook = hookNamed(end)) {
                const auto& places = cardOf(*hook).places;
                return isStart ? places.back() : places.front();
            }
            const int place = m_byId.at(end);
            const auto chips = m_inPorts.find(place);
            return chips == m_inPorts.end() ? place : isStart ? chips->second.back() : chips->second.front();
        };
        edge.from = endNamed(m_ends[i][0], true);
        edge.to = endNamed(m_ends[i][1], false);
        if (hookNamed(m_ends[i][0]))
            edge.corners.front().at = m_places[static_cast<std::size_t>(edge.from)].station;
        if (hookNamed(m_ends[i][1]))
            edge.corners.back().at = m_places[static_cast<std::size_t>(edge.to)].station;
        leadFrom(edge);
        leadTo(edge);
        m_next[static_cast<std::size_t>(edge.from)].push_back(edge.to);
    }
    for (const Card& card : m_cards) {
        for (std::size_t i = 1; i < card.places.size(); ++i)
            m_next[static_cast<std::size_t>(card.places[i - 1])].push_back(card.places[i]);
    }
    connectPorts();
    for (std::size_t i = 1; i < m_inLane.size(); ++i)
        m_next[static_cast<std::size_t>(m_inLane[i - 1])].push_back(m_inLane[i]);
}

} // namespace hookwalk::exports
