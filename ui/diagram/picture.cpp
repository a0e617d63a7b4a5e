// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/picture.h"

#include "ui/diagram/motion.h"
#include "ui/diagram/pathsplit.h"
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

const Stop& stopOf(const Walk& walk, int index)
{
    return walk.stops[static_cast<std::size_t>(index)];
}

std::vector<int> standsOf(const Layout& layout, const Walk& walk)
{
    std::vector<int> stands;
    for (std::size_t i = 0; i < walk.stops.size(); ++i) {
        if (walk.stops[i].kind != StopKind::Skipped && layout.indexOf(walk.stops[i].stage) >= 0)
            stands.push_back(static_cast<int>(i));
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

// The chips of every card in the order in which the kernel runs their chains here, packet or not.
Layout arrangedBy(const Ruleset& ruleset, const Layout& layout)
{
    Layout arranged = layout;
    for (const CardLayout& card : layout.cards()) {
        std::vector<int> live;
        for (const Chain chain : ruleset.order) {
            if (chain.hook == card.hook)
                live.push_back(layout.indexOf(Stage::of(chain)));
        }
        std::vector<int> now = card.chips;
        std::erase_if(now, [&](int chip) { return std::find(live.begin(), live.end(), chip) == live.end(); });
        if (now != live)
            arranged = arranged.reordered(card.hook, live);
    }
    return arranged;
}

// The chips of every card in the order in which this packet met them, so that its route never turns back.
Layout arrangedFor(const Walk& walk, const Layout& layout)
{
    Layout arranged = layout;
    for (const CardLayout& card : layout.cards()) {
        std::vector<int> met;
        for (const Stop& stop : walk.stops) {
            const int stage = layout.indexOf(stop.stage);
            const bool inCard = std::find(card.chips.begin(), card.chips.end(), stage) != card.chips.end();
            if (inCard && std::find(met.begin(), met.end(), stage) == met.end())
                met.push_back(stage);
        }
        std::vector<int> now = card.chips;
        std::erase_if(now, [&](int chip) { return std::find(met.begin(), met.end(), chip) == met.end(); });
        if (now != met)
            arranged = arranged.reordered(card.hook, met);
    }
    return arranged;
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

std::vector<double> offsetsOf(const Walk& walk)
{
    std::vector<double> offsets;
    std::ranges::transform(walk.stops, std::back_inserter(offsets), &Stop::offsetUs);
    return offsets;
}

// Draws one walk at one moment into a Picture.
class Sketch
{
public:
    // `moments`: of the walk's stops, on the scale of the playhead.
    Sketch(const Layout& layout, const Walk& walk, std::vector<double> moments, double playhead,
           double perSecond, bool reduced)
        : m_layout(layout)
        , m_walk(walk)
        , m_moments(std::move(moments))
        , m_playhead(playhead)
        , m_motion(walk, standsOf(layout, walk), m_moments, perSecond, reduced)
        , m_now(m_motion.standAt(playhead))
    {
    }

    bool isSomewhere() const { return m_now >= 0; }

    // The whole picture of the selected packet.
    void drawSelected(Picture& picture) const
    {
        drawStages(picture);
        drawSkipped(picture);
        drawNotes(picture);
        drawRoute(picture);
        drawPacket(picture);
        drawCaption(picture);
    }

    // Where a packet is that is only a dot.
    PacketPicture dot() const
    {
        PacketPicture packet;
        packet.opacity = m_motion.opacity(m_playhead);
        const double progress = m_motion.progress(m_now, m_playhead);
        packet.at = progress > 0 ? leg(m_now).path.pointAtPercent(progress) : standing(m_now);
        return packet;
    }

private:
    int stop(int stand) const { return m_motion.stands()[static_cast<std::size_t>(stand)]; }
    int stage(int stand) const { return m_layout.indexOf(stopOf(m_walk, stop(stand)).stage); }
    int standCount() const { return static_cast<int>(m_motion.stands().size()); }

    // The way to the next stand. Of a leg still to come only the direction shows, not yet what it will skip.
    Way leg(int stand) const
    {
        std::vector<int> skipped;
        if (stand <= m_now)
            skipped = skippedBetween(m_layout, m_walk, stop(stand), stop(stand + 1));
        return m_layout.way(stage(stand), stage(stand + 1), skipped);
    }

    // A stage with an entry and an exit of its own has more than one place to stand: the route knows which.
    QPointF standing(int stand) const
    {
        if (stand + 1 < standCount() && stand == 0)
            return leg(stand).path.elementAt(0);
        if (stand > 0)
            return leg(stand - 1).path.currentPosition();
        return m_layout.stages()[static_cast<std::size_t>(stage(stand))].station;
    }

    void drawStages(Picture& picture) const
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
            drawn.inferred = at.kind == StopKind::Inferred;
            drawn.light = m_motion.light(stand, m_playhead);
            drawn.emphasis = m_motion.emphasis(stand, m_playhead);
            drawn.offset = at.timed ? qt(words::offset(at.offsetUs)) : QString();
            drawn.word = qt(words::chipNote(at));
            drawn.reason = qt(words::text(at.note));
            drawn.verdict = qt(words::verdict(at));
        }
        picture.currentStop = stop(m_now);
        const double death = m_motion.deathScale(m_playhead);
        if (death > 0) {
            auto& drawn = picture.stages[static_cast<std::size_t>(stage(standCount() - 1))];
            drawn.deathMark = true;
            drawn.deathScale = death;
            drawn.reason = qt(words::text(m_walk.ending.reason));
        }
    }

    void drawSkipped(Picture& picture) const
    {
        for (std::size_t i = 0; i < m_walk.stops.size(); ++i) {
            const Stop& passedBy = m_walk.stops[i];
            const int index = m_layout.indexOf(passedBy.stage);
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

    void drawNotes(Picture& picture) const
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

    void drawRoute(Picture& picture) const
    {
        for (int stand = 0; stand + 1 < standCount(); ++stand) {
            const Way way = leg(stand);
            const double walked = stand < m_now    ? 1
                                  : stand == m_now ? m_motion.progress(stand, m_playhead)
                                                   : 0;
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

    void drawPacket(Picture& picture) const
    {
        PacketPicture packet = dot();
        packet.selected = true;
        packet.dropped = m_motion.deathScale(m_playhead) > 0;
        for (const int stand : {m_now, m_now + 1}) {
            const double opacity = stand < standCount() ? m_motion.tag(stand, m_playhead) : 0;
            if (opacity <= 0)
                continue;
            packet.tagStage = stage(stand);
            packet.tagOpacity = opacity;
            packet.tag = qt(words::tag(m_walk, stop(stand)));
        }
        picture.packets.push_back(std::move(packet));
    }

    // The caption also tells of a stop that is skipped, from its moment on until the next.
    void drawCaption(Picture& picture) const
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

    const Layout& m_layout;
    const Walk& m_walk;
    std::vector<double> m_moments;
    double m_playhead;
    Motion m_motion;
    int m_now;
};

// The name on a port: the device that the packet came in or went out by, else the one the place under study
// has.
QString titleOf(const StageLayout& stage, const Scene& scene)
{
    const auto first = [](const QString& a, const QString& b, const QString& c) {
        return !a.isEmpty() ? a : !b.isEmpty() ? b : c;
    };
    const auto device = [&](StageKind kind, const std::string& name) {
        const bool onWalk =
            scene.selected && std::any_of(scene.selected->stops.begin(), scene.selected->stops.end(),
                                          [kind](const Stop& stop) { return stop.stage.kind == kind; });
        return onWalk ? QString::fromStdString(name) : QString();
    };
    const Walk none;
    const Walk& walk = scene.selected ? *scene.selected : none;
    switch (stage.stage.kind) {
    case StageKind::TunWritten:
        return first(device(StageKind::TunWritten, walk.inDevice),
                     first(scene.tunName, device(StageKind::TunRead, walk.outDevice), {}), stage.title);
    case StageKind::TunRead:
        return first(device(StageKind::TunRead, walk.outDevice),
                     first(scene.tunName, device(StageKind::TunWritten, walk.inDevice), {}), stage.title);
    case StageKind::NetworkIn:
        return first(device(StageKind::NetworkIn, walk.inDevice),
                     first(scene.networkName, device(StageKind::NetworkOut, walk.outDevice), {}),
                     stage.title);
    case StageKind::NetworkOut:
        return first(device(StageKind::NetworkOut, walk.outDevice),
                     first(scene.networkName, device(StageKind::NetworkIn, walk.inDevice), {}), stage.title);
    default:
        return stage.title;
    }
}

} // namespace

Picture pictureOf(const Layout& layout, const Scene& scene)
{
    const Ruleset* ruleset = scene.trace ? scene.trace->ruleset() : nullptr;
    const Layout live = ruleset ? arrangedBy(*ruleset, layout) : layout;
    const Layout arranged = scene.selected ? arrangedFor(*scene.selected, live) : live;
    Picture picture;
    picture.stages.resize(arranged.stages().size());
    picture.cardsOnRoute.resize(arranged.cards().size());
    picture.edgesOnRoute.resize(arranged.edges().size());
    for (std::size_t i = 0; i < picture.stages.size(); ++i) {
        picture.stages[i].place = arranged.stages()[i];
        picture.stages[i].title = titleOf(arranged.stages()[i], scene);
        const Stage& stage = arranged.stages()[i].stage;
        picture.stages[i].unregistered =
            ruleset && stage.kind == StageKind::Chain && !ruleset->hasBaseChain(stage.chain);
    }
    for (const Scene::Other& other : scene.others) {
        if (!other.walk)
            continue;
        const Sketch sketch(arranged, *other.walk, offsetsOf(*other.walk), other.playhead,
                            scene.othersPerSecond, scene.reducedMotion);
        if (sketch.isSomewhere())
            picture.packets.push_back(sketch.dot());
    }
    if (scene.selected) {
        const bool isPaced = scene.moments.size() == scene.selected->stops.size();
        const Sketch sketch(arranged, *scene.selected, isPaced ? scene.moments : offsetsOf(*scene.selected),
                            scene.playhead, scene.perSecond, scene.reducedMotion);
        if (sketch.isSomewhere())
            sketch.drawSelected(picture);
    }
    return picture;
}

int stopAt(const Walk& walk, double playhead)
{
    int result = -1;
    for (std::size_t i = 0; i < walk.stops.size(); ++i) {
        if (walk.stops[i].kind == StopKind::Skipped)
            continue;
        if (result < 0 || walk.stops[i].offsetUs <= playhead)
            result = static_cast<int>(i);
    }
    return result;
}

bool isShown(const StageLayout& stage, const StagePicture& picture)
{
    return stage.shape != StageShape::RewriteMark || picture.stop >= 0;
}

} // namespace hookwalk::ui
