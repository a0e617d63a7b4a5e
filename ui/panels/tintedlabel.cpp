// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/tintedlabel.h"

#include "ui/panels/copymenu.h"

namespace hookwalk::ui
{

TintedLabel::TintedLabel(const Appearance& appearance, QColor Theme::*role, const QFont& font,
                         const QString& text)
    : QLabel(text)
    , m_appearance(appearance)
    , m_role(role)
{
    setTextFormat(Qt::PlainText); // whatever a device is called
    setFont(font);
    offerCopy(*this);
    connect(&appearance, &Appearance::changed, this, &TintedLabel::tint);
    tint();
}

// A style sheet and not a palette: the application's sheet takes palettes back when it is set.
void TintedLabel::tint()
{
    setStyleSheet(QStringLiteral("color: %1").arg((m_appearance.theme().*m_role).name()));
}

} // namespace hookwalk::ui
