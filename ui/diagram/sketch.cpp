// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/sketch.h"

#include "ui/diagram/ownplaces.h"
#include "ui/diagram/pathsplit.h"
#include "ui/diagram/sideways.h"
#include "ui/theme/text.h"
#include "words/packets.h"
#include "words/steps.h"
#include "words/times.h"
#include "words/words.h"

#include <algorithm>
#include <QCoreApplication>

namespace hookwalk::ui
{

namespace
{

constexpr double transmittedReach = 8; // from the middle of its mark to the tip
constexpr double fadeLength = 76;      // of the line behind the place that nothing is known behind
constexpr double dotsBehind = 21;      // where its three dots stand

// The port that a chain of ingress or egress was met at: that of the frame before or behind it.
std::optional<StageKind> portOf(const Walk& walk, std::size_t index)
{
    const auto& base = walk.stops[index].base;
    const bool in = base && base->hook == "ingress";
    if (!in && !(base && base->hook == "egress"))
        return {};
    for (const Stop& stop : walk.stops) {
        const auto kind = stop.stage.kind;
        if (in ? kind == StageKind::TunWritten || kind == StageKind::NetworkIn
               : kind == StageKind::TunRead || kind == StageKind::NetworkOut)
            return kind;
    }
    return {};
}

int stageOf(const Layout& layout, const Walk& walk, std::size_t index)
{
    return layout.indexOf(walk.stops[index], portOf(walk, index));
}

const Stop& stopOf(const Walk& walk, int index)
{
    return walk.stops[static_cast<std::size_t>(index)];
}

Stands standsOf(const Layout& layout, const Walk& walk)
{
    Stands stands;
    for (std::size_t i = 0; i < walk.stops.size(); ++i) {
        const int stage = walk.stops[i].kind == StopKind::Skipped ? -1 : stageOf(layout, walk, i);
        if (stage < 0)
            continue;
        stands.stops.push_back(static_cast<int>(i));
        stands.stages.push_back(stage);
    }
    return stands;
}

// The stages that the packet passes by between two of its stops.
std::vector<int> skippedBetween(const Layout& layout, const Walk& walk, int from, int to)
{
    std::vector<int> skipped;
    for (int i = from + 1; i < to; ++i) {
        if (stopOf(walk, i).kind == StopKind::Skipped)
            skipped.push_back(layout.indexOf(stopOf(walk, i).stage));
    }
    return skipped;
}

// A place that is not in the diagram has no mark: none of its neighbours may have it instead.
bool endsInSight(const Stands& stands, const Walk& walk)
{
    return !stands.stops.empty() && stands.stops.back() == lastStop(walk);
}

QString addressChange(const wire::FieldChange& change)
{
    const auto text = [](const std::optional<wire::Field>& field) {
        return field ? QString::fromStdString(words::fieldValue(*field)) : QString();
    };
    const std::string_view name = change.name.substr(change.name.rfind('.') + 1);
    return QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())).toUpper() + QLatin1Char(' ') +
           text(change.before) + QLatin1Char('\n') + QStringLiteral("→ ") + text(change.after);
}

// What a rule of a nat chain decided, or what conntrack remembers from the first packet of the connection.
NotePicture noteOf(const Walk& walk, const Stop& stop)
{
    const Stage natChain = Stage::of(Chain{Table::Nat, stop.stage.chain.hook});
    const bool ruleRan = std::any_of(walk.stops.begin(), walk.stops.end(), [&](const Stop& other) {
        return other.stage == natChain && other.kind == StopKind::Observed;
    });
    NotePicture note;
    note.stage = stop.stage;
    note.lines += ruleRan ? QCoreApplication::translate("Picture", "nat rewrites")
                          : QCoreApplication::translate("Picture", "conntrack rewrites");
    for (const auto& change : stop.changed)
        note.lines += addressChange(change).split(QLatin1Char('\n'));
    return note;
}

} // namespace

Sketch::Sketch(const Layout& layout, const Walk& walk, std::vector<double> moments, double playhead,
               double perSecond, bool reduced)
    : m_layout(layout)
    , m_walk(walk)
    , m_moments(std::move(moments))
    , m_playhead(playhead)
    , m_stands(standsOf(layout, walk))
    , m_motion(m_stands.stops, endsInSight(m_stands, walk), m_moments, perSecond, reduced)
    , m_now(m_motion.standAt(playhead))
{
}

// The whole picture of the selected packet.
void Sketch::drawSelected(Picture& picture) const
{
    drawStages(picture);
    drawEnding(picture);
    drawCopies(picture);
    drawSkipped(picture);
    drawNotes(picture);
    drawRoute(picture);
    drawPacket(picture);
    drawCaption(picture);
}

