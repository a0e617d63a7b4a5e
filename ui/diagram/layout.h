// Where everything of the diagram stands, read from resources/diagram/*.json: cards, chips, stations, decisions,
// ports, edges. Another diagram is another file.
#pragma once

#include "model/result.h"
#include "model/stage.h"

#include <QByteArray>
#include <QPainterPath>
#include <QRectF>
#include <QSizeF>
#include <QString>
#include <vector>

namespace hookwalk::ui
{

enum class StageShape { Chip, TallChip, ConntrackChip, RewriteMark, Decision, SmallDecision, Card, Port };

struct StageLayout {
    Stage stage;
    StageShape shape = StageShape::Chip;
    QRectF rect;       // of the chip, card or diamond's bounding box; scene units (pixels at scale 1)
    QPointF station;   // where a packet stands
    QPointF bypass;    // which way a route bows around the station when the chain is skipped (unit vector)
    QString title, subtitle;
};

struct CardLayout { // a hook
    Hook hook = Hook::Prerouting;
    QRectF rect;
    QString title;
    QPointF rail[2];   // the rail's ends
};

struct EdgeLayout { // between two stages, or through a card
    QString from, to;  // stage ids
    QPainterPath path; // from the first station to the second
    bool arrow = true;
    bool onlyWhenUsed = false; // the loopback edge is drawn only for a packet that takes it
};

class Layout
{
public:
    static Result<Layout> parse(const QByteArray& json);
    static const Layout& netfilter(); // the built-in diagram

    QSizeF size() const { return m_size; }
    const std::vector<StageLayout>& stages() const { return m_stages; }
    const std::vector<CardLayout>& cards() const { return m_cards; }
    const std::vector<EdgeLayout>& edges() const { return m_edges; }
    QPointF legend() const { return m_legend; }

    int indexOf(const Stage& stage) const; // -1: not in this diagram
    // The way between two stages that follow each other on a walk (chains between them bowed around when `skipped`).
    QPainterPath route(const Stage& from, const Stage& to) const;

private:
    QSizeF m_size;
    QPointF m_legend;
    std::vector<StageLayout> m_stages;
    std::vector<CardLayout> m_cards;
    std::vector<EdgeLayout> m_edges;
};

} // namespace hookwalk::ui
