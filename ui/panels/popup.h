// SPDX-License-Identifier: GPL-3.0-or-later
// A panel that drops down from a button and closes when one clicks beside it or presses Escape.
#pragma once

#include <QFrame>

class QAbstractButton;
class QVBoxLayout;

namespace hookwalk::ui
{

class Popup : public QFrame
{
    Q_OBJECT

public:
    // A click on `button` opens it.
    explicit Popup(QAbstractButton* button);
    QVBoxLayout& column() { return *m_column; }

Q_SIGNALS:
    void opening(); // the last moment for what is to stand in it

protected:
    void keyPressEvent(QKeyEvent* event) override;
    bool focusNextPrevChild(bool next) override; // as one reads it

private:
    void open();

    QAbstractButton* m_button;
    QVBoxLayout* m_column;
};

} // namespace hookwalk::ui
