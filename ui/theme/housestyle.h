// SPDX-License-Identifier: GPL-3.0-or-later
// What Qt's own dialogs show that a style sheet cannot say: our icons, and none on their buttons.
#pragma once

#include <QProxyStyle>

namespace hookwalk::ui
{

class HouseStyle : public QProxyStyle
{
public:
    HouseStyle(); // Fusion below

    int styleHint(StyleHint hint, const QStyleOption* option, const QWidget* widget,
                  QStyleHintReturn* result) const override;
    QIcon standardIcon(StandardPixmap which, const QStyleOption* option,
                       const QWidget* widget) const override;
};

} // namespace hookwalk::ui
