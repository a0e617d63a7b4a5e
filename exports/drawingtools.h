// SPDX-License-Identifier: GPL-3.0-or-later
// Writes elements of SVG. Internal to exports.
#pragma once

#include "exports/diagram.h"
#include "exports/palette.h"

namespace hookwalk::exports
{

inline Box inset(const Box& box, double by)
{
    return {box.x + by, box.y + by, box.width - 2 * by, box.height - 2 * by};
}

// Fills and lines are roles of palette.h, "none", or "": nothing said. `more`: further attributes.
class Pen
{
public:
    explicit Pen(Paints& paints)
        : m_paints(paints)
    {
    }
    const std::string& text() const { return m_text; }

    void open(const std::string& group) { m_text += group + '\n'; }
    void close() { m_text += "</g>\n"; }
    void box(const Box& box, double radius, std::string_view fill, std::string_view stroke = {},
             std::string_view classes = {}, const std::string& more = {});
    void circle(Point middle, double radius, std::string_view fill, std::string_view stroke = {},
                std::string_view classes = {}, const std::string& more = {});
    void path(const std::string& data, std::string_view stroke, std::string_view classes = {},
              const std::string& more = {}); // not filled
    // A path to be drawn several times, of which 1000 units are the whole.
    void keep(const std::string& id, const std::string& data);
    void again(const std::string& id, std::string_view stroke, std::string_view classes,
               const std::string& more);
    // The kept way q of B, as far as the class w of that number shows it; length in pixels.
    void dashed(const std::string& leg, double length);
    void shape(const std::string& data, std::string_view fill);
    void diamond(const Box& box, std::string_view stroke, bool isDashed); // inferred: nothing reports routing
    void icon(const std::string& data, Point corner, double scale, std::string_view stroke);
    // Classes: m in the middle, e at the end, b bold, mono.
    void write(Point at, double size, std::string_view fill, const std::string& text,
               std::string_view classes = {});
    void writeUp(Point at, double size, std::string_view fill, const std::string& text); // from there upwards

private:
    Paints& m_paints;
    std::string m_text;
};

} // namespace hookwalk::exports
