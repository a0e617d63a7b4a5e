// SPDX-License-Identifier: GPL-3.0-or-later
// A row in which one thing is edited: its caption, an editor (QLineEdit, QComboBox or a switch), and below it
// what is wrong, or a hint. Either it is a field of a form, or it changes the kernel's value where it stands.
#pragma once

#include "ui/dock/changestrip.h"

class QComboBox;
class QLineEdit;

namespace hookwalk::ui
{

class EditRow : public QWidget
{
    Q_OBJECT

public:
    // Above: a field of a form. Beside: a setting. Quiet: beside, among rows that are only read.
    enum class Caption { Above, Beside, Quiet };
    using Check = std::function<QString(const QString& value)>; // what is wrong; empty: nothing
    using Make = std::function<std::optional<Proposal>(const QString& value)>;

    // Takes `editor` over. Both are called `name`.
    EditRow(const char* name, Caption where, const QString& caption, QWidget* editor, Check check = {});
    EditRow(const char* name, const QString& caption, Check check); // a field

    void setCaption(const QString& caption);
    void setHint(const QString& hint); // shown while nothing is wrong
    QString hint() const { return m_hintText; }
    QLineEdit* line() const; // null: another kind of editor

    // A line's text without blanks around it; the number of the choice; "0" or "1" of a switch.
    QString value() const;
    void setValue(const QString& value); // what was typed goes
    void show(const QString& value);     // what was typed stays
    bool isEdited() const;               // by a person, to another value than was shown
    void reset();                        // to the value that was shown
    bool isGood() const;
    QString problem() const;                // as shown
    void checkAgain(bool complain = false); // `complain`: also of a field that nobody has touched

    // What is typed, or chosen by keys, waits for Return, and Escape leaves it; a switch and a choice of the
    // list are made at once. The editor shows the kernel's value until there is another one.
    void changeInPlace(ChangeStrip& strip, Make make);

Q_SIGNALS:
    void edited(); // or no longer

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void write(const QString& value);
    std::optional<Proposal> proposal() const;
    void connectChoices(QComboBox& box);

    QLabel *m_caption, *m_problem, *m_hint;
    QWidget* m_editor;
    const Check m_check;
    QString m_value, m_hintText;
    bool m_touched = false; // an empty form does not complain before one has typed
    ChangeStrip* m_strip = nullptr;
    Make m_make;
    bool m_byKeys = false; // the choice is not picked in the list
};

} // namespace hookwalk::ui
