// SPDX-License-Identifier: GPL-3.0-or-later
// The line of time below the lists: a station for each stop of the packet at its moment (pacing.h), a handle
// where the playhead stands.
#pragma once

#include "traversal/walk.h"
#include "ui/appearance.h"
#include "ui/theme/endingmarks.h"

#include <optional>
#include <QAbstractSlider>
#include <vector>

namespace hookwalk::ui
{

class Scrubber : public QAbstractSlider
{
    Q_OBJECT

public:
    explicit Scrubber(const Appearance& appearance, QWidget* parent = nullptr);

    void setWalk(const Walk* walk);                      // nullptr: none. Only looked at during the call
    void setMoments(const std::vector<double>& moments); // of the walk's stops
    void setPosition(double moment);                     // does not emit scrubbed()
    enum class Flagged { No, Bare, WithNote };
    void setFlags(const std::vector<Flagged>& flags); // of the walk's stops

    QSize sizeHint() const override { return {480, 48}; }
    QSize minimumSizeHint() const override { return {120, 48}; }

Q_SIGNALS:
    void scrubbed(double moment);      // a person moved it
    void stepRequested(int direction); // arrow keys: to the stop before or behind

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool event(QEvent* event) override;

private:
    int stepNow() const; // from 1
    void describe();
    struct Mark {
        double moment = 0;
        Stage stage;
        StopKind kind = StopKind::Observed;
        QString title;
        Flagged flag = Flagged::No;
    };
    double xOf(double moment) const;
    double momentAt(double x) const;
    void moveTo(double x);
    void paintLabels(QPainter& painter) const;
    void paintMarks(QPainter& painter) const;

    const Appearance& m_appearance;
    std::vector<Mark> m_marks;
    std::optional<std::pair<std::size_t, EndingMark>> m_drop; // at which of them it ended so
    double m_position = 0;
};

} // namespace hookwalk::ui
