// SPDX-License-Identifier: GPL-3.0-or-later
// The playhead: a time on the selected packet's way, and the only clock of the user interface. Every moving
// thing is a function of its position, so play, step, scrub and a test's fake clock all draw the same
// pictures.
#pragma once

#include <functional>
#include <QObject>
#include <QTimer>
#include <vector>

namespace hookwalk::ui
{

class Playhead : public QObject
{
    Q_OBJECT

public:
    // Microseconds that only ever grow; tests hand in one of their own.
    using Clock = std::function<qint64()>;
    static Clock steadyClock();

    explicit Playhead(Clock clock = steadyClock(), QObject* parent = nullptr);

    // The moments that can be stood at, rising, in microseconds since the packet's first line. Keeps the
    // position where the new way still has it, so that a way can grow while it plays.
    void setStops(std::vector<double> stopsUs);
    const std::vector<double>& stops() const { return m_stops; }
    double startUs() const; // of the first stop: before 0 where the packet came in before its first line
    double endUs() const;   // of the last stop

    double positionUs() const { return m_positionUs; }
    void setPosition(double us); // bounded to the way; goes on playing from there
    bool atEnd() const { return m_stops.empty() || m_positionUs >= endUs(); }
    bool isPlaying() const { return m_timer.isActive(); }

    // How many times slower than real; 0: chosen for each way, so that it lasts about five seconds.
    void setSlowdown(qint64 factor);
    qint64 slowdown() const { return m_slowdown; }
    qint64 effectiveSlowdown() const;
    double usPerSecond() const;

    // One turn of the clock: what the timer calls while playing.
    void advance();

public Q_SLOTS:
    void play(); // at the end: again from the start
    void pause();
    void toggle();
    void stepForward(); // to the next stop; stepping pauses
    void stepBack();
    void toFirst();
    void toLast();

Q_SIGNALS:
    void positionChanged(double us);
    void playingChanged(bool playing);
    void speedChanged();
    void finished(); // played to the end, and a breath longer

private:
    void moveTo(double us);
    void jumpTo(double us);
    double tailUs() const;

    Clock m_clock;
    QTimer m_timer;
    std::vector<double> m_stops;
    double m_positionUs = 0;
    qint64 m_slowdown = 0;
    qint64 m_lastTickUs = 0;
};

} // namespace hookwalk::ui
