// SPDX-License-Identifier: GPL-3.0-or-later
// From packet to packet and from step to step, to drops, loop and flag, the kind of time and the speed, live or frozen:
// the hands on the playhead. All of it stands in the menu, too; what finds no room is only there.
#pragma once

#include "traversal/walk.h"
#include "ui/appearance.h"
#include "ui/keys/commands.h"
#include "ui/playback/playhead.h"

#include <optional>
#include <QWidget>

class QComboBox;
class QFrame;
class QHBoxLayout;
class QVBoxLayout;
class QLabel;
class QPushButton;

namespace hookwalk::ui
{

class IconButton;
class Segments;

class TransportBar : public QWidget
{
    Q_OBJECT

public:
    TransportBar(const Appearance& appearance, Playhead& playhead, QWidget* parent = nullptr);

    void setWalk(const Walk* walk); // nullptr: none
    void fitInto(int width);        // what finds no room is in the menu
    void setListsShown(bool shown); // what the button at the end says
    void showLoop(bool on);
    void showFlag(bool isHere); // at the record that the playhead stands at
    // newer: packets that came since it froze. Where there is no live trace, the control's room stays empty.
    void showLive(bool isPossible, bool isFrozen, std::size_t newer);
    void showPlace(const QString& place); // "packet 5 of 12"

Q_SIGNALS:
    void touched(); // a person took the playhead over
    void asked(hookwalk::ui::Command command);
    void listsToggled(); // show or fold the lists above

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    IconButton* addButton(const char* icon, Command command, const QString& tip, const char* name);
    void addLine();
    void buildDrops();
    void buildKinds();
    void buildSpeed();
    void buildLive();
    void showPlaying(bool playing);
    void showPosition();
    QString speedText(qint64 slowdown) const; // of true time
    int speedWidth() const;                   // room for each of its texts: nothing moves as they change
    QString positionText(std::optional<double> us, int step) const;
    void showPacing();
    void tint();

    const Appearance& m_appearance;
    Playhead& m_playhead;
    QPushButton* m_play;
    QFrame* m_drops;
    IconButton *m_loop = nullptr, *m_flag = nullptr;
    Segments* m_kinds;
    QComboBox* m_speed;
    Segments* m_live;
    QLabel *m_newer, *m_time, *m_place;
    IconButton* m_lists;
    std::vector<QWidget*> m_controls; // that need a packet
    std::vector<QFrame*> m_lines;     // between groups
    std::optional<double> m_seenUs;   // of the packet, from its first line to its last
    QHBoxLayout* m_row;
    QVBoxLayout* m_column; // time and place
    int m_steps = 0;
    bool m_narrow = false, m_isLivePossible = false;
    int m_width = 0;
};

} // namespace hookwalk::ui
