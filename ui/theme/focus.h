// SPDX-License-Identifier: GPL-3.0-or-later
// Where the keyboard is: one ring, in one place, for every control; and one order, as one reads.
#pragma once

#include "ui/theme/theme.h"

#include <QPointer>
#include <QWidget>
#include <vector>

class QPainter;
class QPainterPath;

namespace hookwalk::ui
{

// What a control may ask for by dynamic properties of its widget:
//   ringRadius  corner of the ring, in pixels; else that of a button
//   ringAround  the widget (QWidget*) that the ring is drawn around instead of this one
//   ownRing     true: it paints the ring itself, by paintFocusRing(), around a part of it
//   onOverlay   true: it lies on the dark overlay
inline constexpr const char *ringRadius = "ringRadius", *ringAround = "ringAround", *ownRing = "ownRing",
                            *onOverlay = "onOverlay";

void paintFocusRing(QPainter& painter, const QPainterPath& around, const QColor& colour);

// Follows the focus through the windows of the program, and lets no click give it to a button. Seen once somebody uses the
// keyboard to move it, and around what text is typed into.
class FocusRing : public QObject
{
    Q_OBJECT

public:
    static void follow(QApplication& application); // once; it lives as long as the program
    static QWidget* shown();                       // what the ring is around now; null: nothing

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    explicit FocusRing(QApplication& application);
    void moveTo(QWidget* focus);
    void place();
    void paint(QPainter& painter) const;

    class Ring;
    QPointer<QWidget> m_ring;            // goes with the window that it lies over
    QPointer<QWidget> m_focus, m_around; // the latter: the focus itself, or what it asks for
    bool m_byKeyboard = false;
};

// What Tab goes through in a window, from the top left, a row at a time.
std::vector<QWidget*> focusOrder(const QWidget& window);
// Tab (next) or Shift+Tab in that order, round at its ends. False: nothing there takes the focus.
bool moveFocus(const QWidget& window, bool next);

} // namespace hookwalk::ui
