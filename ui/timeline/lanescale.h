// SPDX-License-Identifier: GPL-3.0-or-later
// The window of time that the lanes show, and where what happened stands in it. Ruler, lanes, playhead and overview all
// ask here. A filter leaves the window alone, and the window the filter; it follows the playhead.
#pragma once

#include "ui/playback/playhead.h"
#include "ui/timeline/timeaxis.h"
#include "ui/timeline/timelinemodel.h"

#include <optional>
#include <unordered_map>

namespace hookwalk::ui
{

class LaneScale : public QObject
{
    Q_OBJECT

public:
    LaneScale(const TimelineModel& model, const Playhead& playhead, QObject* parent = nullptr);

    // All times in microseconds on the clock of the log; a log without times gets one by the order of its packets.
    double beginOf(TraversalIndex packet) const;
    double endOf(TraversalIndex packet) const; // not before its begin
    const TimeSpan& all() const { return m_all; }
    const TimeSpan& window() const { return m_window; }
    bool isAll() const { return m_isAll; }
    bool isTimed() const { return m_isTimed; } // the log has times
    std::pair<int, int> rowsInView() const;    // first and behind the last: packets that begin in the window

    void setWindow(TimeSpan window); // within all, not too short
    void showAll();                  // and goes on doing so while packets come
    void zoom(double factor,
              std::optional<double> x = {}); // over 1: closer. Without x: at the playhead, where in view
    void pan(double pixels);
    void setWalk(Document::WalkPointer walk); // on which the playhead is; null: none
    void reveal(TraversalIndex packet);       // moves the window where the packet is outside of it
    void setWidth(double pixels);             // of the lanes
    double width() const { return m_width; }

    const TimeAxis& axis() const;
    double xAt(double us) const; // outside of 0 to width(): not in view
    double usAt(double x) const;
    // Of each stop of the packet, where the window holds so few packets that each step is looked at; else empty.
    const std::vector<double>& stopsOf(TraversalIndex packet) const;
    // Of its step, which need not stand at the time of the record: sources have clocks of their own. Nothing: not in view.
    std::optional<double> xOfRecord(EventIndex record) const;
    struct RecordPlace {
        TraversalIndex packet = noIndex;
        std::size_t stop = 0;
        double offsetUs = 0; // since the packet's first step
    };
    std::optional<RecordPlace>
    placeOf(EventIndex record) const; // asks for the packet's walk; the others do not
    std::optional<double> xOf(const RecordPlace& place) const;
    // Where the playhead stands; nothing: not in view.
    std::optional<double> playheadX() const;

    struct Spot { // a place on a packet's way: `part` of the way from a stop to the next
        TraversalIndex packet = noIndex;
        int stop = 0;
        double part = 0;
    };
    // What is nearest there; of the packet that is selected as long as its way passes there.
    std::optional<Spot> spotAt(double x, TraversalIndex selected) const;

Q_SIGNALS:
    void changed(); // window, kind of time, or what lies in it

private:
    void measure();
    void invalidate();
    void changeKind();
    double playheadUs() const;
    void follow();
    void build() const;
    void buildExact(int from, int to) const;
    void buildSampled(int from, int to) const;
    double scale() const { return m_width / std::max(axis().end(), 1e-9); }

    const TimelineModel& m_model;
    const Document& m_document;
    const Playhead& m_playhead;
    Document::WalkPointer m_walk;
    TimeSpan m_all, m_window;
    struct Followed {
        TraversalIndex packet = noIndex;
        int stop = -1;
        double us = 0;
    } m_followed;
    bool m_isAll = true, m_isTimed = true;
    double m_width = 1;
    struct Entry {
        double us;
        TraversalIndex packet;
        int stop;
    };
    mutable bool m_isBuilt = false;
    mutable TimeAxis m_axis;
    mutable std::vector<Entry> m_entries;                                    // of the axis, where it is exact
    mutable std::unordered_map<TraversalIndex, std::vector<double>> m_stops; // x
};

} // namespace hookwalk::ui
