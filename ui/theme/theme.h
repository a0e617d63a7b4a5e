// SPDX-License-Identifier: GPL-3.0-or-later
// Colours and fonts of the three looks, by role. Nothing else in ui names a colour.
#pragma once

#include "model/chain.h"

#include <QColor>
#include <QFont>

class QApplication;
class QPalette;

namespace hookwalk::ui
{

enum class Look { Dark, Light, Print };

struct TableColours {
    QColor fill, ring, border; // ring: stations and barcode outline; border: of a passed chip
};

// Of base chains that belong to none of the five tables.
struct OwnColours {
    QColor tint, current, border, hatch, hatchCurrent, station;
};

struct Theme {
    Look look = Look::Dark;
    QColor canvas, panel, card, chip, field, divider, border, edge, rail, controlBorder;
    QColor text, text2, text3;
    QColor accent, buttonFill, onButton, selection, routeBorder; // routeBorder: of a card on the route
    QColor onAccent, packetCore;
    QColor good, goodTint, hint, dropped;
    QColor lineB, onB, tintB, borderB; // of the second of two packets; the first has the accent
    QColor dropBand, dropBorder;       // behind a step at which a packet was dropped
    QColor overlay, overlayText, overlayText2, overlayAction; // messages: dark in both looks
    double passedMix = 0.16, currentMix = 0.34;               // share of the table's fill in a chip
    double glow = 0.55; // opacity in the middle of the light around the packet
    std::array<TableColours, 5> tables;
    OwnColours own;

    const TableColours& table(Table table) const { return tables[static_cast<std::size_t>(table)]; }
    bool isPrint() const { return look == Look::Print; }

    static const Theme& of(Look look);
    static const Theme& now(); // the one that apply() was called with last
};

// part * b + (1 - part) * a, opaque.
QColor mix(const QColor& a, const QColor& b, double part);

// Inter / Noto Sans, JetBrains Mono / DejaVu Sans Mono; sizes in logical pixels, halves allowed.
QFont textFont(double pixelSize, int weight = QFont::Normal);
QFont monoFont(double pixelSize, int weight = QFont::Normal);

QPalette paletteOf(const Theme& theme);

// Palette and shape-only style sheet for the whole program (QPalette first).
void apply(QApplication& application, Look look);

} // namespace hookwalk::ui
