// SPDX-License-Identifier: GPL-3.0-or-later
// The filter in the place of the packet's way, while the lists with theirs are folded: its chips, the count, and what to do
// where nothing is left. What it has to say grows over the foot of the diagram.
#pragma once

#include "ui/appearance.h"

#include <QFrame>

class QLabel;

namespace hookwalk::ui
{

class FilterField;
class PacketFilter;
class TimelinePanel;

class FilterPanel : public QFrame
{
    Q_OBJECT

public:
    // `lists`: count alike; `spot`: what it lies over; `window`: of both. They outlive it.
    FilterPanel(const Appearance& appearance, PacketFilter& filter, const TimelinePanel& lists,
                QWidget& spot, QWidget* window);

    FilterField& field() { return *m_field; }
    void open();
    void leave();

Q_SIGNALS:
    void closed();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void place();
    void showCount();

    const TimelinePanel& m_lists;
    QWidget& m_place;
    FilterField* m_field;
    QLabel *m_count, *m_problem, *m_nothing;
};

} // namespace hookwalk::ui
