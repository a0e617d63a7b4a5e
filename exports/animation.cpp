// SPDX-License-Identifier: GPL-3.0-or-later
// An SVG that plays by CSS alone, also where it is shown as a picture. Where motion is not wanted, and in viewers without
// CSS animation, it stands at its last step.
#include "exports/account.h"
#include "exports/drawing.h"
#include "exports/drawingtools.h"
#include "exports/escape.h"
#include "exports/hanfont.h"
#include "words/words.h"

#include <algorithm>
#include <QTextBoundaryFinder>

namespace hookwalk::exports
{

namespace
{

constexpr std::size_t mostPictureBytes = 30'000;
constexpr std::size_t mostOfTitle = 300, mostOfDescription = 4'000;
constexpr std::size_t mostLines = 6; // above the port
constexpr double stepSeconds = 0.6, restSeconds = 1.8;

std::string percent(double part)
{
    return number(part * 100) + '%';
}

// Lines of at most so many pixels.
std::vector<std::string> wrapped(const std::string& utf8, double width, double size, std::size_t most)
{
    std::vector<std::string> lines;
    const QString text = QString::fromStdString(utf8).simplified();
    const auto between = [&](qsizetype from, qsizetype to) {
        return text.sliced(from, to - from).trimmed().toStdString();
    };
    QTextBoundaryFinder places(QTextBoundaryFinder::Line, text);
    qsizetype begin = 0, end = 0; // of the line
    while (end < text.size()) {
        const auto next = places.toNextBoundary();
        const auto longer = between(begin, next);
        if (fitted(longer, width, size) != longer && begin < end) {
            if (lines.size() + 1 == most) // what is left is cut
                return lines.push_back(fitted(longer, width, size)), lines;
            lines.push_back(between(begin, end));
            begin = end;
        }
        end = next;
    }
    if (begin < end)
        lines.push_back(fitted(between(begin, end), width, size));
    return lines;
}

class Animation
{
public:
    Animation(const Account& account, const Options& options)
        : m_account(account)
        , m_options(options)
        , m_count(account.steps.size())
        , m_seconds(static_cast<double>(m_count) * stepSeconds + restSeconds)
    {
    }

    std::string svg()
    {
        Paints paints;
        const Drawing drawing = draw(m_account, paints);
        m_drawn = drawing.svg;
        Pen pen(paints);
        pen.open(std::string("<g transform=\"translate(18 36)\"") + paints("text") + '>');
        for (std::size_t i = 0; i < m_count; ++i)
            caption(pen, i);
        pen.close();
        const auto foot = wrapped(footer(), 684, 11, 2);
        for (std::size_t i = 0; i < foot.size(); ++i)
            pen.write({18, (foot.size() > 1 ? 540.0 : 546.0) + 13 * static_cast<double>(i)}, 11, "text3",
                      foot[i]);
        const std::string ground =
            std::string("<rect width=\"720\" height=\"560\" rx=\"8\"") + paints("canvas") + "/>\n";
        const std::string described =
            m_account.outcome.empty()
                ? namesOf(m_account)
                : words::text(say("export-sentence-more", namesOf(m_account), m_account.outcome));
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"720\" height=\"560\" viewBox=\"0 0 720 "
               "560\" role=\"img\" "
               "aria-labelledby=\"t d\">\n<title id=\"t\">" +
               xml(cut(m_account.title, mostOfTitle)) + "</title>\n<desc id=\"d\">" +
               xml(cut(described, mostOfDescription)) + "</desc>\n<style>\n" + paints.css(m_options.look) +
               '\n' + still(drawing) + moving(drawing) + "</style>\n" + ground +
               "<g transform=\"translate(5.2 11.8)\">\n" + drawing.svg + "</g>\n" + pen.text() + "</svg>\n";
    }

private:
    // When the packet is there.
    double secondsAt(std::size_t step) const { return static_cast<double>(step) * stepSeconds; }
    double partAt(double seconds) const { return seconds / m_seconds; }
    std::size_t legAt(std::size_t step) const { return m_account.steps[step].leg(); }
    bool isTurn() const { return m_account.kind == Account::Kind::Exchange; } // one packet after the other
    // The steps of a packet that is shown by itself.
    std::size_t beginOf(std::size_t leg) const
    {
        return isTurn() && leg == 1 ? std::min(m_count, m_account.legs[0].walk.stops.size()) : 0;
    }
    std::size_t endOf(std::size_t leg) const
    {
        return isTurn() && leg == 0 ? std::max<std::size_t>(1, beginOf(1)) : m_count;
    }
    bool isLastLeg(std::size_t leg) const { return !isTurn() || leg == legAt(m_count - 1); }

