// SPDX-License-Identifier: GPL-3.0-or-later
// A rounded label with a dot: the state of a thing in two words, what was lost at the right, its reason on hover. As
// wide as its text, where nobody sets a width.
#pragma once

#include "ui/appearance.h"

#include <QWidget>

class QMenu;

namespace hookwalk::ui
{

class Pill : public QWidget
{
    Q_OBJECT

public:
    enum class Tone { Good, Quiet, Hint, Bad };

    explicit Pill(const Appearance& appearance, QWidget* parent = nullptr);
    void setState(Tone tone, const QString& text, const QString& why, const QString& loss = {});
    QString text() const; // "Kernel log · 0 lost"
    bool hasMenu() const { return m_menu; }
    void openMenu();
    void setMenu(QMenu* menu); // drops down on a click, Return or the blank; null: none
    QSize sizeHint() const override;
    static int widthOf(const QString& text, const QString& loss); // with a menu

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    const Appearance& m_appearance;
    Tone m_tone = Tone::Quiet;
    QString m_text, m_loss;
    QMenu* m_menu = nullptr;
};

} // namespace hookwalk::ui
