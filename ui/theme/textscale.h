// SPDX-License-Identifier: GPL-3.0-or-later
// The desktop's font size. The design has its sizes in pixels; where the desktop's type is larger, the whole window is
// drawn larger by one factor, as Qt itself does for a larger Xft.dpi: what fits beside each other goes on to fit.
#pragma once

#include <memory>
#include <QApplication>
#include <QSize>

class QFont;

namespace hookwalk::ui
{

inline constexpr QSize smallestWindow(640, 360); // logical pixels: a screen of 1280x720 at 200 %

// 1 to 2: how much larger than usual `desktop` is. Usual are 9 points (Qt's own), 10 (KDE, Xfce) and 11 (GNOME). On a
// screen of `room` logical pixels never so much that the smallest window would find no room.
double textScale(const QFont& desktop, const QSize& room);

// The application, scaled by textScale() of the desktop's font on top of what QT_SCALE_FACTOR says.
std::unique_ptr<QApplication> makeApplication(int& argc, char** argv);

} // namespace hookwalk::ui
