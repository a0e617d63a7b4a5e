// SPDX-License-Identifier: GPL-3.0-or-later
// The ping worker's round trip beside that of a bare loop (craft, write, poll, read in one thread, nothing
// else), taking turns on the same tun in the same lab. Prints the medians and their ratio; the worker is to
// stay within 1.10.
//
//   bench_ping                          in a lab that hookwalk-helper makes, without trace points
//   bench_ping nflog|kmsg               the same with trace points
//   bench_ping TUN SOURCE DESTINATION   through a tun of this network namespace that nobody holds
#include "kernel/base/tun.h"
#include "session/helperlink.h"
#include "session/pingworker.h"
#include "words/words.h"

#include <algorithm>
#include <cstdio>
#include <fcntl.h>
#include <poll.h>
#include <QCoreApplication>
#include <QEventLoop>
#include <QThread>

using namespace hookwalk;
using namespace hookwalk::session;

namespace
{

constexpr int rounds = 20;
constexpr quint32 pingsPerRound = 1000;

struct Course {
    UniqueFd tun;
    IpAddress source, destination;
};

using Samples = std::vector<double>; // microseconds

double median(Samples samples)
{
    if (samples.empty())
        return 0;
    const auto middle = samples.begin() + static_cast<std::ptrdiff_t>(samples.size() / 2);
    std::nth_element(samples.begin(), middle, samples.end());
    return *middle;
}

double nowUs()
{
    timespec time{};
    ::clock_gettime(CLOCK_MONOTONIC, &time);
    return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_nsec) / 1e3;
}

bool isReply(std::span<const std::uint8_t> packet)
{
    constexpr std::uint8_t ipv4WithoutOptions = 0x45, icmp = 1, echoReply = 0;
    return packet.size() > 28 && packet[0] == ipv4WithoutOptions && packet[9] == icmp &&
           packet[20] == echoReply;
}

Samples bareLoop(const Course& place)
{
    static std::uint16_t id = 0;
    ++id; // one connection a round, as the worker has it here: conntrack's work for a new one is not ours
    Samples samples;
    for (quint32 i = 0; i < pingsPerRound; ++i) {
        const auto echo = wire::craft({.source = place.source,
                                       .destination = place.destination,
                                       .id = id,
                                       .sequence = static_cast<std::uint16_t>(i)});
        const double before = nowUs();
        if (::write(place.tun.get(), echo.data(), echo.size()) < 0)
            return samples;
        std::array<std::uint8_t, 2048> packet;
        pollfd readable{place.tun.get(), POLLIN, 0};
        while (::poll(&readable, 1, 1000) > 0) {
            const ssize_t size = ::read(place.tun.get(), packet.data(), packet.size());
            if (size > 0 && isReply(std::span(packet).first(static_cast<std::size_t>(size)))) {
                samples.push_back(nowUs() - before);
                break;
            }
        }
    }
    return samples;
}

// The worker as a session has it: on its own thread, its results taken by this one.
class Worker : public QObject
{
public:
    explicit Worker(const Course& place)
        : m_worker(UniqueFd(::fcntl(place.tun.get(), F_DUPFD_CLOEXEC, 0)))
    {
        m_request.source = place.source;
        m_request.destination = place.destination;
        m_request.count = pingsPerRound;
        m_request.intervalUs = 0;
        m_request.sameConnection = true;
        m_worker.moveToThread(&m_thread);
        connect(&m_worker, &PingWorker::resultsReady, this, &Worker::take, Qt::QueuedConnection);
        m_thread.start();
    }
    ~Worker() override
    {
        m_thread.quit();
        m_thread.wait();
    }
    Samples round()
    {
        m_samples.clear();
        m_worker.start(m_request);
        m_loop.exec();
        return m_samples;
    }

private:
    void take()
    {
        const auto batch = m_worker.take();
        for (const auto& result : batch.results) {
            if (result.outcome == PingOutcome::Replied)
                m_samples.push_back(result.roundTripUs);
        }
        if (batch.summary)
            m_loop.quit();
    }

