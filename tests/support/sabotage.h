// SPDX-License-Identifier: GPL-3.0-or-later
// Streams as they come where one source is stopped, blinded or late, and whether what is then said is false.
#pragma once

#include "traversal/event.h"
#include "traversal/trace.h"

#include <QRandomGenerator>
#include <QString>
#include <set>
#include <string>
#include <vector>

namespace hookwalk::test
{

// Whose report a line is: "kmsg", "nflog", "nftrace", "frames", "connections"; "" of nobody who can be sabotaged.
inline std::string reporterOf(std::string_view line)
{
    const auto says = [line](std::string_view words) { return line.find(words) != line.npos; };
    if (says(",source=hookwalk;"))
        return says("hookwalk rule ") || says("hookwalk tracking ") ? "nftrace"
               : says("hookwalk connection ")                       ? "connections"
                                                                    : "";
    if (says(",source=wire-"))
        return "frames";
    if (says(",source=tun-read"))
        return ""; // the session reads it itself
    return says(",source=nftrace") ? "nftrace" : says(",source=nflog") ? "nflog" : says("IN=") ? "kmsg" : "";
}

struct Sabotage {
    std::string source;
    QString what;
    std::string text; // what is left of the stream when the verdict is asked for
};

inline Sabotage sabotaged(const std::string& text, QRandomGenerator& random)
{
    std::vector<std::string> lines;
    std::set<std::string> sources;
    for (std::size_t start = 0; start < text.size();) {
        const auto end = std::min(text.find('\n', start), text.size() - 1) + 1;
        lines.push_back(text.substr(start, end - start));
        sources.insert(reporterOf(lines.back()));
        start = end;
    }
    sources.erase("");
    Sabotage made;
    made.source = *std::next(sources.begin(), random.bounded(int(sources.size())));
    const auto count = int(lines.size());
    const int from = random.bounded(count);
    switch (random.bounded(3)) {
    case 0:
        made.what = QStringLiteral("stopped at line %1").arg(from + 1);
        for (int i = 0; i < count; ++i) {
            if (i < from || reporterOf(lines[std::size_t(i)]) != made.source)
                made.text += lines[std::size_t(i)];
        }
        break;
    case 1:
        made.what = QStringLiteral("blind");
        for (const auto& line : lines) {
            if (reporterOf(line) != made.source)
                made.text += line;
        }
        break;
    default: {
        const int by = 1 + random.bounded(count);
        made.what = QStringLiteral("late by %1 lines from line %2 on").arg(by).arg(from + 1);
        std::vector<std::vector<std::string>> late(std::size_t(count) + 1);
        for (int i = 0; i < count; ++i) {
            for (const auto& line : late[std::size_t(i)])
                made.text += line;
            if (i < from || reporterOf(lines[std::size_t(i)]) != made.source)
                made.text += lines[std::size_t(i)];
            else if (i + by < count) // what comes later still comes too late
                late[std::size_t(i + by)].push_back(lines[std::size_t(i)]);
        }
    }
    }
    return made;
}

inline auto identityOf(const Trace& trace, TraversalIndex packet)
{
    const auto& first = trace.events()[trace.traversals()[packet].first];
    return std::tuple(first.protocol, first.ipId, first.icmpType, first.portA, first.portB);
}

// What is said of a packet that the whole stream knows better, and is neither that nor "not known"; "" nothing.
inline QString falsehoodIn(const Trace& told, const Trace& whole)
{
    for (TraversalIndex i = 0; i < told.traversals().size(); ++i) {
        const auto ending = endingOf(told, i);
        bool isKnown = false, isRight = ending.kind == EndingKind::Unknown;
        QString right;
        for (TraversalIndex j = 0; j < whole.traversals().size(); ++j) {
            if (identityOf(whole, j) != identityOf(told, i))
                continue;
            const auto truth = endingOf(whole, j);
            isKnown = true;
            const bool sameCause = ending.code.empty() || ending.code == truth.code ||
                                   ending.code == "lines-lost" || ending.code == "unexplained" ||
                                   ending.code == "tunnel-not-followed";
            const bool sameEnd =
                ending.kind == truth.kind || (isDropped(ending.kind) && isDropped(truth.kind));
            isRight = isRight || (sameEnd && sameCause);
            right += QStringLiteral(" %1 %2").arg(name(truth.kind).data(), truth.code.c_str());
        }
        if (isKnown && !isRight)
            return QStringLiteral("packet %1: %2 %3, in truth%4")
                .arg(i + 1)
                .arg(name(ending.kind).data(), ending.code.c_str(), right);
    }
    return {};
}

} // namespace hookwalk::test
