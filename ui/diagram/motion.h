// SPDX-License-Identifier: GPL-3.0-or-later
// When the packet of a walk stands, glides, lights a chip and fades: every value is a function of the
// playhead. Fades end at the event they belong to, so that the end state of a moment is drawn at that moment
// whether it was played, stepped or scrubbed to.
#pragma once

#include <vector>

namespace hookwalk::ui
{

double inOutCubic(double part);
double outCubic(double part);

class Motion
{
public:
    // stands: the stops at which the packet stands, as indices in its walk, rising. ends: its
    // way ends at the last one, and a mark tells how. moments: of all stops, on the
    // scale of the playhead; perSecond: how much of it passes in a second of the screen's. reduced: packets
    // jump, no fades. The moments must outlive this.
    Motion(std::vector<int> stands, bool ends, const std::vector<double>& moments, double perSecond,
           bool reduced);

    const std::vector<int>& stands() const { return m_stands; }
    // The last stand whose event is not later than the playhead, as an index in stands(); -1 with no stands.
    int standAt(double playhead) const;

    double leaves(int stand) const;  // when it sets off to the next stand
    double arrives(int stand) const; // at its event; at the last one a little before, to fade there

    // 0 to 1 of the way from this stand to the next.
    double progress(int stand, double playhead) const;
    // 0 to 1: how far the stage has lit up, which it stays.
    double light(int stand, double playhead) const;
    // 0 to 1: how much it is the stage where the packet is now.
    double emphasis(int stand, double playhead) const;
    // 0 to 1: the tag beside this stand; it is nowhere while the packet glides.
    double tag(int stand, double playhead) const;
    // 1, and down to 0 where its way ends: the mark of the ending takes its place.
    double opacity(double playhead) const;
    // 0 before its way has ended, then 0.6 to 1: of the mark.
    double markScale(double playhead) const;
    // 0 to 1: how far the caption of one moment has given way to that of the next.
    double captionMix(double from, double to, double playhead) const;

private:
    double travel(int stand) const; // of the glide from this stand to the next
    double offset(int stand) const;
    int last() const { return static_cast<int>(m_stands.size()) - 1; }
    double screen(double milliseconds) const; // on the scale of the playhead

    const std::vector<double>& m_moments;
    std::vector<int> m_stands;
    bool m_ends = false;
    double m_perMs = 0; // 0: no motion
};

} // namespace hookwalk::ui
