// SPDX-License-Identifier: GPL-3.0-or-later
// First, back, play, forward, last, the kind of time, speed, and the line of time: the hands on the playhead.
#pragma once

#include "traversal/walk.h"
#include "ui/appearance.h"
#include "ui/playback/playhead.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;

namespace hookwalk::ui
{

class IconButton;
class Scrubber;
class Segments;

class TransportBar : public QWidget
{
    Q_OBJECT

public:
    TransportBar(const Appearance& appearance, Playhead& playhead, QWidget* parent = nullptr);

    void setWalk(const Walk* walk); // nullptr: none
    void fitInto(int width);        // what finds no room is in the menu
    void setListsShown(bool shown); // what the button at the end says

Q_SIGNALS:
    void touched();      // a person took the playhead over
    void listsToggled(); // show or fold the lists above

private:
    void buildKinds();
    void buildSpeed();
    void showPlaying(bool playing);
    void showPosition();
    void showPacing();
    void tint();

    const Appearance& m_appearance;
    Playhead& m_playhead;
    QPushButton* m_play;
    Segments* m_kinds;
    QComboBox* m_speed;
    Scrubber* m_scrubber;
    QLabel* m_time;
    IconButton* m_lists;
    std::vector<QWidget*> m_controls; // that need a packet
    double m_lastLineUs = 0;
    bool m_timed = false;
    bool m_narrow = false;
};

} // namespace hookwalk::ui
