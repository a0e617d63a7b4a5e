// SPDX-License-Identifier: GPL-3.0-or-later
// Where one says which packets to show: each term a chip, and a cursor behind them for the next one. The rows follow what
// is typed; Enter makes it a chip, a comma too, and what is typed behind that is one more condition of the same chip.
#pragma once

#include "ui/appearance.h"
#include "ui/packetfilter.h"

#include <optional>
#include <QTimer>
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

    void begin();                            // to type
    void offer(const QString& term);         // typed in, for Enter to take
    void clear();                            // all packets again
    void settle();                           // it goes out of sight: what was typed becomes chips
    void takeAway(std::size_t term);         // one behind the chips: what is typed
    QString without(std::size_t term) const; // "Without tcp: 31 of 163,399"

Q_SIGNALS:
    // What is wrong with what is typed, and what could be; empty: nothing any more. Said once a person pauses.
    void problemFound(const QString& sentence);
    void left(); // Escape, with nothing typed

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    enum class Ask { Rows, Chip, OpenChip }; // of what is typed; open: a comma follows
    void edited(const QString& text);
    void ask(Ask what);
    Result<query::Filter> with(const std::string& typed) const; // behind the chips
    void taken();
    void forget(); // what is typed
    void setOpen(bool open);
    void showChips(); // where the terms are others
    void setProblem(const QString& sentence);
    void sayProblem();

    const Appearance& m_appearance;
    PacketFilter& m_filter;
    QHBoxLayout* m_chips;
    QLineEdit* m_text;
    IconButton* m_clear;
    query::Filter m_shown;
    QTimer m_following, m_pause;
    std::optional<Ask> m_asked; // of the filter, which has not answered yet
    qsizetype m_length = 0;     // of what is typed
    bool m_isOpen = false;      // what is typed belongs to the last chip, as an OR
    QString m_problem;
    bool m_isWrong = false; // and has been said
};

} // namespace hookwalk::ui
