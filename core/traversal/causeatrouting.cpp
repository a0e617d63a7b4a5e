// SPDX-License-Identifier: GPL-3.0-or-later
// Causes before and at the routing decision. What the kernel answers for each case is written down in
// kernel/netlink/routes.h.
#include "traversal/clues.h"
#include "traversal/ruletext.h"

#include <algorithm>
#include <utility>

namespace hookwalk
{

namespace
{

class RoutingCause : public Clues
{
public:
    explicit RoutingCause(const Clues& clues)
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
        if (m_inquiry && earlyChain())
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
        if (counted.size() != 1) {
            found("rule-drop", say("dropped-at-device-in", device, base.base().place()));
            return true;
        }
        const auto rule = said(counted.front().hit);
        prove(say("rule-counter-rose", rule, counted.front().packets));
        found(isReject(counted.front().hit) ? "rule-reject" : "rule-drop",
              say("dropped-at-device-by", device, rule));
        return true;
    }

    // ---- the routing decision

    // The route is looked for first; TTL and size are looked at on the way it leads (ip_forward,
    // ip6_forward).
    void atRouting()
    {
        const bool noWay = m_asked && !m_asked->error.empty();
        const bool refusedSource = !noWay || m_asked->error == "EINVAL" || m_asked->error == "EXDEV";
        if (refusedSource && (martian() || reversePath()))
            return;
        if (ipsec() || route() || (!noWay && (hopLimit() || tooBig() || tproxy())))
            return;
        if (!noWay && (skbDrop("NETFILTER_DROP") || (m_asked && hasLegacyRules()))) {
            m_ending.at = Stage::of(allChains[m_last.chain]);
            return explainChain(*this);
        }
        if (m_inquiry) {
            proveByAnswer();
            proveByAllDrops();
            found("unexplained");
        } else {
            hopLimit();
        }
    }

    bool hopLimit()
    {
        if (m_last.ttl > 1)
            return false;
        proveByAnswer();
        proveByCounter("Ip.InHdrErrors", "Ip6InHdrErrors");
        found("ttl-expired", isV6() ? say("hop-limit-was-one") : say("ttl-was-one"));
        return true;
    }

    bool tooBig()
    {
        const auto* error = answer();
        const bool told =
            error && (isV6() ? error->protocol == 58 && error->icmpType == 2
                             : error->protocol == 1 && error->icmpType == 3 && error->icmpCode == 4);
        const bool larger = m_asked && m_asked->mtu != 0 && m_last.length > m_asked->mtu;
        if (!told && !(larger && rise("Ip.FragFails", "Ip6InTooBigErrors") > 0))
            return false;
        proveByAnswer();
        proveByCounter("Ip.FragFails", "Ip6InTooBigErrors");
        proveBySkbDrop("PKT_TOO_BIG");
        if (larger)
            prove(say("mtu-of-way-out", m_asked->mtu));
        found("mtu-exceeded",
              isV6() ? say("too-large-ipv6", m_last.length) : say("too-large-df", m_last.length));
        // Where the sender is not told, it goes on sending too much (RFC 2923, section 2.1).
        if (const auto lost = error ? ruleEndOf(m_trace, m_traversal.reply) : std::nullopt)
            m_ending.reason.push_back(say("error-was-dropped-by", said(lost->hit)));
        return true;
    }

    bool martian()
    {
        const auto asSource = messageWith("martian source " + destination() + " from " + source());
        const auto asDestination = messageWith("martian destination " + destination() + " from " + source());
        for (const auto& message : {asSource, asDestination}) {
            if (!message.empty())
                prove(say("kernel-log-says", message));
        }
        proveBySkbDrop("IP_LOCAL_SOURCE");
        proveBySkbDrop("IP_INVALID_SOURCE");
        proveBySkbDrop("IP_INVALID_DEST");
        proveBySkbDrop("IP_LOCALNET");
        const bool own = m_inquiry && m_inquiry->hasAddress(m_last.source);
        const bool sourceBad = m_last.source.isLoopback() || own || skbDrop("IP_LOCAL_SOURCE") ||
                               skbDrop("IP_INVALID_SOURCE") ||
                               (!asSource.empty() && rise("TcpExt.IPReversePathFilter", "-") == 0);
        if (sourceBad) {
            if (own)
                prove(say("is-own-address", source()));
            found("martian-source", say("source-is-martian", source()));
            return true;
        }
        if (!asDestination.empty() || skbDrop("IP_INVALID_DEST") || skbDrop("IP_LOCALNET")) {
            if (!rewrittenToLoopback())
                found("martian-destination", say("destination-is-martian", destination()));
            return true;
        }
        return rewrittenToLoopback();
    }

