// SPDX-License-Identifier: GPL-3.0-or-later
// A label in one of the theme's text colours, in every look. The colour is the application's style sheet's: a sheet of
// its own costs a widget as much as all else of it, each time that it or what it stands in moves to another parent.
#pragma once

#include "ui/appearance.h"

#include <QLabel>

namespace hookwalk::ui
{

class TintedLabel : public QLabel
{
    Q_OBJECT

public:
    TintedLabel(QColor Theme::*role, const QFont& font, const QString& text = {});
};

} // namespace hookwalk::ui
