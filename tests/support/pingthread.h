// SPDX-License-Identifier: GPL-3.0-or-later
// The ping worker on its thread, and what it sends.
#pragma once

#include "session/pingworker.h"
#include "support/faketun.h"
#include "support/threadsanitizer.h"

#include <QTest>
#include <QThread>

namespace hookwalk::test
{

// A worker as the session has it: on a thread of its own, its results taken when it says so.
class Worker : public QObject
{
public:
    explicit Worker(FakeTun& tun)
        : m_worker(std::make_unique<session::PingWorker>(tun.takeNearEnd()))
    {
        m_worker->moveToThread(&m_thread);
        connect(m_worker.get(), &session::PingWorker::resultsReady, this, &Worker::take,
                Qt::QueuedConnection);
        m_thread.setObjectName(QStringLiteral("hookwalk-ping"));
        m_thread.start();
    }
    ~Worker() override { stop(); }
    void stop() // closes the tun
    {
        if (!m_worker)
            return;
        m_worker->cancel();
        m_thread.quit();
        m_thread.wait();
        (void)m_worker
            ->take(); // its lock shows the thread sanitizer, which does not see wait(), that all is over
        m_worker.reset();
    }

    void start(const session::PingRequest& request)
    {
        results.clear();
        summary.reset();
        m_worker->start(request);
    }
    void cancel() { m_worker->cancel(); }
    bool isFinished() const { return summary.has_value(); }

    QVector<session::PingResult> results;
    std::optional<session::PingSummary> summary;
    int batches = 0;

private:
    void take()
    {
        ++batches;
        const auto batch = m_worker->take();
        results += batch.results;
        if (batch.summary)
            summary = batch.summary;
    }

    QThread m_thread;
    std::unique_ptr<session::PingWorker> m_worker;
};

inline session::PingRequest backToBack(quint32 count, qint64 timeoutUs = 10'000'000)
{
    session::PingRequest request;
    request.source = *IpAddress::parse("192.168.69.1");
    request.destination = *IpAddress::parse("203.0.113.29");
    request.count = count;
    request.intervalUs = 0;
    request.timeoutUs = timeoutUs;
    return request;
}

} // namespace hookwalk::test
