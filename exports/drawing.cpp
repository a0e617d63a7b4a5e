// SPDX-License-Identifier: GPL-3.0-or-later
#include "exports/drawing.h"

#include "exports/drawingtools.h"
#include "exports/escape.h"
#include "exports/places.h"
#include "exports/sideways.h"
#include "words/packets.h"
#include "words/steps.h"
#include "words/words.h"

#include <algorithm>
#include <cmath>
#include <QString>
#include <set>

namespace hookwalk::exports
{

namespace
{

using Shape = Place::Shape;

bool isThere(const Step& step)
{
    return step.known == Step::Known::Observed || step.known == Step::Known::Inferred;
}

class Draughtsman
{
public:
    Draughtsman(const Account& account, Paints& paints)
        : m_account(account)
        , m_diagram(walksOf(account))
        , m_pen(paints)
        , m_sideWays(m_pen, m_diagram, account)
    {
    }

    Drawing drawing()
    {
        findWays();
        m_pen.open("<g stroke-width=\"2\" stroke-linejoin=\"round\">");
        drawEdges();
        m_pen.close();
        for (const Card& card : m_diagram.cards())
            drawCard(card);
        if (m_diagram.lane())
            m_pen.box(*m_diagram.lane(), 10, "card", "line");
        for (const Place& place : m_diagram.places()) {
            if (place.hasChips)
                drawAt(place);
        }
        for (const Place& place : m_diagram.places()) {
            if (isChip(place))
                m_pen.box(place.box, 6, "chip");
        }
        for (std::size_t i = 0; i < m_account.steps.size(); ++i)
            lightChip(i);
        for (const Place& place : m_diagram.places()) {
            if (isChip(place))
                writeChip(m_pen, place, isOn(place));
        }
        drawRails();
        drawWays();
        drawArrows();
        drawStations();
        m_pen.open("<g stroke-width=\"1.7\">");
        for (std::size_t i = 0; i < m_account.steps.size(); ++i)
            lightStation(i);
        m_pen.close();
        for (const Place& place : m_diagram.places()) {
            if (!place.hasChips)
                drawAt(place);
        }
        for (std::size_t i = 0; i < m_account.steps.size(); ++i)
            drawRewrite(i);
        drawCopies();
        drawPackets();
        drawEnds();
        if (isComparison())
            writeLegendOfTwo(m_pen);
        return {m_pen.text(), m_ways};
    }

private:
    static std::vector<const Walk*> walksOf(const Account& account)
    {
        std::vector<const Walk*> walks;
        for (const Leg& leg : account.legs)
            walks.push_back(&leg.walk);
        return walks;
    }

    int placeAt(std::size_t step, std::size_t leg) const
    {
        const int stop = m_account.steps[step].stops[leg];
        return stop < 0 ? -1
                        : m_diagram.placeOf(m_account.legs[leg].walk.stops[static_cast<std::size_t>(stop)]);
    }
    int placeAt(std::size_t step) const { return placeAt(step, m_account.steps[step].leg()); }
    const Place& place(int index) const { return m_diagram.places()[static_cast<std::size_t>(index)]; }
    bool isOnWay(int index) const
    {
        return std::ranges::any_of(m_passed, [&](int passed) { return passed == index; });
    }

