// SPDX-License-Identifier: GPL-3.0-or-later
// Ctrl-C, a request to end, and the end of the terminal as a signal of Qt. The second one ends the program,
// as it would have without this.
#pragma once

#include <memory>
#include <QObject>
#include <QSocketNotifier>

namespace hookwalk::cli
{

class Interrupt : public QObject
{
    Q_OBJECT

public:
    Interrupt(); // one at a time in a program
    ~Interrupt() override;

Q_SIGNALS:
    void caught();

private:
    int m_wake; // eventfd, written by the signal handler
    QSocketNotifier m_notifier;
};

} // namespace hookwalk::cli
