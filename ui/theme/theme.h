// Colours and fonts of the three looks, by role (the palette table of the design). Nothing else in ui names a colour.
#pragma once

#include "model/chain.h"

#include <QColor>
#include <QFont>

class QApplication;

namespace hookwalk::ui
{

enum class Look { Dark, Light, Print };

struct TableColours {
    QColor fill, ring, border; // ring: stations and barcode outline; border: of a passed chip
};

struct Theme {
    Look look = Look::Dark;
    QColor canvas, panel, card, chip, field, divider, border, edge, rail, controlBorder;
    QColor text, text2, text3;
    QColor accent, buttonFill, onButton, selection, routeBorder; // routeBorder: of a card on the route
    QColor good, goodTint, hint, dropped;
    double passedMix = 0.16, currentMix = 0.34; // share of the table's fill in a chip

    const TableColours& table(Table table) const { return tables[static_cast<std::size_t>(table)]; }
    std::array<TableColours, 5> tables;

    static const Theme& of(Look look);
};

// part * b + (1 - part) * a, opaque.
QColor mix(const QColor& a, const QColor& b, double part);

// Inter / Noto Sans, JetBrains Mono / DejaVu Sans Mono; pixel size and weight as in the design.
QFont textFont(double pixelSize, int weight = QFont::Normal);
QFont monoFont(double pixelSize, int weight = QFont::Normal);

// Palette and shape-only style sheet for the whole program (QPalette first).
void apply(QApplication& application, Look look);

} // namespace hookwalk::ui
