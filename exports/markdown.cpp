// SPDX-License-Identifier: GPL-3.0-or-later
// Markdown with GitHub's tables: steps of one packet or two, or the whole list.
#include "exports/account.h"
#include "exports/escape.h"
#include "model/printable.h"
#include "words/words.h"

namespace hookwalk::exports
{

namespace
{

std::string markdownWord(const char* code)
{
    return markdown(words::text(Said{code, {}}));
}

std::string row(const std::vector<std::string>& cells)
{
    std::string line = "|";
    for (const std::string& cell : cells)
        line += ' ' + cell + " |";
    return line + '\n';
}

std::string foot(const Options& options)
{
    const auto source = sourceText(options);
    return source.empty() ? "" : '\n' + markdown(source) + '\n';
}

} // namespace

std::string markdownOf(const Account& account, const Options& options)
{
    std::string text = "# " + markdown(account.title) + "\n\n";
    for (const Leg& leg : account.legs)
        text += markdown(words::text(say("export-sentence", leg.head))) + "\n\n";
    text += row({markdownWord("export-number"), markdownWord("export-known-as"), markdownWord("export-step"),
                 markdownWord("export-when"), markdownWord("export-what")}) +
            "|--:|:-:|---|--:|---|\n";
    int number = 0;
    std::array<std::string, 2> lines;
    for (const Step& step : account.steps) {
        const bool isNow = ++number == options.step;
        const std::string bold = isNow ? "**" : "";
        text += row({(isNow ? "▶ " : "") + std::to_string(number), std::string(markOf(step.known)),
                     bold + markdown(step.title) + bold, markdown(step.when), markdown(step.sentence)});
        for (std::size_t leg = 0; leg < lines.size(); ++leg) {
            if (!step.lines[leg].empty())
                lines[leg] += printable(step.lines[leg]) + '\n';
        }
    }
    text += '\n' + markdown(legend()) + '\n';
    if (!account.outcome.empty())
        text += '\n' + markdown(account.outcome) + '\n';
    if (account.kind != Account::Kind::Comparison) // each packet's behind those of the one before
        lines = {lines[0] + lines[1], ""};
    for (std::size_t leg = 0; leg < lines.size(); ++leg) {
        const auto title = words::text(say("export-lines"));
        if (!lines[leg].empty())
            text += "\n## " +
                    markdown(account.kind != Account::Kind::Comparison
                                 ? title
                                 : words::text(say("export-side", leg == 0 ? "A" : "B", title))) +
                    "\n\n" + fenced(lines[leg]);
    }
    return text + foot(options);
}

std::string markdownOf(const List& list, const Options& options)
{
    std::string text =
        "# " + markdown(words::text(say("export-packets", list.packets.size()))) + "\n\n" +
        row({markdownWord("export-number"), markdownWord("export-when"), markdownWord("export-packet"),
             markdownWord("export-sender"), markdownWord("export-destination"), markdownWord("export-path"),
             markdownWord("export-ending")}) +
        "|--:|--:|---|---|---|---|---|\n";
    const auto start = startOf(list);
    for (const auto packet : list.packets) {
        const Row one = rowOf(list.trace, walkOf(list.trace, packet), start);
        text += row({one.number, markdown(one.time), markdown(one.packet), markdown(one.from),
                     markdown(one.to), markdown(one.path), markdown(one.ending)});
    }
    return text + foot(options);
}

} // namespace hookwalk::exports
