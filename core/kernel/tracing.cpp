#include "kernel/tracing.h"

#include <poll.h>

namespace hookwalk::kernel
{

namespace
{

using protocol::LogSource;
using protocol::Reply;

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
constexpr int tickMs = 15;

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
    return m_points->set(points).map([&] {
        if (auto* kept = std::get_if<Nflog>(&m_source);
            kept && std::holds_alternative<std::monostate>(source))
            kept->forgetLost();
        else
            m_source = std::move(source);
        m_why = std::move(why);
        m_order = order;
        m_lostTold = 0;
    });
}

int Tracing::fd() const
{
    return std::visit(
        Overloaded{[](const std::monostate&) { return -1; }, [](const auto& source) { return source.fd(); }},
        m_source);
}

Result<std::vector<Reply>> Tracing::read()
{
    std::string bytes;
    protocol::Lost lost;
    std::vector<Reply> replies;
    const auto result =
        std::visit(Overloaded{[](std::monostate&) { return Result<void>(); },
                              [&](KernelLog& log) {
                                  auto read = log.read(bytes);
                                  lost.kernelLog = log.lost();
                                  if (!bytes.empty())
                                      replies.push_back(protocol::KernelLogLines{std::move(bytes)});
                                  return read;
                              },
                              [&](Nflog& log) {
                                  auto read = log.read(bytes);
                                  lost.nflog = log.lost();
                                  if (!bytes.empty())
                                      replies.push_back(protocol::NflogPackets{std::move(bytes)});
                                  return read;
                              }},
                   m_source);
    if (!result)
        return tl::unexpected(result.error());
    if (const auto total = lost.kernelLog + lost.nflog; total != m_lostTold) {
        m_lostTold = total;
        replies.push_back(lost);
    }
    return replies;
}

Result<std::vector<Reply>> Tracing::finish(Tracing tracing)
{
    tracing.m_points.reset();
    const bool batched = std::holds_alternative<Nflog>(tracing.m_source);
    std::vector<Reply> all;
    pollfd more{tracing.fd(), POLLIN, 0};
    while (poll(&more, 1, batched ? tickMs : 0) > 0) {
        auto some = tracing.read();
        if (!some)
            return some;
        all.insert(all.end(), std::make_move_iterator(some->begin()), std::make_move_iterator(some->end()));
    }
    return all;
}

Result<protocol::TraceShown> Tracing::show()
{
    return m_points->show().map([&](const TracePoints::Shown& points) {
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