// Where a packet is that is only a dot.
PacketPicture Sketch::dot() const
{
    PacketPicture packet;
    packet.opacity = m_motion.opacity(m_playhead);
    const double progress = m_motion.progress(m_now, m_playhead);
    const bool glides = progress > 0 && stage(m_now) != stage(m_now + 1);
    packet.at = glides ? leg(m_now).path.pointAtPercent(progress) : standing(m_now);
    return packet;
}

// The way to the next stand. Of a leg still to come only the direction shows, not yet what it will skip.
Way Sketch::leg(int stand) const
{
    std::vector<int> skipped;
    if (stand <= m_now)
        skipped = skippedBetween(m_layout, m_walk, stop(stand), stop(stand + 1));
    return m_layout.way(stage(stand), stage(stand + 1), skipped);
}

// A stage with an entry and an exit of its own has more than one place to stand: the route knows which.
QPointF Sketch::standing(int stand) const
{
    if (stand + 1 < standCount() && stand == 0 && stage(0) != stage(1))
        return leg(stand).path.elementAt(0);
    if (stand > 0 && stage(stand - 1) != stage(stand))
        return leg(stand - 1).path.currentPosition();
    return m_layout.stages()[static_cast<std::size_t>(stage(stand))].station;
}

void Sketch::drawStages(Picture& picture) const
{
    for (int stand = 0; stand < standCount(); ++stand) {
        auto& drawn = picture.stages[static_cast<std::size_t>(stage(stand))];
        if (drawn.stop >= 0 && stand > m_now)
            continue; // it was here before: that stays until it comes again
        const Stop& at = stopOf(m_walk, stop(stand));
        drawn.stop = stop(stand);
        drawn.state = stand < m_now    ? StageState::Passed
                      : stand == m_now ? StageState::Current
                                       : StageState::Ahead;
        drawn.inferred = !wasReported(at);
        drawn.light = m_motion.light(stand, m_playhead);
        drawn.emphasis = m_motion.emphasis(stand, m_playhead);
        drawn.offset = at.toldUs        ? qt(words::offset(*at.toldUs))
                       : drawn.inferred ? QString()
                                        : qt(at.verdict);
        drawn.word = wasReported(at) ? QString() : qt(words::chipNote(at));
        drawn.reason = qt(words::text(at.note));
        drawn.verdict = qt(words::verdict(at));
        showOwn(drawn, m_layout.stages()[static_cast<std::size_t>(stage(stand))], at);
    }
    picture.currentStop = stop(m_now);
}

// Of the chains that share a chip the one that the packet is in comes out, at its chip's place.
void Sketch::showOwn(StagePicture& drawn, const StageLayout& place, const Stop& stop) const
{
    if (place.chains.size() < 2 || !stop.base || drawn.state != StageState::Current)
        return;
    const auto found = std::find_if(place.chains.begin(), place.chains.end(), [&](const BaseChain& chain) {
        return chain.fullName() == stop.base->fullName();
    });
    drawn.title = QString::fromStdString(stop.base->table);
    drawn.subtitle = QString::fromStdString(stop.base->name);
    drawn.priority = stop.base->priority ? priorityText(*stop.base->priority) : QString();
    drawn.chain = static_cast<int>(found - place.chains.begin());
}

void Sketch::drawEnding(Picture& picture) const
{
    if (!hasEnded())
        return;
    const int last = stage(standCount() - 1);
    const auto& place = m_layout.stages()[static_cast<std::size_t>(last)];
    auto& drawn = picture.stages[static_cast<std::size_t>(last)];
    EndPicture end;
    end.mark = markOf(m_walk.ending);
    end.scale = m_motion.markScale(m_playhead);
    end.at = standing(standCount() - 1);
    end.isSmall = place.shape == StageShape::DeckChip || place.shape == StageShape::DeckCount ||
                  place.shape == StageShape::OwnStation || place.shape == StageShape::PortChip;
    drawn.ending = end.mark;
    drawn.deathMark = isDrop(end.mark);
    drawn.deathScale = end.scale;
    drawn.reason = qt(words::text(m_walk.ending.reason));
    if (drawn.deathMark)
        drawn.decider = qt(words::decider(stopOf(m_walk, stop(standCount() - 1))));
    if (end.mark == EndingMark::Transmitted && place.shape == StageShape::Port)
        end.at.setX(place.rect.left() - transmittedReach); // its tip at the port
    if (end.mark == EndingMark::Unknown) {
        const Way onwards = m_layout.onwardsFrom(last);
        if (!onwards.path.isEmpty()) {
            const double length = onwards.path.length();
            picture.fading = split(onwards.path, std::min(1.0, fadeLength / length)).first;
            const double part = onwards.path.percentAtLength(std::min(length, dotsBehind));
            end.at = onwards.path.pointAtPercent(part);
            end.angle = -onwards.path.angleAtPercent(part);
        }
    }
    picture.end = end;
    if (end.mark == EndingMark::Rejected) {
        picture.answer = sideWayFrom(m_layout, last, end.at);
        picture.answer->words = qt(words::refusalWords(m_walk));
    }
}

