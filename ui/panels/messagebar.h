// SPDX-License-Identifier: GPL-3.0-or-later
// What there is to say now, lying over the diagram, at its foot where that is free: one message at a time, with what can be
// done about it. The diagram keeps its size.
#pragma once

#include "ui/appearance.h"

#include <functional>
#include <QFrame>
#include <QStringList>
#include <QTimer>
#include <vector>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace hookwalk::ui
{

class MessageBar : public QFrame
{
    Q_OBJECT

public:
    // Good news leaves after 6 s; the others stay until they are dismissed, mended or replaced.
    enum class Tone { Good, Hint, Bad };
    struct Action {
        QString text;
        std::function<void()> run;
    };
    // The places that should stay visible, in the coordinates of `over`; of `titles` as many as the others leave free.
    struct Taken {
        std::vector<QRect> marks, titles = {};
    };
    using Obstacles = std::function<Taken()>;

    MessageBar(const Appearance& appearance, QWidget* over, Obstacles obstacles);

    void show(Tone tone, const QString& sentence, const std::vector<Action>& actions = {});
    void clear();
    QString text() const { return isHidden() ? QString() : m_sentence; }
    bool hasAction() const { return !isHidden() && m_action; }
    bool runAction(); // the first one; false: there is none
    void copy() const;
    // What was said before, the newest first, 50 of them at most.
    const QStringList& former() const { return m_former; }

    void place();                 // the obstacles may have moved
    void moveOver(QWidget& over); // another widget is shown in its place

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void addAction(const QString& text, const QString& name, bool leads, const std::function<void()>& run);
    void keep(); // among what was said before
    void leave();
    QRect placeFor(QSize box) const; // without its shadow
    void tint();

    const Appearance& m_appearance;
    const Obstacles m_obstacles;
    QLabel *m_icon, *m_text;
    QHBoxLayout* m_row;
    std::vector<QPushButton*> m_buttons;
    std::function<void()> m_action;
    Tone m_tone = Tone::Good;
    QString m_sentence;
    QStringList m_former;
    QTimer m_leaving;
};

} // namespace hookwalk::ui
