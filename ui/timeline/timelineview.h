// SPDX-License-Identifier: GPL-3.0-or-later
// Packets and their lanes as one table: two halves, one scroll, one selection. The lanes are its last column, with the
// ruler for a head; the line of the playhead lies over it, so that from step to step nothing is painted anew.
#pragma once

#include "ui/appearance.h"
#include "ui/flags.h"
#include "ui/timeline/connectionmodel.h"
#include "ui/timeline/lanescale.h"

#include <array>
#include <QTableView>

namespace hookwalk::ui
{

class Ruler;

class TimelineView : public QTableView
{
    Q_OBJECT

public:
    TimelineView(const Appearance& appearance, TimelineModel& model, Playhead& playhead, Flags& flags,
                 QWidget* parent = nullptr);

    LaneScale& scale() { return m_scale; }
    Ruler& ruler() { return *m_ruler; }
    int listWidth() const; // without the lanes
    RowKind rowKind() const { return m_connections.kind(); }
    void setRowKind(RowKind kind);
    void toggleConnection(); // opens or closes the one of the current row
    bool lanesShown() const { return !isColumnHidden(TimelineModel::Lane); }

    void select(TraversalIndex packet); // emits nothing; noIndex: none
    void setWalk(Document::WalkPointer walk);

Q_SIGNALS:
    void chosen(hookwalk::TraversalIndex packet); // by a person
    void spotChosen(const hookwalk::ui::LaneScale::Spot& spot);
    void listWidthChanged();
    void rowKindChanged();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void updateGeometries() override;

private:
    void build();
    void showRows();
    void chooseRows(); // from a menu below the head of the column
    void keepInView();
    void showReset();
    void fitColumns();
    void placeLanes();
    void placePlayhead();
    void repaintLane(TraversalIndex packet);
    void sortBy(int column);
    void clickLane(QPoint at);
    bool isAtSplit(QPoint at) const;
    QString tipAt(QPoint at) const;
    std::optional<LaneScale::Spot> markAt(QPoint at) const;
    bool isAtChevron(QPoint at) const;
    double laneX(QPoint at) const { return at.x() - columnViewportPosition(TimelineModel::Lane); }

    const Appearance& m_appearance;
    TimelineModel& m_model;
    ConnectionModel m_connections;
    QAbstractTableModel* m_shown;  // one of them
    const PacketRows* m_rows;      // the same
    QObject* m_followed = nullptr; // as long as it is there, it is listened to
    Playhead& m_playhead;
    LaneScale m_scale;
    Ruler* m_ruler;
    QWidget* m_line;
    struct Place { // of the rows before they are made anew
        const Trace* trace = nullptr;
        TraversalIndex top = noIndex; // packet of the first row in sight
        int above = 0;                // pixels of it that are not
        bool isInTime = true;
    } m_place;
    bool m_selecting = false, m_isSplitting = false;
    int m_walkedTo = -1;              // stop, as the lane of the selected packet was painted last
    std::optional<int> m_chosenWidth; // of the list, by a person
    std::array<int, TimelineModel::Lane> m_needed{}; // width of each column
};

} // namespace hookwalk::ui
