// SPDX-License-Identifier: GPL-3.0-or-later
// What outlives a window that is built anew, in another language: the lab, the packets, their flags, the pins.
#pragma once

#include "query/locator.h"
#include "session/autosave.h"
#include "session/recordingfile.h"
#include "ui/charts/roundtrips.h"
#include "ui/compare/pins.h"
#include "ui/document.h"
#include "ui/fileopener.h"
#include "ui/filesaver.h"
#include "ui/flags.h"
#include "ui/lablink.h"

namespace hookwalk::ui
{

struct Work {
    explicit Work(const session::Session::Options& options);

    Document document;
    Flags flags;                         // of what the document shows
    std::vector<Flag> liveFlags;         // while it shows a file
    std::vector<Flag> savedFlags;        // of the live recording
    std::vector<Flag> savedFileFlags;    // of the file that is shown, as it has them
    TraversalIndex livePacket = noIndex; // that was shown before the file
    LabLink lab;
    RoundTrips liveTrips, fileTrips;
    TraversalIndex runBegan = 0; // the first packet of the latest run
    FileOpener opener;
    FileSaver saver;
    Pins pins;
    struct SentRun {
        TraversalIndex began = 0; // its first packet in the live recording
        session::PingRequest request;
    };
    std::vector<SentRun> sentRuns;
    struct AwaitedB { // what was sent again, until its packet is there
        TraversalIndex began = 0;
        bool isAnswer = false;
    };
    std::optional<AwaitedB> awaitedB;
    QStringList paths;                        // whole ones, of the files that are shown
    std::optional<query::Locator> wanted;     // in the files that are being read
    std::optional<query::Locator> against;    // to be pinned as B, once that is A
    bool isAgainst = false;                   // the file that is being read has B
    QString recordingPath, liveRecordingPath; // where Save writes the file, the live packets to; "": it asks
    std::unique_ptr<session::Autosave> autosave;     // null: nothing is kept for after a crash
    std::shared_ptr<const recording::LeftFile> left; // by a crash, not yet opened and saved or discarded
};

// Whether the packet of the record is still there.
bool isKept(const Trace& trace, std::uint32_t record);

} // namespace hookwalk::ui
