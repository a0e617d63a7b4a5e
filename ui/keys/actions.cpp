// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/keys/actions.h"

#include <algorithm>
#include <array>
#include <QCoreApplication>
#include <QKeyEvent>
#include <QWidget>
#include <utility>

namespace hookwalk::ui
{

namespace
{

// A shortcut shows by itself. As shortcuts the other keys would take the blank from a button, and letters from a text.
QString textWithKey(Command command, const QString& text)
{
    const auto& keys = infoOf(command).keys;
    return std::ranges::find(keys, Reach::Window, &KeyBinding::reach) != keys.end()
               ? text
               : text + u'\t' + keyText(keys.front().key);
}

} // namespace

Actions::Actions(QWidget& window)
    : QObject(&window)
    , m_window(window)
{
    for (const CommandInfo& info : allCommands()) {
        m_entries.push_back({new QAction(this), {}});
        name(info.command, *m_entries.back().action);
    }
    QCoreApplication::instance()->installEventFilter(this);
}

// A text field takes keys of an editor's for itself, Ctrl+E for the end of the line: the window's own come first, but for
// those that change text.
bool Actions::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() != QEvent::ShortcutOverride)
        return QObject::eventFilter(watched, event);
    const auto& key = static_cast<QKeyEvent&>(*event);
    using Keys = QKeySequence;
    constexpr std::array changesText{Keys::Undo, Keys::Redo,  Keys::Cut,
                                     Keys::Copy, Keys::Paste, Keys::SelectAll};
    const bool isOurs =
        key.modifiers().testFlag(Qt::ControlModifier) && key.key() >= Qt::Key_A && key.key() <= Qt::Key_Z &&
        std::ranges::none_of(changesText, [&](Keys::StandardKey one) { return key.matches(one); }) &&
        std::ranges::any_of(m_entries, [&](const Entry& one) {
            return one.action->shortcuts().contains(QKeySequence(key.keyCombination()));
        });
    if (isOurs)
        event->ignore();
    return isOurs;
}

void Actions::name(Command command, QAction& action)
{
    QList<QKeySequence> shortcuts;
    for (const KeyBinding& one : infoOf(command).keys) {
        if (one.reach == Reach::Window)
            shortcuts << QKeySequence(one.key);
    }
    action.setShortcuts(shortcuts);
    action.setText(textWithKey(command, menuText(command)));
    if (!shortcuts.isEmpty())
        m_window.addAction(&action); // works while its menu is closed
}

void Actions::setText(Command command, const QString& text)
{
    (*this)[command].setText(textWithKey(command, text));
}

void Actions::adopt(Command command, QAction& action)
{
    delete std::exchange(m_entries[static_cast<std::size_t>(command)].action, &action);
    name(command, action);
}

void Actions::bind(Command command, std::function<void()> run, std::function<bool()> possible)
{
    m_entries[static_cast<std::size_t>(command)].possible = std::move(possible);
    connect(&(*this)[command], &QAction::triggered, this, [this, command, run = std::move(run)] {
        if (isPossible(command))
            run();
    });
}

void Actions::bindSwitch(Command command, bool on, std::function<void(bool)> run,
                         std::function<bool()> possible)
{
    m_entries[static_cast<std::size_t>(command)].possible = std::move(possible);
    QAction& action = (*this)[command];
    action.setCheckable(true);
    action.setChecked(on);
    connect(&action, &QAction::triggered, this, [this, command, &action, run = std::move(run)](bool isOn) {
        isPossible(command) ? run(isOn) : action.setChecked(!isOn);
    });
}

bool Actions::isPossible(Command command) const
{
    const auto& possible = m_entries[static_cast<std::size_t>(command)].possible;
    return !possible || possible();
}

bool Actions::press(const QKeyEvent& event, std::initializer_list<Reach> reaches)
{
    for (const Reach reach : reaches) {
        const auto command = commandOf(event, reach);
        if (!command)
            continue;
        if (!isPossible(*command))
            continue;
        (*this)[*command].trigger();
        return true;
    }
    return false;
}

void Actions::addTo(QMenu& menu, std::initializer_list<Command> commands)
{
    for (const Command command : commands)
        menu.addAction(&(*this)[command]);
    connect(&menu, &QMenu::aboutToShow, this, &Actions::menuOpens, Qt::UniqueConnection);
    connect(&menu, &QMenu::aboutToHide, this, &Actions::menuCloses, Qt::UniqueConnection);
}

void Actions::enable(const QObject* menu, bool all) const
{
    const auto shown = static_cast<const QMenu*>(menu)->actions();
    for (const Entry& entry : m_entries) {
        if (entry.possible && shown.contains(entry.action))
            entry.action->setEnabled(all || entry.possible());
    }
}

} // namespace hookwalk::ui
