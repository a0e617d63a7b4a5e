// SPDX-License-Identifier: GPL-3.0-or-later
// Where what lies over the diagram finds room: tags and boxes of rewritten addresses cover no chip, card, port or word,
// neither the caption nor each other.
#pragma once

#include "ui/diagram/canvas.h"

namespace hookwalk::ui
{

class Clearance
{
public:
    explicit Clearance(const Canvas& canvas); // of all that stands still in the diagram

    void add(const QRectF& taken);
    // The wanted place, or the free one that is nearest to it; the wanted one where none is near.
    QRectF place(const QRectF& wanted) const;
    QRectF placeOffRoute(const QRectF& wanted) const; // the same, not over the way of the packet where that can be

private:
    void addRoute(const Canvas& canvas);
    void addStages(const Canvas& canvas);
    void addWords(const Canvas& canvas);
    bool isFree(const QRectF& place) const;
    bool isOffRoute(const QRectF& place) const;

    QRectF m_scene;
    std::vector<QRectF> m_taken, m_route;
};

} // namespace hookwalk::ui
