// SPDX-License-Identifier: GPL-3.0-or-later
// The titles of the time machine's columns, in line with what stands below them; a click sorts.
#pragma once

#include "ui/appearance.h"
#include "ui/timeline/timelinemodel.h"

#include <QHeaderView>

namespace hookwalk::ui
{

class ColumnTitles : public QHeaderView
{
    Q_OBJECT

public:
    ColumnTitles(const Appearance& appearance, const TimelineModel& model, int height,
                 QWidget* parent = nullptr);
    int needed(int section) const; // width of its title, pixels

protected:
    void paintSection(QPainter* painter, const QRect& rect, int section) const override;

private:
    QString title(int section) const;

    const Appearance& m_appearance;
    const TimelineModel& m_model;
};

} // namespace hookwalk::ui
