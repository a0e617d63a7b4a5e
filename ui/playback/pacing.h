// SPDX-License-Identifier: GPL-3.0-or-later
// How long the screen takes from stop to stop: each stop of a way has a moment, in milliseconds of the screen
// at normal speed. Playhead, line of time and motion are all on this scale; microseconds are the kernel's.
#pragma once

#include <QtGlobal>
#include <vector>

namespace hookwalk::ui
{

enum class TimeKind {
    True,      // as long as it took, slower by one factor
    Even,      // every step the same 0.6 s: also those of the same microsecond can be read
    Stretched, // short gaps stretched, long ones shortened; what took longer takes longer
};

class Pacing
{
public:
    Pacing() = default;
    // Stops in µs, never falling. slowdown, of True alone: how many times slower than real; 1 or more.
    Pacing(TimeKind kind, std::vector<double> stopsUs, qint64 slowdown);

    const std::vector<double>& stopsUs() const { return m_stopsUs; }
    const std::vector<double>& moments() const { return m_moments; } // rising; in ms, the first one is 0
    double endMs() const { return m_moments.empty() ? 0 : m_moments.back(); }

    // The last stop whose moment has come; -1 with no stops.
    int stopAt(double ms) const;
    double usAt(double ms) const; // between two stops in proportion
    double msAt(double us) const; // of stops at the same time the last one

private:
    std::vector<double> m_stopsUs, m_moments;
};

// From one stop to the next, in ms. For a gap of g µs: 250 + 1250 * ln(1 + min(g, 10^7)) / ln(1 + 10^7): never
// under 250 or over 1500, and the same gap takes the same time in every file.
double stretchedMs(double gapUs);

} // namespace hookwalk::ui
