// SPDX-License-Identifier: GPL-3.0-or-later
// Packets for other tools. CSV (RFC 4180) has a row a packet, JSON the objects of `hookwalk-cli traversals`, a log the
// packets' own lines with all that is told beside them. pcapng has each packet once, as it was seen first, so that
// conversations stay what they are in tshark: its way and ending are the comment, headers as far as lines tell them
// (wire/capture/headerbytes.h). All in English, whatever the language.
#pragma once

#include "traversal/trace.h"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace hookwalk::exports
{

enum class FileFormat { Csv, Json, Log, Pcapng };

// By the ending: .csv, .json, .pcapng, .log, .kmsg, .txt
std::optional<FileFormat> fileFormatOf(std::string_view fileName);

class Exporter
{
public:
    // The trace may grow meanwhile, but forget no packet that is added.
    Exporter(const Trace& trace, FileFormat format);
    ~Exporter();

    void add(TraversalIndex packet); // in order; some 30 microseconds, nothing for a log
    std::string finish();            // the whole file

private:
    struct State;
    std::unique_ptr<State> m;
};

std::string exported(const Trace& trace, std::span<const TraversalIndex> packets, FileFormat format);

} // namespace hookwalk::exports
