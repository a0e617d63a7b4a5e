// SPDX-License-Identifier: GPL-3.0-or-later
// Where the places of netfilter stand in documents: those of the window's diagram (resources/diagram/netfilter.json) on
// less room, and beside them the other base chains that the packets met. Units are pixels of a picture of 710 x 523.
// Internal to exports.
#pragma once

#include "traversal/walk.h"

#include <array>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace hookwalk::exports
{

// From the window's 1056 x 688.
inline constexpr double scaleX = 0.672, scaleY = 0.76;

struct Point {
    double x = 0, y = 0;
};

struct Box {
    double x = 0, y = 0, width = 0, height = 0;
    Point middle() const { return {x + width / 2, y + height / 2}; }
};

// Lines and cubic curves, as SVG has them.
class Outline
{
public:
    explicit Outline(Point start)
        : m_start(start)
        , m_end(start)
    {
    }
    void lineTo(Point to);
    void curveTo(Point control1, Point control2, Point to);
    void append(const Outline& next); // which begins where this one ends
    Point end() const { return m_end; }
    double length() const { return m_length; }
    std::string data() const; // of the attribute d

private:
    Point m_start, m_end;
    std::string m_data;
    double m_length = 0;
};

std::string number(double value); // at most one decimal, as SVG wants it

struct Place {
    enum class Shape : std::uint8_t {
        Chip,
        TallChip,
        Conntrack,
        Rewrite,
        Decision,
        SmallDecision,
        Card,
        Port,
        PortChip // of a chain at the device of a port
    };

    std::string id; // of the stage; of a base chain its full name
    Stage stage;
    Shape shape = Shape::Chip;
    std::string title;
    Box box;
    Point station;              // where a packet stands
    Point bypass;               // the way bows to there around it, where it is skipped
    bool isOwn = false;         // a base chain that is none of the 17
    bool hasChips = false;      // a port with the chains of its device in it
    std::optional<Point> label; // of a rewrite: the box that tells what it wrote
    bool isLabelCentred = false;
};

struct Card {
    Hook hook;
    Box box;
    Point titleAt;
    std::vector<int> places; // in the order in which packets meet them
};

struct Edge {
    struct Corner {
        Point at;
        std::optional<std::array<Point, 2>> curve; // control points of a curve that ends here
        Point bend;                                // radii of a round corner; null: none
    };
    int from = -1, to = -1; // places
    std::vector<Corner> corners;
    std::optional<std::array<Point, 2>> arrow; // tip, and where it points to
    bool isOnlyWhenUsed = false;
    std::optional<Point> label; // "to this machine"
};

// Whether it stands among the chains of its stage's hook: not one of a bridge or a device, and not at their hooks.
bool isAtItsHook(const Stop& stop);

class Diagram
{
public:
    // With the places that these packets met, in the order in which they did.
    explicit Diagram(std::span<const Walk* const> walks);

    const std::vector<Place>& places() const { return m_places; }
    const std::vector<Card>& cards() const { return m_cards; }
    const std::vector<Edge>& edges() const { return m_edges; }
    std::optional<Box> lane() const { return m_lane; } // holds chains of bridges

    int placeOf(const Stop& stop) const; // -1: it has none, as where a line's prefix names no chain
    // Along rails and edges; straight where there is no such way. Bows around places that were skipped.
    Outline way(int from, int to, std::span<const int> skipped = {}) const;
    static Outline outlineOf(const Edge& edge);
    std::vector<int> edgesUsed(int from, int to) const;

private:
    void read();
    void meet(const Walk& walk);
    void arrange();
    void arrangeUpright(Card& card);
    void arrangeForward(Card& card);
    void arrangeLane();
    void arrangePorts();
    void connectPorts();
    void connect();
    int addOwn(const BaseChain& base, Hook hook);
    Card& cardOf(Hook hook);
    int portOf(StageKind kind) const { return m_byId.at(stageId(Stage::of(kind))); }
    std::vector<int>& laneOf(const Walk& walk, const Stop& stop);
    void leadFrom(Edge& edge) const;
    void leadTo(Edge& edge) const;
    std::vector<int> hops(int from, int to) const;
    const Edge* edgeBetween(int from, int to) const;

    std::vector<Place> m_places;
    std::vector<Card> m_cards;
    std::vector<Edge> m_edges;
    std::vector<std::array<std::string, 2>> m_ends; // of edges, by name
    std::vector<int> m_inLane;
    std::map<int, std::vector<int>> m_inPorts; // chips by port, in the order in which packets meet them
    std::optional<Box> m_lane;
    std::map<std::string, int> m_byId;
    std::vector<std::vector<int>> m_next;
};

} // namespace hookwalk::exports
