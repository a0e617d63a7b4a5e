// SPDX-License-Identifier: GPL-3.0-or-later
// The whole setup of a tun and its gateway as a shell script, with its teardown: to read, copy and save.
#pragma once

#include "change/shelltext.h"
#include "ui/appearance.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QPlainTextEdit;

namespace hookwalk::ui
{

class SetupDialog : public QDialog
{
    Q_OBJECT

public:
    SetupDialog(const std::vector<change::Change>& setup, QWidget* parent = nullptr);
    QString script() const;
    bool saveTo(const QString& path); // may be run by its owner; says whether it was

private:
    void refresh();
    void save();

    const std::vector<change::Change> m_setup;
    QComboBox* m_tool;
    QPlainTextEdit* m_text;
    QLabel *m_problem, *m_saved;
};

} // namespace hookwalk::ui
