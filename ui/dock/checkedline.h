// SPDX-License-Identifier: GPL-3.0-or-later
// A field with its name above, and below it a sentence while what is typed cannot be right.
#pragma once

#include "ui/appearance.h"

#include <functional>
#include <QWidget>

class QLabel;
class QLineEdit;

namespace hookwalk::ui
{

class CheckedLine : public QWidget
{
    Q_OBJECT

public:
    using Check = std::function<QString(const QString& text)>; // empty: all is well

    CheckedLine(const Appearance& appearance, const QString& label, Check check, QWidget* parent = nullptr);

    QLineEdit& edit() { return *m_edit; }
    QString text() const; // without blanks around it
    void setText(const QString& text);
    void setHint(const QString& hint); // shown below while nothing is wrong
    void offer(const QStringList& completions);
    bool isGood() const;
    QString problem() const;                // as shown
    void checkAgain(bool complain = false); // `complain`: also of a field that nobody has touched

Q_SIGNALS:
    void edited();

private:
    const Check m_check;
    QLineEdit* m_edit;
    QLabel *m_problem, *m_hint;
    bool m_touched = false; // an empty form does not complain before one has typed
};

} // namespace hookwalk::ui
