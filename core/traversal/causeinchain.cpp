// SPDX-License-Identifier: GPL-3.0-or-later
// Causes within a chain: its rules and policy, and conntrack before it.
#include "traversal/clues.h"
#include "traversal/losses.h"
#include "traversal/ruletext.h"

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

    void byRule(const RuleEnd& drop)
    {
        const auto& hit = drop.hit;
        // The kernel gives an INVALID packet no connection, so nftrace has none to tell of
        // (nf_trace_fill_ct_info, net/netfilter/nf_tables_trace.c); older kernels tell of none, and then only the rule does.
        const auto traced = m_trace.knowledge().traced(m_which);
        const bool untold = !traced || traced->state.empty();
        const bool hasNone = untold && m_trace.knowledge().hasTracking();
        const auto asked = asksForInvalid(hit.text);
        const bool invalid = asked == Invalid::Only ||
                             (asked == Invalid::Among && (hasNone || (traced && traced->state == "invalid")));
        const Said rule = said(hit);
        if (hit.verdict == "queue")
            return byQueue(hit, rule);
        if (hit.verdict == "stolen") {
            prove(say("nftrace-verdict", rule, hit.verdict));
            if (const auto device = forwardsTo(hit.text); !device.empty()) {
                m_ending.at = Stage::of(StageKind::NetworkOut);
                m_ending.device = device;
                m_ending.reason = {drop.base.hook == "egress"
                                       ? say("redirected-at-egress", m_trace.device(m_last.out), device, rule)
                                       : say("redirected-by", m_trace.device(m_first.in), device, rule)};
                return;
            }
            return found("stolen", say("stolen-by", rule));
        }
        prove(say("nftrace-verdict-drop", rule));
        proveBySkbDrop("NETFILTER_DROP");
        if (hit.type == RuleHitType::Policy)
            return found("policy-drop", say("policy-is-drop", rule));
        if (isReject(hit)) {
            return rejected(say("rejected-by", rule));
        }
        // tproxy_tg4() in net/netfilter/xt_TPROXY.c; nft's tproxy goes on to the next rule.
        if (targetOf(hit.text) == "TPROXY")
            return found("rule-drop", say("tproxy-without-listener", rule));
        if (invalid) {
            if (hasNone || (untold && m_trace.knowledge().isOurs())) // a paste may lack what nftrace told
                prove(say("invalid-has-no-connection"));
            return found("invalid-dropped", say("invalid-dropped-by", rule));
        }
        found("rule-drop", say("dropped-by", rule));
    }

    // nf_queue() in net/netfilter/nf_queue.c: without a reader NF_DROP, but for --queue-bypass.
    void byQueue(const RuleHit& hit, const Said& rule)
    {
        prove(say("nftrace-verdict", rule, hit.verdict));
        const auto* queue = m_inquiry ? m_inquiry->queue(hit.queue) : nullptr;
        if (queue) {
            prove(say("queue-has-reader", queue->waiting, hit.queue));
            return found("queue-held", say("queued-and-not-back", rule, hit.queue));
        }
        if (m_inquiry && m_inquiry->queues) {
            prove(say("queue-without-reader", hit.queue));
            return found("queue-no-reader", say("queued-without-reader", rule, hit.queue));
        }
        found("queue-held", say("queued-and-reader-unknown", rule));
    }

    // A drop between two chains of which nftrace does not tell, or without nftrace.
    void inChain()
    {
        const auto chain = name(allChains[m_last.chain]);
        // An answer of this machine to what came no further: who dropped it made it, too.
        const auto* error = answer();
        const auto hook = allChains[m_last.chain].hook;
        const bool isRejected = error && isRefusal(m_trace, *error) && error->in == 0;
        if (isRejected && byLegacyCounter(hook, true))
            return rejected(Said(m_ending.reason.front()));
        if (isRejected)
            return rejected(say("rejected-in", chain));
        proveBySkbDrop("NETFILTER_DROP");
        // nf_nat_icmp_reply_translation() in net/netfilter/nf_nat_core.c
        if (isRedirect(m_first) && allChains[m_last.chain].hook == Hook::Output &&
            m_trace.traversals().has(m_traversal.replyTo)) {
            const auto about = connectionOf(m_trace, m_traversal.replyTo).connection;
            const bool isTranslated = about && (about->isSourceNat() || about->isDestinationNat());
            const bool isFirst =
                m_trace.traversals()[m_traversal.replyTo].saw(Chain{Table::Nat, Hook::Prerouting});
            if (isTranslated || isFirst) {
                proveByRise("Ip.OutDiscards");
                m_ending.at = Stage::of(Chain{Table::Nat, Hook::Output});
                return found("redirect-of-nat", say(isTranslated ? "redirects-of-nat-are-dropped"
                                                                 : "redirects-before-nat-are-dropped"));
            }
        }
        if (hook == Hook::Output && (explainReroute(*this) || explainRewritten(*this)))
            return;
        if (byCounter(hook, {}) || byLegacyCounter(hook))
            return;
        if (m_trace.knowledge().reportsRules(m_last.line)) {
            if (const auto* loss = m_trace.losses().behind(m_last, Loss::Rules)) {
                prove(loss->said());
                m_ending.reason.push_back(say("rules-told-were-lost"));
                return found("unexplained");
            }
            if (!hasLegacyRules()) {
                m_ending.reason.push_back(say("no-reported-rule-dropped"));
                return found("unexplained");
            }
            prove(say("legacy-rules-unseen", name(allChains[m_last.chain].table)));
            return found("rule-drop", say("dropped-by-legacy", chain));
        }
        std::ranges::copy(m_ending.reason, std::back_inserter(m_ending.evidence));
        found("rule-drop", say("dropped-in", chain));
    }

    bool conntrackFull()
    {
        const auto message = messageWith("table full");
        if (message.empty() && (!m_inquiry || m_inquiry->rise("Conntrack.drop") == 0))
            return false;
        if (!message.empty())
            prove(say("kernel-log-says", message));
        proveByRise("Conntrack.drop");
        const auto most = m_inquiry ? m_inquiry->setting("net.netfilter.nf_conntrack_max") : "";
        if (!most.empty())
            prove(say("setting-is", "nf_conntrack_max", most));
        m_ending.at = Stage::conntrack(allChains[m_last.chain].hook);
        found("conntrack-full", say("connections-full"));
        return true;
    }
};

} // namespace

void explainRule(const Clues& clues, const RuleEnd& drop)
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
