// SPDX-License-Identifier: GPL-3.0-or-later
// One line to write beside a flag, over the foot of the diagram.
#pragma once

#include "ui/appearance.h"
#include "ui/flags.h"

#include <QFrame>

class QLabel;
class QLineEdit;

namespace hookwalk::ui
{

class NoteEditor : public QFrame
{
    Q_OBJECT

public:
    NoteEditor(const Appearance& appearance, Flags& flags, QWidget* over);

    // title: where the flag stands, in words. x: of the flag, in pixels of what it lies over; below its middle it opens
    // to the left of it.
    void open(std::uint32_t record, const QString& title, double x);
    std::uint32_t record() const { return m_record; } // that it is open for, or was last
    void leave();                                     // without keeping what was typed

Q_SIGNALS:
    void removed(const hookwalk::Flag& flag);
    void closed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void keep();
    void remove();
    void place();
    void tint();

    const Appearance& m_appearance;
    Flags& m_flags;
    std::uint32_t m_record = 0;
    double m_x = 0;
    QLabel* m_title;
    QLineEdit* m_note;
};

} // namespace hookwalk::ui
