// SPDX-License-Identifier: GPL-3.0-or-later
// A panel over the foot of another widget, as wide as that, which keeps its size.
#pragma once

#include <QFrame>

namespace hookwalk::ui
{

class FootPanel : public QFrame
{
    Q_OBJECT

public:
    FootPanel(QWidget* over, QWidget* content, int height); // height: pixels; less where `over` is lower

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void place();

    const int m_height;
};

} // namespace hookwalk::ui
