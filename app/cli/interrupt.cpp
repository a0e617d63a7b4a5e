// SPDX-License-Identifier: GPL-3.0-or-later
#include "interrupt.h"

#include <csignal>
#include <sys/eventfd.h>
#include <unistd.h>

namespace hookwalk::cli
{

namespace
{

volatile std::sig_atomic_t wakeFd = -1; // all that a signal handler can reach

void handle(int)
{
    const eventfd_t one = 1;
    (void)!::write(wakeFd, &one, sizeof one);
}

void onInterrupt(void (*handler)(int))
{
    struct sigaction action = {};
    action.sa_handler = handler;
    action.sa_flags = SA_RESTART | SA_RESETHAND;
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        struct sigaction before = {};
        ::sigaction(signal, nullptr, &before);
        if (before.sa_handler != SIG_IGN) // nohup
            ::sigaction(signal, &action, nullptr);
    }
}

} // namespace

Interrupt::Interrupt()
    : m_wake(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC))
    , m_notifier(m_wake, QSocketNotifier::Read)
{
    wakeFd = m_wake;
    connect(&m_notifier, &QSocketNotifier::activated, this, [this] {
        eventfd_t count = 0;
        ::eventfd_read(m_wake, &count);
        Q_EMIT caught();
    });
    onInterrupt(handle);
}

Interrupt::~Interrupt()
{
    onInterrupt(SIG_DFL);
    m_notifier.setEnabled(false);
    ::close(m_wake);
}

} // namespace hookwalk::cli
