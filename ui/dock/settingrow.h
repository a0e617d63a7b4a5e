// SPDX-License-Identifier: GPL-3.0-or-later
// A setting with its control at the right, and below it quietly what it is in the kernel.
#pragma once

#include "ui/appearance.h"

#include <QWidget>

class QLabel;

namespace hookwalk::ui
{

class SettingRow : public QWidget
{
    Q_OBJECT

public:
    SettingRow(const Appearance& appearance, const QString& title, QWidget* control,
               QWidget* parent = nullptr);
    void setTitle(const QString& title);
    void setHint(const QString& hint);
    QString hint() const { return m_hintText; }

private:
    QString m_hintText;
    QLabel *m_title, *m_hint;
    QWidget* m_control;
};

} // namespace hookwalk::ui
