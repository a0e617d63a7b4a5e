// SPDX-License-Identifier: GPL-3.0-or-later
// Asks for a network namespace by its name, file or process, and says why one cannot be entered and what it takes.
#pragma once

#include "session/netns.h"
#include "ui/appearance.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace hookwalk::ui
{

class NetnsDialog : public QDialog
{
    Q_OBJECT

public:
    explicit NetnsDialog(QWidget* parent = nullptr);
    // As if a person had typed it and pressed Return, when that was answered so.
    void showRefused(const QString& given, const Error& error);

Q_SIGNALS:
    void found(const hookwalk::session::NetworkNamespace& netns); // it can be entered; the dialog is over

private:
    void tryIt();
    void showRefusal(const QString& sentence, const QString& command);

    QLineEdit* m_edit;
    QLabel *m_problem, *m_hint;
    QPlainTextEdit* m_command; // how to enter it
    QPushButton *m_go, *m_copy;
};

// What starts this program in there, as this user: its command asks for root once.
QString commandToStartIn(const session::NetworkNamespace& netns);

} // namespace hookwalk::ui
