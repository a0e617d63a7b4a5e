// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/iconbutton.h"

#include "ui/theme/icons.h"

namespace hookwalk::ui
{

IconButton::IconButton(const Appearance& appearance, const QString& icon, const QString& tip, QWidget* parent)
    : QToolButton(parent)
    , m_appearance(appearance)
    , m_icon(icon)
{
    setTip(tip);
    setAutoRaise(true);
    setIconSize(QSize(16, 16));
    setFixedSize(32, 32);
    setFocusPolicy(Qt::TabFocus);
    connect(&appearance, &Appearance::changed, this, &IconButton::tint);
    tint();
}

void IconButton::setIconName(const QString& icon)
{
    m_icon = icon;
    tint();
}

void IconButton::setTip(const QString& tip)
{
    setToolTip(tip);
    setAccessibleName(tip);
}

void IconButton::setColour(QColor Theme::*role)
{
    m_role = role;
    tint();
}

void IconButton::tint()
{
    const Theme& theme = m_appearance.theme();
    setIcon(ui::icon(m_icon, theme.*m_role, {}, mix(theme.panel, theme.text3, 0.5)));
}

} // namespace hookwalk::ui
