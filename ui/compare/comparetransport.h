// SPDX-License-Identifier: GPL-3.0-or-later
// The hands on the playhead that both packets share, and on their differences.
#pragma once

#include "ui/appearance.h"
#include "ui/compare/compared.h"
#include "ui/playback/playhead.h"

#include <QWidget>

class QComboBox;
class QLabel;

namespace hookwalk::ui
{

class IconButton;

class CompareTransport : public QWidget
{
    Q_OBJECT

public:
    CompareTransport(const Appearance& appearance, Playhead& playhead, QWidget* parent = nullptr);

    void setCompared(ComparedPointer compared);

Q_SIGNALS:
    void differenceAsked(int direction); // -1: before, 1: next

private:
    void showPlaying();
    void showPosition();
    void showSpeed();

    Playhead& m_playhead;
    ComparedPointer m_compared;
    IconButton *m_play, *m_before, *m_next;
    QComboBox* m_speed;
    QLabel* m_place;
};

} // namespace hookwalk::ui
