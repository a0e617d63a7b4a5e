// SPDX-License-Identifier: GPL-3.0-or-later
// Mermaid: a packet's way as a flowchart with a frame for each hook, two ways in one flowchart, a list as a sequence
// diagram. https://mermaid.js.org
#include "exports/account.h"
#include "exports/diagram.h"
#include "exports/escape.h"
#include "words/packets.h"
#include "words/words.h"

#include <algorithm>
#include <map>

namespace hookwalk::exports
{

namespace
{

constexpr std::size_t mostMessages = 200; // of a sequence diagram; Mermaid itself refuses very long ones

// The tables' colours in the light look: dark letters on them are read on a dark page, too.
constexpr std::string_view styles =
    "  classDef place fill:#F1F3F6,stroke:#848EA0,color:#171A21\n"
    "  classDef raw fill:#FBEFD4,stroke:#C96A00,color:#171A21\n"
    "  classDef mangle fill:#F6E8F0,stroke:#B5528D,color:#171A21\n"
    "  classDef nat fill:#E2F2FB,stroke:#1F6FC4,color:#171A21\n"
    "  classDef filter fill:#D4EFE7,stroke:#006B4C,color:#171A21\n"
    "  classDef security fill:#FCFADF,stroke:#554D00,color:#171A21\n"
    "  classDef own fill:#F2F3F4,stroke:#777F8C,color:#171A21\n"
    "  classDef inferred stroke-dasharray:5 4\n"
    "  classDef skipped fill:#FFFFFF,stroke:#C9CFD9,color:#5F6878,stroke-dasharray:2 4\n"
    "  classDef dropped fill:#F9EAEB,stroke:#C22F36,color:#171A21\n"
    "  classDef now stroke-width:4px\n";

// Where Mermaid knows no entity codes: a comma stands for what it does not take.
std::string titleOf(const std::string& text)
{
    std::string title = text;
    for (std::size_t at = title.find_first_of(":;"); at != std::string::npos;
         at = title.find_first_of(":;", at + 1)) {
        if (at + 1 == title.size() || title[at + 1] == ' ')
            title[at] = ',';
    }
    title = mermaid(title);
    for (auto at = title.find('#'); at != std::string::npos; at = title.find('#', at))
        title.erase(at, title.find(';', at) + 1 - at);
    return title;
}

std::string quoted(const std::string& text)
{
    return '"' + mermaid(text) + '"';
}

std::string classOf(const Stop& stop)
{
    return stop.stage.kind == StageKind::Chain       ? std::string(name(stop.stage.chain.table))
           : stop.stage.kind == StageKind::BaseChain ? "own"
                                                     : "place";
}

// The frame that a step stands in: its hook; "": none.
std::string frameOf(const Stop& stop)
{
    if (!isAtItsHook(stop))
        return stop.base->family + ' ' + stop.base->hook;
    switch (stop.stage.kind) {
    case StageKind::Chain:
    case StageKind::Conntrack:
    case StageKind::BaseChain:
    case StageKind::AddressRewrite:
        return std::string(name(stop.stage.chain.hook));
    default:
        return {};
    }
}

class Flowchart
{
public:
    explicit Flowchart(const Account& account, const Options& options)
        : m_account(account)
        , m_options(options)
    {
    }

    std::string text()
    {
        m_text = "flowchart TB\n  accTitle: " + titleOf(m_account.title) + '\n';
        const bool isTwo = m_account.legs.size() == 2;
        if (m_account.kind == Account::Kind::Comparison) {
            addNodes(0, m_account.steps.size());
        } else {
            for (std::size_t leg = 0, from = 0; leg < m_account.legs.size(); ++leg) {
                const auto end = from + m_account.legs[leg].walk.stops.size();
                if (isTwo)
                    m_text += "  subgraph p" + std::to_string(leg + 1) + '[' +
                              quoted(m_account.legs[leg].head) + "]\n";
                addNodes(from, end);
                if (isTwo)
                    m_text += "  end\n";
                from = end;
            }
        }
        for (std::size_t leg = 0; leg < m_account.legs.size(); ++leg)
            addWay(leg);
        return m_text + std::string(styles);
    }

private:
    static std::string idOf(std::size_t step) { return 's' + std::to_string(step + 1); }

    void addNodes(std::size_t from, std::size_t end)
    {
        std::string open;
        for (std::size_t i = from; i < end; ++i) {
            const auto frame = frameOf(m_account.stopOf(m_account.steps[i]));
            if (frame != open) {
                m_text += open.empty() ? "" : "  end\n";
                if (!frame.empty())
                    m_text += "  subgraph h" + std::to_string(i + 1) + '[' + quoted(frame) + "]\n";
                open = frame;
            }
            addNode(i);
        }
        m_text += open.empty() ? "" : "  end\n";
    }

