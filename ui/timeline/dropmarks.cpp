// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/dropmarks.h"

#include "ui/panels/paint.h"

#include <algorithm>
#include <cmath>
#include <QPainterPath>

namespace hookwalk::ui
{

namespace
{

QString numberOf(const DropMarks::Mark& mark)
{
    return mark.count > DropMarks::mostCounted ? QStringLiteral("%1+").arg(DropMarks::mostCounted)
                                               : QString::number(mark.count);
}

double radiusFor(qsizetype digits)
{
    return digits == 1 ? 8.5 : digits == 2 ? 9.5 : 11.5;
}

} // namespace

// A number reaches as far as bare octagons do that may lie upon each other by as much. The latest ones are nearest.
std::size_t DropMarks::markAt(double x) const
{
    const auto mark = std::ranges::find_if(m_marks.rbegin(), m_marks.rend(), [x](const Mark& one) {
        return std::abs(x - one.x) < std::max(dropsMerge, 2 * one.radius - 2);
    });
    return static_cast<std::size_t>(m_marks.rend() - mark) - 1; // npos: none
}

bool DropMarks::isFullAt(double x) const
{
    const auto known = markAt(x);
    return known < m_marks.size() && m_marks[known].count > mostCounted;
}

void DropMarks::add(double x, EndingMark ending, double radius)
{
    const auto known = markAt(x);
    if (known >= m_marks.size())
        return m_marks.push_back({x, ending, radius});
    Mark& mark = m_marks[known];
    mark.count = std::min(mark.count + 1, mostCounted + 1);
    mark.radius = radiusFor(numberOf(mark).size());
}

void DropMarks::paint(QPainter& painter, double y, const Theme& theme) const
{
    for (const Mark& mark : m_marks) {
        if (mark.count == 1) {
            paintEndingMark(painter, mark.ending, {mark.x, y}, mark.radius, theme, theme.panel);
            continue;
        }
        paintOctagon(painter, {mark.x, y}, mark.radius, theme.dropped);
        const QRectF place(mark.x - mark.radius, y - mark.radius, 2 * mark.radius, 2 * mark.radius);
        paintText(painter, place, numberOf(mark), textFont(10.5, QFont::Bold), theme.panel, Qt::AlignCenter);
    }
}

} // namespace hookwalk::ui
