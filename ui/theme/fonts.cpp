// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/fonts.h"

#include <fontconfig/fontconfig.h>
#include <QDirIterator>
#include <QFontDatabase>
#include <QResource>

namespace hookwalk::ui
{

namespace
{

// Families of a machine come last, for what a log may have in other scripts.
QStringList loaded(const QString& first)
{
    static const bool all = [] {
        for (QDirIterator fonts(QStringLiteral(":/fonts"), QDir::Files); fonts.hasNext();)
            // As it stands in the program: read as a file each would be copied, twice, with all the letters that nobody sees.
            QFontDatabase::addApplicationFontFromData(QResource(fonts.next()).uncompressedData());
        return true;
    }();
    Q_UNUSED(all);
    return {first, QStringLiteral("Hookwalk Sans"), QStringLiteral("Hookwalk Han"),
            QStringLiteral("sans-serif")};
}

} // namespace

const QStringList& textFamilies()
{
    static const QStringList families = loaded(QStringLiteral("Hookwalk Sans"));
    return families;
}

const QStringList& monoFamilies()
{
    static const QStringList families = loaded(QStringLiteral("Hookwalk Mono"));
    return families;
}

void useOwnFontsOnly()
{
    for (const char* name : {"FREETYPE_PROPERTIES", "QT_FONT_DPI", "QT_USE_PHYSICAL_DPI", "QT_SCALE_FACTOR",
                             "QT_SCREEN_SCALE_FACTORS", "QT_ENABLE_HIGHDPI_SCALING", "QT_STYLE_OVERRIDE",
                             "QT_QPA_PLATFORMTHEME"})
        qunsetenv(name);
    FcConfig* const empty = FcConfigCreate(); // no folders, no rules
    FcConfigSetCurrent(empty);                // Qt's database takes what is there
    FcConfigDestroy(empty);                   // it holds it itself
}

} // namespace hookwalk::ui
