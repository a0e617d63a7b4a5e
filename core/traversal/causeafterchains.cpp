// SPDX-License-Identifier: GPL-3.0-or-later
// Causes behind the last chain: the device, the other end, the process here.
#include "model/network.h"
#include "traversal/clues.h"
#include "traversal/losses.h"
#include "traversal/ruletext.h"
#include "traversal/tunnels.h"

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

    // Only an inquiry, which comes when the waiting is over, shows that no answer came.
    void unanswered()
    {
        const auto* reply = answer();
        noteMark();
        if (copyOf(m_trace, m_which) != noIndex)
            return;
        if (reply && isAnswer())
            return noteUnwanted(*reply);
        if (reply && (answeredPastUs(*reply) || answerStaysHere(*reply)))
            return;
        if (reply && isIcmpError(*reply)) {
            proveByAnswer();
            m_ending.reason.push_back(say("answered-by-error"));
            return found("peer-refused");
        }
        if (reply && isReset(m_trace, *reply)) {
            prove(say("answered-by-reset-from", m_traversal.reply + 1, reply->source.toString()));
            m_ending.reason.push_back(asks() ? say("reset-nothing-listens") : say("reset-no-connection"));
            return found("peer-refused");
        }
        if (reply || !m_inquiry || !asks() || isAnswer() || carrierStopped() || carriedBy(m_trace, m_which) ||
            isOfTunnel(m_trace, m_which))
            return; // a tunnel's packet is answered by what comes inside another one
        const auto* loss = m_trace.losses().between(m_last, m_inquiry->line, Loss::Sightings | Loss::Frames);
        if (loss)
            prove(loss->said());
        if (loss || (wentIntoTunnel(m_trace, m_which) && !carrierOf(m_trace, m_which))) {
            m_ending.reason.push_back(say("not-known-whether-answered"));
            return found("lines-lost");
        }
        // Source NAT acts behind the last chain: only a frame shows with which source it was sent.
        const auto* frame = sentFrame();
        const auto connection = connectionOf(m_trace, m_which).connection;
        const auto device = m_ending.device;
        const auto sent = frame ? frame->source : IpAddress();
        const bool isOurs = m_inquiry->hasAddress(sent);
        const bool foreign = frame && m_traversal.lastPlaced != noIndex && m_first.in != 0 &&
                             sent == m_first.source && !isOurs && !isNextTo(sent, m_trace.device(m_last.out));
        const auto tracked = m_trace.knowledge().traced(m_which);
        if (foreign && tracked && tracked->state == "untracked") {
            prove(say("frame-has-foreign-source", device, sent.toString()));
            prove(say("nothing-came-back"));
            for (const auto& run : chainRunsOf(m_trace, m_which)) {
                for (const auto& hit : run.hits) {
                    if (stopsTracking(hit.text))
                        return found("untracked-no-nat", say("not-tracked-by", said(hit)));
                }
            }
            return found("untracked-no-nat", say("not-tracked-so-no-nat"));
        }
        if (foreign && isNatMeant() && (!connection || !connection->isSourceNat())) {
            prove(say("frame-has-foreign-source", device, sent.toString()));
            if (connection)
                prove(say("replies-expected-at", connection->reply.destination.toString()));
            prove(say("nothing-came-back"));
            return found("nat-no-mapping", say("source-not-rewritten", device, sent.toString()));
        }
        prove(frame ? say("left-with-source", device, sent.toString()) : say("left-by", device));
        found("peer-silent", say("sent-and-not-answered", device, destination()));
        if (frame && sent != m_first.source && !isOurs && !m_inquiry->links.empty())
            m_ending.reason.push_back(say("new-source-is-foreign", sent.toString()));
    }
    // What it went on inside of came no further, for a cause of its own.
    bool carrierStopped()
    {
        const auto link = carrierOf(m_trace, m_which);
        auto stopped = link && link->isSent ? endingOf(m_trace, link->packet) : Ending();
        if (!isDropped(stopped.kind) || stopped.code.empty())
            return false;
        found(stopped.code, say("carrier-dropped", link->packet + 1, stopped.place()));
        std::ranges::move(stopped.reason, std::back_inserter(m_ending.reason));
        std::ranges::move(stopped.evidence, std::back_inserter(m_ending.evidence));
        return true;
    }
    bool isAnswer() const { return m_traversal.replyTo != noIndex; }
    // The kernel of who asked from a raw socket or a tun knows of no connection, so it refuses the answer
    // (tcp_v4_send_reset, icmp_send). That says nothing of who answered.
    void noteUnwanted(const TraceEvent& refusal) const
    {
        if (isRefusal(m_trace, refusal))
            m_ending.reason.push_back(say("answer-refused-by-asker", m_traversal.reply + 1));
    }
    // Of TCP only a SYN has to be answered.
    bool asks() const
    {
        return isEchoRequest(m_first) || m_first.protocol == 17 ||
               (m_first.protocol == 6 && hasTcpFlag(m_trace, m_first, "SYN"));
    }
    // Only chains of type route look for the route once more (nf_route_table_hook4() and the like).
    void noteMark() const
    {
        const auto mark = markOf(m_trace, m_last);
        const auto* route = m_inquiry && m_first.in == 0 && mark != 0
                                ? m_inquiry->route(searchOf(m_trace, m_which, m_last, mark))
                                : nullptr;
        const auto device = m_trace.device(m_last.out);
        if (route && route->error.empty() && !route->out.empty() && route->out != device)
            m_ending.reason.push_back(say("mark-would-route-elsewhere", mark, route->out, device));
    }
    // Destination NAT turned it back into the network that it came from, where who answers needs no router: only
    // a frame for somebody else was seen here, and no chain saw it.
    bool answeredPastUs(const TraceEvent& reply)
    {
        const auto* connection = connectionOf(m_trace, m_which).connection;
        const bool unseen = m_trace.traversals()[m_traversal.reply].lastPlaced == noIndex;
        if (!unseen || sourceOf(reply) != wire::Source::WireIn || reply.in != m_last.out ||
            m_first.in != m_last.out || reply.destination != m_first.source || !connection ||
            !connection->isDestinationNat())
            return false;
        prove(say("frame-for-another", m_traversal.reply + 1, m_trace.device(reply.in)));
        found("hairpin-nat", say("answered-past-this-machine", reply.destination.toString(),
                                 reply.source.toString(), connection->original.destination.toString()));
        return true;
    }
    // Its source was rewritten, and nothing wrote it back in the answer: conntrack did not know that for one.
    bool answerStaysHere(const TraceEvent& reply)
    {
        const auto which = m_traversal.reply;
        const auto* frame = sentFrame();
        if (m_first.in == 0 || !frame || frame->source == m_first.source ||
            reply.destination != frame->source || endingKindOf(m_trace, which) != EndingKind::Delivered)
            return false;
        prove(say("answer-was-delivered-here", which + 1, reply.destination.toString()));
        found("nat-no-mapping", say("answer-not-written-back", which + 1, source()));
        const auto tracked = m_trace.knowledge().traced(which);
        if (!tracked || tracked->state != "untracked")
            return true;
        for (const auto& run : chainRunsOf(m_trace, which)) {
            for (const auto& hit : run.hits) {
                if (stopsTracking(hit.text)) {
                    found("nat-no-mapping", say("answer-not-tracked-by", which + 1, source(), said(hit)));
                    return true;
                }
            }
        }
        return true;
    }
    // In a network of the device's own: who is there needs no router to answer.
    bool isNextTo(const IpAddress& address, std::string_view device) const
    {
        return m_inquiry->link(device) && !m_inquiry->isBehindRouter(address, device);
    }
    // RFC 1918, RFC 4193: no router of the Internet has a route back.
    static bool isPrivate(const IpAddress& address)
    {
        constexpr std::array networks{"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7"};
        return std::ranges::any_of(networks, [&](const char* text) {
            const auto network = Network::parse(text);
            return network && network->contains(address);
        });
    }
    // The ruleset rewrites sources of what leaves by this device, or a private source goes out to the world.
    bool isNatMeant() const
    {
        if (isPrivate(m_last.source) && !isPrivate(m_last.destination) &&
            m_inquiry->isBehindRouter(m_last.destination, m_trace.device(m_last.out)))
            return true;
        const auto* ruleset = m_trace.ruleset();
        const auto device = m_trace.device(m_last.out);
        if (!ruleset || ruleset->hasLegacy(Table::Nat))
            return true;
        const auto means = [&](const Rule& rule) {
            const auto words = std::string_view(rule.words());
            const auto target = targetOf(words);
            const bool rewrites = target == "MASQUERADE" || target == "SNAT" || target == "NETMAP" ||
                                  hasWord(words, "masquerade") || hasWord(words, "snat");
            if (!rewrites)
                return false;
            for (const auto* option : {"oifname", "oif", "-o"}) {
                auto named = valueOf(words, option);
                if (named == "!" || named == "!=")
                    return true;
                if (!named.empty() && named.ends_with('+'))
                    return device.starts_with(named.substr(0, named.size() - 1));
                if (!named.empty())
                    return named == device;
            }
            return true;
        };
        return std::ranges::any_of(
            ruleset->chains, [&](const RuleChain& chain) { return std::ranges::any_of(chain.rules, means); });
    }
    const TraceEvent* sentFrame() const
    {
        const TraceEvent* frame = nullptr;
        for (auto at = m_traversal.first; at != noIndex; at = m_trace.events()[at].next) {
            const auto& event = m_trace.events()[at];
            if (sourceOf(event) == wire::Source::WireOut && event.out == m_last.out)
                frame = &event;
        }
        return frame;
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

void explainSilence(const Clues& clues)
{
    BehindCause(clues).unanswered();
}

void explainRefusal(const Clues& clues)
{
    BehindCause(clues).refusedHere();
}

} // namespace hookwalk