    void addNode(std::size_t index)
    {
        const Step& step = m_account.steps[index];
        const bool isThere = step.known == Step::Known::Observed || step.known == Step::Known::Inferred;
        std::vector<std::string> classNames{isThere ? classOf(m_account.stopOf(step)) : "skipped"};
        if (step.known == Step::Known::Inferred)
            classNames.emplace_back("inferred");
        if (static_cast<int>(index) + 1 == m_options.step)
            classNames.emplace_back("now");
        m_text += "    " + idOf(index) + "[\"" + mermaid(step.title) + "<br/>" + mermaid(step.when) + "\"]\n";
        for (const std::string& one : classNames)
            m_classes += "  class " + idOf(index) + ' ' + one + '\n';
    }

    // The links of one packet; of a comparison they say whose they are.
    void addWay(std::size_t leg)
    {
        const bool isComparison = m_account.kind == Account::Kind::Comparison;
        const std::string whose = isComparison ? (leg == 0 ? "A" : "B") : "";
        std::string last;
        for (std::size_t i = 0; i < m_account.steps.size(); ++i) {
            const Step& step = m_account.steps[i];
            if (step.stops[leg] < 0)
                continue;
            const bool isThere = step.known == Step::Known::Observed || step.known == Step::Known::Inferred;
            if (!last.empty())
                m_text += "  " + last + linkTo(step, whose, isThere) + idOf(i) + '\n';
            if (isThere)
                last = idOf(i);
        }
        const Walk& walk = m_account.legs[leg].walk;
        const std::string end = 'e' + std::to_string(leg + 1);
        const auto said = (whose.empty() ? "" : whose + ": ") + words::text(words::decision(walk.ending));
        const bool isUnknown = walk.ending.kind == EndingKind::Unknown;
        m_text += "  " + end + "([" + quoted((isUnknown ? "? " : "") + said) + "])\n";
        if (!last.empty())
            m_text += "  " + last + (isUnknown ? " -.-> " : " --> ") + end + '\n';
        m_text += m_classes;
        m_classes.clear();
        m_text += "  class " + end +
                  (isDropped(walk.ending.kind) ? " dropped"
                   : isUnknown                 ? " skipped"
                                               : " place") +
                  '\n';
    }

    static std::string linkTo(const Step& step, const std::string& whose, bool isThere)
    {
        if (!isThere)
            return " ~~~ "; // beside the way, not on it
        if (!whose.empty())
            return (whose == "A" ? " -->|" : " -.->|") + whose + "| ";
        return step.known == Step::Known::Inferred ? " -.-> " : " --> ";
    }

    const Account& m_account;
    const Options& m_options;
    std::string m_text, m_classes;
};

} // namespace

std::string mermaidOf(const Account& account, const Options& options)
{
    return Flowchart(account, options).text();
}

std::size_t roomInMermaid(const List& list)
{
    return std::min(list.packets.size(), mostMessages);
}

std::string mermaidOf(const List& list, const Options&)
{
    std::map<std::string, std::string> ids;
    std::string people, messages;
    const auto idOf = [&](const std::string& address) {
        const auto [at, isNew] = ids.try_emplace(address, 'a' + std::to_string(ids.size() + 1));
        if (isNew)
            people += "  participant " + at->second + " as " + mermaid(address) + '\n';
        return at->second;
    };
    std::size_t shown = 0;
    std::string last;
    for (const auto room = roomInMermaid(list); shown < room; ++shown) {
        const Walk walk = walkOf(list.trace, list.packets[shown]);
        const Row row = rowOf(list.trace, walk, noTime);
        const auto kind = walk.ending.kind;
        const bool hasArrived = kind == EndingKind::Transmitted || kind == EndingKind::Delivered ||
                                kind == EndingKind::Redirected;
        const char* const arrow = isDropped(kind) ? "-x" : hasArrived ? "->>" : "--)";
        const auto from = idOf(row.from);
        last = idOf(row.to);
        messages += "  " + from + arrow + last + ": " + row.number + ". " + mermaid(row.packet) + " - " +
                    mermaid(row.ending) + '\n';
    }
    if (shown < list.packets.size())
        messages += "  Note over " + last + ": " +
                    mermaid(words::text(say("export-more-packets", list.packets.size() - shown))) + '\n';
    return "sequenceDiagram\n" + people + messages;
}

} // namespace hookwalk::exports
