// What the diagram looks like at one moment: a pure function of layout, walks and playhead. No state, no clock, no
// painting; the same Picture draws the screen, the PNG and the SVG.
#pragma once

#include "traversal/walk.h"
#include "ui/diagram/layout.h"

#include <QPainterPath>
#include <QPointF>
#include <QString>
#include <vector>

namespace hookwalk::ui
{

// What is to be shown.
struct Scene {
    const Walk* selected = nullptr; // none: the idle diagram
    double playheadUs = 0;          // offset within the selected walk
    double usPerSecond = 10;        // playback speed: motion between stations depends on it
    struct Other {
        const Walk* walk = nullptr;
        double playheadUs = 0;
    };
    std::vector<Other> others;      // packets under way at the same moment, drawn as small dots
    bool reducedMotion = false;
    QString tunName, networkName;   // labels of the ports; empty: the generic words
};

enum class StageState { NotVisited, Ahead, Passed, Current, Skipped };

struct StagePicture {
    StageState state = StageState::NotVisited;
    bool inferred = false;
    bool deathMark = false;
    double light = 1;      // 0 to 1: how far the chip has lit up (160 ms OutCubic)
    double deathScale = 1; // 0.6 to 1
    QString offset;        // "+13 µs"
    QString word;          // "known", "inferred"
    QString reason;        // tooltip: the whole reason or evidence
    int stop = -1;         // index in the walk, -1: not on it
};

struct PacketPicture {
    QPointF at;
    bool selected = false;
    double opacity = 1;
    QString tag; // "echo reply · TTL 63"; empty for packets not selected
};

struct NotePicture { // an address rewritten by conntrack
    Stage stage;
    QStringList lines; // "conntrack rewrites", "DST 198.51.100.15", "→ 192.168.69.1"
    bool reached = false;
};

struct Picture {
    std::vector<StagePicture> stages; // one for each of layout.stages(), same order
    QPainterPath walked, ahead;       // route of the selected packet, split at the playhead
    std::vector<PacketPicture> packets;
    std::vector<NotePicture> notes;
    int currentStop = -1;
    QString captionSmall, captionTitle, captionBody;
    QString tunName, networkName;
};

Picture pictureOf(const Layout& layout, const Scene& scene);

// Index of the stop the packet stands at for a playhead, -1 with no stops: the last one whose offset is not later.
// Skipped stops are never stood at.
int stopAt(const Walk& walk, double playheadUs);

} // namespace hookwalk::ui
