// SPDX-License-Identifier: GPL-3.0-or-later
// A label in one of the theme's text colours, in every look.
#pragma once

#include "ui/appearance.h"

#include <QLabel>

namespace hookwalk::ui
{

class TintedLabel : public QLabel
{
    Q_OBJECT

public:
    TintedLabel(const Appearance& appearance, QColor Theme::*role, const QFont& font,
                const QString& text = {});

private:
    void tint();

    const Appearance& m_appearance;
    QColor Theme::*m_role;
};

} // namespace hookwalk::ui
