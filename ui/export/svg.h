// SPDX-License-Identifier: GPL-3.0-or-later
// A picture as SVG that looks alike in every reader, whatever fonts it has: the outlines of the letters are drawn, and
// over them lies the text itself, unseen, to be searched, selected and read aloud. (Browsers would take a font from a
// data: URL; Inkscape and librsvg take none.) Title and description are there for screen readers.
#pragma once

#include "ui/export/sheet.h"

#include <QByteArray>

namespace hookwalk::ui
{

// `scale`: of the size that it asks for, in pixels of CSS for each unit.
QByteArray svgOf(const Sheet& sheet, Look look, double scale = 1);
// Light, or dark where the reader's system is. Each shape stands there once; those whose colours differ have a class. Readers
// that know no media queries show the light one.
QByteArray svgForBothLooks(const Sheet& sheet, double scale = 1);

} // namespace hookwalk::ui
