// SPDX-License-Identifier: GPL-3.0-or-later
// What the diagram looks like at one moment: a pure function of layout, walks and playhead. No state, no
// clock, no painting; the same Picture draws the screen and the PNG.
#pragma once

#include "traversal/walk.h"
#include "ui/diagram/layout.h"
#include "ui/theme/endingmarks.h"
#include "words/captions.h"

#include <QPainterPath>
#include <QPointF>
#include <QString>
#include <QStringList>
#include <vector>

namespace hookwalk::ui
{

// What is to be shown.
struct Scene {
    const Walk* selected = nullptr; // none: the idle diagram
    std::vector<double> moments; // when each of its stops is reached, never falling; empty: its offsets in µs
    double playhead = 0;         // on that scale
    double perSecond = 10;       // of that scale: motion between stations depends on it
    struct Other {
        const Walk* walk = nullptr;
        double playhead = 0; // µs since its first event
    };
    double othersPerSecond = 10; // µs
    std::vector<Other> others;   // packets under way at the same moment, drawn as small dots
    bool reducedMotion = false;
    const Trace* trace = nullptr; // what is known beside the walks: rules in force and their order
    QString tunName, networkName; // labels of the ports; empty: those of the walk, else the generic words
};

enum class StageState { NotVisited, Ahead, Passed, Current, Skipped };

struct StagePicture {
    StagePlace place; // from the layout, in the order in which the selected packet met the chains of a hook
    StageState state = StageState::NotVisited;
    bool inferred = false;
    std::optional<EndingMark> ending; // the packet's way ended here
    bool deathMark = false;           // in a drop
    double light = 0;                 // 0 to 1: how far the stage has lit up; it stays lit
    double emphasis = 0;              // 0 to 1: how much it is the one where the packet is now
    double deathScale = 1;            // 0.6 to 1
    QString title;                    // "mangle", "tun0"; of an own chain its table
    QString subtitle;                 // of an own chain its name
    QString priority;                 // of an own chain
    int chain = -1;                   // of those that share a chip, the one that the packet is in
    QString offset;                   // "+13 µs"
    QString word;                     // "known", "inferred"
    QString verdict;                  // of a chain: "accept, by rule 2"; "" not known
    bool unregistered = false;        // of a chain: no rule and no policy is registered there
    QString reason;                   // tooltip: the whole reason or evidence
    int stop = -1;                    // index in the walk, -1: not on it
    QString decider;                  // of a drop: "rule 3", "policy"; "" not known
    bool operator==(const StagePicture&) const = default;
};

struct PacketPicture {
    QPointF at;
    bool selected = false;
    double opacity = 1;
    QString tag;       // "echo reply · TTL 63"; empty for packets not selected
    int tagStage = -1; // index in stages: where the tag stands; -1: nowhere now
    double tagOpacity = 1;
    bool dropped = false; // it has died here
    bool operator==(const PacketPicture&) const = default;
};

struct EndPicture { // the mark of the ending
    EndingMark mark = EndingMark::Unknown;
    QPointF at;
    double angle = 0;     // degrees, clockwise: which way the three dots fade
    double scale = 1;     // 0.6 to 1
    bool isSmall = false; // between chips
};

struct SideWay {          // a dashed way that leaves the packet's own
    QPointF from, corner; // from where it leaves to beside the card
    QPointF back;         // unit vector: where the packet came from
    double room = 0;      // from the corner back
    QString words;
    double opacity = 1;
};

struct NotePicture { // an address rewritten by conntrack
    Stage stage;
    QStringList lines; // "conntrack rewrites", "DST 198.51.100.15", "→ 192.168.69.1"
    bool reached = false;
    double opacity = 0; // of the box; its mark on the route always shows
    bool operator==(const NotePicture&) const = default;
};

struct Picture {
    std::vector<StagePicture> stages;   // one for each of layout.stages(), same order
    std::vector<bool> cardsOnRoute;     // one for each of layout.cards()
    std::vector<bool> edgesOnRoute;     // one for each of layout.edges()
    QPainterPath walked, ahead;         // route of the selected packet, split at the playhead
    QPainterPath fading;                // behind the last place that is known
    std::optional<EndPicture> end;      // of the selected packet
    std::optional<SideWay> answer;      // of a rejected one: it goes back to the sender
    std::vector<SideWay> copies;        // that rules have sent (dup, TEE)
    std::vector<PacketPicture> packets; // the selected one last
    std::vector<NotePicture> notes;
    int currentStop = -1; // where the packet stands
    int captionStop = -1; // what the caption tells about; also a stop that is skipped
    words::Caption caption;
    words::Caption nextCaption; // fades in shortly before its stop
    double captionMix = 0;      // 0: the caption, 1: the next one
};

// The name on a port: the device that the packet came in or went out by, else the one that the place has.
QString portTitle(const StageLayout& stage, const Scene& scene);

// The layout with the chips of its cards in the order in which the kernel runs them here, and in which the packet met
// them; nothing: as they stand.
std::optional<Layout> arrangedFor(const Scene& scene, const Layout& layout);

Picture pictureOf(const Layout& layout, const Scene& scene);

// Index of the stop the packet stands at for a playhead in µs, -1 with no stops: the last one whose offset is not
// later. Skipped stops are never stood at.
int stopAt(const Walk& walk, double playhead);

// True where a stage is drawn: the mark of an address rewrite only for a packet that it happened to.
bool isShown(const StageLayout& stage, const StagePicture& picture);

} // namespace hookwalk::ui