    // The decision is taken behind destination NAT: no chain there shows the new destination.
    bool rewrittenToLoopback()
    {
        const std::string in(m_trace.device(m_last.in));
        const auto setting = "net.ipv4.conf." + in + ".route_localnet";
        if (!m_inquiry || m_inquiry->setting(setting) != "0")
            return false;
        for (const auto& run : chainRunsOf(m_trace, m_which)) {
            if (run.base.type != "nat" || run.verdict != "accept")
                continue;
            // Before it is confirmed conntrack tells of no mapping: the rule says which it chose.
            const auto& words = run.hits.back().text;
            const auto to = valueOf(words, targetOf(words).empty() ? "to" : "--to-destination");
            const auto address = IpAddress::parse(to.substr(0, to.find(':')));
            if (!address || !address->isLoopback())
                continue;
            prove(say("nftrace-verdict", said(run.hits.back()), run.verdict));
            prove(say("setting-is", setting, 0));
            found("martian-destination", say("rewritten-to-loopback", address->toString(), in, setting));
            return true;
        }
        return false;
    }

    bool reversePath()
    {
        if (!m_inquiry || (rise("TcpExt.IPReversePathFilter", "-") == 0 && !skbDrop("IP_RPFILTER")))
            return false;
        proveByCounter("TcpExt.IPReversePathFilter", "-");
        proveBySkbDrop("IP_RPFILTER");
        const std::string device(m_trace.device(m_last.in));
        for (const auto& where : {std::string("all"), device}) {
            const auto setting = "net.ipv4.conf." + where + ".rp_filter";
            if (!m_inquiry->setting(setting).empty() && m_inquiry->setting(setting) != "0")
                prove(say("setting-is", setting, m_inquiry->setting(setting)));
        }
        found("rp-filter", say("answer-leaves-elsewhere", source(), device));
        return true;
    }

    bool route()
    {
        if (!m_inquiry)
            return false;
        if (m_asked)
            proveByRoute(*m_asked);
        for (const auto* type : {"blackhole", "unreachable", "prohibit"}) {
            if (m_asked && m_asked->type == type) {
                proveByAnswer();
                found("route-" + std::string(type),
                      type == std::string("blackhole") ? say("route-drops-in-silence", destination(), type)
                                                       : say("route-drops-and-answers", destination(), type));
                return true;
            }
        }
        if (m_asked && !m_asked->error.empty() && refused())
            return true;
        const std::string forwarding = isV6() ? "net.ipv6.conf.all.forwarding" : "net.ipv4.ip_forward";
        const bool off = m_inquiry->setting(forwarding) == "0";
        if (off && (isV6() || rise("Ip.InAddrErrors", "-") > 0 || skbDrop("IP_INADDRERRORS") ||
                    (m_asked && m_asked->error == "EHOSTUNREACH"))) {
            prove(say("setting-is", forwarding, 0));
            proveByCounter("Ip.InAddrErrors", "Ip6InAddrErrors");
            proveBySkbDrop("IP_INADDRERRORS");
            found("ip-forward-off", say("forwarding-is-off", forwarding));
            return true;
        }
        if (forwardingOffAtDevice(forwarding))
            return true;
        const bool none =
            (m_asked && m_asked->error == "ENETUNREACH") || rise("IpExt.InNoRoutes", "Ip6InNoRoutes") > 0;
        if (!none)
            return false;
        proveByCounter("IpExt.InNoRoutes", "Ip6InNoRoutes");
        proveBySkbDrop("IP_INNOROUTES");
        proveByAnswer();
        for (const auto& link : m_inquiry->links) {
            if (link.up || link.name == "lo")
                continue;
            prove(say("routes-went-with-device", link.name));
            found("interface-down", say("no-route-while-down", destination(), link.name));
            return true;
        }
        found("no-route", say("no-route-to", destination()));
        return true;
    }

