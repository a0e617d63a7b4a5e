// SPDX-License-Identifier: GPL-3.0-or-later
// Which base chain a user-defined chain of iptables was called from. A line of the TRACE target names table and chain, and
// for a user-defined chain not the hook: it follows from the devices, and from the packet's lines before and behind.
#include "traversal/walkbuilder.h"

#include <algorithm>

namespace hookwalk
{

namespace
{

struct TracedCall {
    Table table;
    bool hasIn, hasOut;          // of the line
    std::optional<Chain> before; // the base chain that the packet's line before stands in; nothing: not known
    std::optional<Chain> behind; // the same of the next line that names one
};

// POSTROUTING names the device that a packet came by since Linux 5.5 (ip_output() in net/ipv4/ip_output.c).
bool fitsDevices(Hook hook, const TracedCall& call)
{
    switch (hook) {
    case Hook::Prerouting:
    case Hook::Input:
        return call.hasIn && !call.hasOut;
    case Hook::Forward:
        return call.hasIn && call.hasOut;
    case Hook::Output:
        return !call.hasIn && call.hasOut;
    case Hook::Postrouting:
        return call.hasOut;
    }
    return false;
}

bool isOnWayOut(Hook hook)
{
    return hook == Hook::Output || hook == Hook::Postrouting;
}

// Whether one packet can be in `earlier` and after that, or still, in `later`.
bool canFollow(Chain earlier, Chain later)
{
    if (earlier.hook == later.hook)
        return earlier.hook == Hook::Input ||
               chainIndex(earlier) <= chainIndex(later); // INPUT: by live priorities
    switch (later.hook) {
    case Hook::Prerouting:
        return isOnWayOut(earlier.hook); // by lo
    case Hook::Input:
        return earlier.hook == Hook::Prerouting || isOnWayOut(earlier.hook);
    case Hook::Forward:
        return earlier.hook == Hook::Prerouting;
    case Hook::Output:
        return false;
    case Hook::Postrouting:
        return earlier.hook != Hook::Input;
    }
    return false;
}

// Nothing where more than one could have called it, or none. The target writes a line for each rule that matches
// (trace_packet() in net/ipv4/netfilter/ip_tables.c), so the one that jumps stands directly before.
std::optional<Chain> callerOf(const TracedCall& call)
{
    std::optional<Chain> caller;
    for (const Hook hook : allHooks) {
        const Chain chain{call.table, hook};
        if (chainIndex(chain) == noChain || !fitsDevices(hook, call))
            continue;
        if (call.before == chain)
            return chain;
        if ((call.before && !canFollow(*call.before, chain)) ||
            (call.behind && !canFollow(chain, *call.behind)))
            continue;
        if (caller)
            return std::nullopt;
        caller = chain;
    }
    return caller;
}

} // namespace

void WalkBuilder::findCallers()
{
    for (const auto index : m_events) {
        const auto& seen = m_trace.events()[index];
        m_chains.push_back(seen.hasChain() ? std::optional(allChains[seen.chain]) : std::nullopt);
    }
    std::optional<Chain> before;
    for (std::size_t at = 0; at < m_events.size(); ++at) {
        if (!m_chains[at] && (event(at).flags & TraceEvent::Traced) != 0) {
            const auto behind =
                std::find_if(m_chains.begin() + static_cast<std::ptrdiff_t>(at), m_chains.end(),
                             [](const auto& chain) { return chain.has_value(); });
            if (const auto table = tableNamed(m_trace.line(event(at)).table))
                m_chains[at] = callerOf({*table, event(at).in != 0, event(at).out != 0, before,
                                         behind == m_chains.end() ? std::nullopt : *behind});
        }
        if (m_chains[at])
            before = m_chains[at];
    }
}

// A line whose prefix names no base chain.
void WalkBuilder::addLine(std::size_t at)
{
    const auto& caller = m_chains[at];
    addSeen(m_events[at], caller ? Stage::of(*caller) : Stage::of(StageKind::Unplaced));
    auto& stop = m_walk.stops.back();
    const auto line = m_trace.line(event(at));
    if (line.traceType != wire::TraceType::None) {
        stop.inChain = {std::string(line.table), std::string(line.chain), line.traceType,
                        line.traceNumber.value_or(0)};
        if (!caller)
            stop.note = {say("caller-not-certain", line.table)};
        return;
    }
    stop.hint = wire::placeHint(line);
    if (!stop.hint.isEmpty())
        stop.note = {saidOf(stop.hint)};
}

} // namespace hookwalk
