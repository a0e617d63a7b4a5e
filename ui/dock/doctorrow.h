// SPDX-License-Identifier: GPL-3.0-or-later
// One thing that the doctor looked at: its state, what it means, and what mends it.
#pragma once

#include "ui/dock/changestrip.h"

namespace hookwalk::ui
{

class DoctorRow : public QWidget
{
    Q_OBJECT

public:
    DoctorRow(const Appearance& appearance, ChangeStrip& strip, const protocol::Check& check,
              QWidget* parent = nullptr);
    bool shows(const protocol::Check& check) const; // this one, word for word

Q_SIGNALS:
    void mended();

private:
    QWidget* makeRemedy(const Appearance& appearance, ChangeStrip& strip); // null: none

    const protocol::Check m_check;
};

} // namespace hookwalk::ui
