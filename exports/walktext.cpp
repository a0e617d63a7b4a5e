// SPDX-License-Identifier: GPL-3.0-or-later
#include "exports/walktext.h"

#include "exports/account.h"
#include "words/packets.h"
#include "words/stages.h"
#include "words/steps.h"
#include "words/times.h"
#include "words/words.h"

#include <algorithm>
#include <QList>
#include <QString>

namespace hookwalk::exports
{

namespace
{

constexpr std::size_t offsetWidth = 9;
constexpr std::size_t stageWidth = 24;

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

std::string stopText(const Trace& trace, const Stop& stop)
{
    const auto known = knownOf(stop);
    std::string offset = stop.toldUs ? words::tenths(*stop.toldUs) : std::string();
    offset.insert(0, offsetWidth - std::min(offsetWidth, offset.size()), ' ');
    std::string detail = words::verdictInFull(stop);
    const auto add = [&detail](const std::string& text) { detail += (detail.empty() ? "" : "  ") + text; };
    const std::string device = deviceOf(trace, stop);
    if (const std::string changed = changesText(stop.changed, !device.empty()); !changed.empty())
        add("» " + changed);
    if (known == Step::Known::Skipped)
        add(words::text(say("skipped-because", words::text(stop.note))));
    else if (known == Step::Known::NotKnown)
        add(words::text(say("export-because-not-known", words::text(stop.note))));
    else if (known == Step::Known::Inferred || (stop.inChain && !stop.note.empty()))
        add(words::text(stop.note));
    const std::string place = words::stopTitle(stop) + device;
    return offset + "  " + std::string(markOf(known)) + ' ' +
           (detail.empty() ? place : padded(place, stageWidth) + ' ' + detail);
}

std::string endingText(const Ending& ending)
{
    const bool stopped = isDropped(ending.kind) || ending.kind == EndingKind::Queued;
    return (stopped ? "✖ " : ending.kind == EndingKind::Unknown ? "? " : "✔ ") + endOf(ending);
}

} // namespace

std::size_t columnsOf(const std::string& utf8)
{
    // Those of East_Asian_Width W and F that are written: Unicode Standard Annex 11.
    const auto isWide = [](char32_t one) {
        return (one >= 0x1100 && one <= 0x115f) || (one >= 0x2e80 && one <= 0xa4cf) ||
               (one >= 0xac00 && one <= 0xd7a3) || (one >= 0xf900 && one <= 0xfaff) ||
               (one >= 0xfe30 && one <= 0xfe6f) || (one >= 0xff01 && one <= 0xff60) ||
               (one >= 0xffe0 && one <= 0xffe6) || (one >= 0x1f300 && one <= 0x1faff) ||
               (one >= 0x20000 && one <= 0x3fffd);
    };
    std::size_t columns = 0;
    for (const auto one : QString::fromStdString(utf8).toUcs4())
        columns += isWide(one) ? 2 : 1;
    return columns;
}

std::string padded(const std::string& utf8, std::size_t columns)
{
    return utf8 + std::string(columns - std::min(columns, columnsOf(utf8)), ' ');
}

std::vector<std::string> walkText(const Trace& trace, const Walk& walk)
{
    const auto& first = trace.events()[trace.traversals()[walk.traversal].first];
    const auto replyTo = trace.traversals()[walk.traversal].replyTo;
    const auto ended = walk.ending.kind;
    const bool mayHaveGoneOn =
        ended == EndingKind::Transmitted || ended == EndingKind::Delivered || ended == EndingKind::Unknown;
    // "forwarded" is false of one that was dropped on its way through FORWARD.
    const std::string became =
        mayHaveGoneOn ? words::pathName(walk.path) : words::text(words::decision(walk.ending));
    std::vector<std::string> lines{
        words::text(say(replyTo == noIndex ? "packet-head" : "packet-head-answers", walk.traversal + 1,
                        walk.title, words::addressText(first, first.source),
                        words::addressText(first, first.destination), became, replyTo + 1))};
    for (const Stop& stop : walk.stops)
        lines.push_back(stopText(trace, stop));
    lines.push_back(std::string(offsetWidth + 2, ' ') + endingText(walk.ending));
    lines.emplace_back();
    return lines;
}

} // namespace hookwalk::exports
