// SPDX-License-Identifier: GPL-3.0-or-later
// Says where the packets come from, the lab or a saved log, and opens the menu to choose.
#pragma once

#include "ui/appearance.h"

#include <QPushButton>

namespace hookwalk::ui
{

class PlaceButton : public QPushButton
{
    Q_OBJECT

public:
    explicit PlaceButton(const Appearance& appearance, QWidget* parent = nullptr);
    void setPlace(const QString& icon, const QString& name, const QString& tip);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Appearance& m_appearance;
    QString m_icon, m_name;
};

} // namespace hookwalk::ui