    std::string footer() const
    {
        std::string said = leftText(m_account, m_options);
        const bool isSentence = m_account.title.ends_with('.');
        for (const auto& one :
             {isSentence ? m_account.title : words::text(say("export-sentence", m_account.title)),
              words::text(say("export-dashed")), sourceText(m_options)})
            if (said.empty() || one.empty())
                said += one;
            else
                said = words::text(say("export-more", said, one));
        return said;
    }

    void caption(Pen& pen, std::size_t index)
    {
        const Step& step = m_account.steps[index];
        pen.open("<g id=\"c" + std::to_string(index) + "\" class=\"c\">");
        write(pen, 0, "t1", words::text(say("export-step-of", m_account.numberOf(index), m_account.count())));
        const bool isShort = fitted(step.title, 275, 20) == step.title;
        write(pen, 25, isShort ? "t2" : "t3", fitted(step.title, 275, isShort ? 20 : 14));
        write(pen, 45, "t4", fitted(step.when, 275, 12));
        if (index + 1 == m_count) {
            const std::string& said =
                m_account.outcome.empty() || m_account.left > 0 ? step.sentence : m_account.outcome;
            auto lines = wrapped(said, 270, 12, mostLines);
            const bool isLong = lines.size() > 4; // then smaller and closer
            if (isLong)
                lines = wrapped(said, 275, 11, mostLines);
            for (std::size_t line = 0; line < lines.size(); ++line)
                write(pen, (isLong ? 62 : 65) + (isLong ? 13.4 : 17) * static_cast<double>(line),
                      isLong ? "t5" : "t4", lines[line]);
        }
        pen.close();
    }

    // In the corner where captions stand; the classes have size and colour.
    static void write(Pen& pen, double y, const std::string& classes, const std::string& text)
    {
        pen.open("<text" + (y == 0 ? "" : " y=\"" + number(y) + '"') + " class=\"" + classes + "\">" +
                 xml(text) + "</text>");
    }

    // How it looks without motion.
    std::string still(const Drawing& drawing) const
    {
        std::string css =
            "text{font-family:H,Inter,\"Noto Sans\",\"Noto Sans CJK SC\",sans-serif}"
            ".mono{font-family:\"JetBrains Mono\",\"DejaVu Sans "
            "Mono\",monospace,H}.m{text-anchor:middle}.e{text-anchor:end}.b{font-weight:600}"
            ".c,.r{opacity:0}.r{stroke-width:2}.t1{font-size:11.5px}.t2{font-size:20px;font-weight:600}.t3{"
            "font-size:14px;font-weight:600}.t4{font-size:12px}.t5{font-size:11px}.t1,.t4,.t5{opacity:.8}#c" +
            std::to_string(m_count - 1) + ",#r" + std::to_string(m_count - 1) + "{opacity:1}" +
            ".ahead{opacity:.55}.walk,.shown{stroke-dasharray:1000 4000}.dot{stroke-dasharray:0 1001 0 "
            "4000}\n";
        for (std::size_t leg = 0; leg < drawing.ways.size(); ++leg)
            css += ".w" + std::to_string(leg) + "{stroke-dashoffset:" + offsetAt(drawing, leg, m_count - 1) +
                   '}';
        for (std::size_t i = 0; i < m_account.steps.size(); ++i) {
            if (i >= m_count || !isLastLeg(legAt(i)))
                css += hidden(i);
        }
        for (std::size_t leg = 0; leg < drawing.ways.size(); ++leg) {
            if (!isLastLeg(leg) || drawing.ways[leg].end < m_count) // there its mark is
                css += ".dot.w" + std::to_string(leg) + "{opacity:0}";
        }
        return css + '\n';
    }
    std::string hidden(std::size_t step) const
    {
        std::string selectors;
        for (const auto& id : idsOf(step, {"n", "d", "x", "y"}))
            selectors += (selectors.empty() ? "#" : ",#") + id;
        return selectors.empty() ? "" : selectors + "{opacity:0}";
    }
    // Of those that were drawn.
    std::vector<std::string> idsOf(std::size_t step, std::initializer_list<const char*> letters) const
    {
        std::vector<std::string> ids;
        for (const std::string letter : letters) {
            if (const auto id = letter + std::to_string(step);
                m_drawn.find("id=\"" + id + '"') != std::string::npos)
                ids.push_back(id);
        }
        return ids;
    }
    static std::string offsetAt(const Drawing& drawing, std::size_t leg, std::size_t step)
    {
        return number(1001 - drawing.ways[leg].reached[step]);
    }

