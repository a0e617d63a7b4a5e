// SPDX-License-Identifier: GPL-3.0-or-later
// Marks of endings, as the window has them (ui/theme/endingmarks.cpp).
#include "exports/places.h"
#include "traversal/endingmark.h"

namespace hookwalk::exports
{

namespace
{

// In pixels of a mark of radius 12.
constexpr double markScale = 0.75;
constexpr auto octagon = "M-5-12H5L12-5V5L5 12H-5L-12 5V-5Z", pentagon = "M-9-10H9V2L0 11-9 2Z",
               triangle = "M-8-9L8 0-8 9Z", cup = "M-10-3V0A10 10 0 0 0 10 0V-3";

std::string lines(double width)
{
    return "stroke-width=\"" + number(width) + "\" stroke-linecap=\"round\" stroke-linejoin=\"round\"";
}

struct Sign {
    const char* shape; // of the mark; null: a square
    const char* colour;
    const char* lines; // on it
};

Sign signOf(EndingMark mark)
{
    switch (mark) {
    case EndingMark::Rejected:
        return {octagon, "dropped", "M6 0H-5.5M-1.5-4.5L-6 0-1.5 4.5"};
    case EndingMark::Redirected:
        return {nullptr, "accent", "M-6 4.5H.5V-5M-3.5-1.5L.5-5.5 4.5-1.5"};
    case EndingMark::Queued:
        return {nullptr, "hint", "M-6-5H6M-6 0H6M-6 5H6"};
    case EndingMark::Stolen:
        return {pentagon, "text2", "M0-6V4M-4 0L0 4.4 4 0"};
    case EndingMark::DroppedByPolicy:
        return {octagon, "dropped", "M-5.5 0H5.5"};
    case EndingMark::DroppedByKernel:
        return {octagon, "dropped", "M0-6L6 0 0 6-6 0Z"};
    default:
        return {octagon, "dropped", "M-4.3-4.3L4.3 4.3M4.3-4.3L-4.3 4.3"};
    }
}

void drawMark(Pen& pen, EndingMark mark)
{
    switch (mark) {
    case EndingMark::Transmitted:
        return pen.shape(triangle, "accent");
    case EndingMark::Delivered:
        pen.path(cup, "accent", {}, lines(3));
        return pen.circle({0, -3}, 4.6, "accent");
    case EndingMark::Unknown: // neither a drop nor a pass
        pen.box({-16, -8, 32, 16}, 8, "card", "text3");
        pen.circle({-9, 0}, 4.2, "text3");
        pen.circle({0, 0}, 3.4, "text3", {}, {}, "opacity=\".66\"");
        return pen.circle({8, 0}, 2.6, "text3", {}, {}, "opacity=\".38\"");
    default:
        break;
    }
    const Sign sign = signOf(mark);
    if (sign.shape)
        pen.shape(sign.shape, sign.colour);
    else
        pen.box({-10.5, -10.5, 21, 21}, 4, sign.colour);
    pen.path(sign.lines, "card", {}, lines(2.6));
}

} // namespace

void drawEnd(Pen& pen, Point at, const Ending& ending)
{
    pen.open("<g transform=\"translate(" + number(at.x) + ' ' + number(at.y) + ") scale(" +
             std::to_string(markScale).substr(0, 4) + ")\">");
    drawMark(pen, markOf(ending));
    pen.close();
}

} // namespace hookwalk::exports
