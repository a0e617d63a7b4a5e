// SPDX-License-Identifier: GPL-3.0-or-later
// What Export offers: the forms there are, and what of the window goes into them.
#pragma once

#include "exports/exports.h"
#include "exports/packetfiles.h"
#include "ui/export/pictures.h"

#include <variant>

namespace hookwalk::ui
{

struct SeriesForm {
    bool operator==(const SeriesForm&) const = default;
};
using ExportForm = std::variant<PictureForm, SeriesForm, exports::Form, exports::FileFormat>;

struct ExportInfo {
    ExportForm form;
    QString name;   // in the person's language
    QString ending; // of a file's name; "": a folder
};
std::vector<ExportInfo> exportForms();

// Of what a document or a file of packets is made.
enum class ExportOf { Packet, Exchange, Pair, Shown };

struct ExportSource {
    Drawing drawing;                    // of the packet
    std::shared_ptr<const Trace> trace; // a live one goes on growing and forgetting
    TraversalIndex packet = noIndex;    // that is selected
    int step = 1;                       // where it stands
    QString name;                       // of the log, "": live
    struct Pinned {
        std::shared_ptr<const Trace> trace;
        TraversalIndex packet;
        QString name;
    };
    std::vector<Pinned> pair = {};          // A and B, or nothing
    std::optional<Drawing> exchange = {};   // the packet and its answer, where it has one
    std::optional<Drawing> comparison = {}; // of both
    bool isComparing = false;               // it is what the window shows
    std::vector<TraversalIndex> shown = {}; // that the list shows, in order
};

// As that form; the first one is usual.
std::vector<ExportOf> subjectsFor(const ExportForm& form, const ExportSource& source);
// A document of more packets is long in the making: one of a saved recording is made beside the window, of a live one,
// which the window's thread has for itself, it is not.
inline constexpr std::size_t mostAtOnce = 2000;
bool isLongList(exports::Form form, ExportOf of, const ExportSource& source);
// Packets of a subject, those that are still there.
std::vector<TraversalIndex> packetsOf(ExportOf of, const ExportSource& source);
Result<QByteArray> documentOf(exports::Form form, ExportOf of, const ExportSource& source, exports::Look look,
                              exports::Length length);

} // namespace hookwalk::ui
