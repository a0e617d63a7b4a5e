// SPDX-License-Identifier: GPL-3.0-or-later
// Where one says which packets to show: each term a chip, and a cursor behind them for the next one.
#pragma once

#include "ui/appearance.h"
#include "ui/packetfilter.h"

#include <QWidget>

class QHBoxLayout;
class QLineEdit;

namespace hookwalk::ui
{

class IconButton;

class FilterField : public QWidget
{
    Q_OBJECT

public:
    FilterField(const Appearance& appearance, PacketFilter& filter, QWidget* parent = nullptr);

    QSize minimumSizeHint() const override; // many chips widen no panel

    void begin();                    // to type
    void offer(const QString& term); // typed in, for Enter to take
    void clear();                    // all packets again
    void takeAway(std::size_t term);
    QString without(std::size_t term) const; // "Without tcp: 31 of 163,399"

Q_SIGNALS:
    void problemFound(const QString& sentence); // empty: none any more
    void left();                                // Escape, with nothing typed

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void take();      // what is typed becomes chips
    void showChips(); // where the terms are others
    void setProblem(const QString& sentence);

    const Appearance& m_appearance;
    PacketFilter& m_filter;
    QHBoxLayout* m_chips;
    QLineEdit* m_text;
    IconButton* m_clear;
    query::Filter m_shown;
    bool m_isWrong = false;
};

} // namespace hookwalk::ui
