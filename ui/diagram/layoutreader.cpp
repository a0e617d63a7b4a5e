// SPDX-License-Identifier: GPL-3.0-or-later
// JSON -> Layout. What is wrong in a diagram file is told with the place of it.
#include "ui/diagram/layout.h"

#include "ui/theme/text.h"

#include <nlohmann/json.hpp>

namespace hookwalk::ui
{

using Json = nlohmann::json;

namespace
{

QPointF pointOf(const Json& json)
{
    return {json.at(0).get<double>(), json.at(1).get<double>()};
}

QRectF rectOf(const Json& json)
{
    return {pointOf(json), QSizeF(json.at(2).get<double>(), json.at(3).get<double>())};
}

QString textOf(const Json& json, const char* key)
{
    return QString::fromStdString(json.value(key, std::string()));
}

// The words of the diagram for lupdate, which reads no JSON; tables and hooks are the kernel's.
[[maybe_unused]] constexpr const char* wordsOfTheDiagram[] = {
    QT_TRANSLATE_NOOP("hookwalk::ui", "Local process"),
    QT_TRANSLATE_NOOP("hookwalk::ui", "Routing\ndecision"),
    QT_TRANSLATE_NOOP("hookwalk::ui", "a socket on this machine"),
    QT_TRANSLATE_NOOP("hookwalk::ui", "network"),
    QT_TRANSLATE_NOOP("hookwalk::ui", "read from the fd"),
    QT_TRANSLATE_NOOP("hookwalk::ui", "reroute check"),
    QT_TRANSLATE_NOOP("hookwalk::ui", "to this machine"),
    QT_TRANSLATE_NOOP("hookwalk::ui", "wire"),
    QT_TRANSLATE_NOOP("hookwalk::ui", "written to the fd"),
};

QString wordsOf(const Json& json, const char* key)
{
    const auto english = json.value(key, std::string());
    return english.empty() ? QString() : tr(english.c_str());
}

StageShape shapeOf(const Json& json)
{
    constexpr std::pair<const char*, StageShape> elements[] = {
        {"chip", StageShape::Chip},
        {"tall-chip", StageShape::TallChip},
        {"conntrack", StageShape::ConntrackChip},
        {"rewrite-mark", StageShape::RewriteMark},
        {"decision", StageShape::Decision},
        {"small-decision", StageShape::SmallDecision},
        {"card", StageShape::Card},
        {"port", StageShape::Port},
    };
    for (const auto& [name, shape] : elements) {
        if (json.get<std::string>() == name)
            return shape;
    }
    throw std::invalid_argument("unknown shape " + json.dump());
}

StageLayout stageOf(const Json& json)
{
    StageLayout result;
    const auto stage = stageWithId(json.at("stage").get<std::string>());
    if (!stage)
        throw std::invalid_argument("unknown stage " + json.at("stage").dump());
    result.stage = *stage;
    result.shape = shapeOf(json.at("shape"));
    result.title = wordsOf(json, "title");
    result.subtitle = wordsOf(json, "subtitle");
    result.icon = textOf(json, "icon");
    result.rect = rectOf(json.at("rect"));
    result.station = pointOf(json.at("station"));
    if (json.contains("bypass"))
        result.bypass = pointOf(json["bypass"]);
    const Json& tag = json.at("tag");
    result.tag = {rectOf(tag.at("room")), tag.at("side") == "right", tag.value("stem", false), {}};
    if (json.contains("label")) {
        result.label = pointOf(json["label"].at("at"));
        result.labelCentred = json["label"].at("align") == "center";
    }
    if (json.contains("note")) {
        result.note = pointOf(json["note"]);
        if (json["note"].size() > 2)
            result.noteWidth = json["note"][2].get<double>();
    }
    return result;
}

std::vector<EdgeLayout::Point> pointsOf(const Json& json, double bend)
{
    std::vector<EdgeLayout::Point> points;
    for (const Json& numbers : json) {
        EdgeLayout::Point point;
        if (numbers.size() == 6) {
            point.curve = {pointOf(numbers), {numbers[2].get<double>(), numbers[3].get<double>()}};
            point.at = {numbers[4].get<double>(), numbers[5].get<double>()};
        } else {
            point.at = pointOf(numbers);
            point.bend = bend;
        }
        points.push_back(point);
    }
    return points;
}

EdgeLayout edgeOf(const Json& json)
{
    EdgeLayout edge;
    edge.from = textOf(json, "from");
    edge.to = textOf(json, "to");
    edge.points = pointsOf(json.at("points"), json.value("bend", 0.0));
    edge.path = pathAlong(edge.points);
    edge.onlyWhenUsed = json.value("onlyWhenUsed", false);
    if (json.contains("arrow"))
        edge.arrow = {pointOf(json["arrow"].at("tip")), pointOf(json["arrow"].at("towards"))};
    if (json.contains("tile"))
        edge.tile = rectOf(json["tile"]);
    if (json.contains("label")) {
        edge.label = wordsOf(json["label"], "text");
        edge.labelAt = pointOf(json["label"].at("at"));
    }
    return edge;
}

} // namespace

class LayoutReader
{
public:
    explicit LayoutReader(const Json& json)
        : m_json(json)
    {
    }

    Layout read()
    {
        m_layout.m_size = {m_json.at("size").at(0).get<double>(), m_json.at("size").at(1).get<double>()};
        m_layout.m_legend = pointOf(m_json.at("legend"));
        m_layout.m_caption = pointOf(m_json.at("caption"));
        for (const Json& card : m_json.at("cards"))
            readCard(card);
        for (const Json& stage : m_json.at("stages"))
            addStage(stage);
        for (const Json& edge : m_json.at("edges"))
            m_layout.m_edges.push_back(edgeOf(edge));
        if (!m_layout.connect())
            throw std::invalid_argument("an edge names a stage that is not in the diagram");
        return std::move(m_layout);
    }

private:
    int addStage(const Json& json)
    {
        StageLayout stage = stageOf(json);
        if (m_layout.indexOf(stage.stage) >= 0)
            throw std::invalid_argument("twice in the diagram: " + json.at("stage").dump());
        m_layout.m_stages.push_back(std::move(stage));
        return static_cast<int>(m_layout.m_stages.size()) - 1;
    }

    void readCard(const Json& json)
    {
        CardLayout card;
        const auto hook = hookNamed(json.at("hook").get<std::string>());
        if (!hook)
            throw std::invalid_argument("unknown hook " + json.at("hook").dump());
        card.hook = *hook;
        card.rect = rectOf(json.at("rect"));
        card.title = wordsOf(json, "title");
        card.titleAt = pointOf(json.at("titleAt"));
        card.rail[0] = pointOf(json.at("rail").at(0));
        card.rail[1] = pointOf(json.at("rail").at(1));
        for (const Json& chip : json.at("chips"))
            card.chips.push_back(addStage(chip));
        if (card.chips.empty())
            throw std::invalid_argument("a card without chips: " + json.at("hook").dump());
        m_layout.m_cards.push_back(std::move(card));
    }

    const Json& m_json;
    Layout m_layout;
};

Result<Layout> Layout::parse(const QByteArray& json)
{
    try {
        return LayoutReader(Json::parse(json.begin(), json.end())).read();
    } catch (const std::exception& problem) { // of the JSON library, or ours above
        return failure(ErrorCode::BadInput, say("no-diagram", problem.what()));
    }
}

} // namespace hookwalk::ui