    QThread m_thread;
    PingWorker m_worker;
    PingRequest m_request;
    Samples m_samples;
    QEventLoop m_loop;
};

int compare(const Course& place)
{
    Worker worker(place);
    Samples bare, ours;
    for (int i = 0; i < rounds; ++i) {
        const Samples bareRound = bareLoop(place), ourRound = worker.round();
        std::printf("round %2d   bare loop %7.2f us   worker %7.2f us\n", i + 1, median(bareRound),
                    median(ourRound));
        bare.insert(bare.end(), bareRound.begin(), bareRound.end());
        ours.insert(ours.end(), ourRound.begin(), ourRound.end());
    }
    std::printf("median of %zu and %zu replies: bare loop %.2f us, worker %.2f us, ratio %.3f\n", bare.size(),
                ours.size(), median(bare), median(ours), median(ours) / median(bare));
    return bare.empty() || ours.empty() ? 1 : 0;
}

// A lab of the helper's, for as long as this lives.
class Lab : public QObject
{
public:
    explicit Lab(std::optional<protocol::LogSource> source)
        : m_source(source)
        , m_helper(15'000)
    {
        connect(&m_helper, &HelperLink::ended, this, refused());
    }
    Result<Course> make()
    {
        const auto program = findHelper({});
        if (!program)
            return tl::unexpected(program.error());
        if (auto started = m_helper.start({*program, {}, *program}); !started)
            return tl::unexpected(started.error());
        m_helper.ask<protocol::Done>(
            protocol::Hello{}, [](const auto&) {}, refused());
        protocol::LabMade lab;
        askAndWait<protocol::LabMade>(protocol::MakeLab{}, [&](const auto& made) { lab = made; });
        UniqueFd tun;
        askAndWait<protocol::Done>(protocol::OpenTun{lab.tun},
                                   [&](const auto&) { tun = m_helper.takeDescriptor(); });
        if (m_source)
            askAndWait<protocol::Done>(protocol::SetTrace{{lab.farAddress}, 1, *m_source},
                                       [](const auto&) {});
        if (m_problem)
            return tl::unexpected(*m_problem);
        return Course{std::move(tun), lab.pingSource, lab.farAddress};
    }

private:
    std::function<void(const Error&)> refused()
    {
        return [this](const Error& error) {
            m_problem = error;
            m_loop.quit();
        };
    }
    template<typename Answer>
    void askAndWait(protocol::Request request, std::function<void(const Answer&)> then)
    {
        if (m_problem)
            return;
        const auto answered = [&](const Answer& answer) {
            then(answer);
            m_loop.quit();
        };
        m_helper.ask<Answer>(std::move(request), answered, refused());
        m_loop.exec();
    }

    std::optional<protocol::LogSource> m_source;
    HelperLink m_helper;
    QEventLoop m_loop;
    std::optional<Error> m_problem;
};

Result<Course> givenPlace(const QStringList& arguments)
{
    auto tun = kernel::openTun(arguments[1].toStdString());
    if (!tun)
        return tl::unexpected(tun.error());
    const auto source = IpAddress::parse(arguments[2].toStdString());
    const auto destination = IpAddress::parse(arguments[3].toStdString());
    if (!source || !destination)
        return failure(ErrorCode::BadInput, say("bad-address"));
    return Course{UniqueFd(tun->release()), *source, *destination};
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    std::optional<protocol::LogSource> source;
    if (arguments.size() == 2)
        source = arguments[1] == QLatin1String("kmsg") ? protocol::LogSource::KernelLog
                                                       : protocol::LogSource::Nflog;
    Lab lab(source);
    const auto place = arguments.size() == 4 ? givenPlace(arguments) : lab.make();
    if (!place) {
        std::fprintf(stderr, "bench_ping: %s\n", words::text(place.error()).c_str());
        return 1;
    }
    return compare(*place);
}
