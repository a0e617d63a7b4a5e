// SPDX-License-Identifier: GPL-3.0-or-later
// The diagram with the ways on it as elements of SVG. What belongs to step i has the ids ni (its chip, lit), ri (its ring,
// while the packet stands there), di (its station), xi (its end) and yi (a copy sent there); of packet j: wj (its way), pj
// (the packet). Internal to exports.
#pragma once

#include "exports/account.h"
#include "exports/diagram.h"
#include "exports/palette.h"

namespace hookwalk::exports
{

struct DrawnWay {
    std::string data;                 // of its path
    double length = 0;                // in pixels
    std::vector<double> reached;      // by step of the account: how much of it is walked then, 0 to 1000
    std::optional<std::size_t> end{}; // step where the mark of its ending stands
};

struct Drawing {
    std::string svg; // in pixels of the diagram
    std::vector<DrawnWay> ways;
};
Drawing draw(const Account& account, Paints& paints);

// The pixels of a document's picture from which the diagram's begin.
inline constexpr double diagramWidth = 692, diagramHeight = 512;
inline constexpr Point diagramCorner{9.8, 10.2};

// The role of its chips: "raw", …, "own"; "" for what is no chain.
std::string tableOf(const Stage& stage);

// As much of it as has room, by the usual width of letters.
std::string fitted(const std::string& utf8, double width, double fontSize);
double widthOf(const std::string& utf8, double fontSize); // about that

} // namespace hookwalk::exports
