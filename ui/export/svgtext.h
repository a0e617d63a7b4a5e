// SPDX-License-Identifier: GPL-3.0-or-later
// Text in an SVG that looks alike in every reader, whatever fonts it has: the outlines of the letters are drawn, and over
// them lies the text itself, unseen, to be searched, selected and read aloud. (Browsers would take a font from a data:
// URL; Inkscape and librsvg take none.)
#pragma once

#include "ui/diagram/painter.h"

#include <QByteArray>

namespace hookwalk::ui
{

// `svg` as QSvgGenerator wrote it, where numbers stand for the texts (PaintOptions::written).
QByteArray withOutlines(const QByteArray& svg, const std::vector<WrittenText>& texts);

} // namespace hookwalk::ui