void Sketch::drawCopies(Picture& picture) const
{
    for (int stand = 0; stand <= m_now; ++stand) {
        if (const auto& copy = stopOf(m_walk, stop(stand)).copy) {
            picture.copies.push_back(sideWayFrom(m_layout, stage(stand), standing(stand)));
            picture.copies.back().words = qt(words::copyTag(*copy));
            picture.copies.back().opacity = m_motion.light(stand, m_playhead);
        }
    }
}

void Sketch::drawSkipped(Picture& picture) const
{
    for (std::size_t i = 0; i < m_walk.stops.size(); ++i) {
        const Stop& passedBy = m_walk.stops[i];
        const int index = m_layout.indexOf(passedBy);
        if (passedBy.kind != StopKind::Skipped || index < 0)
            continue;
        auto& drawn = picture.stages[static_cast<std::size_t>(index)];
        const int following =
            standCount() > m_now + 1 ? stop(m_now + 1) : static_cast<int>(m_walk.stops.size());
        drawn.stop = static_cast<int>(i);
        drawn.state = static_cast<int>(i) < following ? StageState::Skipped : StageState::Ahead;
        drawn.word = qt(words::chipNote(passedBy));
        drawn.reason = qt(words::text(passedBy.note));
    }
}

void Sketch::drawNotes(Picture& picture) const
{
    for (int stand = 0; stand < standCount(); ++stand) {
        const Stop& at = stopOf(m_walk, stop(stand));
        if (at.stage.kind != StageKind::AddressRewrite)
            continue;
        NotePicture note = noteOf(m_walk, at);
        note.reached = stand <= m_now;
        note.opacity = m_motion.light(stand, m_playhead);
        picture.notes.push_back(std::move(note));
    }
}

void Sketch::drawRoute(Picture& picture) const
{
    for (int stand = 0; stand + 1 < standCount(); ++stand) {
        const Way way = leg(stand);
        if (way.path.isEmpty())
            continue;
        const double walked = stand < m_now ? 1 : stand == m_now ? m_motion.progress(stand, m_playhead) : 0;
        const auto [behind, before] = split(way.path, walked);
        picture.walked.connectPath(behind);
        picture.ahead.connectPath(before);
        for (const int edge : way.edges)
            picture.edgesOnRoute[static_cast<std::size_t>(edge)] = true;
    }
    for (std::size_t i = 0; i < picture.cardsOnRoute.size(); ++i) {
        const auto& chips = m_layout.cards()[i].chips;
        picture.cardsOnRoute[i] = std::any_of(chips.begin(), chips.end(), [&](int chip) {
            return picture.stages[static_cast<std::size_t>(chip)].stop >= 0;
        });
    }
}

void Sketch::drawPacket(Picture& picture) const
{
    PacketPicture packet = dot();
    packet.selected = true;
    packet.dropped = picture.end && isDrop(picture.end->mark);
    for (const int stand : {m_now, m_now + 1}) {
        const double opacity = stand < standCount() ? m_motion.tag(stand, m_playhead) : 0;
        if (opacity <= 0)
            continue;
        packet.tagStage = stage(stand);
        packet.tagOpacity = opacity;
        packet.tag = qt(hasEnded() ? words::endingTag(m_walk) : words::tag(m_walk, stop(stand)));
    }
    picture.packets.push_back(std::move(packet));
}

// The caption also tells of a stop that is skipped, from its moment on until the next.
void Sketch::drawCaption(Picture& picture) const
{
    int now = 0;
    for (int i = 0; i < static_cast<int>(m_walk.stops.size()); ++i) {
        if (m_moments[static_cast<std::size_t>(i)] <= m_playhead)
            now = i;
    }
    picture.captionStop = now;
    picture.caption = words::captionOf(m_walk, now);
    if (now + 1 < static_cast<int>(m_walk.stops.size())) {
        const auto at = static_cast<std::size_t>(now);
        picture.captionMix = m_motion.captionMix(m_moments[at], m_moments[at + 1], m_playhead);
        if (picture.captionMix > 0)
            picture.nextCaption = words::captionOf(m_walk, now + 1);
    }
}

} // namespace hookwalk::ui
