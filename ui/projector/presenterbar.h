// SPDX-License-Identifier: GPL-3.0-or-later
// The slim bar over the foot of the projector's picture: step, play, and how far the packet is. Dark in both looks.
#pragma once

#include "traversal/walk.h"
#include "ui/appearance.h"
#include "ui/keys/actions.h"
#include "ui/playback/playhead.h"

#include <QAbstractButton>
#include <QAbstractSlider>

class QLabel;

namespace hookwalk::ui
{

// The steps of a packet, one as far from the next as the other: no axis of time.
class StepSlider : public QAbstractSlider
{
    Q_OBJECT

public:
    StepSlider(const Appearance& appearance, QWidget* parent);
    void setWalk(const Walk* walk);
    void setPlace(double place); // 0: at the first step, 1.5: half way from the second to the third

Q_SIGNALS:
    void stepChosen(int step);

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    double xOf(double place) const;
    void choose(double x);

    const Appearance& m_appearance;
    std::vector<Stop> m_stops;
    double m_place = 0;
};

class PresenterBar : public QWidget
{
    Q_OBJECT

public:
    static constexpr QSize drawn{800, 60};

    PresenterBar(const Appearance& appearance, Actions& actions, Playhead& playhead, QWidget* parent);
    void setWalk(const Walk* walk); // null: none

Q_SIGNALS:
    void touched();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void showPlace();

    const Appearance& m_appearance;
    Playhead& m_playhead;
    struct Placed {
        QWidget* widget;
        QRectF drawn;
    };
    std::vector<Placed> m_parts;
    StepSlider* m_slider;
    QLabel* m_count;
    qsizetype m_steps = 0;
};

} // namespace hookwalk::ui