    // By a rule of `ip rule`, or a route of a table that such a rule leads to.
    bool refused()
    {
        const RouteSearch search{m_last.source, m_last.destination, std::string(m_trace.device(m_last.in)),
                                 markOf(m_trace, m_last)};
        const auto& error = m_asked->error;
        for (const std::string_view type : {"blackhole", "prohibit", "unreachable"}) {
            const bool can = type == "blackhole"  ? error == "EINVAL"
                             : type == "prohibit" ? error == "EACCES"
                                                  : error == "ENETUNREACH" || error == "EHOSTUNREACH";
            const auto refusal = can ? m_inquiry->refusalOf(search, type) : std::nullopt;
            if (!refusal)
                continue;
            proveByAnswer();
            const auto& [rule, route] = *refusal;
            found("route-" + std::string(type),
                  route ? say("route-of-table-refuses", route->to.empty() ? "default" : route->to, type,
                              route->table, rule->priority)
                        : say("policy-rule-refuses", rule->priority, type));
            return true;
        }
        if (error == "EACCES") { // ip_route_input_slow() and ip6_pkt_prohibit() alone give it
            proveByAnswer();
            found("route-prohibit", say("route-drops-and-answers", destination(), "prohibit"));
            return true;
        }
        return false;
    }

    // Of each device: that of the one it came in by counts.
    bool forwardingOffAtDevice(const std::string& forAll)
    {
        const std::string setting = std::string(isV6() ? "net.ipv6.conf." : "net.ipv4.conf.") +
                                    std::string(m_trace.device(m_last.in)) + ".forwarding";
        const bool shown = rise("Ip.InAddrErrors", "Ip6InAddrErrors") > 0 || skbDrop("IP_INADDRERRORS") ||
                           (m_asked && m_asked->error == "EHOSTUNREACH");
        if (m_inquiry->setting(setting) != "0" || !shown)
            return false;
        prove(say("setting-is", setting, 0));
        prove(say("setting-is", forAll, m_inquiry->setting(forAll)));
        proveByCounter("Ip.InAddrErrors", "Ip6InAddrErrors");
        proveBySkbDrop("IP_INADDRERRORS");
        found("ip-forward-off", say("forwarding-is-off-at", setting));
        return true;
    }

    // ip_forward() takes no packet that a socket has been given (net/ipv4/ip_forward.c).
    bool tproxy()
    {
        for (const auto& run : chainRunsOf(m_trace, m_which)) {
            for (const auto& hit : run.hits) {
                if (targetOf(hit.text) != "TPROXY" && !hasWord(hit.text, "tproxy"))
                    continue;
                prove(say("nftrace-verdict", said(hit), hit.verdict));
                found("tproxy-no-route", say("tproxy-not-local", said(hit)));
                return true;
            }
        }
        return false;
    }

    bool ipsec()
    {
        if (!m_inquiry || !skbDrop("XFRM_POLICY"))
            return false;
        proveBySkbDrop("XFRM_POLICY");
        for (const auto* counter : {"XfrmInPolBlock", "XfrmFwdHdrError", "XfrmOutPolBlock", "XfrmInNoPols"})
            proveByRise(counter);
        found("xfrm-policy", say("blocked-by-xfrm"));
        return true;
    }

    void proveByRoute(const RouteAnswer& answer)
    {
        const bool typed = !answer.type.empty();
        const auto& [from, to, in, error] = std::tuple(source(), destination(), answer.in, answer.error);
        if (!error.empty())
            prove(typed ? say("route-refused-of-type", from, to, in, error, answer.type)
                        : say("route-refused", from, to, in, error));
        else
            prove(typed ? say("route-leads-of-type", from, to, in, answer.out, answer.type)
                        : say("route-leads", from, to, in, answer.out));
    }
};

} // namespace

void explainBeforeHooks(const Clues& clues)
{
    RoutingCause(clues).beforeHooks();
}

void explainRouting(const Clues& clues)
{
    RoutingCause(clues).atRouting();
}

} // namespace hookwalk
