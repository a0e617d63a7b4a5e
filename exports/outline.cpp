// SPDX-License-Identifier: GPL-3.0-or-later
#include "exports/diagram.h"

#include <cmath>

namespace hookwalk::exports
{

namespace
{

constexpr int piecesOfCurve = 24; // for its length

std::string pointText(Point point)
{
    const auto x = number(point.x), y = number(point.y);
    return x + (y.starts_with('-') ? "" : " ") + y;
}

} // namespace

// Not printf: that asks the locale.
std::string number(double value)
{
    const auto tenths = std::llround(value * 10);
    const auto size = std::llabs(tenths);
    std::string text = (tenths < 0 ? "-" : "") + std::to_string(size / 10);
    if (size % 10 != 0)
        text += '.' + std::to_string(size % 10);
    return text;
}

void Outline::lineTo(Point to)
{
    const double length = std::hypot(to.x - m_end.x, to.y - m_end.y);
    if (length < 0.05)
        return;
    if (std::abs(to.y - m_end.y) < 0.05)
        m_data += 'H' + number(to.x);
    else if (std::abs(to.x - m_end.x) < 0.05)
        m_data += 'V' + number(to.y);
    else
        m_data += 'L' + pointText(to);
    m_length += length;
    m_end = to;
}

void Outline::curveTo(Point control1, Point control2, Point to)
{
    m_data += 'C' + pointText(control1) + ' ' + pointText(control2) + ' ' + pointText(to);
    Point last = m_end;
    for (int i = 1; i <= piecesOfCurve; ++i) {
        const double t = static_cast<double>(i) / piecesOfCurve, s = 1 - t;
        const auto at = [&](double a, double b, double c, double d) {
            return s * s * s * a + 3 * s * s * t * b + 3 * s * t * t * c + t * t * t * d;
        };
        const Point point{at(m_end.x, control1.x, control2.x, to.x),
                          at(m_end.y, control1.y, control2.y, to.y)};
        m_length += std::hypot(point.x - last.x, point.y - last.y);
        last = point;
    }
    m_end = to;
}

void Outline::append(const Outline& next)
{
    m_data += next.m_data;
    m_length += next.m_length;
    m_end = next.m_end;
}

std::string Outline::data() const
{
    return 'M' + pointText(m_start) + m_data;
}

} // namespace hookwalk::exports
