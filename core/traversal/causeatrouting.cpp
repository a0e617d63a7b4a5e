// SPDX-License-Identifier: GPL-3.0-or-later
// Causes at the routing decision. What the kernel answers for each case is written down in
// kernel/netlink/routes.h.
#include "traversal/clues.h"
#include "traversal/ruletext.h"

#include <algorithm>

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

    // The route is looked for first; TTL and size are looked at on the way it leads (ip_forward,
    // ip6_forward).
    void atRouting()
    {
        const bool noWay = m_asked && !m_asked->error.empty();
        const bool refusedSource = !noWay || m_asked->error == "EINVAL" || m_asked->error == "EXDEV";
        if ((refusedSource && martian()) || multicast() || (refusedSource && reversePath()))
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
        if (const auto setter = m_first.ttl > 1 ? ttlSetter() : std::nullopt) {
            prove(say("nftrace-verdict", said(*setter), setter->verdict));
            found("ttl-expired", say("ttl-set-by", m_first.ttl, m_last.ttl, said(*setter)));
        } else {
            found("ttl-expired", m_first.ttl > 1 ? say("ttl-lowered-here", m_first.ttl, m_last.ttl)
                                 : isV6()        ? say("hop-limit-was-one")
                                                 : say("ttl-was-one"));
        }
        return true;
    }

    std::optional<RuleHit> ttlSetter() const
    {
        for (const auto& run : chainRunsOf(m_trace, m_which)) {
            for (const auto& hit : run.hits) {
                const auto target = targetOf(hit.text);
                const bool isSet =
                    hasWord(hit.text, "set") && (hasWord(hit.text, "ttl") || hasWord(hit.text, "hoplimit"));
                if (target == "TTL" || target == "HL" || (target.empty() && isSet))
                    return hit;
            }
        }
        return std::nullopt;
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

    // ip_check_mc_rcu() in net/ipv4/igmp.c, ip6_input() in net/ipv6/ip6_input.c.
    bool multicast()
    {
        if (!m_search.destination.isMulticast() || !m_inquiry)
            return false;
        if (m_asked)
            proveByRoute(*m_asked);
        proveByAllDrops();
        found("no-route", say("group-not-joined", destination(), m_trace.device(m_last.in)));
        return true;
    }

    // Made here, and given another destination by nat OUTPUT (ip_route_me_harder() in net/ipv4/netfilter.c).
    bool rerouted()
    {
        const auto rewrite = destinationRewriteOf(m_trace, m_which, Hook::Output);
        const bool isRefused =
            m_asked && (!m_asked->error.empty() ||
                        std::ranges::find(refusingTypes, m_asked->type) != refusingTypes.end());
        return rewrite && isRefused && route();
    }

    // The decision is taken behind destination NAT: no chain there shows the new destination.
    bool rewrittenToLoopback()
    {
        const std::string in(m_trace.device(m_last.in));
        const auto setting = "net.ipv4.conf." + in + ".route_localnet";
        if (!m_inquiry || m_inquiry->setting(setting) != "0")
            return false;
        const auto rewrite = destinationRewriteOf(m_trace, m_which, Hook::Prerouting);
        if (!rewrite || !rewrite->destination.isLoopback())
            return false;
        prove(say("nftrace-verdict", said(rewrite->hit), rewrite->hit.verdict));
        prove(say("setting-is", setting, 0));
        found("martian-destination",
              say("rewritten-to-loopback", rewrite->destination.toString(), in, setting));
        return true;
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
        if (const auto rewrite = destinationRewriteOf(m_trace, m_which, allChains[m_last.chain].hook))
            prove(say("destination-rewritten-by", said(rewrite->hit), rewrite->destination.toString()));
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
        const auto& error = m_asked->error;
        for (const std::string_view type : refusingTypes) {
            const auto refusal =
                refusesWith(type, error) ? m_inquiry->refusalOf(m_search, type) : std::nullopt;
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
        if (answer.asked.in.empty() && !answer.error.empty())
            return prove(say("route-of-answer-refused", destination(), answer.error));
        const auto& [from, to, in, error] =
            std::tuple(source(), destination(), answer.asked.in, answer.error);
        if (!error.empty())
            prove(typed ? say("route-refused-of-type", from, to, in, error, answer.type)
                        : say("route-refused", from, to, in, error));
        else
            prove(typed ? say("route-leads-of-type", from, to, in, answer.out, answer.type)
                        : say("route-leads", from, to, in, answer.out));
    }
};

} // namespace

bool explainRewritten(const Clues& clues)
{
    return RoutingCause(clues).rerouted();
}

void explainRouting(const Clues& clues)
{
    RoutingCause(clues).atRouting();
}

} // namespace hookwalk
