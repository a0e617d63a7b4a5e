// SPDX-License-Identifier: GPL-3.0-or-later
// Causes within a chain: its rules and policy, and conntrack before it.
#include "traversal/clues.h"
#include "traversal/losses.h"

#include <algorithm>

namespace hookwalk
{

namespace
{

class ChainCause : public Clues
{
public:
    explicit ChainCause(const Clues& clues)
        : Clues(clues)
    {
    }

    void byRule(const RuleDrop& drop)
    {
        const auto& hit = drop.hit;
        // The kernel gives an INVALID packet no connection, so nftrace has none to tell of
        // (nf_trace_fill_ct_info, net/netfilter/nf_tables_trace.c).
        const auto traced = m_trace.knowledge().traced(m_which);
        const bool untold = !traced || traced->state.empty() || traced->state == "invalid";
        const bool invalid = untold && (hit.text.find("invalid") != hit.text.npos ||
                                        hit.text.find("INVALID") != hit.text.npos);
        const std::string words = wordsOf(hit);
        prove("nftrace: " + words + " gave the verdict drop.");
        proveBySkbDrop("NETFILTER_DROP");
        if (hit.type == RuleHitType::Policy)
            return found("policy-drop", "No rule accepted it, and " + words + " is drop.");
        if (isReject(hit)) {
            proveByAnswer();
            return found("rule-reject",
                         "It was rejected by " + words + ": dropped, and answered by an error.");
        }
        if (invalid) {
            prove("nftrace knows of no connection for it: conntrack gives an INVALID packet none.");
            return found("invalid-dropped", "conntrack could not make sense of it (state INVALID), and " +
                                                words + " drops such packets.");
        }
        found("rule-drop", "It was dropped by " + words + '.');
    }

    // A drop between two chains of which nftrace does not tell, or without nftrace.
    void inChain()
    {
        const auto chain = name(allChains[m_last.chain]);
        const auto* error = answer();
        if (error && isIcmpError(*error)) {
            proveByAnswer();
            return found("rule-reject", "It entered " + chain +
                                            " and came no further, and an error answered it: "
                                            "a rule there rejected it.");
        }
        proveBySkbDrop("NETFILTER_DROP");
        if (m_trace.knowledge().reportsRules(m_last.line)) {
            if (const auto* loss = m_trace.losses().behind(m_last, Loss::Rules)) {
                prove(loss->sentence());
                return found("unexplained", m_ending.reason + " What nftrace told of its rules was lost.");
            }
            if (!hasLegacyRules())
                return found("unexplained", m_ending.reason + " No rule that nftrace reports dropped it.");
            prove("The table " + std::string(name(allChains[m_last.chain].table)) +
                  " of iptables-legacy is loaded; its rules run beside those of nftables and nftrace does "
                  "not see them.");
            return found("rule-drop",
                         "It was dropped in " + chain + " by a rule or the policy of iptables-legacy.");
        }
        prove(m_ending.reason);
        found("rule-drop",
              "A rule or the policy of " + chain + " dropped it: it entered there and came no further.");
    }

    bool conntrackFull()
    {
        const auto message = messageWith("table full");
        if (message.empty() && (!m_inquiry || m_inquiry->rise("Conntrack.drop") == 0))
            return false;
        if (!message.empty())
            prove("The kernel log: " + message);
        if (m_inquiry && m_inquiry->rise("Conntrack.drop") > 0)
            prove(m_inquiry->riseText("Conntrack.drop"));
        if (m_inquiry && !m_inquiry->setting("net.netfilter.nf_conntrack_max").empty())
            prove("nf_conntrack_max is " + std::string(m_inquiry->setting("net.netfilter.nf_conntrack_max")) +
                  '.');
        m_ending.at = "conntrack";
        found("conntrack-full",
              "The table of connections is full, so conntrack dropped the first packet of a new one.");
        return true;
    }
};

} // namespace

void explainRule(const Clues& clues, const RuleDrop& drop)
{
    ChainCause(clues).byRule(drop);
}

void explainChain(const Clues& clues)
{
    ChainCause(clues).inChain();
}

bool explainConntrack(const Clues& clues)
{
    return ChainCause(clues).conntrackFull();
}

} // namespace hookwalk
