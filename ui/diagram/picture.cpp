// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/picture.h"

#include "ui/diagram/sketch.h"

#include <algorithm>
#include <optional>

namespace hookwalk::ui
{

namespace
{

// The chips of every card in the order in which the kernel runs their chains here, packet or not; nothing: as
// they stand.
std::optional<Layout> arrangedBy(const Ruleset& ruleset, const Layout& layout)
{
    std::optional<Layout> arranged;
    for (const CardLayout& card : layout.cards()) {
        std::vector<int> live;
        for (const Chain chain : ruleset.order) {
            if (chain.hook == card.hook)
                live.push_back(layout.indexOf(Stage::of(chain)));
        }
        std::vector<int> now = card.chips;
        std::erase_if(now, [&](int chip) { return std::find(live.begin(), live.end(), chip) == live.end(); });
        if (now != live)
            arranged = (arranged ? *arranged : layout).reordered(card.hook, live);
    }
    return arranged;
}

// The chips of every card in the order in which this packet met them, so that its route never turns back.
std::optional<Layout> arrangedFor(const Walk& walk, const Layout& layout)
{
    std::optional<Layout> arranged;
    for (const CardLayout& card : layout.cards()) {
        std::vector<int> met;
        for (const Stop& stop : walk.stops) {
            if (stop.stage.kind != StageKind::Chain || stop.stage.chain.hook != card.hook)
                continue;
            const int stage = layout.indexOf(stop.stage);
            const bool inCard = std::find(card.chips.begin(), card.chips.end(), stage) != card.chips.end();
            if (inCard && std::find(met.begin(), met.end(), stage) == met.end())
                met.push_back(stage);
        }
        std::vector<int> now = card.chips;
        std::erase_if(now, [&](int chip) { return std::find(met.begin(), met.end(), chip) == met.end(); });
        if (now != met)
            arranged = (arranged ? *arranged : layout).reordered(card.hook, met);
    }
    return arranged;
}

std::vector<double> offsetsOf(const Walk& walk)
{
    std::vector<double> offsets;
    std::ranges::transform(walk.stops, std::back_inserter(offsets), &Stop::offsetUs);
    return offsets;
}

} // namespace

QString portTitle(const StageLayout& stage, const Scene& scene)
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

std::optional<Layout> arrangedFor(const Scene& scene, const Layout& layout)
{
    const Ruleset* ruleset = scene.trace ? scene.trace->ruleset() : nullptr;
    auto live = ruleset ? arrangedBy(*ruleset, layout) : std::nullopt;
    auto own = scene.selected ? arrangedFor(*scene.selected, live ? *live : layout) : std::nullopt;
    return own ? std::move(own) : std::move(live);
}

Picture pictureOf(const Layout& layout, const Scene& scene)
{
    const Ruleset* ruleset = scene.trace ? scene.trace->ruleset() : nullptr;
    const auto own = arrangedFor(scene, layout);
    const Layout& arranged = own ? *own : layout;
    Picture picture;
    picture.stages.resize(arranged.stages().size());
    picture.cardsOnRoute.resize(arranged.cards().size());
    picture.edgesOnRoute.resize(arranged.edges().size());
    for (std::size_t i = 0; i < picture.stages.size(); ++i) {
        picture.stages[i].place = arranged.stages()[i];
        picture.stages[i].title = portTitle(arranged.stages()[i], scene);
        picture.stages[i].subtitle = arranged.stages()[i].subtitle;
        picture.stages[i].priority = arranged.stages()[i].priority;
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
        sketch.isSomewhere() ? sketch.drawSelected(picture) : sketch.drawCaption(picture);
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
