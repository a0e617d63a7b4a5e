// SPDX-License-Identifier: GPL-3.0-or-later
// Plain text in three lengths: a line, the steps, the steps with what happens there and what proves it.
#include "exports/account.h"
#include "exports/walktext.h"
#include "model/printable.h"
#include "words/packets.h"
#include "words/words.h"

#include <algorithm>

namespace hookwalk::exports
{

namespace
{

std::string joined(const std::vector<std::string>& lines)
{
    std::string text;
    for (const std::string& line : lines)
        text += printable(line) + '\n';
    return text;
}

std::string briefOf(const Leg& leg)
{
    const auto why = words::text(leg.walk.ending.reason);
    return words::text(why.empty() ? say("export-sentence", leg.head)
                                   : say("export-sentence-more", leg.head, why));
}

std::vector<std::string> inFull(const Account& account)
{
    std::vector<std::string> lines;
    int number = 0;
    for (const Step& step : account.steps) {
        if (account.kind == Account::Kind::Exchange && step.stops[step.leg()] == 0)
            lines.insert(lines.end(), {account.legs[step.leg()].head, ""});
        std::string head = std::to_string(++number);
        head.insert(0, 3 - std::min<std::size_t>(3, head.size()), ' ');
        ((head += ' ') += markOf(step.known)) += ' ' + words::text(say("export-list", step.title, step.when));
        lines.push_back(head);
        lines.push_back("      " + step.sentence);
        if (step.sentence.find(step.evidence) == std::string::npos) // else it is told
            lines.push_back("      " + step.evidence);
        for (const std::string& line : linesOf(account, step))
            lines.push_back("      " + line);
        lines.emplace_back();
    }
    lines.push_back(legend());
    return lines;
}

} // namespace

std::string textOf(const Account& account, const Options& options)
{
    std::vector<std::string> lines;
    const bool isComparison = account.kind == Account::Kind::Comparison;
    if (options.length == Length::Short) {
        if (isComparison)
            return joined({account.title});
        for (const Leg& leg : account.legs)
            lines.push_back(briefOf(leg));
        return joined(lines);
    }
    if (isComparison) {
        lines = toText(*account.compared);
    } else if (options.length == Length::Medium) {
        for (const Leg& leg : account.legs)
            std::ranges::copy(walkText(leg.trace, leg.walk), std::back_inserter(lines));
        lines.pop_back(); // an empty one
    } else if (account.kind == Account::Kind::One) {
        lines.push_back(account.legs.front().head);
    }
    if (options.length == Length::Long) {
        if (!lines.empty())
            lines.emplace_back();
        std::ranges::copy(inFull(account), std::back_inserter(lines));
    }
    return joined(lines);
}

std::string textOf(const List& list, const Options& options)
{
    std::vector<Row> rows;
    std::vector<std::string> lines;
    if (options.length == Length::Medium)
        rows.push_back({words::text(say("export-number")), words::text(say("export-when")),
                        words::text(say("export-packet")), words::text(say("export-sender")),
                        words::text(say("export-destination")), words::text(say("export-path")),
                        words::text(say("export-ending"))});
    const auto start = startOf(list);
    for (const auto packet : list.packets) {
        const Walk walk = walkOf(list.trace, packet);
        if (options.length == Length::Long)
            std::ranges::copy(walkText(list.trace, walk), std::back_inserter(lines));
        else
            rows.push_back(rowOf(list.trace, walk, start));
    }
    if (options.length == Length::Short) {
        for (const Row& row : rows)
            lines.push_back(row.number + "  " + row.packet + ", " + row.from + " → " + row.to + ", " +
                            row.ending);
        return joined(lines);
    }
    constexpr std::array columns{&Row::number, &Row::time, &Row::packet, &Row::from, &Row::to, &Row::path};
    std::array<std::size_t, columns.size()> widths{};
    for (const Row& row : rows) {
        for (std::size_t i = 0; i < columns.size(); ++i)
            widths[i] = std::max(widths[i], columnsOf(row.*columns[i]));
    }
    for (const Row& row : rows) {
        std::string line;
        for (std::size_t i = 0; i < columns.size(); ++i)
            line += padded(row.*columns[i], widths[i] + 2);
        lines.push_back(line + row.ending);
    }
    return joined(lines);
}

} // namespace hookwalk::exports
