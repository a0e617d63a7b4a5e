// SPDX-License-Identifier: GPL-3.0-or-later
// Both ways in one diagram, side by side: a pure function of layout and packets.
#pragma once

#include "ui/compare/compared.h"
#include "ui/diagram/picture.h"

namespace hookwalk::ui
{

struct TwoWays {
    struct Way {
        QPainterPath path; // beside the rail: A right of its travel, B left
        std::optional<EndPicture> end;
        int lastStage = -1;      // index in the layout's stages; -1: it is in no place of the diagram
        bool isSetAside = false; // the other one goes on here: the mark stands beside the rail
        QString tag;             // "dropped · rule 3"
        std::vector<bool> edges; // of the layout, that it uses
    };
    struct Branch { // what leaves a way: an answer, or a copy
        SideWay way;
        std::optional<Side> of; // nothing: both have it
    };
    Picture picture; // without route, packets, branches and caption; every place of either way is lit
    Way a, b;
    std::vector<Branch> answers, copies;
    int firstStage = -1;      // where they part; -1: nowhere that is in the diagram
    std::vector<int> stageOf; // by step; -1: not in the diagram

    const Way& way(Side side) const { return side == Side::A ? a : b; }
};

// The diagram of both: with the places of their own base chains, in the order in which these are run.
Layout layoutOf(const Compared& compared);
TwoWays twoWaysOf(const Layout& layout, const Compared& compared);
// `step`: the one that is looked at, -1: none.
void emphasise(TwoWays& ways, int step);
// Where the packet is for a playhead between steps: 7.5 is half way from the eighth to the ninth. Nothing: not yet on
// its way, or at its end.
std::optional<QPointF> packetAt(const Layout& layout, const Compared& compared, Side side, double position);

// The path beside another one, to the right of its direction; a negative distance: to the left.
QPainterPath beside(const QPainterPath& path, double distance);

} // namespace hookwalk::ui
