// SPDX-License-Identifier: GPL-3.0-or-later
// What happens at a stop, in plain words: for the caption over the diagram, readable from the back row.
#pragma once

#include "traversal/walk.h"

#include <QString>
#include <QStringList>

namespace hookwalk::ui
{

struct Caption {
    QString small;        // "Echo reply, seq 0 · step 8 of 13"
    QString title;        // "Forwarded to tun0"
    QString body;         // one to three short sentences
    QString code;         // where it ended and something is amiss: the cause, as in traversal/cause.h
    QStringList evidence; // and what proves it, one sentence each
    bool operator==(const Caption&) const = default;
};

// A pure function of walk and stop; `stop` is an index in walk.stops.
Caption captionOf(const Walk& walk, int stop);

// "+13 µs", "+1.2 ms": when something happened since the first event.
QString offsetText(double offsetUs);
// "echo reply · TTL 63": the packet as it is at the stop; without TTL where no line of the walk shows a
// change of it.
QString tagText(const Walk& walk, int stop);

} // namespace hookwalk::ui
