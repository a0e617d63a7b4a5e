// SPDX-License-Identifier: GPL-3.0-or-later
// Which look the window has, light or dark, and whether things may move. Remembered between runs; follows the
// system until a person chooses.
#pragma once

#include "ui/theme/theme.h"

#include <QObject>

namespace hookwalk::ui
{

class Appearance : public QObject
{
    Q_OBJECT

public:
    explicit Appearance(
        QObject* parent = nullptr); // make it before anything changes the application's palette

    const Theme& theme() const { return Theme::of(m_look); }
    Look look() const { return m_look; }
    void setLook(Look look);  // and remembers it
    void showLook(Look look); // for this run only
    void toggleLook();

    bool reducedMotion() const { return m_reducedMotion; }
    void setReducedMotion(bool reduced);

Q_SIGNALS:
    void changed();
    void motionChanged();

private:
    Look m_look = Look::Dark;
    bool m_reducedMotion = false;
};

} // namespace hookwalk::ui
