// SPDX-License-Identifier: GPL-3.0-or-later
// All of time in one line, always in true time: how many packets there were when, what the filter leaves of them, and
// the window that the lanes show, with handles outside of it.
#pragma once

#include "query/density.h"
#include "ui/appearance.h"
#include "ui/timeline/lanescale.h"

#include <QTimer>
#include <QWidget>

namespace hookwalk::ui
{

class Overview : public QWidget
{
    Q_OBJECT

public:
    Overview(const Appearance& appearance, const TimelineModel& model, LaneScale& scale,
             QWidget* parent = nullptr);

    QString inWords() const; // "3.6 s in view, of 1 min 24 s"
    bool isReading() const { return m_next.isActive(); }
    const query::Density& density() const { return m_density; }

Q_SIGNALS:
    void timeOffered(const QString& term); // dragged with Alt: a term of the filter, for a person to take

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    bool event(QEvent* event) override;

private:
    enum class Grip { None, Begin, End, Whole, New, Term };
    void startOver();
    void showAnew();
    void read(); // a portion
    double xOf(double us) const;
    double usAt(double x) const;
    QRectF windowRect() const;
    Grip gripAt(double x) const;
    QString termInWords() const; // "time 10:42:31..10:42:35", of what is dragged with Alt
    void paintColumns(QPainter& painter) const;
    void paintWords(QPainter& painter, const QFont& font, const QColor& colour, const QString& inView) const;
    void paintWindow(QPainter& painter) const;

    const Appearance& m_appearance;
    const TimelineModel& m_model;
    const Document& m_document;
    LaneScale& m_scale;
    query::Density m_density;
    QTimer m_next, m_later;
    TraversalIndex m_readTo = 0, m_shownTo = 0; // packets before them are in it
    Grip m_grip = Grip::None;
    double m_pressedAt = 0;
    TimeSpan m_before; // the window when the mouse was pressed
    TimeSpan m_term;   // dragged with Alt
};

} // namespace hookwalk::ui
