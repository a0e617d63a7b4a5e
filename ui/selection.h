// SPDX-License-Identifier: GPL-3.0-or-later
// The packet that is looked at, and the moment on its way: joins document and playhead, and follows a run of
// pings from packet to packet until a person takes over.
#pragma once

#include "ui/diagram/picture.h"
#include "ui/document.h"
#include "ui/playback/playhead.h"
#include "ui/timeline/timelinemodel.h"

namespace hookwalk::ui
{

class Selection : public QObject
{
    Q_OBJECT

public:
    Selection(const Document& document, const TimelineModel& model, Playhead& playhead,
              QObject* parent = nullptr);

    void select(TraversalIndex traversal); // noIndex: none. Stands at its start
    void goTo(int stop);                   // pauses there
    // Packet and place on its way at once, which costs half of one after the other: `part` of the way from a stop to the next.
    void goTo(TraversalIndex traversal, int stop, double part);
    // The next new packet is selected and played, then the one below it in the list, and so on.
    void followNew();
    void stopFollowing() { m_following = false; }
    bool isFollowing() const { return m_following; }

    TraversalIndex traversal() const { return m_traversal; }
    const Document::WalkPointer& walk() const { return m_walk; } // null: none
    int stop() const { return m_stop; }                          // -1: none
    void lookAround();                                           // the list shows other packets now
    // What the diagram shows: valid until the next signal.
    Scene scene() const;

Q_SIGNALS:
    void walkChanged(); // another packet, or the same one with more steps
    void stopChanged(int stop);
    void moved(); // anything that scene() depends on

private:
    struct Neighbour {
        Document::WalkPointer walk;
        std::int64_t startUs = 0; // on the clock of the log
    };

    void clear();
    void grow(TraversalIndex first, const std::vector<TraversalIndex>& seenAgain);
    void forget();
    void refresh(); // the same packet, of which more may be known
    void showWalk(bool isOther);
    void findNeighbours();
    void advance(); // to the next packet, where following
    void updateStop();

    const Document& m_document;
    const TimelineModel& m_model;
    Playhead& m_playhead;
    TraversalIndex m_traversal = noIndex;
    Document::WalkPointer m_walk;
    int m_stop = -1;
    bool m_isUnderWay = false;           // to a stop that is not reached yet
    std::vector<Neighbour> m_neighbours; // under way at the same time as the selected packet
    bool m_following = false;
    TraversalIndex m_awaited = noIndex; // followNew(): the first packet that is new
};

} // namespace hookwalk::ui
