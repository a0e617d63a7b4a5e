// SPDX-License-Identifier: GPL-3.0-or-later
// Causes before the first trace point: what a device received and no chain of ours saw.
#include "traversal/clues.h"
#include "traversal/ruletext.h"

#include <algorithm>
#include <utility>

namespace hookwalk
{

namespace
{

class EarlyCause : public Clues
{
public:
    explicit EarlyCause(const Clues& clues)
        : Clues(clues)
    {
    }

    void beforeHooks()
    {
        prove(say("frame-and-no-chain", m_ending.device));
        const bool checksum = skbDrop("IP_CSUM") || rise("IpExt.InCsumErrors", "-") > 0;
        proveBySkbDrop("IP_CSUM");
        proveByCounter("IpExt.InCsumErrors", "-");
        if (checksum)
            return found("bad-checksum", say("header-checksum-wrong"));
        proveBySkbDrop("IP_INHDR");
        proveByCounter("Ip.InHdrErrors", "Ip6InHdrErrors");
        if (m_first.source.isLoopback())
            return found("martian-source", say("loopback-from-outside", m_first.source.toString()));
        if (skbDrop("IP_INHDR") || rise("Ip.InHdrErrors", "Ip6InHdrErrors") > 0)
            return found("bad-packet", say("header-malformed"));
        if (m_inquiry && (byTcFilter() || earlyChain() || earlyUncounted()))
            return;
        if (skbDrop("OTHERHOST")) { // what netfilter dropped meanwhile was another packet
            proveBySkbDrop("OTHERHOST");
            m_ending.kind =
                EndingKind::Unknown; // it went to that host, and only a copy of it was dropped here
            return found("other-host", say("frame-is-for-another-host", m_ending.device));
        }
        if (m_inquiry) {
            proveByAllDrops();
            found("unexplained");
        }
    }

private:
    // sch_handle_ingress() in net/core/dev.c, before the ingress hook. The counter is that of egress, too.
    bool byTcFilter()
    {
        const std::string device = m_ending.device;
        const bool isNamed = skbDrop("TC_INGRESS") && !skbDrop("OTHERHOST");
        if (!isNamed && (skbDrop("NETFILTER_DROP") || skbDrop("TC_EGRESS")))
            return false;
        const bool isCounted = proveByQdisc(device, "dropped", true);
        if (!isNamed && !isCounted)
            return false;
        proveBySkbDrop("TC_INGRESS");
        found("tc-drop", say("dropped-by-tc-ingress", device));
        return true;
    }

    // Base chains that a packet of this device meets before the first trace point.
    std::vector<const RuleChain*> earlyChains() const
    {
        std::vector<const RuleChain*> early;
        const auto* ruleset = m_trace.ruleset();
        const int first = ruleset ? ruleset->priorityAt({Table::Raw, Hook::Prerouting}) : 0;
        for (const auto& chain : chainsOf(ruleset)) {
            const bool ofFamily = chain.family == "inet" || chain.family == (isV6() ? "ip6" : "ip");
            const bool atDevice = chain.devices.empty() ||
                                  std::ranges::find(chain.devices, m_ending.device) != chain.devices.end();
            const bool ingress = chain.hook == "ingress" && atDevice;
            const bool bridged = chain.family == "bridge" && chain.hook != "output";
            const bool ahead = chain.hook == "prerouting" && ofFamily && chain.priority < first;
            if (chain.isBase && (ingress || bridged || ahead))
                early.push_back(ruleset->find(chain.family, chain.table, chain.name));
        }
        return early;
    }

    bool earlyChain()
    {
        const auto bases = earlyChains();
        const auto counted = bases.empty() ? std::vector<CountedDrop>() : countedDrops(m_trace, bases);
        const bool dropped = skbDrop("NETFILTER_DROP") && !skbDrop("OTHERHOST");
        if (counted.size() != 1 && !(dropped && bases.size() == 1))
            return false;
        proveBySkbDrop("NETFILTER_DROP");
        const auto& base = counted.size() == 1 ? *counted.front().base : *bases.front();
        const std::string device = std::exchange(m_ending.device, {});
        m_ending.at = Stage::baseChain(Hook::Prerouting);
        m_ending.base = base.base();
        const auto* error = answer();
        const bool isRefused = error && isRefusal(m_trace, *error);
        if (counted.size() == 1) {
            const auto& hit = counted.front().hit;
            prove(say("rule-counter-rose", said(hit), counted.front().packets));
            if (isReject(hit))
                rejected(say("rejected-at-device-by", device, said(hit)));
            else
                found("rule-drop", say("dropped-at-device-by", device, said(hit)));
        } else if (const auto reason = say("dropped-at-device-in", device, base.base().place()); isRefused) {
            rejected(reason);
        } else {
            found("rule-drop", reason);
        }
        return true;
    }

    // Netfilter dropped it, no rule that drops has counted, and those without a counter stand in several chains.
    bool earlyUncounted()
    {
        if (!skbDrop("NETFILTER_DROP") || skbDrop("OTHERHOST"))
            return false;
        std::string places;
        const auto mayDrop = [](const RuleChain* chain) {
            return chain->policy == "drop" || std::ranges::any_of(chain->rules, [](const Rule& rule) {
                       return !rule.packets && (drops(rule.words()) || rejects(rule.words()));
                   });
        };
        for (const auto* base : earlyChains()) {
            if (std::ranges::any_of(m_trace.ruleset()->reachedFrom(*base), mayDrop))
                places += (places.empty() ? "" : ", ") + base->base().place();
        }
        if (places.empty())
            return false;
        proveBySkbDrop("NETFILTER_DROP");
        found("rule-drop", say("dropped-at-device-in-one-of", m_ending.device, places));
        return true;
    }
};

} // namespace

void explainBeforeHooks(const Clues& clues)
{
    EarlyCause(clues).beforeHooks();
}

} // namespace hookwalk
