// SPDX-License-Identifier: GPL-3.0-or-later
// Help > Keyboard: every key of the program, by what it does.
#pragma once

#include "ui/appearance.h"

#include <QDialog>

namespace hookwalk::ui
{

class KeysWindow : public QDialog
{
    Q_OBJECT

public:
    explicit KeysWindow(QWidget* parent = nullptr);
};

} // namespace hookwalk::ui
