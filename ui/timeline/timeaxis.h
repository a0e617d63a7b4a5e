// SPDX-License-Identifier: GPL-3.0-or-later
// Where a moment stands on the axis of the lanes, in one of three kinds of time. An axis is the prefix sums of how long
// the screen takes from one event to the next: a place back to a moment by binary search. The order of events is never
// changed.
#pragma once

#include "ui/playback/pacing.h"

#include <cstddef>
#include <vector>

namespace hookwalk::ui
{

// From one moment to another, in microseconds on the clock of the log.
struct TimeSpan {
    double begin = 0, end = 0;

    double length() const { return end - begin; }
    bool has(double us) const { return us >= begin && us <= end; }
    bool operator==(const TimeSpan&) const = default;

    TimeSpan grownTo(double least) const;            // the same middle
    TimeSpan within(const TimeSpan& all) const;      // moved, and shortened where it is longer than all
    TimeSpan movedTo(double us, double share) const; // so that `us` lies at that share of it, 0 to 1
};

class TimeAxis
{
public:
    TimeAxis() = default;
    // timesUs: of the events within the span, never falling. Each stands for `weight` events in a row that share the
    // gaps around it alike: 1 unless there are too many to take each.
    TimeAxis(TimeKind kind, TimeSpan span, std::vector<double> timesUs, double weight = 1);

    const TimeSpan& span() const { return m_span; }
    TimeKind kind() const { return m_kind; }
    // Places run from 0 to end(): of True in microseconds, else in milliseconds of the screen at normal speed.
    double end() const { return m_end; }
    std::size_t size() const { return m_times.size(); }
    double placeOf(std::size_t event) const; // of the events that it was made of
    double placeAt(double us) const; // of several at that time the last one; may lie outside of 0 to end()
    double usAt(double place) const;
    std::size_t
    nearest(double place) const; // event; two at the same time are told apart in the middle between them

private:
    TimeKind m_kind = TimeKind::True;
    TimeSpan m_span;
    std::vector<double> m_times, m_places; // m_places: of Even and Stretched
    double m_end = 0;
};

// 1, 2 or 5 times a power of ten: not below `least`.
double roundStep(double least);

} // namespace hookwalk::ui
