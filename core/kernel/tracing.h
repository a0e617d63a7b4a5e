// Trace points together with the source that their reports are read from.
#pragma once

#include "kernel/kernellog.h"
#include "kernel/namespacelogging.h"
#include "kernel/nflog.h"
#include "kernel/tracepoints.h"
#include "protocol/messages.h"

#include <variant>

namespace hookwalk::kernel
{

class Tracing
{
public:
    // `logging`: the setting that lets the kernel log show this namespace, or why that cannot be.
    static Result<Tracing> start(const protocol::SetTrace& order, Result<NamespaceLogging>& logging);
    // Other addresses, tag or source. On an error all is as it was before.
    Result<void> change(const protocol::SetTrace& order, Result<NamespaceLogging>& logging);
    // Takes the trace points away; gives what was still under way.
    static Result<std::vector<protocol::Reply>> finish(Tracing tracing);

    int fd() const; // readable: there are reports
    // The reports that have come (KernelLogLines or PacketReports), then Lost where that has changed.
    Result<std::vector<protocol::Reply>> read();
    // The same, and waits for what the kernel holds back: afterwards every packet logged before the call is
    // reported or counted as lost. Takes one tick of the kernel.
    Result<std::vector<protocol::Reply>> settle();
    Result<protocol::TraceShown> show();

private:
    using Source = std::variant<std::monostate, KernelLog, Nflog>;
    explicit Tracing(TracePoints points)
        : m_points(std::move(points))
    {
    }
    Result<void> readSource(std::vector<protocol::Reply>& replies);
    void tellLost(std::vector<protocol::Reply>& replies);
    Result<void> changeSource(Source source, std::string why, const protocol::SetTrace& order);

    TracePoints m_points;
    Source m_source;
    std::string m_why;
    protocol::SetTrace m_order;
    protocol::Lost m_lost;
    std::uint64_t m_lostTold = 0;
};

} // namespace hookwalk::kernel
