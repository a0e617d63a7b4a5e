// SPDX-License-Identifier: GPL-3.0-or-later
// The commands as menu entries of one window, run by menu or key.
#pragma once

#include "ui/keys/commands.h"

#include <functional>
#include <initializer_list>
#include <QAction>
#include <QMenu>

namespace hookwalk::ui
{

class Actions : public QObject
{
    Q_OBJECT

public:
    explicit Actions(QWidget& window);

    QAction& operator[](Command command) const
    {
        return *m_entries[static_cast<std::size_t>(command)].action;
    }
    // `possible` is asked whenever the command is to run, by whatever way; without it the command always does. Only in an
    // open menu is what is not possible disabled: everywhere else an action would keep what was true a while ago.
    void bind(Command command, std::function<void()> run, std::function<bool()> possible = {});
    void bindSwitch(Command command, bool on, std::function<void(bool)> run,
                    std::function<bool()> possible = {});
    void adopt(Command command, QAction& action); // somebody else's action is this command
    // Runs the first command that has this key in one of the reaches and is possible now; false: there is none.
    bool press(const QKeyEvent& event, std::initializer_list<Reach> reaches);
    void addTo(QMenu& menu, std::initializer_list<Command> commands); // and asks anew whenever it opens
    void setText(Command command, const QString& text);               // its key stays

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void name(Command command, QAction& action);
    bool isPossible(Command command) const;
    void enable(const QObject* menu, bool all) const; // its entries: all, or those that are possible
    void menuOpens() { enable(sender(), false); }
    void menuCloses() { enable(sender(), true); }

    QWidget& m_window;
    struct Entry {
        QAction* action;
        std::function<bool()> possible;
    };
    std::vector<Entry> m_entries; // by command
};

} // namespace hookwalk::ui