    void findWays()
    {
        for (std::size_t leg = 0; leg < m_account.legs.size(); ++leg) {
            std::vector<int> skipped;
            std::optional<Outline> outline;
            std::vector<double> lengths;
            int last = -1;
            for (std::size_t i = 0; i < m_account.steps.size(); ++i) {
                const int here = placeAt(i, leg);
                if (here >= 0 && m_account.steps[i].known == Step::Known::Skipped)
                    skipped.push_back(here);
                if (here >= 0 && isThere(m_account.steps[i])) {
                    if (last < 0) {
                        outline = Outline(place(here).station);
                    } else if (here != last) {
                        const auto way = m_diagram.way(last, here, skipped);
                        outline->length() == 0 ? void(outline = way) : outline->append(way);
                        std::ranges::copy(m_diagram.edgesUsed(last, here), std::back_inserter(m_edgesUsed));
                    }
                    last = here;
                    m_passed.push_back(here);
                    if (m_account.steps[i].known == Step::Known::Observed)
                        m_observed.insert(here);
                    skipped.clear();
                }
                lengths.push_back(outline ? outline->length() : 0);
            }
            DrawnWay way{outline ? outline->data() : "", lengths.empty() ? 0 : lengths.back(), lengths};
            const double whole = lengths.empty() || lengths.back() == 0 ? 1 : lengths.back();
            for (double& length : way.reached)
                length *= 1000 / whole;
            way.end = endOf(leg);
            m_ways.push_back(std::move(way));
        }
    }

    void drawEdges()
    {
        for (std::size_t i = 0; i < m_diagram.edges().size(); ++i) {
            const Edge& edge = m_diagram.edges()[i];
            if (!edge.isOnlyWhenUsed || isUsed(i))
                m_pen.path(Diagram::outlineOf(edge).data(), "edge");
            if (edge.label)
                m_pen.write({edge.label->x, edge.label->y}, 10.5, "text3", words::text(say("step-to-here")));
        }
    }
    bool isUsed(std::size_t edge) const
    {
        return std::ranges::find(m_edgesUsed, static_cast<int>(edge)) != m_edgesUsed.end();
    }

    void drawAt(const Place& place)
    {
        drawAlone(m_pen, place,
                  place.shape == Shape::Port ? portTitle(m_account, place.stage.kind) : place.title,
                  seenAt(place));
    }

    void drawCard(const Card& card)
    {
        const bool isOn = std::ranges::any_of(card.places, [&](int index) { return isOnWay(index); });
        m_pen.box(card.box, 10, "card", isOn ? "accentB" : "line");
        m_pen.write(card.titleAt, 10.2, isOn ? "text" : "text2", std::string(name(card.hook)), "b");
    }

    int indexOf(const Place& place) const { return static_cast<int>(&place - m_diagram.places().data()); }
    bool isOn(const Place& place) const { return isOnWay(indexOf(place)); }
    Seen seenAt(const Place& place) const
    {
        return !isOn(place)                          ? Seen::No
               : m_observed.contains(indexOf(place)) ? Seen::Observed
                                                     : Seen::Inferred;
    }

    void lightChip(std::size_t index)
    {
        const Step& step = m_account.steps[index];
        const int at = placeAt(index);
        if (at < 0 || !isChip(place(at)))
            return;
        const std::string table = tableOf(m_account.stopOf(step).stage),
                          id = "id=\"n" + std::to_string(index) + '"';
        const bool isObserved = step.known == Step::Known::Observed && !table.empty();
        const bool isMore = !isThere(step) || (step.side && *step.side != Step::Side::Alike);
        const std::string classes = isMore ? "" : "o", more = isMore ? "" : ' ' + id;
        if (isMore)
            m_pen.open("<g " + id + " class=\"o\">");
        const Box box = inset(place(at).box, 0.5);
        if (isObserved)
            m_pen.box(box, 5, table + 'T', table + 'B', classes, more);
        else if (step.known == Step::Known::Inferred)
            m_pen.box(box, 5, "card", "text3", classes, "stroke-dasharray=\"3 3\"" + more);
        else
            m_pen.box(box, 5, "card", "border", classes, "stroke-dasharray=\"1 3\"" + more);
        if (!isThere(step))
            writeNote(m_pen, place(at),
                      step.known == Step::Known::NotKnown ? "?" : words::chipNote(m_account.stopOf(step)));
        if (step.side && *step.side != Step::Side::Alike)
            drawBadge(m_pen, place(at), *step.side);
        if (isMore)
            m_pen.close();
        if (static_cast<int>(index) == m_account.first)
            m_pen.box(inset(place(at).box, -4), 9, "none", "dropped", "",
                      "stroke-width=\"1.5\" stroke-dasharray=\"3 2\"");
        m_pen.box(place(at).box, 5, isObserved ? table + 'C' : "none", isObserved ? table + 'L' : "text3",
                  "o r", "id=\"r" + std::to_string(index) + '"');
    }

