// SPDX-License-Identifier: GPL-3.0-or-later
// A button of a fixed width that drops something down: an icon, a text that is cut where it is longer, an arrow.
#pragma once

#include "ui/appearance.h"

#include <QPushButton>

namespace hookwalk::ui
{

class DropButton : public QPushButton
{
    Q_OBJECT

public:
    DropButton(const Appearance& appearance, int weight, QWidget* parent = nullptr);
    // `icon` and, below iconWidth pixels of the button, `text` may be missing on it. `tip`: the whole of it.
    void show(const QString& icon, const QString& text, const QString& tip);
    static constexpr int iconWidth = 64;
    int textWidth() const; // of a button that shows its text whole

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Appearance& m_appearance;
    const QFont m_font;
    QString m_icon;
};

} // namespace hookwalk::ui
