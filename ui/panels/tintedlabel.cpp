// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/tintedlabel.h"

#include "ui/panels/copymenu.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace hookwalk::ui
{

namespace
{

// As theme/stylesheet.cpp names them.
QLatin1String kindOf(QColor Theme::*role)
{
    static constexpr std::pair<QColor Theme::*, const char*> kinds[] = {
        {&Theme::text, "text"},      {&Theme::text2, "text2"}, {&Theme::text3, "text3"},
        {&Theme::accent, "accent"},  {&Theme::good, "good"},   {&Theme::hint, "maybe"},
        {&Theme::dropped, "dropped"}};
    return QLatin1String(
        std::ranges::find(kinds, role, &std::pair<QColor Theme::*, const char*>::first)->second);
}

} // namespace

TintedLabel::TintedLabel(QColor Theme::*role, const QFont& font, const QString& text)
    : QLabel(text)
{
    setTextFormat(Qt::PlainText); // whatever a device is called
    setFont(font);
    setProperty("kind", kindOf(role));
    offerCopy(*this);
}

} // namespace hookwalk::ui
