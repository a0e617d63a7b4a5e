// SPDX-License-Identifier: GPL-3.0-or-later
// Answers to the next dialog that a window opens, as a person gives them. Each is given before what opens it.
#pragma once

#include "support/testprogram.h"

#include <algorithm>
#include <QApplication>
#include <QDeadlineTimer>
#include <QFileDialog>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QTest>
#include <QTimer>

namespace hookwalk::test
{

template<typename Dialog, typename Act> void onceOpen(Act act)
{
    auto* look = new QTimer(qApp);
    QObject::connect(look, &QTimer::timeout, qApp, [look, act, patience = QDeadlineTimer(patienceMs)] {
        auto* open = QApplication::activeModalWidget();
        auto* dialog = qobject_cast<Dialog*>(open);
        if (!dialog && !patience.hasExpired())
            return;
        delete look;
        if (dialog)
            return act(*dialog);
        if (open)
            open->close();
        QFAIL("there is no such dialog");
    });
    look->start(1);
}

inline void click(QMessageBox& box, const QString& button)
{
    const auto buttons = box.buttons();
    const auto found = std::ranges::find(buttons, button, &QAbstractButton::text);
    if (found != buttons.end())
        return (*found)->click();
    box.reject();
    QFAIL(qPrintable(button));
}

// The button of a question.
inline void answer(const QString& button)
{
    onceOpen<QMessageBox>([button](QMessageBox& box) { click(box, button); });
}

// The name of a file to save. Empty: the dialog is left.
inline void nameFile(const QString& name)
{
    onceOpen<QFileDialog>([name](QFileDialog& dialog) {
        if (name.isEmpty())
            return dialog.reject();
        auto* line = dialog.findChild<QLineEdit*>();
        line->setCompleter(nullptr); // whose popup would take the key
        line->selectAll();
        QTest::keyClicks(line, name);
        QTest::keyClick(line, Qt::Key_Return);
    });
}

// By the window's key; into the folder that was used last.
inline void save(QWidget& window, const QString& name)
{
    window.activateWindow(); // offscreen, nobody does it when a dialog has gone
    QVERIFY(QTest::qWaitForWindowActive(&window));
    nameFile(name);
    QTest::keyClick(&window, Qt::Key_S, Qt::ControlModifier);
}

} // namespace hookwalk::test
