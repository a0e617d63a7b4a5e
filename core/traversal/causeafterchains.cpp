// SPDX-License-Identifier: GPL-3.0-or-later
// Causes behind the last chain: the device, the process here.
#include "traversal/clues.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace hookwalk
{

namespace
{

constexpr std::array xfrmInCounters{"XfrmInPolBlock", "XfrmInNoPols", "XfrmInTmplMismatch"};

class BehindCause : public Clues
{
public:
    explicit BehindCause(const Clues& clues)
        : Clues(clues)
    {
    }

    void notSent()
    {
        const std::string device(m_trace.device(m_last.out));
        const auto* link = m_inquiry ? m_inquiry->link(device) : nullptr;
        prove(say("no-frame-left", device));
        for (const auto* counter : {".tx_dropped", ".tx_carrier_errors"})
            proveByRise("Device." + device + counter);
        for (const auto* reason : {"DEV_READY", "TAP_TXFILTER", "FULL_RING"})
            proveBySkbDrop(reason);
        if (link && !link->up)
            prove(say("device-is-down", device));
        else if (link && !link->carrier)
            prove(say("device-has-no-carrier", device));
        if (link && isTunName(device) && !link->carrier)
            return found("tun-closed", say("tun-not-open", device));
        if (link && (!link->up || !link->carrier))
            return found("interface-down",
                         link->up ? say("no-carrier-not-sent", device) : say("device-down-not-sent", device));
        if (isTooLarge(link))
            return found("mtu-exceeded", say("too-large-df", m_last.length));
        if (const auto* hop = m_inquiry ? m_inquiry->silent(device, nextHop(device)) : nullptr) {
            prove(say("neighbour-is", hop->address, device, hop->state));
            proveByAnswer();
            if (hop->state == "incomplete" && !answer()) // the kernel keeps it for some seconds more
                m_ending.kind = EndingKind::Unknown;
            return found("next-hop-silent", say("next-hop-does-not-answer", hop->address, device));
        }
        if (m_inquiry && m_inquiry->rise("Conntrack.insert_failed") > 0) {
            proveByRise("Conntrack.insert_failed");
            proveByRise("Conntrack.drop");
            proveBySkbDrop("NETFILTER_DROP");
            m_ending.device.clear();
            m_ending.at = Stage::conntrack(Hook::Postrouting);
            return found("nat-clash", say("translation-is-taken"));
        }
        if (byCounter(Hook::Postrouting, {"ip", "ip6", "inet", "netdev", "bridge"}) ||
            byTrafficControl(device))
            return;
        proveByAllDrops();
        found("unexplained");
    }

    // ip_fragment() in net/ipv4/ip_output.c: what was made here passes routing whatever its size.
    bool isTooLarge(const LinkState* link)
    {
        const auto mtu = m_asked && m_asked->mtu != 0 ? m_asked->mtu : link ? link->mtu : 0;
        const auto line = m_trace.line(m_last);
        const bool mayBeFragmented =
            isV6() || std::ranges::find(line.packet.flags, "DF") == line.packet.flags.end();
        if (mayBeFragmented || mtu == 0 || m_last.length <= mtu || rise("Ip.FragFails", "") == 0)
            return false;
        proveByCounter("Ip.FragFails", "");
        proveBySkbDrop("PKT_TOO_BIG");
        prove(say("mtu-of-way-out", mtu));
        return true;
    }

    // Filters at egress come before the queue: sch_handle_egress(), __dev_xmit_skb() in net/core/dev.c.
    bool byTrafficControl(const std::string& device)
    {
        const bool isFiltered = proveBySkbDrop("TC_EGRESS");
        const bool isCounted =
            (isFiltered || !skbDrop("TC_INGRESS")) && proveByQdisc(device, "dropped", true);
        if (isFiltered || isCounted) {
            found("tc-drop", say("dropped-by-tc-egress", device));
            reserve(!isFiltered, device, true);
            return true;
        }
        // enum skb_drop_reason, include/net/dropreason-core.h
        bool isDropped = false;
        for (const auto* reason : {"QDISC_DROP", "QDISC_OVERLIMIT", "QDISC_CONGESTED", "CAKE_FLOOD",
                                   "FQ_BAND_LIMIT", "FQ_HORIZON_LIMIT", "FQ_FLOW_LIMIT"})
            isDropped |= proveBySkbDrop(reason);
        if (proveByQdisc(device, "dropped") || isDropped) {
            found("qdisc-drop", say("dropped-by-qdisc", device));
            reserve(!isDropped, device, false);
            return true;
        }
        if (!proveByQdisc(device, "queued"))
            return false;
        m_ending.kind = EndingKind::Unknown;
        found("qdisc-held", say("held-by-qdisc", device));
        reserve(true, device, false);
        return true;
    }

    // A counter alone does not say whose packet it was: the kernel's reasons are those of our own packets only.
    void reserve(bool byCounter, const std::string& device, bool isForFilters)
    {
        if (!byCounter || isOnlyOurs(device, isForFilters))
            return;
        m_ending.reason.push_back(say("probably-this-one"));
        prove(say("others-may-have-counted", device));
    }

    // Where the device would have sent it to; "": the kernel was not asked, or takes another way now.
    std::string nextHop(std::string_view device) const
    {
        if (!m_asked || m_asked->out != device)
            return {};
        return m_asked->gateway.empty() ? destination() : m_asked->gateway;
    }

    // inet_rcv: icmp_echo() answers nothing where the setting forbids it.
    bool ignoresEchoes()
    {
        const std::string setting =
            isV6() ? "net.ipv6.icmp.echo_ignore_all" : "net.ipv4.icmp_echo_ignore_all";
        if (answer() || !m_inquiry || !isEchoRequest(m_first) || m_inquiry->setting(setting) != "1")
            return false;
        prove(say("setting-is", setting, 1));
        proveByCounter("Icmp.InEchos", "Icmp6InEchos");
        found("echo-ignored", say("echo-requests-are-ignored", setting));
        return true;
    }

    // xfrm4_policy_check() stands between the INPUT chains and the process.
    bool keptByIpsec()
    {
        if (answer() || !skbDrop("XFRM_POLICY") ||
            std::ranges::none_of(xfrmInCounters,
                                 [this](const char* one) { return m_inquiry->rise(one) > 0; }))
            return false;
        proveBySkbDrop("XFRM_POLICY");
        for (const auto* counter : xfrmInCounters)
            proveByRise(counter);
        m_ending.kind = EndingKind::Dropped;
        found("xfrm-policy", say("kept-by-xfrm"));
        return true;
    }

    // The kernel answers by itself (an echo, a SYN), and looks for the route of the answer as for any other.
    bool answerHasNoWay()
    {
        if (answer() || !m_inquiry || !asks() || m_first.in == 0)
            return false;
        const auto search = wayBackOf(m_search);
        const auto* back = m_inquiry->route(search);
        const bool isRefusing = back && std::ranges::find(refusingTypes, back->type) != refusingTypes.end();
        if (!back || (back->error.empty() && !isRefusing))
            return false;
        prove(say("route-of-answer-refused", search.destination.toString(),
                  back->error.empty() ? back->type : back->error));
        found("no-route", say("answer-has-no-way", search.destination.toString()));
        for (const auto type : refusingTypes) {
            const bool can = back->error.empty() ? back->type == type : refusesWith(type, back->error);
            if (const auto refusal = can ? m_inquiry->refusalOf(search, type) : std::nullopt) {
                const auto& [rule, route] = *refusal;
                m_ending.code = "route-" + std::string(type);
                m_ending.reason.push_back(route ? say("route-of-table-refuses",
                                                      route->to.empty() ? "default" : route->to, type,
                                                      route->table, rule->priority)
                                                : say("policy-rule-refuses", rule->priority, type));
                return true;
            }
        }
        return true;
    }

    void refusedHere()
    {
        const auto* reply = answer();
        if (ignoresEchoes() || keptByIpsec() || answerHasNoWay())
            return;
        if (!reply || !isRefusal(m_trace, *reply))
            return;
        if (isAnswer())
            return noteUnwanted(*reply);
        proveByAnswer();
        found("no-listener", asks() ? say("no-process-wanted-it") : say("of-no-connection"));
    }
};

} // namespace

void explainNotSent(const Clues& clues)
{
    BehindCause(clues).notSent();
}

void explainRefusal(const Clues& clues)
{
    BehindCause(clues).refusedHere();
}

} // namespace hookwalk
