// SPDX-License-Identifier: GPL-3.0-or-later
// How ownplaces.h makes its diagram: the upright cards (growcards.cpp), the deck below FORWARD
// (growdeck.cpp), the ports (growports.cpp), bridges (growbridge.cpp). Internal to it.
#pragma once

#include "ui/diagram/ownplaces.h"

namespace hookwalk::ui
{

class LayoutGrower
{
public:
    LayoutGrower(const Layout& atRest, const Ruleset* ruleset, const OwnPlaces& own);
    Layout grow();

    // A place in a card, in the order in which packets come there.
    struct Entry {
        enum class Form {
            Classic, // a chip that the card has at rest
            Chip,    // one own chain
            Count,   // neighbouring own chains in one chip
            Station, // own chains without a chip, where the card is full: a mark between two chips
        };
        Form form = Form::Classic;
        int stage = -1;            // Classic
        std::vector<OwnChain> own; // else

        bool isPinned() const; // never folded: it decided
        double room() const;   // with the gap to the next
    };
    // Folds what is over the room: the longest runs of neighbours first.
    static void fold(std::vector<Entry>& entries, double room);

private:
    // The room that an upright card never leaves, and where it grows first.
    struct Room {
        double top, bottom;
        Hook hook;
        bool growsUp;
    };

    std::vector<OwnChain> chainsAt(Hook hook) const;
    std::vector<OwnChain> shownIn(CardLayout& card) const; // the card is told how many find no chip
    std::vector<Entry> entriesOf(const CardLayout& card, std::vector<OwnChain> own) const;
    int priorityOf(const Stage& stage) const;

    void growCard(CardLayout& card, const Room& room);
    void place(CardLayout& card, const std::vector<Entry>& entries, bool upwards);
    int addStage(const CardLayout& card, const Entry& entry, const QRectF& rect);
    void putRewrite(CardLayout& card, const std::vector<Entry>& entries, bool upwards);
    void addBrackets(CardLayout& card, const std::vector<Entry>& entries);
    void connectCard(const CardLayout& card, const QPointF& oldFirst);
    void moveRerouteCheck(double y);
    void connectPostrouting(const CardLayout& card);

    void growDeck(CardLayout& card);
    void placeDeck(CardLayout& card, std::vector<Entry>& gaps);

    void growBridge();
    void connectBridge(int pre, int in, int forward, int out, int post); // -1: not shown
    void addWay(int from, int to, const std::vector<QPointF>& points);
    void growPorts();
    void growPort(StageKind kind, const std::string& device);
    void connectPort(const std::vector<int>& along, bool entry);
    static void setCountWords(StageLayout& chip, const std::vector<OwnChain>& own);

    StageLayout& stage(int index) { return m_layout.m_stages[static_cast<std::size_t>(index)]; }
    StageLayout& stage(const Stage& which) { return stage(m_layout.indexOf(which)); }
    CardLayout& card(Hook hook);
    EdgeLayout* edge(const char* from, const char* to); // null: not there
    void removeEdge(const char* from, const char* to);
    static void follow(EdgeLayout& edge); // its points

    Layout m_layout;
    const Ruleset* m_ruleset;
    const OwnPlaces& m_own;
};

} // namespace hookwalk::ui
