// SPDX-License-Identifier: GPL-3.0-or-later
// One of a few values that the kernel has, changed on purpose: the wheel passes it by, and what the keys
// choose waits for Return.
#pragma once

#include <QComboBox>

namespace hookwalk::ui
{

class ChoiceBox : public QComboBox
{
    Q_OBJECT

public:
    explicit ChoiceBox(const QStringList& choices, QWidget* parent = nullptr);
    void setValue(int value); // the kernel's; what was chosen by keys stays
    void reset();             // to the kernel's
    bool isEdited() const { return currentIndex() != m_value; }

Q_SIGNALS:
    void edited();          // by keys, or no longer
    void entered();         // Return
    void picked(int value); // in the list; the kernel's is still shown

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;

private:
    int m_value = 0;
    bool m_byKeys = false;
};

} // namespace hookwalk::ui
