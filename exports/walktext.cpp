// SPDX-License-Identifier: GPL-3.0-or-later
#include "exports/walktext.h"

#include "words/packets.h"
#include "words/stages.h"
#include "words/steps.h"
#include "words/times.h"
#include "words/words.h"

#include <algorithm>

namespace hookwalk::exports
{

namespace
{

constexpr std::size_t offsetWidth = 9;
constexpr std::size_t stageWidth = 24;

std::string padded(const std::string& utf8, std::size_t width)
{
    const auto letters = static_cast<std::size_t>(std::ranges::count_if(
        utf8, [](char byte) { return (static_cast<unsigned char>(byte) & 0xc0) != 0x80; }));
    return utf8 + std::string(width - std::min(width, letters), ' ');
}

std::string valueText(const std::optional<wire::Field>& field)
{
    return field && !field->value.empty() ? field->value : "-";
}

// "ttl 64 → 63, out - → eth0"
std::string changesText(const std::vector<wire::FieldChange>& changes, bool atDevice)
{
    std::string text;
    for (const auto& change : changes) {
        const bool isDevice = change.name == "in" || change.name == "out";
        if (change.name == "mac" || (atDevice && isDevice))
            continue; // tells no more than the device does, but is long
        text += text.empty() ? "" : ", ";
        text += std::string(change.name) + ' ' + valueText(change.before) + " → " + valueText(change.after);
    }
    return text;
}

std::string_view mark(StopKind kind)
{
    switch (kind) {
    case StopKind::Observed:
        return "●";
    case StopKind::Inferred:
        return "◌";
    case StopKind::Skipped:
        break;
    }
    return "–";
}

// " eth0" for a frame that was seen there.
std::string deviceText(const Trace& trace, const Stop& stop)
{
    if (stop.event == noIndex || !wire::isFrame(trace.source(trace.events()[stop.event])))
        return {};
    const auto& frame = trace.events()[stop.event];
    return ' ' + std::string(trace.device(frame.out != 0 ? frame.out : frame.in));
}

std::string stopText(const Trace& trace, const Stop& stop)
{
    const bool observed = stop.kind == StopKind::Observed;
    std::string offset = stop.timed ? words::tenths(stop.offsetUs) : std::string();
    offset.insert(0, offsetWidth - std::min(offsetWidth, offset.size()), ' ');
    std::string detail = words::verdictInFull(stop);
    const auto add = [&detail](const std::string& text) { detail += (detail.empty() ? "" : "  ") + text; };
    const std::string device = deviceText(trace, stop);
    if (const std::string changed = changesText(stop.changed, !device.empty()); !changed.empty())
        add("» " + changed);
    if (!observed)
        add(stop.kind == StopKind::Skipped ? words::text(say("skipped-because", words::text(stop.note)))
                                           : words::text(stop.note));
    const std::string place = words::stopTitle(stop) + device;
    return offset + "  " + std::string(mark(stop.kind)) + ' ' +
           (detail.empty() ? place : padded(place, stageWidth) + ' ' + detail);
}

std::string endingText(const Ending& ending)
{
    const bool stopped = isDropped(ending.kind) || ending.kind == EndingKind::Queued;
    const char* const shown = stopped ? "✖ " : ending.kind == EndingKind::Unknown ? "? " : "✔ ";
    return shown +
           words::text(say("decision-and-reason", words::decision(ending), words::text(ending.reason)));
}

} // namespace

std::vector<std::string> walkText(const Trace& trace, const Walk& walk)
{
    const auto& first = trace.events()[trace.traversals()[walk.traversal].first];
    const auto replyTo = trace.traversals()[walk.traversal].replyTo;
    std::vector<std::string> lines{words::text(
        say(replyTo == noIndex ? "packet-head" : "packet-head-answers", walk.traversal + 1, walk.title,
            first.source.toString(), first.destination.toString(), words::pathName(walk.path), replyTo + 1))};
    for (const Stop& stop : walk.stops)
        lines.push_back(stopText(trace, stop));
    lines.push_back(std::string(offsetWidth + 2, ' ') + endingText(walk.ending));
    lines.emplace_back();
    return lines;
}

} // namespace hookwalk::exports
