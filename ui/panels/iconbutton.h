// SPDX-License-Identifier: GPL-3.0-or-later
// A flat square button that keeps its icon in the colours of the look.
#pragma once

#include "ui/appearance.h"

#include <QToolButton>

namespace hookwalk::ui
{

class IconButton : public QToolButton
{
    Q_OBJECT

public:
    // `tip` is shown on hover and read out by screen readers.
    IconButton(const Appearance& appearance, const QString& icon, const QString& tip,
               QWidget* parent = nullptr);
    void setIconName(const QString& icon);
    void setTip(const QString& tip);
    void setColour(QColor Theme::*role); // text2 until told

private:
    void tint();

    const Appearance& m_appearance;
    QString m_icon;
    QColor Theme::*m_role = &Theme::text2;
};

} // namespace hookwalk::ui
