// SPDX-License-Identifier: GPL-3.0-or-later
#include "exports/drawingtools.h"

#include "exports/drawing.h"
#include "exports/escape.h"

#include <array>
#include <cmath>
#include <QString>

namespace hookwalk::exports
{

namespace
{

std::string spaced(const std::string& more)
{
    return more.empty() ? more : ' ' + more;
}

std::string attribute(const char* name, double value)
{
    return ' ' + std::string(name) + "=\"" + number(value) + '"';
}

double widthOf(QChar letter, double fontSize)
{
    return fontSize * (letter.unicode() >= 0x2e80 ? 1.0 : 0.53);
}

} // namespace

double widthOf(const std::string& utf8, double fontSize)
{
    double used = 0;
    for (const QChar letter : QString::fromStdString(utf8))
        used += widthOf(letter, fontSize);
    return used;
}

std::string fitted(const std::string& utf8, double width, double fontSize)
{
    const QString text = QString::fromStdString(utf8);
    double used = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        used += widthOf(text[i], fontSize);
        if (used > width)
            return (text.left(std::max<qsizetype>(i - 1, 1)) + QChar(0x2026)).toStdString();
    }
    return utf8;
}

void Pen::box(const Box& box, double radius, std::string_view fill, std::string_view stroke,
              std::string_view classes, const std::string& more)
{
    m_text += "<rect" + attribute("x", box.x) + attribute("y", box.y) + attribute("width", box.width) +
              attribute("height", box.height) + attribute("rx", radius) + m_paints(fill, stroke, classes) +
              spaced(more) + "/>\n";
}

void Pen::circle(Point middle, double radius, std::string_view fill, std::string_view stroke,
                 std::string_view classes, const std::string& more)
{
    m_text += "<circle" + attribute("cx", middle.x) + attribute("cy", middle.y) + attribute("r", radius) +
              m_paints(fill, stroke, classes) + spaced(more) + "/>\n";
}

void Pen::path(const std::string& data, std::string_view stroke, std::string_view classes,
               const std::string& more)
{
    m_text += "<path d=\"" + data + '"' + m_paints("none", stroke, classes) + spaced(more) + "/>\n";
}

void Pen::keep(const std::string& id, const std::string& data)
{
    m_text += "<defs><path id=\"" + id + "\" pathLength=\"1000\" d=\"" + data + "\"/></defs>\n";
}

void Pen::again(const std::string& id, std::string_view stroke, std::string_view classes,
                const std::string& more)
{
    m_text += "<use href=\"#" + id + '"' + m_paints("none", stroke, classes) + ' ' + more + "/>\n";
}

void Pen::dashed(const std::string& leg, double length)
{
    const double unit = length > 0 ? 1000 / length : 1;
    m_text += "<mask id=\"m" + leg + "\" maskUnits=\"userSpaceOnUse\" width=\"720\" height=\"560\">\n";
    again('q' + leg, "core", "shown w" + leg, "stroke-width=\"7\"");
    m_text += "</mask>\n";
    again('q' + leg, "b", {},
          "stroke-width=\"4.5\" stroke-linecap=\"butt\" stroke-dasharray=\"" + number(9 * unit) + ' ' +
              number(4 * unit) + "\" mask=\"url(#m" + leg + ")\"");
}

void Pen::shape(const std::string& data, std::string_view fill)
{
    m_text += "<path d=\"" + data + '"' + m_paints(fill) + "/>\n";
}

void Pen::diamond(const Box& box, std::string_view stroke, bool isDashed)
{
    // Half the side of a square that stands on its corner; the room is a little wider than high.
    const double half = std::min(box.width, box.height) / 2;
    const Point middle = box.middle();
    m_text += "<rect" + attribute("x", middle.x - half * 0.72) + attribute("y", middle.y - half * 0.72) +
              attribute("width", half * 1.44) + attribute("height", half * 1.44) +
              " rx=\"4\" transform=\"rotate(45 " + number(middle.x) + ' ' + number(middle.y) + ")\"" +
              m_paints("card", stroke) + " stroke-width=\"1.5\"" +
              (isDashed ? " stroke-dasharray=\"4 3\"" : "") + "/>\n";
}

void Pen::icon(const std::string& data, Point corner, double scale, std::string_view stroke)
{
    path(data, stroke, {},
         "transform=\"translate(" + number(corner.x) + ' ' + number(corner.y) + ") scale(" +
             std::to_string(std::lround(scale * 100)).insert(0, "0.") +
             ")\" stroke-width=\"1.6\" stroke-linecap=\"round\"");
}

void Pen::write(Point at, double size, std::string_view fill, const std::string& text,
                std::string_view classes)
{
    m_text += "<text" + attribute("x", at.x) + attribute("y", at.y) + attribute("font-size", size) +
              m_paints(fill, {}, classes) + '>' + xml(text) + "</text>\n";
}

void Pen::writeUp(Point at, double size, std::string_view fill, const std::string& text)
{
    m_text += "<text transform=\"translate(" + number(at.x) + ' ' + number(at.y) + ") rotate(-90)\"" +
              attribute("font-size", size) + m_paints(fill) + '>' + xml(text) + "</text>\n";
}

} // namespace hookwalk::exports
