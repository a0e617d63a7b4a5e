// SPDX-License-Identifier: GPL-3.0-or-later
// A page in one file (page.css, page.js): one packet, two, or a list. Without its script, and on paper, it shows all.
#include "exports/account.h"
#include "exports/drawing.h"
#include "exports/escape.h"
#include "exports/hanfont.h"
#include "model/printable.h"
#include "words/comparisons.h"
#include "words/language.h"
#include "words/packets.h"
#include "words/words.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <QFile>
#include <set>

namespace hookwalk::exports
{

namespace
{

using OrderedJson = nlohmann::ordered_json;

constexpr std::size_t mostBytes = 60'000;
constexpr std::size_t mostOfName = 160, mostOfSentence = 600; // bytes
constexpr std::string_view onScreen = "screen and ";          // paper is light

std::string xmlWord(const char* code)
{
    return xml(words::text(Said{code, {}}));
}

// What a log has may be of any length.
std::string brief(const std::string& utf8)
{
    return cut(printable(utf8), mostOfName);
}

std::string resource(const char* name)
{
    QFile file(QStringLiteral(":/exports/exports/") + QLatin1String(name));
    [[maybe_unused]] const bool isOpen = file.open(QIODevice::ReadOnly); // it is in the program
    return file.readAll().toStdString();
}

std::string languageTag()
{
    const auto spoken = words::spoken();
    return spoken.isEmpty() || spoken.contains(u'.') ? "en"
                                                     : QString(spoken).replace(u'_', u'-').toStdString();
}

std::string scheme(Look look)
{
    return look == Look::Light ? "light" : look == Look::Dark ? "dark" : "light dark";
}

// Nothing is fetched, whatever a log may have in it.
std::string head(const std::string& title, const Options& options, const std::string& more)
{
    return "<!DOCTYPE html>\n<html lang=\"" + languageTag() +
           "\">\n<head>\n<meta charset=\"utf-8\"/>\n<meta name=\"viewport\" "
           "content=\"width=device-width,initial-scale=1\"/>\n"
           "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none';style-src "
           "'unsafe-inline';script-src "
           "'unsafe-inline';font-src data:\"/>\n<title>" +
           xml(title) +
           "</title>\n<meta name=\"generator\" content=\"Hookwalk\"/>\n<style>\n:root{color-scheme:" +
           scheme(options.look) + "}\n" + Paints::variables(options.look, onScreen) + '\n' +
           resource("page.css") + more + "</style>\n</head>\n<body><main>\n";
}

std::string foot(const Options& options, std::initializer_list<std::string> remarks)
{
    std::string said = xml(sourceText(options));
    for (const std::string& one : remarks)
        said += (said.empty() || one.empty() ? "" : " ") + one;
    return "<footer>" + said + "</footer>\n</main>\n";
}

std::string fieldLabel(std::string_view name)
{
    return name == "icmp.id" ? "ICMP ID" : words::tokenName(name);
}

bool isShown(std::string_view field)
{
    return field != "mac" && field != "prec"; // as long as the rest, and tells no more than the device
}

class Page
{
public:
    Page(const Account& account, const Options& options)
        : m_account(account)
        , m_options(options)
        , m_count(account.steps.size())
    {
    }

    std::string html(std::size_t lineBytes) const
    {
        Paints paints;
        const Drawing drawing = draw(m_account, paints);
        const bool isCut = std::ranges::any_of(m_account.steps, [&](const Step& step) {
            return std::ranges::any_of(
                step.lines, [&](const std::string& line) { return printable(line).size() > lineBytes; });
        });
        return head(brief(m_account.title), m_options, paints.css(m_options.look, onScreen) + tableMarks()) +
               headline() + picture(drawing) + bar() + "<div class=\"cols\"><div>\n" + lists(lineBytes) +
               "</div>\n" + side() + "</div>\n" +
               foot(m_options, {isCut ? xmlWord("export-lines-cut") : "", xmlWord("export-dashed"),
                                xmlWord("export-made")}) +
               "<script>\nvar DATA=" + data(drawing) + ";\n" + resource("page.js") +
               "</script>\n</body></html>\n";
    }

private:
    static std::string tableMarks()
    {
        std::string css;
        for (const std::string name : {"raw", "mangle", "nat", "filter", "security", "own"})
            css += ".k-" + name + "{background:var(--" + name + "S);border-color:var(--" + name + "L)}";
        return css + '\n';
    }

    std::string headline() const
    {
        std::string heads;
        for (const Leg& leg : m_account.legs)
            heads += "<p>" + xml(brief(leg.head)) + "</p>\n";
        const bool isPair = m_account.kind == Account::Kind::Comparison;
        const auto title = xml(brief(m_account.title));
        return "<header aria-live=\"polite\">" + (isPair ? "<p class=\"verdict\">" + title + "</p>" : "") +
               "<p class=\"over\" id=\"ov\"></p><h1 id=\"ti\">" + title + "</h1><p class=\"say\" id=\"sa\">" +
               xml(brief(m_account.outcome)) + "</p><p class=\"p-only\">" + title +
               "</p></header>\n<div class=\"heads\">\n" + heads + "</div>\n";
    }

