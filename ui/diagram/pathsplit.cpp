// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/diagram/pathsplit.h"

#include <array>
#include <QLineF>
#include <vector>

namespace hookwalk::ui
{

namespace
{

QPointF between(const QPointF& a, const QPointF& b, double t)
{
    return a + (b - a) * t;
}

// A line or a cubic curve of a path.
struct Segment {
    QPointF from, control1, control2, to;
    bool curve = false;

    QPainterPath path() const
    {
        QPainterPath result(from);
        addTo(result);
        return result;
    }

    void addTo(QPainterPath& result) const
    {
        if (curve)
            result.cubicTo(control1, control2, to);
        else
            result.lineTo(to);
    }

    double length() const { return curve ? path().length() : QLineF(from, to).length(); }

    // De Casteljau.
    std::pair<Segment, Segment> cut(double t) const
    {
        if (!curve) {
            const QPointF middle = between(from, to, t);
            return {{from, {}, {}, middle, false}, {middle, {}, {}, to, false}};
        }
        const QPointF a = between(from, control1, t), b = between(control1, control2, t),
                      c = between(control2, to, t);
        const QPointF ab = between(a, b, t), bc = between(b, c, t);
        const QPointF middle = between(ab, bc, t);
        return {{from, a, ab, middle, true}, {middle, bc, c, to, true}};
    }
};

std::vector<Segment> segmentsOf(const QPainterPath& path)
{
    std::vector<Segment> segments;
    for (int i = 1; i < path.elementCount(); ++i) {
        const QPointF from = path.elementAt(i - 1);
        if (path.elementAt(i).isCurveTo()) {
            segments.push_back({from, path.elementAt(i), path.elementAt(i + 1), path.elementAt(i + 2), true});
            i += 2;
        } else {
            segments.push_back({from, {}, {}, path.elementAt(i), false});
        }
    }
    return segments;
}

} // namespace

std::pair<QPainterPath, QPainterPath> split(const QPainterPath& path, double part)
{
    if (part <= 0)
        return {{}, path};
    if (part >= 1)
        return {path, {}};
    double rest = path.length() * part;
    QPainterPath before(path.elementAt(0)), behind;
    bool cut = false;
    for (const Segment& segment : segmentsOf(path)) {
        const double length = segment.length();
        if (cut) {
            segment.addTo(behind);
        } else if (rest >= length) {
            segment.addTo(before);
            rest -= length;
        } else {
            const auto [first, second] = segment.cut(rest / length);
            first.addTo(before);
            behind.moveTo(second.from);
            second.addTo(behind);
            cut = true;
        }
    }
    return {before, behind};
}

} // namespace hookwalk::ui
