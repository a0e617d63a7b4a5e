#include "kernel/tracing.h"

#include <algorithm>
#include <chrono>
#include <poll.h>
#include <utility>

namespace hookwalk::kernel
{

namespace
{

using protocol::LogSource;
using protocol::Reply;
using std::chrono::ceil;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

template<typename... Visitors> struct Overloaded : Visitors... {
    using Visitors::operator()...;
};
template<typename... Visitors> Overloaded(Visitors...) -> Overloaded<Visitors...>;

Result<KernelLog> openKernelLog(std::uint32_t tag, Result<NamespaceLogging>& logging)
{
    if (!logging)
        return tl::unexpected(logging.error());
    return logging->borrow().and_then([&] { return KernelLog::open(tag); });
}

// The kernel hands an unfinished NFLOG batch over at its next tick, 10 ms at most.
constexpr milliseconds tick{15};

} // namespace

Result<Tracing> Tracing::start(const protocol::SetTrace& order, Result<NamespaceLogging>& logging)
{
    return TracePoints::open().and_then([&](TracePoints points) {
        Tracing tracing(std::move(points));
        return tracing.change(order, logging).map([&] { return std::move(tracing); });
    });
}

Result<void> Tracing::change(const protocol::SetTrace& order, Result<NamespaceLogging>& logging)
{
    std::string why = "You asked for NFLOG.";
    if (order.source != LogSource::Nflog) {
        auto log = openKernelLog(order.tag, logging);
        if (log)
            return changeSource(
                std::move(*log),
                order.source == LogSource::KernelLog
                    ? "You asked for the kernel log."
                    : "The kernel log can be read here and shows the packets of this namespace.",
                order);
        if (order.source == LogSource::KernelLog)
            return failure(log.error().code,
                           log.error().sentence + " Choose NFLOG: it gives the same events.",
                           log.error().systemError);
        why = log.error().sentence + " So NFLOG is used: it gives the same events.";
    }
    if (std::holds_alternative<Nflog>(m_source)) // its group has one listener, who stays
        return changeSource({}, why, order);
    return Nflog::open().and_then([&](Nflog log) { return changeSource(std::move(log), why, order); });
}

Result<void> Tracing::changeSource(Source source, std::string why, const protocol::SetTrace& order)
{
    TraceOrder points{order.addresses, order.tag, {}};
    if (!std::holds_alternative<KernelLog>(source))
        points.nflogGroup = Nflog::group;
    return m_points.set(points).map([&] {
        if (auto* kept = std::get_if<Nflog>(&m_source);
            kept && std::holds_alternative<std::monostate>(source))
            kept->countAnew();
        else
            m_source = std::move(source);
        m_why = std::move(why);
        m_order = order;
        m_lost = {};
        m_lostTold = 0;
    });
}

int Tracing::fd() const
{
    return std::visit(
        Overloaded{[](const std::monostate&) { return -1; }, [](const auto& source) { return source.fd(); }},
        m_source);
}

Result<void> Tracing::readSource(std::vector<Reply>& replies)
{
    std::string bytes;
    return std::visit(Overloaded{[](std::monostate&) { return Result<void>(); },
                                 [&](KernelLog& log) {
                                     auto read = log.read(bytes);
                                     m_lost.kernelLog = log.lost();
                                     if (!bytes.empty())
                                         replies.push_back(protocol::KernelLogLines{std::move(bytes)});
                                     return read;
                                 },
                                 [&](Nflog& log) {
                                     auto read = log.read(bytes);
                                     m_lost.nflog = std::max(m_lost.nflog, log.lost());
                                     if (!bytes.empty())
                                         replies.push_back(protocol::PacketReports{std::move(bytes)});
                                     return read;
                                 }},
                      m_source);
}

void Tracing::tellLost(std::vector<Reply>& replies)
{
    const auto total = m_lost.kernelLog + m_lost.nflog;
    if (std::exchange(m_lostTold, total) != total)
        replies.push_back(m_lost);
}

Result<std::vector<Reply>> Tracing::read()
{
    std::vector<Reply> replies;
    return readSource(replies).map([&] {
        tellLost(replies);
        return std::move(replies);
    });
}

Result<std::vector<Reply>> Tracing::settle()
{
    auto* const nflog = std::get_if<Nflog>(&m_source);
    if (!nflog) // the kernel log holds nothing back, and its newest records are never the lost ones
        return read();
    const auto logged = m_points.counted();
    if (!logged)
        return tl::unexpected(logged.error());
    std::vector<Reply> replies;
    const auto end = steady_clock::now() + tick;
    for (auto left = tick; left > milliseconds::zero();
         left = ceil<milliseconds>(end - steady_clock::now())) {
        pollfd more{fd(), POLLIN, 0};
        if (poll(&more, 1, static_cast<int>(left.count())) <= 0)
            continue;
        if (auto read = readSource(replies); !read)
            return tl::unexpected(read.error());
    }
    // Packets logged since then may be among the received ones: this is the least that was lost, and all of
    // it where there were none.
    if (*logged > nflog->received())
        m_lost.nflog = std::max(m_lost.nflog, *logged - nflog->received());
    tellLost(replies);
    return replies;
}

Result<std::vector<Reply>> Tracing::finish(Tracing tracing)
{
    return tracing.m_points.silence().and_then([&] { return tracing.settle(); });
}

Result<protocol::TraceShown> Tracing::show()
{
    return m_points.show().map([&](const TracePoints::Shown& points) {
        protocol::TraceShown shown;
        shown.active = !points.chains.empty();
        shown.tag = m_order.tag;
        for (const Chain chain : points.chains)
            shown.chains.push_back(name(chain));
        shown.addresses = m_order.addresses;
        shown.source = std::holds_alternative<KernelLog>(m_source) ? LogSource::KernelLog : LogSource::Nflog;
        shown.why = m_why;
        shown.ruleset = points.ruleset;
        return shown;
    });
}

} // namespace hookwalk::kernel
