// SPDX-License-Identifier: GPL-3.0-or-later
// SIGINT, SIGTERM and SIGHUP as a Qt signal. The second of them ends the program at once, as without this
// class.
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
