// SPDX-License-Identifier: GPL-3.0-or-later
// Trace points together with the sources that report them, and what else is asked for: rules, connections,
// frames at devices.
#pragma once

#include "kernel/journal/namespacelogging.h"
#include "kernel/sources/nflog.h"
#include "kernel/sources/sourcefeed.h"
#include "kernel/sources/tracepoints.h"
#include "protocol/messages.h"

namespace hookwalk::kernel
{

class Tracing
{
public:
    // `logging`: the setting that lets the kernel log show this namespace, or why that cannot be.
    static Result<Tracing> start(const protocol::SetTrace& order, Result<NamespaceLogging>& logging);
    // Changes addresses, tag or sources. On an error everything stays as it was.
    Result<void> change(const protocol::SetTrace& order, Result<NamespaceLogging>& logging);
    // Removes the trace points; returns reports that were still on their way.
    static Result<std::vector<protocol::Reply>> finish(Tracing tracing);

    int fd() const { return m_feed.fd(); } // readable: there are reports
    // The reports that have come (KernelLogLines, PacketReports, Facts), then Lost where that has changed.
    // Reports of conntrack and the devices come 20 to 25 ms late, after the sightings of the same packets. Where
    // nftrace is asked for, its reports come first, and those of the kernel log and NFLOG 15 ms late.
    Result<std::vector<protocol::Reply>> read();
    // The same, with what is held back: afterwards every packet that the kernel reported before the call has
    // been passed on or counted as lost. Takes one tick of the kernel. Where reports come faster than they can be
    // read, it ends after 3 s, and read() has the rest.
    Result<std::vector<protocol::Reply>> settle();
    // Sends a canary packet (protocol::Canary) and settles; the "canary" line comes last. Before it the trace points follow
    // what tunnels there are now.
    Result<std::vector<protocol::Reply>> sendCanary();
    // All that can be read now.
    Result<std::vector<protocol::Reply>> catchUp();
    Result<protocol::TraceShown> show();

private:
    // Where sightings come from, and why from there.
    struct Choice {
        protocol::LogSource source = protocol::LogSource::Auto; // never Auto once made
        Sentences why;
        std::shared_ptr<LiveSource> kernelLog;
        std::shared_ptr<Nflog> nflog;
    };

    Tracing(TracePoints points, SourceFeed feed)
        : m_points(std::move(points))
        , m_feed(std::move(feed))
    {
    }
    Result<Choice> choose(const protocol::SetTrace& order, Result<NamespaceLogging>& logging) const;
    Result<SourceFeed> open(const Choice& choice, const protocol::SetTrace& order) const;
    Result<std::vector<protocol::Reply>> settle(SourceFeed::Milliseconds atMost);
    Result<std::vector<protocol::Reply>> followTunnels();
    std::vector<protocol::Reply> repliesTo(ReportStream reports);

    TracePoints m_points;
    SourceFeed m_feed;
    std::shared_ptr<Nflog> m_nflog;                                      // where it is one of the sources
    std::shared_ptr<Carriers> m_carriers = std::make_shared<Carriers>(); // as the trace points have them
    TraceOrder m_set;
    protocol::SetTrace m_order;
    protocol::LogSource m_source = protocol::LogSource::Auto;
    Sentences m_why;
    std::uint64_t m_lostTold = 0;
};

} // namespace hookwalk::kernel
