// SPDX-License-Identifier: GPL-3.0-or-later
// One line to type over the foot of the diagram: Enter takes it, Escape leaves, and neither goes further.
#pragma once

#include "ui/appearance.h"

#include <functional>
#include <QFrame>

class QHBoxLayout;
class QLabel;
class QLineEdit;

namespace hookwalk::ui
{

class OverlayEditor : public QFrame
{
    Q_OBJECT

public:
    void leave(); // without taking what was typed; what stands in it is forgotten

Q_SIGNALS:
    void closed();

protected:
    OverlayEditor(const Appearance& appearance, const QString& lineName, QWidget* over);

    virtual void take() = 0; // Enter
    QLineEdit& line() { return *m_line; }
    void addButton(const QString& text, const std::function<void()>& run);
    void addStretch(); // what follows stands at the other end
    // x: what it is about, in pixels of what it lies over; below its middle it opens to the left of it.
    void open(const QString& title, const QString& text, double x);

    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void place();
    void tint();

    const Appearance& m_appearance;
    QLabel* m_title;
    QLineEdit* m_line;
    QHBoxLayout* m_buttons;
    double m_x = 0;
};

} // namespace hookwalk::ui
