// SPDX-License-Identifier: GPL-3.0-or-later
// The way to every change of the left dock: its commands are shown, then it is made. What one points at is
// shown to read and to copy. In a lab a click acts at once; on this machine it waits for "Apply".
#pragma once

#include "ui/appearance.h"
#include "ui/dock/changerequest.h"

#include <map>
#include <QPointer>
#include <QWidget>

class QLabel;
class QPushButton;

namespace hookwalk::ui
{

class CommandsView;

class ChangeStrip : public QWidget
{
    Q_OBJECT

public:
    using Make = std::function<std::optional<Proposal>()>; // nothing: there is no such change now
    using Done = std::function<void()>;                    // it was made; not called once its control is gone

    ChangeStrip(const Appearance& appearance, Ask ask, QWidget* parent = nullptr);
    // Of the same place, for a dialog. What is typed there always asks.
    ChangeStrip* another() const;

    // The mouse over it or the focus in it shows the change, with no button.
    void watch(QWidget* control, const Make& what);
    void preview(QWidget* control, const Make& what);
    // Something is typed or picked in `control`: shown with "Apply" until that, or withdraw().
    void offer(QWidget* control, const Make& what, const Done& done = {});
    void withdraw(QWidget* control);
    // The only way to change anything: at once, or when the person has agreed.
    void make(QWidget* control, const Make& what, const Done& done = {});

    void refresh(); // what is known has changed: the changes are asked for again
    void rest();    // another device: nothing is shown or waits to be applied
    // What to type before a command to run it in that place (session::labCommand()); empty: nothing.
    void setPlace(const QString& prefix, bool asksFirst);
    const QString& prefix() const { return m_prefix; }

    bool isAbout(const QWidget* control) const { return m_now.control == control; }
    void endPreview();      // unless it is in use: waits for a person, or its control has the focus
    bool isFilled() const;  // there is something to show
    bool isArmed() const;   // "Apply" would make it
    bool isWaiting() const; // for an answer
    QString words() const;
    QString commands() const; // one a line
    QString refusal() const;

Q_SIGNALS:
    void filled(bool something); // isFilled() has changed
    void left(QWidget* control); // a person does not want what was offered or asked for there

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Source {
        QPointer<QWidget> control;
        Make make;
        Done done;
    };
    void showSource(const Source& source);
    void present(const std::optional<Proposal>& proposal);
    void arm();
    void apply();
    void answered(const Source& source, QWidget* focus, const std::optional<Error>& refusal);
    void cancel();
    void forget(QObject* gone);
    void fallBack(); // to what is being typed
    bool wouldCover(const QWidget* control);
    CommandsView& commandsView();
    void showButtons();
    bool isOffered(const QWidget* control) const;
    bool isWaitingFor(const QWidget* control) const;

    const Appearance& m_appearance;
    const Ask m_ask;
    QString m_prefix;
    bool m_asksFirst = false;

    std::map<QObject*, Make> m_watched;
    std::vector<Source> m_offers; // the latest one last
    std::vector<QPointer<QWidget>> m_waiting;
    Source m_now;
    std::optional<Proposal> m_proposal; // of m_now, as shown
    bool m_filled = false;
    bool m_asked = false; // m_now was clicked and waits for the person
    QPointer<QWidget> m_agreedFor;
    std::vector<change::Change> m_agreed; // what was shown behind the change that is being made

    CommandsView* m_commands = nullptr;
    QLabel *m_warning, *m_refusal;
    QWidget* m_buttons;
    QPushButton *m_apply, *m_cancel;
};

} // namespace hookwalk::ui