    void drawRails()
    {
        m_pen.open("<g stroke-width=\"2\">");
        for (const Card& card : m_diagram.cards()) {
            const Point first = place(card.places.front()).station, last = place(card.places.back()).station;
            Outline rail(card.hook == Hook::Forward ? Point{card.box.x, first.y} : first);
            rail.lineTo(card.hook == Hook::Forward ? Point{card.box.x + card.box.width, last.y} : last);
            m_pen.path(rail.data(), "rail");
        }
        m_pen.close();
    }

    void drawWays()
    {
        for (std::size_t leg = 0; leg < m_ways.size(); ++leg) {
            if (m_ways[leg].data.empty())
                continue;
            const bool isB = isSecondOfPair(leg);
            m_pen.open("<g" + shiftOf(leg) + " stroke-linejoin=\"round\" stroke-linecap=\"round\">");
            m_pen.keep("q" + std::to_string(leg), m_ways[leg].data);
            const auto draw = [&](std::string_view colour, const std::string& classes,
                                  const std::string& more) {
                m_pen.again("q" + std::to_string(leg), colour, classes, "stroke-width=" + more);
            };
            const std::string walked = "walk w" + std::to_string(leg);
            draw(isB ? "b" : "accent", "ahead", isB ? "\"1.8\" stroke-dasharray=\"9 7\"" : "\"1.8\"");
            if (isB) // dashed, as in still pictures, and shown as far as it is walked
                m_pen.dashed(std::to_string(leg), m_ways[leg].length);
            else
                draw("accent", walked, "\"4.5\"");
            m_pen.close();
        }
    }
    bool isComparison() const { return m_account.kind == Account::Kind::Comparison; }
    bool isSecondOfPair(std::size_t leg) const { return isComparison() && leg == 1; }
    // Beside each other where two go the same way.
    std::string shiftOf(std::size_t leg) const
    {
        if (!isComparison())
            return {};
        return leg == 0 ? " transform=\"translate(2.6 -2.6)\"" : " transform=\"translate(-2.6 2.6)\"";
    }

    void drawArrows()
    {
        for (std::size_t i = 0; i < m_diagram.edges().size(); ++i) {
            const Edge& edge = m_diagram.edges()[i];
            if (!edge.arrow || (edge.isOnlyWhenUsed && !isUsed(i)))
                continue;
            const auto [tip, to] = *edge.arrow;
            const Point back{tip.x - to.x * 7.5, tip.y - to.y * 7.5};
            Outline arrow(tip);
            arrow.lineTo({back.x - to.y * 5, back.y + to.x * 5});
            arrow.lineTo({back.x + to.y * 5, back.y - to.x * 5});
            m_pen.shape(arrow.data() + 'Z', isUsed(i) ? "accent" : "edge");
        }
    }

    void drawStations()
    {
        m_pen.open("<g stroke-width=\"2\">");
        for (const Place& place : m_diagram.places()) {
            if (place.shape == Shape::Conntrack)
                m_pen.box({place.station.x - 4, place.station.y - 4, 8, 8}, 2, "card", "text3");
            else if (isChip(place))
                m_pen.circle(place.station, 4, "card", tableOf(place.stage) + 'L');
        }
        m_pen.close();
    }

    void lightStation(std::size_t index)
    {
        const Step& step = m_account.steps[index];
        const int at = placeAt(index);
        const std::string table = tableOf(m_account.stopOf(step).stage);
        if (at < 0 || step.known != Step::Known::Observed || table.empty())
            return;
        m_pen.circle(place(at).station, 5, table + 'S', "card", "o", "id=\"d" + std::to_string(index) + '"');
    }

