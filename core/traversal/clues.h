// SPDX-License-Identifier: GPL-3.0-or-later
// What is known of a packet that stopped, or that was not answered, and the ways to speak for a cause.
// Internal to the search for causes (cause.h).
#pragma once

#include "traversal/event.h"
#include "traversal/knowledge.h"
#include "traversal/rules.h"
#include "traversal/trace.h"

namespace hookwalk
{

std::uint32_t markOf(const Trace& trace, const TraceEvent& event); // fwmark; 0 none
// As the kernel looks for its route there: behind NAT, which no chain shows before the next one.
RouteSearch searchOf(const Trace& trace, TraversalIndex which, const TraceEvent& event, std::uint32_t mark);
RouteSearch wayBackOf(const RouteSearch& search); // that of this machine's answer
// The rule of a nat chain of the hook that gave it another destination, as its words tell it.
struct Rewrite {
    RuleHit hit;
    IpAddress destination;
    std::uint16_t port = 0; // 0: as it was
};
std::optional<Rewrite> destinationRewriteOf(const Trace& trace, TraversalIndex which, Hook hook);
bool hasTcpFlag(const Trace& trace, const TraceEvent& event, std::string_view flag); // "SYN"
inline bool isReset(const Trace& trace, const TraceEvent& event)
{
    return hasTcpFlag(trace, event, "RST");
}
bool isRefusal(const Trace& trace, const TraceEvent& answer); // a reset or an ICMP error

class Clues
{
public:
    Clues(const Trace& trace, TraversalIndex which, Ending& ending);

protected:
    bool isChain(Table table) const { return m_last.hasChain() && allChains[m_last.chain].table == table; }
    std::string source() const { return m_last.source.toString(); }
    std::string destination() const { return m_search.destination.toString(); }
    bool isV6() const { return !m_last.source.isV4(); }
    // How much a counter of the kernel rose in the meantime, by the family of the packet; "-": it has none.
    std::uint64_t rise(std::string_view v4, std::string_view v6) const;
    const SkbDrop* skbDrop(std::string_view reason) const;
    const TraceEvent* answer() const; // null: none came
    bool isAnswer() const { return m_traversal.replyTo != noIndex; }
    // Of TCP only a SYN has to be answered.
    bool asks() const;
    // The kernel of who asked from a raw socket or a tun knows of no connection, so it refuses the answer
    // (tcp_v4_send_reset, icmp_send). That says nothing of who answered.
    void noteUnwanted(const TraceEvent& refusal) const;
    std::string messageWith(const std::string& words) const; // of the kernel, while the packet was under way

    // One rule of the hook that drops has counted meanwhile; true where it is found. `families`: of the base
    // chains, empty: that of the packet and inet.
    bool byCounter(Hook hook, const std::vector<std::string_view>& families);
    bool hasLegacyRules() const; // iptables-legacy has the table that it was seen at last
    // One rule or policy of iptables-legacy at the hook that drops has counted meanwhile, and none of nftables.
    bool byLegacyCounter(Hook hook, bool rejectsOnly = false);

    std::vector<CountedDrop> countedAt(Hook hook, const std::vector<std::string_view>& families) const;

    void found(std::string_view code, Said reason);
    void found(std::string_view code) { m_ending.code = code; } // and the reason stays
    void rejected(Said reason);                                 // and answered, where that was seen
    void prove(Said sentence) { m_ending.evidence.push_back(std::move(sentence)); }
    // Where there is such a clue.
    void proveByCounter(std::string_view v4, std::string_view v6);
    void proveByRise(std::string_view counter);
    bool proveBySkbDrop(std::string_view reason); // whether there is one
    // Of each queueing discipline of the device for which it rose (what: "dropped", "queued"): which of tc's places for
    // filters (clsact, ingress), or the others. False: for none.
    bool proveByQdisc(std::string_view device, std::string_view what, bool isForFilters = false);
    // Whether what those counted can only be packets that are seen here: no more came to them than were on their way there.
    bool isOnlyOurs(std::string_view device, bool isForFilters) const;
    void proveByAllDrops(); // where nothing explains it: what the kernel said, whatever it means
    void proveByAnswer();

    // Counters of them that rose.
    std::vector<std::string> risenOfQdiscs(std::string_view device, std::string_view what,
                                           bool isForFilters) const;

    const Trace& m_trace;
    TraversalIndex m_which;
    const Traversal& m_traversal;
    const TraceEvent& m_first;
    const TraceEvent& m_last;
    const Inquiry* m_inquiry;   // null: the kernel was not asked, or not yet
    RouteSearch m_search;       // as it asks for its way behind its last chain
    const RouteAnswer* m_asked; // where the kernel would send it
    Ending& m_ending;
};

// By a rule or policy that nftrace named; in the chain that it was seen at last; by conntrack (false: not
// so).
void explainRule(const Clues& clues, const RuleEnd& drop);
void explainChain(const Clues& clues);
bool explainConntrack(const Clues& clues);
// Received by a device and seen by no chain; stopped at the routing decision.
void explainBeforeHooks(const Clues& clues);
void explainRouting(const Clues& clues);
// Made here, marked, and without a route then (false: not so).
bool explainReroute(const Clues& clues);
bool explainRewritten(const Clues& clues); // given another destination, by nat OUTPUT
// Behind the last chain: the device did not send it; nobody answered; nobody here wanted it.
void explainNotSent(const Clues& clues);
void explainSilence(const Clues& clues);
void explainRefusal(const Clues& clues);

} // namespace hookwalk
