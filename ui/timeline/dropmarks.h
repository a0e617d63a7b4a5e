// SPDX-License-Identifier: GPL-3.0-or-later
// The octagons of a lane: those that would lie upon each other are one, with the number of drops.
#pragma once

#include "ui/theme/endingmarks.h"

#include <vector>

namespace hookwalk::ui
{

class DropMarks
{
public:
    static constexpr int mostCounted = 99; // above it the mark says "99+"

    struct Mark {
        double x = 0; // of the first of them
        EndingMark ending = EndingMark::DroppedByRule;
        double radius = 7;
        int count = 1; // at most mostCounted + 1
    };

    // radius: of the mark where it stays alone.
    void add(double x, EndingMark ending, double radius);
    // A drop there would only be counted, and the number would not be another one.
    bool isFullAt(double x) const;
    const std::vector<Mark>& marks() const { return m_marks; }
    void paint(QPainter& painter, double y, const Theme& theme) const;

private:
    std::size_t markAt(double x) const; // beyond the last: none

    std::vector<Mark> m_marks;
};

} // namespace hookwalk::ui