    void drawRewrite(std::size_t index)
    {
        const Step& step = m_account.steps[index];
        const Stop& stop = m_account.stopOf(step);
        const int at = placeAt(index);
        if (at < 0 || stop.stage.kind != StageKind::AddressRewrite || stop.changed.empty())
            return;
        m_pen.open("<g id=\"n" + std::to_string(index) + "\" class=\"o\">");
        writeRewrite(m_pen, place(at), stop.changed.front());
        m_pen.close();
    }

    // Where a packet's way ended, or what is known of it.
    std::optional<std::size_t> endOf(std::size_t leg) const
    {
        for (std::size_t i = m_account.steps.size(); !m_account.legs[leg].isCut && i-- > 0;) {
            if (m_account.steps[i].stops[leg] >= 0 && placeAt(i, leg) >= 0 && isThere(m_account.steps[i]))
                return i;
        }
        return std::nullopt;
    }

    void drawEnds()
    {
        for (std::size_t i = 0; i < m_account.steps.size(); ++i) {
            std::vector<std::size_t> ended;
            std::vector<SideWays::One> answers;
            for (std::size_t leg = 0; leg < m_account.legs.size(); ++leg) {
                if (m_ways[leg].end != i)
                    continue;
                ended.push_back(leg);
                const Walk& walk = m_account.legs[leg].walk;
                if (walk.ending.kind == EndingKind::Rejected)
                    answers.push_back({leg, placeAt(i, leg), words::refusalWords(walk)});
            }
            if (ended.empty())
                continue;
            m_pen.open("<g id=\"x" + std::to_string(i) + "\" class=\"o\">");
            m_sideWays.drawAnswers(answers);
            for (const std::size_t leg : ended)
                drawEnd(m_pen, place(placeAt(i, leg)).station, m_account.legs[leg].walk.ending);
            m_pen.close();
        }
    }

    void drawCopies()
    {
        for (std::size_t i = 0; i < m_account.steps.size(); ++i) {
            std::vector<SideWays::One> copies;
            for (std::size_t leg = 0; leg < m_account.legs.size(); ++leg) {
                const int stop = m_account.steps[i].stops[leg], at = placeAt(i, leg);
                if (at < 0)
                    continue;
                if (const auto& copy = m_account.legs[leg].walk.stops[static_cast<std::size_t>(stop)].copy)
                    copies.push_back({leg, at, words::copyTag(*copy)});
            }
            if (copies.empty())
                continue;
            m_pen.open("<g id=\"y" + std::to_string(i) + "\" class=\"o\">");
            m_sideWays.drawCopies(copies);
            m_pen.close();
        }
    }

    void drawPackets()
    {
        for (std::size_t leg = 0; leg < m_ways.size(); ++leg) {
            if (m_ways[leg].data.empty())
                continue;
            const std::string classes = "dot w" + std::to_string(leg);
            const std::string cap = isSecondOfPair(leg) ? "square" : "round";
            m_pen.open("<g" + shiftOf(leg) + " stroke-linecap=\"" + cap + "\">");
            for (const auto& [width, colour] :
                 {std::pair("17", isSecondOfPair(leg) ? "b" : "accent"), std::pair("9", "core")})
                m_pen.again("q" + std::to_string(leg), colour, classes,
                            "stroke-width=\"" + std::string(width) + '"');
            m_pen.close();
        }
    }

    const Account& m_account;
    Diagram m_diagram;
    Pen m_pen;
    SideWays m_sideWays;
    std::vector<DrawnWay> m_ways;
    std::vector<int> m_passed, m_edgesUsed;
    std::set<int> m_observed;
};

} // namespace

std::string tableOf(const Stage& stage)
{
    return stage.kind == StageKind::Chain       ? std::string(name(stage.chain.table))
           : stage.kind == StageKind::BaseChain ? "own"
                                                : "";
}

Drawing draw(const Account& account, Paints& paints)
{
    return Draughtsman(account, paints).drawing();
}

} // namespace hookwalk::exports
