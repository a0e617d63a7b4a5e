// SPDX-License-Identifier: GPL-3.0-or-later
// A picture as SVG that looks alike in every reader, whatever fonts it has: the outlines of the letters are drawn, and
// over them lies the text itself, unseen, to be searched, selected and read aloud. (Browsers would take a font from a
// data: URL; Inkscape and librsvg take none.) Title and description are there for screen readers.
#pragma once

#include "ui/export/sheet.h"

#include <QByteArray>

namespace hookwalk::ui
{

QByteArray svgOf(const Sheet& sheet, Look look);
// Light, or dark where the reader's system is. Each shape stands there once; those whose colours differ have a class. Readers
// that know no media queries show the light one.
QByteArray svgForBothLooks(const Sheet& sheet);

} // namespace hookwalk::ui
