// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compare/twoways.h"

#include "ui/diagram/ownlayout.h"
#include "ui/diagram/pathsplit.h"
#include "ui/diagram/sideways.h"
#include "ui/theme/text.h"
#include "words/packets.h"

#include <algorithm>
#include <cmath>
#include <QTransform>

namespace hookwalk::ui
{

namespace
{

constexpr double apart = 3.2; // of each way from the middle of the rail
constexpr double stepsPerSecond = 1 / 0.6;
constexpr double farAhead = 1e6;                  // a playhead behind all steps
constexpr double bendLength = 18;                 // of a way that leaves the rail for its mark
constexpr double fullAside = 14, smallAside = 11; // from the station to a mark beside the rail

// When each stop is reached, in steps; one that was skipped with the one before.
std::vector<double> momentsOf(const Compared& compared, Side side)
{
    std::vector<double> moments(compared.walk(side).stops.size(), -1);
    for (int step = 0; step < compared.steps(); ++step) {
        const int stop = side == Side::A ? compared.step(step).a : compared.step(step).b;
        if (stop >= 0)
            moments[static_cast<std::size_t>(stop)] = step;
    }
    double before = std::max(0, compared.firstStep(side));
    for (double& moment : moments)
        before = moment = moment < 0 ? before : moment;
    return moments;
}

Scene sceneOf(const Compared& compared, Side side, double position)
{
    Scene scene;
    scene.selected = &compared.walk(side);
    scene.trace = compared.pin(side).trace.get();
    scene.moments = momentsOf(compared, side);
    scene.playhead = position;
    scene.perSecond = stepsPerSecond;
    return scene;
}

struct Direction {
    QPointF along, right; // unit vectors
};

Direction directionFrom(const QPointF& from, const QPointF& to)
{
    const QPointF way = to - from;
    const double length = std::hypot(way.x(), way.y());
    const QPointF along = length > 0 ? way / length : QPointF(1, 0);
    return {along, {-along.y(), along.x()}};
}

QPolygonF withoutRepeats(const QPolygonF& points)
{
    constexpr double nearest = 0.02;
    QPolygonF kept;
    for (const QPointF& point : points) {
        if (kept.isEmpty() || (point - kept.last()).manhattanLength() > nearest)
            kept << point;
    }
    return kept;
}

double dot(const QPointF& a, const QPointF& b)
{
    return QPointF::dotProduct(a, b);
}

// The end of a way whose place the other one passes: beside the rail, inside the chip.
void setAside(TwoWays::Way& way, Side side, const StagePicture& stage, StageShape shape)
{
    const double length = way.path.length(), bend = std::min(bendLength, length / 2);
    if (!way.end || bend <= 0)
        return;
    const double part = way.path.percentAtLength(length - bend);
    const auto direction = directionFrom(way.path.pointAtPercent(part), way.path.currentPosition());
    const double inwards = dot(stage.place.rect.center() - stage.place.station, direction.right);
    const double sign = std::abs(inwards) > 1 ? std::copysign(1, inwards) : side == Side::A ? 1 : -1;
    way.end->isSmall = shape != StageShape::TallChip;
    way.end->at = stage.place.station + direction.right * sign * (way.end->isSmall ? smallAside : fullAside);
    way.path = split(way.path, part).first;
    way.path.quadTo(way.path.currentPosition() + direction.along * bend * 0.6, way.end->at);
    way.isSetAside = true;
}

TwoWays::Way wayOf(const Picture& picture, Side side, const Walk& walk)
{
    TwoWays::Way way;
    way.path = beside(picture.walked, side == Side::A ? apart : -apart);
    way.end = picture.end;
    way.edges = picture.edgesOnRoute;
    way.tag = qt(words::endingTag(walk));
    for (std::size_t i = 0; i < picture.stages.size(); ++i) {
        if (picture.stages[i].ending)
            way.lastStage = static_cast<int>(i);
    }
    return way;
}

StagePicture merged(const StagePicture& a, const StagePicture& b)
{
    const auto isOn = [](const StagePicture& stage) {
        return stage.stop >= 0 && stage.state != StageState::Skipped;
    };
    StagePicture both = isOn(a) || !isOn(b) ? a : b;
    both.deathMark = a.deathMark || b.deathMark;
    both.decider.clear(); // the tag says it
    both.offset.clear();  // two times have no room
    both.emphasis = 0;
    if (!isOn(a) && !isOn(b))
        return both;
    both.state = StageState::Passed;
    both.inferred = isOn(a) && isOn(b) ? a.inferred && b.inferred : both.inferred;
    return both;
}

// Of a packet whose end stands beside the rail, from there.
std::vector<SideWay> answersOf(const Layout& layout, const TwoWays::Way& way, const Picture& picture)
{
    if (!picture.answer)
        return {};
    SideWay answer = *picture.answer;
    if (way.isSetAside)
        answer = sideWayFrom(layout, way.lastStage, way.end->at);
    answer.words = picture.answer->words;
    return {answer};
}

// What both have at one place is one; what stands beside the same card stands there in rows.
void addBranches(std::vector<TwoWays::Branch>& to, const std::vector<SideWay>& a,
                 const std::vector<SideWay>& b, const std::vector<TwoWays::Branch>& before)
{
    constexpr double row = 14;
    const auto add = [&](SideWay way, Side side) {
        const bool isLevel = way.back.y() == 0;
        const auto isBeside = [&, place = way.corner](const TwoWays::Branch& other) {
            const QPointF farther = other.way.corner - place;
            const double out = isLevel ? farther.y() : -farther.x();
            return other.way.back == way.back && out >= 0 && out < 3 * row;
        };
        const auto rows = std::ranges::count_if(before, isBeside) + std::ranges::count_if(to, isBeside);
        way.corner += (isLevel ? QPointF(0, row) : QPointF(-row, 0)) * static_cast<double>(rows);
        to.push_back({std::move(way), side});
    };
    for (const SideWay& one : a)
        add(one, Side::A);
    for (const SideWay& one : b) {
        const auto same = std::ranges::find_if(to, [&](const TwoWays::Branch& branch) {
            return branch.of == Side::A && branch.way.words == one.words &&
                   (branch.way.from - one.from).manhattanLength() < 1;
        });
        same == to.end() ? add(one, Side::B) : same->of.reset();
    }
}

} // namespace

QPainterPath beside(const QPainterPath& path, double distance)
{
    constexpr double fine = 4, sharpest = 0.4; // of a corner: no farther than 2.5 distances out
    QPainterPath made;
    for (const QPolygonF& polygon : path.toSubpathPolygons(QTransform::fromScale(fine, fine))) {
        const QPolygonF points = withoutRepeats(QTransform::fromScale(1 / fine, 1 / fine).map(polygon));
        for (qsizetype i = 0; i < points.size(); ++i) {
            const auto& here = points[i];
            const auto in = directionFrom(i > 0 ? points[i - 1] : here, here);
            const auto out = directionFrom(here, i + 1 < points.size() ? points[i + 1] : here);
            const QPointF before = i > 0 ? in.right : out.right;
            const QPointF behind = i + 1 < points.size() ? out.right : before;
            QPointF normal = before + behind;
            const double length = std::hypot(normal.x(), normal.y());
            normal = length > sharpest ? normal / length : behind; // else it turns back
            const QPointF at = here + normal * distance / std::max(sharpest, dot(normal, behind));
            i == 0 ? made.moveTo(at) : made.lineTo(at);
        }
    }
    return made;
}

Layout layoutOf(const Compared& compared)
{
    const Scene a = sceneOf(compared, Side::A, 0), b = sceneOf(compared, Side::B, 0);
    OwnLayout own;
    if (!own.update(a))
        own.update(b);
    Layout layout = own.layout();
    for (const Scene* scene : {&b, &a}) {
        if (auto arranged = arrangedFor(*scene, layout))
            layout = std::move(*arranged);
    }
    return layout;
}

TwoWays twoWaysOf(const Layout& layout, const Compared& compared)
{
    const auto pictureFor = [&](Side side) {
        Scene scene = sceneOf(compared, side, farAhead);
        scene.reducedMotion = true;
        return pictureOf(layout, scene);
    };
    const Picture a = pictureFor(Side::A), b = pictureFor(Side::B);
    TwoWays ways;
    ways.a = wayOf(a, Side::A, compared.walk(Side::A));
    ways.b = wayOf(b, Side::B, compared.walk(Side::B));
    ways.picture = a;
    ways.picture.walked = ways.picture.ahead = ways.picture.fading = {};
    ways.picture.packets.clear();
    ways.picture.end.reset();
    ways.picture.answer.reset();
    ways.picture.copies.clear();
    ways.picture.caption = ways.picture.nextCaption = {};
    for (std::size_t i = 0; i < a.stages.size(); ++i)
        ways.picture.stages[i] = merged(a.stages[i], b.stages[i]);
    for (std::size_t i = 0; i < a.cardsOnRoute.size(); ++i)
        ways.picture.cardsOnRoute[i] = a.cardsOnRoute[i] || b.cardsOnRoute[i];
    for (std::size_t i = 0; i < a.edgesOnRoute.size(); ++i)
        ways.picture.edgesOnRoute[i] = a.edgesOnRoute[i] || b.edgesOnRoute[i];
    for (const NotePicture& note : b.notes) {
        if (std::ranges::find(ways.picture.notes, note.stage, &NotePicture::stage) ==
            ways.picture.notes.end())
            ways.picture.notes.push_back(note);
    }
    for (int step = 0; step < compared.steps(); ++step) {
        const int stage = layout.indexOf(compared.stop(step));
        ways.stageOf.push_back(stage);
        if (stage < 0 || !compared.step(step).isAlone())
            continue;
        auto& drawn = ways.picture.stages[static_cast<std::size_t>(stage)];
        const QString who = nameOf(compared.step(step).b < 0 ? Side::A : Side::B);
        drawn.offset = drawn.word =
            (compared.step(step).isUnknown ? tr("%1 at least") : tr("%1 only")).arg(who);
    }
    if (compared.comparison().first >= 0)
        ways.firstStage = ways.stageOf[static_cast<std::size_t>(compared.comparison().first)];
    for (const Side side : {Side::A, Side::B}) {
        auto& way = side == Side::A ? ways.a : ways.b;
        const auto& other = side == Side::A ? b : a;
        const auto last = static_cast<std::size_t>(std::max(0, way.lastStage));
        const bool isPassed =
            way.lastStage >= 0 && other.stages[last].stop >= 0 && !other.stages[last].ending;
        if (isPassed && way.end && isDrop(way.end->mark))
            setAside(way, side, ways.picture.stages[last], layout.stages()[last].shape);
    }
    addBranches(ways.answers, answersOf(layout, ways.a, a), answersOf(layout, ways.b, b), {});
    addBranches(ways.copies, a.copies, b.copies, ways.answers);
    return ways;
}

void emphasise(TwoWays& ways, int step)
{
    const int now = step < 0 ? -1 : ways.stageOf[static_cast<std::size_t>(step)];
    for (std::size_t i = 0; i < ways.picture.stages.size(); ++i)
        ways.picture.stages[i].emphasis = static_cast<int>(i) == now ? 1 : 0;
}

std::optional<QPointF> packetAt(const Layout& layout, const Compared& compared, Side side, double position)
{
    if (position < compared.firstStep(side) || position >= compared.lastStep(side))
        return std::nullopt;
    const Picture picture = pictureOf(layout, sceneOf(compared, side, position));
    return picture.packets.empty() ? std::nullopt : std::optional(picture.packets.back().at);
}

} // namespace hookwalk::ui