    std::string moving(const Drawing& drawing) const
    {
        const std::string time = number(m_seconds) + 's';
        std::string frames = "@keyframes c{0%{opacity:1}" + percent(partAt(stepSeconds)) +
                             "{opacity:0}}@keyframes l{0%{opacity:1}" +
                             percent(partAt(stepSeconds + restSeconds)) + "{opacity:0}}\n";
        std::string rules = ".o,.c{opacity:0;animation:" + time +
                            " steps(1) infinite}.c,.r{animation-name:c}#c" + std::to_string(m_count - 1) +
                            ",#r" + std::to_string(m_count - 1) + "{opacity:0;animation-name:l}\n";
        for (std::size_t leg = 0; leg < drawing.ways.size(); ++leg) {
            const std::string name = "w" + std::to_string(leg);
            frames += "@keyframes " + name + '{' + travel(drawing, leg) + "}\n";
            const std::string walking = name + ' ' + time + " cubic-bezier(.8,0,.2,1) infinite";
            rules += '.' + name + "{animation:" + walking + '}';
            if (isTurn() || drawing.ways[leg].end) {
                frames +=
                    "@keyframes p" + std::to_string(leg) + '{' +
                    shownFrom(beginOf(leg), std::min(endOf(leg), drawing.ways[leg].end.value_or(m_count))) +
                    "}\n";
                rules += ".dot." + name + "{opacity:0;animation:" + walking + ",p" + std::to_string(leg) +
                         ' ' + time + " steps(1) infinite}";
            }
        }
        rules += '\n';
        for (std::size_t i = 0; i < m_count; ++i) {
            const std::string at = std::to_string(i);
            if (i > 0)
                rules += "#c" + at + ",#r" + at + "{animation-delay:" + number(secondsAt(i)) + "s}";
            std::string selectors;
            for (const auto& id : idsOf(i, {"n", "d", "x", "y"}))
                selectors += (selectors.empty() ? "#" : ",#") + id;
            if (selectors.empty())
                continue;
            frames += "@keyframes n" + at + '{' + shownFrom(i, endOf(legAt(i))) + '}';
            rules += selectors + "{animation-name:n" + at + '}';
        }
        return "@media (prefers-reduced-motion:no-preference){\n" + frames + '\n' + rules + "}\n";
    }

    // Seen from the one step on until the other begins; before, it is as it stands: not seen.
    std::string shownFrom(std::size_t step, std::size_t end) const
    {
        return percent(partAt(secondsAt(step))) + "{opacity:1}" +
               (end < m_count ? percent(partAt(secondsAt(end))) + "{opacity:0}" : "");
    }

    // It leaves slowly and arrives slowly, and so seems to rest at each.
    std::string travel(const Drawing& drawing, std::size_t leg) const
    {
        std::string frames, last;
        bool isLeftOut = false;
        for (std::size_t i = 0; i < m_count; ++i) {
            const auto at = [&](std::size_t step, const std::string& offset) {
                return percent(partAt(secondsAt(step))) + "{stroke-dashoffset:" + offset + '}';
            };
            const auto now = offsetAt(drawing, leg, i);
            if (now != last && isLeftOut) // until here it did not move
                frames += at(i - 1, last);
            isLeftOut = now == last;
            if (!isLeftOut)
                frames += at(i, now);
            last = now;
        }
        return frames + "to{stroke-dashoffset:" + last + '}';
    }

    const Account m_account;
    const Options& m_options;
    std::size_t m_count;
    double m_seconds;
    std::string m_drawn;
};

} // namespace

// Of a step that is named, the way until there: what is behind it is not left out for want of room.
Result<std::string> animationOf(const Account& account, const Options& options)
{
    const auto wanted = options.step > 0 ? static_cast<std::size_t>(options.step) : account.steps.size();
    const Account until = firstOf(account, wanted);
    for (auto count = std::min(wanted, mostSteps);; --count) {
        if (auto svg = withHanFont(Animation(withoutMiddle(until, count, options.step), options).svg(),
                                   mostPictureBytes))
            return *svg;
        if (count <= 2)
            return failure(ErrorCode::BadInput, say("export-too-large", mostPictureBytes / 1000));
    }
}

} // namespace hookwalk::exports