    std::string picture(const Drawing& drawing) const
    {
        using exports::number;
        return "<svg viewBox=\"" + number(diagramCorner.x) + ' ' + number(diagramCorner.y) + ' ' +
               number(diagramWidth) + ' ' + number(diagramHeight) +
               "\" role=\"img\" aria-labelledby=\"svt svd\"><title id=\"svt\">" + xmlWord("export-picture") +
               "</title><desc id=\"svd\">" + xml(namesOf(m_account)) + "</desc>\n" + drawing.svg + "</svg>\n";
    }

    static std::string bar()
    {
        return "<div class=\"bar\"><button type=\"button\" id=\"prev\">" + xmlWord("export-previous") +
               "</button><button type=\"button\" id=\"next\">" + xmlWord("export-next") +
               "</button><span><kbd>←</kbd> <kbd>→</kbd> " + xmlWord("export-to-step") + "</span></div>\n";
    }

    std::string lists(std::size_t lineBytes) const
    {
        const bool isExchange = m_account.kind == Account::Kind::Exchange;
        std::string text;
        for (std::size_t i = 0; i < m_count; ++i) {
            const bool isBegin =
                i == 0 || (isExchange && m_account.steps[i].leg() != m_account.steps[i - 1].leg());
            if (m_account.inGap > 0 && i == m_account.gap)
                text += "</ol>\n<p class=\"gap\">" + xml(leftText(m_account, m_options)) + "</p>\n" +
                        (isBegin ? "<ol>" : "<ol class=\"st\" start=\"" + number(i) + "\">\n");
            if (isBegin) {
                const auto title = isExchange ? xml(brief(m_account.legs[m_account.steps[i].leg()].head))
                                              : xmlWord("export-steps");
                text += (i == 0 ? "" : "</ol></section>\n") + ("<section class=\"box\"><h2>" + title) +
                        "</h2><ol class=\"st\" start=\"" + number(i) + "\">\n";
            }
            text += item(i, lineBytes);
        }
        return text + "</ol></section>\n";
    }

    std::string number(std::size_t index) const { return std::to_string(m_account.numberOf(index)); }
    std::string item(std::size_t index, std::size_t lineBytes) const
    {
        const Step& step = m_account.steps[index];
        const auto table = tableOf(m_account.stopOf(step).stage);
        std::string classes = step.known == Step::Known::Observed   ? ""
                              : step.known == Step::Known::Inferred ? "inf"
                                                                    : "no-way";
        if (static_cast<int>(index) == m_account.first)
            classes += classes.empty() ? "first" : " first";
        return "<li" + (classes.empty() ? "" : " class=\"" + classes + '"') +
               "><button type=\"button\"><i class=\"k" +
               (step.known != Step::Known::Observed || table.empty() ? "" : " k-" + table) +
               "\" aria-hidden=\"true\"></i><b>" + xml(brief(step.title)) + "</b><span class=\"t\">" +
               xml(step.when) + "</span></button><p class=\"why\">" +
               xml(cut(printable(saidAt(step)), mostOfSentence)) + "</p>" + linesAt(step, lineBytes) +
               "</li>\n";
    }
    std::string linesAt(const Step& step, std::size_t lineBytes) const
    {
        std::string all;
        for (const std::string& line : linesOf(m_account, step))
            all += (all.empty() ? "" : "\n") + xml(cut(printable(line), lineBytes));
        return all.empty() || lineBytes == 0 ? "" : "<code class=\"raw\">" + all + "</code>";
    }
    // Where nothing reported it, the evidence, too.
    static std::string saidAt(const Step& step)
    {
        const bool isMore =
            step.known != Step::Known::Observed && step.sentence.find(step.evidence) == std::string::npos;
        return isMore ? words::text(say("export-more", step.sentence, step.evidence)) : step.sentence;
    }

    static std::string side()
    {
        return "<div class=\"side\"><section class=\"box\"><h2>" + xmlWord("export-header") +
               "</h2><dl id=\"hd\"></dl></section>\n<section class=\"box\"><h2>" + xmlWord("export-line") +
               "</h2><pre id=\"rw\"></pre></section></div>\n";
    }

    // For the script.
    std::string data(const Drawing& drawing) const
    {
        OrderedJson legs = OrderedJson::array(), steps = OrderedJson::array();
        for (std::size_t i = 0; i < m_account.legs.size(); ++i) {
            legs.push_back({{"first", firstFields(m_account.legs[i])}});
            if (const auto end = drawing.ways[i].end)
                legs.back()["end"] = *end;
        }
        for (std::size_t i = 0; i < m_count; ++i) {
            const Step& step = m_account.steps[i];
            OrderedJson reached = OrderedJson::array();
            for (const DrawnWay& way : drawing.ways)
                reached.push_back(static_cast<int>(std::lround(way.reached[i])));
            steps.push_back({{"leg", step.leg()}, {"reached", reached}, {"changed", changedAt(i)}});
        }
        OrderedJson expected = OrderedJson::array();
        for (const std::string& label : expectedFields())
            expected.push_back(label);
        OrderedJson all{{"start", std::max(0, m_account.indexOf(m_options.step))},
                        {"count", m_account.count()},
                        {"step", words::text(Said{"export-step-of", {"%1", "%2"}})},
                        {"none", words::text(say("export-none"))},
                        {"noLine", words::text(say("export-no-line"))},
                        {"pair", m_account.kind == Account::Kind::Comparison},
                        {"expected", expected},
                        {"legs", legs},
                        {"steps", steps}};
        if (m_account.inGap > 0) {
            all["gap"] = m_account.gap;
            all["left"] = m_account.inGap;
        }
        return scriptJson(all.dump());
    }

