// SPDX-License-Identifier: GPL-3.0-or-later
// Draws one walk at one moment into a Picture: where its packet is, what it has passed, how it ended. Internal
// to picture.h.
#pragma once

#include "ui/diagram/motion.h"
#include "ui/diagram/picture.h"

namespace hookwalk::ui
{

// The stops at which a packet stands, and the stages of the layout where they are.
struct Stands {
    std::vector<int> stops, stages;
};

class Sketch
{
public:
    // `moments`: of the walk's stops, on the scale of the playhead. Layout and walk must outlive this.
    Sketch(const Layout& layout, const Walk& walk, std::vector<double> moments, double playhead,
           double perSecond, bool reduced);

    bool isSomewhere() const { return m_now >= 0; }
    // The whole picture of the selected packet.
    void drawSelected(Picture& picture) const;
    void drawCaption(Picture& picture) const; // all that there is of a packet that is nowhere
    // Where a packet is that is only a dot.
    PacketPicture dot() const;

private:
    int stop(int stand) const { return m_motion.stands()[static_cast<std::size_t>(stand)]; }
    int stage(int stand) const { return m_stands.stages[static_cast<std::size_t>(stand)]; }
    void showOwn(StagePicture& drawn, const StageLayout& place, const Stop& stop) const;
    int standCount() const { return static_cast<int>(m_motion.stands().size()); }
    bool hasEnded() const { return m_motion.markScale(m_playhead) > 0; }

    Way leg(int stand) const;
    QPointF standing(int stand) const;

    void drawStages(Picture& picture) const;
    void drawEnding(Picture& picture) const;
    void drawCopies(Picture& picture) const;
    void drawSkipped(Picture& picture) const;
    void drawNotes(Picture& picture) const;
    void drawRoute(Picture& picture) const;
    void drawPacket(Picture& picture) const;

    const Layout& m_layout;
    const Walk& m_walk;
    std::vector<double> m_moments;
    double m_playhead;
    Stands m_stands;
    Motion m_motion;
    int m_now;
};

} // namespace hookwalk::ui
