// SPDX-License-Identifier: GPL-3.0-or-later
// The diagram as SVG that looks alike in every reader, whatever fonts it has: the outlines of the letters are drawn, and
// over them lies the text itself, unseen, to be searched, selected and read aloud. (Browsers would take a font from a
// data: URL; Inkscape and librsvg take none.) Title and description are there for screen readers.
#pragma once

#include "ui/diagram/picture.h"
#include "ui/theme/theme.h"

#include <QByteArray>

namespace hookwalk::ui
{

QByteArray svgOf(const Picture& picture, const Layout& layout, Look look);
// Light, or dark where the reader's system is. Each shape stands there once; those whose colours differ have a class. Readers
// that know no media queries show the light one.
QByteArray svgForBothLooks(const Picture& picture, const Layout& layout);

} // namespace hookwalk::ui
