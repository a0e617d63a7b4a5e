// SPDX-License-Identifier: GPL-3.0-or-later
#include "walktext.h"

#include "traversal/rules.h"
#include "words/words.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace hookwalk::cli
{

namespace
{

constexpr int offsetWidth = 9;
constexpr std::size_t stageWidth = 24;

std::string padded(std::string text, std::size_t width)
{
    text.resize(std::max(text.size(), width), ' ');
    return text;
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
            continue; // says no more than the device, at great length
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

// "drop by rule 7 of ip filter FORWARD (-p icmp -j DROP)"
std::string verdictText(const Stop& stop)
{
    if (stop.verdict.empty())
        return {};
    const auto* decided = decidingHit(stop);
    return decided ? stop.verdict + " by " + words::text(said(*decided)) : stop.verdict;
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
    const std::string offset = stop.timed ? fixed(stop.offsetUs, offsetWidth) : std::string(offsetWidth, ' ');
    std::string detail = verdictText(stop);
    const auto add = [&detail](const std::string& text) { detail += (detail.empty() ? "" : "  ") + text; };
    const std::string device = deviceText(trace, stop);
    if (const std::string changed = changesText(stop.changed, !device.empty()); !changed.empty())
        add("» " + changed);
    if (!observed)
        add((stop.kind == StopKind::Skipped ? "skipped: " : "") + words::text(stop.note));
    const std::string place = stageText(stop.stage) + device;
    return offset + "  " + std::string(mark(stop.kind)) + ' ' +
           (detail.empty() ? place : padded(place, stageWidth) + ' ' + detail);
}

std::string endingText(const Ending& ending)
{
    std::string text = ending.kind == EndingKind::Dropped   ? "✖ "
                       : ending.kind == EndingKind::Unknown ? "? "
                                                            : "✔ ";
    text += name(ending.kind);
    if (!ending.at.empty())
        text += (ending.kind == EndingKind::Transmitted ? " by " : " at ") + ending.at;
    return text + ". " + words::text(ending.reason);
}

} // namespace

std::string fixed(double value, int width)
{
    std::array<char, 40> text{};
    std::snprintf(text.data(), text.size(), "%*.1f", width, value);
    return text.data();
}

std::string stageText(const Stage& stage)
{
    if (stage.kind == StageKind::Chain)
        return name(stage.chain);
    std::string text = stageId(stage);
    std::ranges::replace(text, '-', ' ');
    return text;
}

std::vector<std::string> walkText(const Trace& trace, const Walk& walk)
{
    const auto& first = trace.events()[trace.traversals()[walk.traversal].first];
    std::vector<std::string> lines{"Packet " + std::to_string(walk.traversal + 1) + ": " + walk.title + ", " +
                                   first.source.toString() + " → " + first.destination.toString() + ", " +
                                   std::string(name(walk.path))};
    const auto replyTo = trace.traversals()[walk.traversal].replyTo;
    if (replyTo != noIndex)
        lines.front() += ", answers packet " + std::to_string(replyTo + 1);
    for (const Stop& stop : walk.stops)
        lines.push_back(stopText(trace, stop));
    lines.push_back(std::string(offsetWidth + 2, ' ') + endingText(walk.ending));
    lines.emplace_back();
    return lines;
}

} // namespace hookwalk::cli
