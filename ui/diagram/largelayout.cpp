// SPDX-License-Identifier: GPL-3.0-or-later
// The diagram for the projector: all places moved, shapes kept.
#include "ui/diagram/layout.h"

#include <algorithm>

namespace hookwalk::ui
{

namespace
{

// As drawn: the scene stretched 1.78 x 1.47, its strokes 1.8. Whoever paints this layout scales it by the latter.
constexpr double shareAcross = 1.78 / 1.8, shareDown = 1.47 / 1.8;

QPointF moved(const QPointF& point)
{
    return {point.x() * shareAcross, point.y() * shareDown};
}

QRectF moved(const QRectF& rect)
{
    return {moved(rect.topLeft()), moved(rect.bottomRight())};
}

QRectF around(const QPointF& centre, const QSizeF& size)
{
    return {centre - QPointF(size.width(), size.height()) / 2, size};
}

bool isSquare(StageShape shape)
{
    return shape == StageShape::Decision || shape == StageShape::SmallDecision ||
           shape == StageShape::RewriteMark;
}

// Higher than the others, as its type is, and as much longer where nothing is beside it.
TagPlace moved(const TagPlace& tag, double right)
{
    TagPlace result = tag;
    if (tag.stemFrom)
        result.stemFrom = *tag.stemFrom * shareDown;
    const QRectF room = moved(tag.room);
    const QSizeF size(room.width() * (tag.endsRight && !tag.stem ? 1 : Layout::largeType),
                      tag.room.height() * Layout::largeType);
    result.room = around(room.center(), size);
    tag.endsRight ? result.room.moveRight(room.right()) : result.room.moveLeft(room.left());
    result.room.setRight(std::min(result.room.right(), right));
    return result;
}

// At the stage itself: a decision has become narrower than the scene.
QPointF tipOf(const EdgeLayout& edge, const Layout& before)
{
    const auto stage = stageWithId(edge.to.toStdString());
    const int index = stage ? before.indexOf(*stage) : -1;
    const QPointF tip = moved(edge.arrow->tip);
    if (index < 0 || !isSquare(before.stages()[static_cast<std::size_t>(index)].shape))
        return tip;
    const double narrower =
        before.stages()[static_cast<std::size_t>(index)].rect.width() / 2 * (shareAcross - shareDown);
    return tip + QPointF(edge.arrow->towards.x() * narrower, 0);
}

StageLayout moved(const StageLayout& stage, double right)
{
    StageLayout result = stage;
    result.rect = isSquare(stage.shape) ? around(moved(stage.rect.center()), stage.rect.size() * shareDown)
                                        : moved(stage.rect);
    result.station = moved(stage.station);
    if (stage.bypass.x() != 0) // beside a rail that goes up or shareDown
        result.bypass *= shareDown;
    result.label = moved(stage.label);
    result.note = moved(stage.note);
    for (QPointF& point : result.noteLine)
        point = moved(point);
    constexpr double leastNote = 153; // an IPv4 address in the larger type
    result.noteWidth = std::max(stage.noteWidth, leastNote);
    result.tag = moved(stage.tag, right);
    return result;
}

} // namespace

Layout Layout::forLargeType() const
{
    Layout result = *this;
    result.m_size = {m_size.width() * shareAcross, m_size.height() * shareDown};
    result.m_legend = moved(m_legend);
    result.m_caption = moved(m_caption);
    for (StageLayout& stage : result.m_stages)
        stage = moved(stage, result.m_size.width());
    for (CardLayout& card : result.m_cards) {
        card.rect = moved(card.rect);
        card.titleAt = moved(card.titleAt);
        card.rail[0] = moved(card.rail[0]);
        card.rail[1] = moved(card.rail[1]);
        for (CardLayout::Bracket& bracket : card.brackets) {
            bracket.from *= shareDown;
            bracket.to *= shareDown;
        }
    }
    for (EdgeLayout& edge : result.m_edges) {
        for (EdgeLayout::Point& point : edge.points) {
            point.at = moved(point.at);
            point.bend *= shareDown;
            if (point.curve)
                point.curve = {moved(point.curve->first), moved(point.curve->second)};
        }
        edge.path = pathAlong(edge.points);
        edge.labelAt = moved(edge.labelAt);
        edge.tile = moved(edge.tile);
        if (edge.arrow)
            edge.arrow->tip = tipOf(edge, *this);
    }
    return result;
}

} // namespace hookwalk::ui
