// SPDX-License-Identifier: GPL-3.0-or-later
// Pings back to back with NFLOG, from the kernel to traversals: how fast, what was lost, how far the session
// held the pings back, and what memory it took; beside a bare reader, which takes the same events out of its
// socket and counts them. Each in a lab of its own. To be run as root.
//
//   bench_pings [COUNT]   default: 100000
#include "kernel/sources/nflog.h"
#include "kernel/sources/tracepoints.h"
#include "session/session.h"
#include "support/lab.h"
#include "support/machine.h"
#include "traversal/trace.h"
#include "words/words.h"

#include <chrono>
#include <cstdio>
#include <QCoreApplication>
#include <QEventLoop>
#include <sys/resource.h>
#include <sys/socket.h>
#include <utility>

using namespace hookwalk;
using namespace hookwalk::test;
using Clock = std::chrono::steady_clock;

namespace
{

double since(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

long peakMiB()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss / 1024;
}

// Writes a ping, reads the answer, and every few pings what has come at the socket: no thread, no loss.
double bareReader(unsigned count)
{
    Lab lab;
    const InNamespaceOf inLab(lab.helper.pid());
    auto points = kernel::TracePoints::open();
    auto log = kernel::Nflog::open();
    if (!lab.problem.empty() || !points || !log) {
        std::puts("The lab cannot be made.");
        return 0;
    }
    kernel::TraceOrder order;
    order.addresses = {lab.helper.lab().farAddress};
    order.tag = 1;
    order.nflogGroup = (*log)->group();
    order.kernelLog = false;
    if (!points->set(order))
        return 0;
    std::vector<char> buffer(64 * 1024);
    std::array<std::uint8_t, 2048> answer{};
    const auto start = Clock::now();
    std::uint64_t bytes = 0;
    for (unsigned i = 0; i < count; ++i) {
        lab.writeEcho(static_cast<std::uint16_t>(i), static_cast<std::uint16_t>(i));
        while (read(lab.tun.get(), answer.data(), answer.size()) > 0) {
        }
        for (ssize_t size = 1; i % 16 == 0 && size > 0;) {
            size = recv((*log)->fd(), buffer.data(), buffer.size(), MSG_DONTWAIT);
            bytes += size > 0 ? static_cast<std::uint64_t>(size) : 0;
        }
    }
    const double seconds = since(start);
    const auto events = static_cast<double>(points->counted().value_or(0));
    std::printf("%-10s %9.0f events %7.2f s %9.0f /s %6.0f bytes each\n", "bare", events, seconds,
                events / seconds, static_cast<double>(bytes) / events);
    return events / seconds;
}

double throughSession(unsigned count)
{
    session::Session::Options options;
    options.source = protocol::LogSource::Nflog;
    session::Session session(options);
    QEventLoop loop;
    Trace trace;
    session::PingSummary summary;
    Clock::time_point start;
    double pinging = 0;
    bool begun = false;
    QObject::connect(&session, &session::Session::linesArrived, &loop,
                     [&](const std::string& lines) { trace.append(lines); });
    QObject::connect(&session, &session::Session::failed, &loop, [&](const Error& error) {
        std::puts(words::text(error).c_str());
        loop.quit();
    });
    QObject::connect(&session, &session::Session::pingFinished, &loop, [&](const auto& finished) {
        summary = finished;
        loop.quit();
    });
    QObject::connect(&session, &session::Session::pingsAnswered, &loop, [&](const auto& results) {
        if (results.last().index + 1 == count)
            pinging = since(start);
    });
    QObject::connect(&session, &session::Session::stateChanged, &loop, [&](session::Session::State state) {
        if (state != session::Session::State::Ready || std::exchange(begun, true))
            return;
        session::PingRequest request;
        request.source = session.lab().pingSource;
        request.destination = session.lab().farAddress;
        request.count = count;
        request.intervalUs = 0;
        start = Clock::now();
        session.ping(request);
    });
    session.start();
    loop.exec();
    const double seconds = since(start);
    const auto events = static_cast<double>(trace.events().size());
    std::printf(
        "%-10s %9.0f events %7.2f s %9.0f /s, %zu traversals, pings alone %.2f s, lost %llu, held back "
        "%.2f s, peak %ld MiB\n",
        "session", events, seconds, events / seconds, trace.traversals().size(), pinging,
        static_cast<unsigned long long>(session.eventsLost()), static_cast<double>(summary.heldBackUs) / 1e6,
        peakMiB());
    return events / seconds;
}

} // namespace

int main(int argc, char** argv)
{
    QCoreApplication app(argc, argv);
    const unsigned count = argc > 1 ? static_cast<unsigned>(std::atoi(argv[1])) : 100'000;
    const double bare = bareReader(count), ours = throughSession(count);
    std::printf("ratio %.2f\n", bare > 0 ? ours / bare : 0.0);
    return 0;
}
