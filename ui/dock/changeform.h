// The frame of every form that changes something: its fields, the commands that would do the same, what the
// kernel said against it, and the two buttons. What was typed stays until the change is made.
#pragma once

#include "ui/appearance.h"
#include "ui/dock/ask.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace hookwalk::ui
{

class CheckedLine;
class CommandsView;

class ChangeForm : public QWidget
{
    Q_OBJECT

public:
    using Make = std::function<std::optional<protocol::Request>()>; // nothing: the fields are not good yet

    ChangeForm(const Appearance& appearance, const QString& action, Ask ask, QWidget* parent = nullptr);
    void setMake(const Make& make);
    void addLine(CheckedLine* line); // checked again, and sent by Return
    void addField(QWidget* field);
    void refresh(); // a field that is no line has changed
    void submit();  // nothing happens while the fields are not good
    void setAction(const QString& action);
    QString refusal() const; // as shown

Q_SIGNALS:
    void done();
    void cancelled();

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    const Ask m_ask;
    Make m_make;
    bool m_waiting = false;
    QVBoxLayout* m_fields;
    CommandsView* m_commands;
    QLabel* m_refusal;
    QPushButton* m_ok;
};

} // namespace hookwalk::ui