    // Those that are another one with every probe: no difference of the ways.
    std::set<std::string> expectedFields() const
    {
        std::set<std::string> labels;
        if (m_account.compared) {
            for (const auto& pair : m_account.compared->comparison.steps) {
                for (const auto& change : pair.expected)
                    labels.insert(fieldLabel(change.name));
            }
        }
        return labels;
    }

    static OrderedJson firstFields(const Leg& leg)
    {
        OrderedJson list = OrderedJson::array();
        const auto line =
            leg.trace.line(leg.trace.events()[leg.trace.traversals()[leg.walk.traversal].first]);
        for (const auto& field : wire::fields(line)) {
            if (isShown(field.name))
                list.push_back({fieldLabel(field.name), brief(words::fieldValue(field))});
        }
        return list;
    }
    OrderedJson changedAt(std::size_t index) const
    {
        OrderedJson list = OrderedJson::array();
        const auto add = [&](std::size_t leg, const std::vector<wire::FieldChange>& changed) {
            for (const auto& change : changed) {
                if (isShown(change.name))
                    list.push_back({leg, fieldLabel(change.name),
                                    change.after ? brief(words::fieldValue(*change.after)) : ""});
            }
        };
        for (std::size_t leg = 0; leg < m_account.legs.size(); ++leg) {
            if (index == m_account.gap)
                add(leg, m_account.legs[leg].inGap);
            if (const int stop = m_account.steps[index].stops[leg]; stop >= 0)
                add(leg, m_account.legs[leg].walk.stops[static_cast<std::size_t>(stop)].changed);
        }
        return list;
    }

    const Account& m_account;
    const Options& m_options;
    std::size_t m_count;
};

std::string listHead(const List& list, const Options& options)
{
    const std::string title = words::text(say("export-packets", list.packets.size()));
    std::string page = head(title, options, "") + "<h1>" + xml(title) + "</h1>\n<table>\n<thead><tr>";
    for (const char* code : {"export-number", "export-when", "export-packet", "export-sender",
                             "export-destination", "export-path", "export-ending"})
        page += "<th scope=\"col\">" + xmlWord(code) + "</th>";
    return page + "</tr></thead>\n<tbody>\n";
}

// A row for each of the packets that find room in so many bytes, and how many these are.
std::size_t addRows(std::string& page, const List& list, std::size_t room)
{
    const auto start = startOf(list);
    std::size_t shown = 0;
    for (; shown < list.packets.size() && page.size() < room; ++shown) {
        const Walk walk = walkOf(list.trace, list.packets[shown]);
        const Row row = rowOf(list.trace, walk, start);
        page += isDropped(walk.ending.kind) ? "<tr class=\"end-dropped\">" : "<tr>";
        for (const auto& cell : {row.number, row.time, row.packet, row.from, row.to, row.path, row.ending})
            page += "<td>" + xml(cut(printable(cell), 120)) + "</td>";
        page += "</tr>\n";
    }
    return shown;
}

struct ListPage {
    std::string html;
    std::size_t shown; // packets
};

ListPage listPage(const List& list, const Options& options)
{
    constexpr std::size_t ofLastRow = 1'500, step = 2'000;
    for (auto room = mostBytes - ofLastRow;;) {
        std::string page = listHead(list, options);
        const auto shown = addRows(page, list, room);
        const auto left = list.packets.size() - shown;
        page += "</tbody></table>\n" +
                foot(options, {left == 0 ? "" : xml(words::text(say("export-more-packets", left))) + '.',
                               xmlWord("export-made")}) +
                "</body></html>\n";
        if (auto whole = withHanFont(page, mostBytes); whole || shown == 0)
            return {whole.value_or(page), shown};
        room -= std::min(room, step);
    }
}

} // namespace

Result<std::string> pageOf(const Account& account, const Options& options)
{
    constexpr std::array lineBytes{std::size_t{600}, std::size_t{240}, std::size_t{0}};
    for (std::size_t count = std::min(account.steps.size(), mostSteps);; --count) {
        const Account shorter = withoutMiddle(account, count, options.step);
        for (const auto bytes : lineBytes) {
            if (auto html = withHanFont(Page(shorter, options).html(bytes), mostBytes))
                return *html;
        }
        if (count <= 2)
            return failure(ErrorCode::BadInput, say("export-too-large", mostBytes / 1000));
    }
}

std::size_t roomInPage(const List& list, const Options& options)
{
    return listPage(list, options).shown;
}

std::string pageOf(const List& list, const Options& options)
{
    return listPage(list, options).html;
}

} // namespace hookwalk::exports
