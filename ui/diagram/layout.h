// SPDX-License-Identifier: GPL-3.0-or-later
// Where everything of the diagram stands, read from resources/diagram/*.json: cards, chips, stations,
// decisions, ports, edges. Another diagram is another file.
#pragma once

#include "model/result.h"
#include "model/stage.h"
#include "traversal/walk.h"

#include <optional>
#include <QByteArray>
#include <QPainterPath>
#include <QRectF>
#include <QSizeF>
#include <QString>
#include <span>
#include <vector>

namespace hookwalk::ui
{

enum class StageShape {
    Chip,
    TallChip,
    ConntrackChip,
    RewriteMark,
    Decision,
    SmallDecision,
    Card,
    Port,
    // Base chains that are none of the 17 (ownplaces.h):
    OwnChip,
    OwnCount,   // several in one
    OwnStation, // without a chip
    DeckChip,   // hanging below the rail
    DeckCount,
    PortChip,
    BridgeChip,
};

// Where the tag of a packet at a stage goes: inside `room`, starting at its left or ending at its right.
struct TagPlace {
    QRectF room;
    bool endsRight = false;
    bool stem = false;              // a line from the packet to the tag, where it crosses no text
    std::optional<double> stemFrom; // y where it begins; nothing: at the packet
    bool operator==(const TagPlace&) const = default;
};

// What changes when the chips of a card change their order. Scene units are pixels at scale 1.
struct StagePlace {
    QRectF rect;     // of the chip, card or diamond's bounding box
    QPointF station; // where a packet stands
    QPointF
        bypass; // which way a route bows around the station when the chain is skipped; shorter than 1: a shorter bow
    TagPlace tag;
    bool operator==(const StagePlace&) const = default;
};

struct StageLayout : StagePlace {
    Stage stage;
    StageShape shape = StageShape::Chip;
    QString title, subtitle;
    QString icon;  // in resources/icons
    QPointF label; // baseline of a decision's title
    bool labelCentred = false;
    QPointF note;                          // RewriteMark: top left of the box that tells what was rewritten
    double noteWidth = 176;                // at most
    std::vector<QPointF> noteLine;         // from the mark to the box; empty: straight
    double headTop = 0;                    // Port: where its name begins, below the port's top
    std::vector<BaseChain> chains;         // of a chip, its own first
    QString priority;                      // beside the chain's name, with the order among equals
    StageKind port = StageKind::NetworkIn; // PortChip: of which port
};

struct CardLayout { // a hook
    Hook hook = Hook::Prerouting;
    QRectF rect;
    QString title;
    QPointF titleAt;
    QPointF rail[2];        // the rail's ends
    std::vector<int> chips; // indices in stages(), in the order in which a packet meets them
    struct Bracket {        // joins the stations of two chains of one priority
        double from, to;    // y
        bool isObserved;    // which of them runs first
    };
    std::vector<Bracket> brackets;
    int withoutChip = 0; // own chains of the hook that have none
};

struct PlateLayout { // what holds the chips of bridges
    QRectF rect;
    QString title, subtitle;
    QPointF rail[2];
};

struct ArrowLayout {
    QPointF tip, towards; // `towards`: unit vector
};

struct EdgeLayout { // between two stages; a hook's name stands for the first or last chip of its card
    QString from, to;
    QPainterPath path; // from the first station to the second
    std::optional<ArrowLayout> arrow;
    int fromStage = -1, toStage = -1; // instead of the names, where not -1
    bool onlyWhenUsed = false;        // the loopback edge is drawn only for a packet that takes it
    QString label;
    QPointF labelAt;
    QRectF tile; // of lo, where the packet goes out and comes in again; empty: none

    struct Point {
        QPointF at;
        std::optional<std::pair<QPointF, QPointF>> curve; // control points of a cubic that ends here
        double bend = 0;                                  // radius of the corner
        QPointF bypass;                                   // not null: the route bows around this point
    };
    std::vector<Point> points; // what the path is made of
};

// The way between two stages.
struct Way {
    QPainterPath path;
    std::vector<int> edges; // indices in edges() that it uses
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
    const std::vector<PlateLayout>& plates() const { return m_plates; }
    bool hasLegend() const { return m_plates.empty(); } // else its room is needed
    QPointF legend() const { return m_legend; }
    QPointF caption() const { return m_caption; }            // baseline of its first line
    double captionBottom() const { return m_captionBottom; } // baseline of the last one that has room

    int indexOf(const Stage& stage) const; // -1: not in this diagram
    // -1: not in this diagram. A chain of ingress or egress may stand at two ports.
    int indexOf(const Stop& stop, std::optional<StageKind> port = {}) const;
    const CardLayout* cardOf(int stage) const; // null: in no card
    // The card whose number of own chains without a chip is at the point; null: none.
    const CardLayout* headAt(const QPointF& point) const;

    // The shortest way along the edges and rails. It bows around the stations of `skipped` (indices of
    // stages); other stations on the way are passed straight through. A straight line where the diagram has
    // no way.
    Way way(int from, int to, std::span<const int> skipped = {}) const;

    // Where every packet goes on from a stage, to the next one; empty where there is a choice, or nothing.
    Way onwardsFrom(int stage) const;

    // The same diagram with some chips of a hook in another order: those of `order` share out the places that
    // they have now, the others stay. The order is the kernel's to say: iptables-nft runs nat before security
    // in INPUT.
    Layout reordered(Hook hook, std::span<const int> order) const;

    // The same diagram for a picture that is read from far away: lower, so that beside the same strokes the type can be
    // larger. For PaintOptions::type = largeType.
    Layout forLargeType() const;
    static constexpr double largeType = 2.22 / 1.8;

private:
    friend class LayoutReader;
    friend class LayoutGrower;

    std::vector<int> hops(int from, int to) const;       // stages from..to along the edges, both included
    int edgeBetween(int from, int to) const;             // -1: none, or neighbours on a rail
    int endNamed(const QString& name, bool first) const; // a stage's id, or a hook: its first or last chip
    bool connect();                                      // false: an edge names what is not there

    struct Ends {
        int from = -1, to = -1;
    };

    QSizeF m_size;
    QPointF m_legend, m_caption;
    double m_captionBottom = 196;
    std::vector<StageLayout> m_stages;
    std::vector<CardLayout> m_cards;
    std::vector<EdgeLayout> m_edges;
    std::vector<PlateLayout> m_plates;
    std::vector<Ends> m_ends;             // of m_edges, as indices of stages
    std::vector<std::vector<int>> m_next; // stages that can follow a stage
};

// The path along the points: bends in its corners, bows around what it bypasses.
QPainterPath pathAlong(std::span<const EdgeLayout::Point> points);

} // namespace hookwalk::ui
