// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of the netfilter diagram at a moment of a walk, and what stands in them.
#pragma once

#include "support/walks.h"
#include "ui/diagram/motion.h"
#include "ui/diagram/picture.h"

#include <QTest>

namespace hookwalk::test
{

using namespace ui;

inline constexpr double usPerSecond = 10; // a glide of 400 ms is 4 µs of the walk

inline const Layout& diagram()
{
    return Layout::netfilter();
}

inline int indexOf(const char* stageId)
{
    return diagram().indexOf(*stageWithId(stageId));
}

inline Picture pictureAt(const Walk& walk, double playheadUs)
{
    Scene scene;
    scene.selected = &walk;
    scene.playhead = playheadUs;
    scene.perSecond = usPerSecond;
    return pictureOf(diagram(), scene);
}

inline const StagePicture& at(const Picture& picture, const char* id)
{
    return picture.stages[static_cast<std::size_t>(indexOf(id))];
}

inline double offsetOf(const Walk& walk, const char* id)
{
    for (const Stop& stop : walk.stops) {
        if (stop.stage == *stageWithId(id))
            return stop.offsetUs;
    }
    return qQNaN();
}

inline const PacketPicture& packetOf(const Picture& picture)
{
    return picture.packets.back();
}

inline double distance(const QPointF& a, const QPointF& b)
{
    return QLineF(a, b).length();
}

} // namespace hookwalk::test
