// SPDX-License-Identifier: GPL-3.0-or-later
// A sentence above the diagram: what is wrong, and the way out.
#pragma once

#include "ui/appearance.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace hookwalk::ui
{

class IconButton;

class MessageBar : public QFrame
{
    Q_OBJECT

public:
    explicit MessageBar(const Appearance& appearance, QWidget* parent = nullptr);

    // `action` is the button's text, empty: none. A message stays until it is closed, answered or replaced.
    void show(const QString& sentence, const QString& action = {});
    void showHint(const QString& sentence); // something to know, nothing broken
    void clear();
    QString text() const; // empty while hidden

Q_SIGNALS:
    void actionTriggered();

private:
    void present(const QString& sentence, const QString& action, bool problem);
    void tint();

    const Appearance& m_appearance;
    QLabel *m_icon, *m_text;
    QPushButton* m_action;
    IconButton* m_close;
    bool m_problem = true;
};

} // namespace hookwalk::ui
