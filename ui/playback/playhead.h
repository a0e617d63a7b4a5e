// SPDX-License-Identifier: GPL-3.0-or-later
// The playhead: a moment on the selected packet's way, and the only clock of the user interface. Every moving
// thing is a function of its position, so play, step, scrub and a test's fake clock all draw the same
// pictures.
#pragma once

#include "ui/playback/pacing.h"

#include <functional>
#include <QObject>
#include <QTimer>

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

    // The places that can be stood at, never falling, in microseconds since the packet's first line. Keeps the
    // position where the new way still has it, so that a way can grow while it plays.
    void setStops(std::vector<double> stopsUs);
    void startOn(std::vector<double> stopsUs); // of another way, at its first one
    const Pacing& pacing() const { return m_pacing; }

    double positionMs() const { return m_positionMs; } // on the scale of pacing()
    double positionUs() const { return m_pacing.usAt(m_positionMs); }
    int stop() const { return m_pacing.stopAt(m_positionMs); } // -1 with no stops
    void setPosition(double ms); // bounded to the way; goes on playing from there
    void goTo(int stop);
    bool atEnd() const { return m_positionMs >= m_pacing.endMs(); }
    bool isPlaying() const { return m_timer.isActive(); }

    // The stop that the playhead is at, and its place between two, stay where they are.
    void setKind(TimeKind kind);
    TimeKind kind() const { return m_kind; }
    // Of True, one of slowdowns(): how many times slower than real; 0: chosen for each way, so that it lasts about six seconds.
    void setSlowdown(qint64 factor);
    qint64 slowdown() const { return m_slowdown; }
    qint64 effectiveSlowdown() const { return slowdownOf(m_pacing.stopsUs()); }
    // Of Even and Stretched: one of speeds(), the nearest.
    void setSpeed(double factor);
    double chosenSpeed() const { return m_speed; }
    double speed() const { return m_kind == TimeKind::True ? 1 : m_speed; }

    // One turn of the clock: what the timer calls while playing.
    void advance();

public Q_SLOTS:
    void play();        // at the end: again from the start
    void pause();       // where it is
    void settle();      // pauses, on the nearest stop
    void toggle();      // plays, or settles
    void stepForward(); // to the next stop; stepping pauses
    void stepBack();
    void toFirst();
    void toLast();
    void faster(); // one speed on
    void slower();

Q_SIGNALS:
    void positionChanged();
    void playingChanged(bool playing);
    void pacingChanged(); // other stops, kind of time or speed
    void finished();      // played to the end, and a breath longer

private:
    void pace(std::vector<double> stopsUs);
    qint64 slowdownOf(const std::vector<double>& stopsUs) const;
    void moveTo(double ms);
    void changeSpeed(int direction);

    Clock m_clock;
    QTimer m_timer;
    Pacing m_pacing;
    double m_positionMs = 0;
    TimeKind m_kind = TimeKind::Even;
    qint64 m_slowdown = 0;
    double m_speed = 1;
    qint64 m_lastTickUs = 0;
};

// The speeds that a person can choose, rising: of True as slowdowns, 0 is automatic; else as factors.
const std::vector<qint64>& slowdowns();
const std::vector<double>& speeds();

} // namespace hookwalk::ui
