// SPDX-License-Identifier: GPL-3.0-or-later
// The fields of a change. While it is shown, the strip below the dock says what it would do and makes it.
// What was typed stays until the change is made.
#pragma once

#include "ui/dock/changestrip.h"

class QVBoxLayout;

namespace hookwalk::ui
{

class EditRow;

class ChangeForm : public QWidget
{
    Q_OBJECT

public:
    explicit ChangeForm(ChangeStrip& strip, QWidget* parent = nullptr);
    void setMake(const ChangeStrip::Make& make); // nothing: the fields are not good yet
    void addRow(EditRow* row);                   // a line, checked again, and sent by Return
    void addField(QWidget* field);
    bool isGood() const;
    void complain(); // says at every row what is missing
    void begin();    // the first row has the focus
    void refresh();  // a field that is no row has changed

Q_SIGNALS:
    void done();
    void cancelled();

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void submit(); // nothing happens while the fields are not good

    ChangeStrip& m_strip;
    ChangeStrip::Make m_make;
    QVector<EditRow*> m_rows;
    QVBoxLayout* m_fields;
};

} // namespace hookwalk::ui
