// SPDX-License-Identifier: GPL-3.0-or-later
#include "exports/places.h"

#include "exports/drawing.h"
#include "words/packets.h"

#include <algorithm>
#include <QString>

namespace hookwalk::exports
{

bool isChip(const Place& place)
{
    return place.shape == Place::Shape::Chip || place.shape == Place::Shape::TallChip ||
           place.shape == Place::Shape::Conntrack || place.shape == Place::Shape::PortChip;
}

void writeChip(Pen& pen, const Place& place, bool isOn)
{
    const char* const colour = isOn ? "text" : "text2";
    const double size = std::min(12.0, place.box.height * 0.62);
    if (place.shape == Place::Shape::PortChip) { // the way is at its inner edge
        const bool isExit = place.station.x < place.box.x;
        pen.write({place.box.x + (isExit ? 9 : 5), place.station.y + 4}, 11, colour,
                  fitted(place.title, place.box.width - 14, 11));
        return;
    }
    if (place.shape != Place::Shape::TallChip) {
        const double x = place.station.x + 10.8;
        pen.write({x, place.station.y + size * 0.35}, size, colour,
                  fitted(place.title, place.box.x + place.box.width - x - 4, size));
        return;
    }
    const Point middle = place.box.middle();
    if (place.box.width >= 48)
        pen.write({middle.x, place.box.y + 18}, 12, colour, fitted(place.title, place.box.width - 2, 12),
                  "m");
    else
        pen.writeUp({middle.x + 3.5, place.station.y - 9}, 10, colour,
                    fitted(place.title, place.station.y - 13 - place.box.y, 10));
}
void writeNote(Pen& pen, const Place& place, const std::string& text)
{
    if (place.shape == Place::Shape::PortChip)
        return; // no room
    if (place.shape != Place::Shape::TallChip)
        pen.write({place.box.x + place.box.width - 6, place.station.y + 3}, 9, "text3",
                  fitted(text, place.box.width - 56, 9), "e");
    else if (place.box.width >= 48)
        pen.write({place.box.middle().x, place.box.y + 30}, 9, "text3", fitted(text, place.box.width - 4, 9),
                  "m");
}

namespace
{

void drawLetter(Pen& pen, Point at, bool isA)
{
    if (isA)
        pen.circle(at, 6.5, "accent");
    else
        pen.box({at.x - 6.5, at.y - 6.5, 13, 13}, 2, "b");
    pen.write({at.x, at.y + 3.5}, 9, "card", isA ? "A" : "B", "m b");
}

} // namespace

void drawBadge(Pen& pen, const Place& place, Step::Side side)
{
    const Point at = place.shape == Place::Shape::TallChip
                         ? Point{place.box.middle().x, place.box.y + 29}
                         : Point{place.box.x + place.box.width - 12, place.station.y};
    if (side == Step::Side::OnlyA || side == Step::Side::OnlyB)
        drawLetter(pen, at, side == Step::Side::OnlyA);
    else
        pen.write({at.x, at.y + 3.5}, 12, "text", side == Step::Side::NotKnown ? "?" : "≠", "m b");
}

void writeLegendOfTwo(Pen& pen)
{
    for (const bool isA : {true, false}) {
        const double y = isA ? 424 : 444;
        drawLetter(pen, {20, y}, isA);
        Outline line({34, y});
        line.lineTo({77, y});
        pen.path(line.data(), isA ? "accent" : "b", {},
                 isA ? "stroke-width=\"4.5\"" : "stroke-width=\"4.5\" stroke-dasharray=\"9 4\"");
    }
}

void writeRewrite(Pen& pen, const Place& place, const wire::FieldChange& change)
{
    const Point corner = *place.label, mark = place.station;
    pen.box({mark.x - 4.5, mark.y - 4.5, 9, 9}, 2, "canvas", "text2", "", "stroke-width=\"1.5\"");
    pen.box({corner.x, corner.y, 132, 34}, 6, "canvas", "text3", "", "stroke-dasharray=\"3 3\"");
    const auto value = [](const std::optional<wire::Field>& field) {
        return field ? fitted(words::fieldValue(*field), 88, 10) : std::string();
    };
    const auto token =
        QString::fromLatin1(change.name.data(), static_cast<qsizetype>(change.name.size())).toUpper();
    pen.write({corner.x + 7, corner.y + 14}, 10, "text2", token.toStdString() + ' ' + value(change.before),
              "mono");
    pen.write({corner.x + 7, corner.y + 28}, 10, "text", "→ " + value(change.after), "mono b");
}

void drawAlone(Pen& pen, const Place& place, const std::string& title, Seen seen)
{
    const bool isOn = seen != Seen::No;
    const std::string dashes = seen == Seen::Inferred ? "stroke-dasharray=\"3 3\"" : "";
    switch (place.shape) {
    case Place::Shape::Decision:
    case Place::Shape::SmallDecision:
        pen.diamond(place.box, isOn ? "text2" : "border", isOn);
        if (place.label)
            pen.write(*place.label, place.shape == Place::Shape::Decision ? 11.5 : 10.5,
                      isOn ? "text" : "text2", title, place.isLabelCentred ? "m" : "");
        if (place.shape == Place::Shape::Decision)
            pen.icon("M8 14V9.5M8 9.5C8 6.5 4 7.5 3.5 3.5M8 9.5C8 6.5 12 7.5 12.5 3.5M1.6 "
                     "5l1.9-1.8L5.3 5M10.7 "
                     "5l1.8-1.8L14.4 5",
                     {place.station.x - 6.7, place.station.y - 8}, 0.84, isOn ? "text" : "text2");
        break;
    case Place::Shape::Card:
        pen.box(place.box, 10, "card", isOn ? "accentB" : "border", {}, dashes);
        pen.write({place.box.x + 16, place.box.y + 28}, 12.5, "text",
                  fitted(title, place.box.width - 20, 12.5), "b");
        break;
    case Place::Shape::Port:
        pen.box(place.box, 8, "card", isOn ? "accentB" : "border", {}, dashes);
        pen.write({place.box.x + 5, place.box.y + 22}, 12, isOn ? "text" : "text3",
                  fitted(title, place.box.width - (isOn ? 13 : 6), 12), isOn ? "b" : "");
        break;
    default:
        break;
    }
}

} // namespace hookwalk::exports
