// SPDX-License-Identifier: GPL-3.0-or-later
// Hookwalk's own fonts, from its resources: what is drawn has the same letters on every machine. Made by
// packaging/make_fonts.sh.
#pragma once

#include <QStringList>

namespace hookwalk::ui
{

// In the order in which a letter is looked for. Loaded at the first call, which needs a QGuiApplication.
const QStringList& textFamilies();
const QStringList& monoFamilies(); // all letters of one width, Chinese ones of two

// For pictures; to be called before the application is made. From then on no other font is found, and nothing else of
// the machine changes how letters look either: fontconfig's rules, FreeType's properties, the desktop's scale.
void useOwnFontsOnly();

} // namespace hookwalk::ui
