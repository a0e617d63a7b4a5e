// SPDX-License-Identifier: GPL-3.0-or-later
// Causes before and at the routing decision. What the kernel answers for each case is written down in
// kernel/netlink/routes.h.
#include "traversal/clues.h"

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

    void beforeHooks()
    {
        prove("A frame at " + m_ending.at + ", and no trace point reported it.");
        const bool checksum = skbDrop("IP_CSUM") || rise("IpExt.InCsumErrors", "-") > 0;
        proveBySkbDrop("IP_CSUM");
        proveByCounter("IpExt.InCsumErrors", "-");
        if (checksum)
            return found(
                "bad-checksum",
                "The checksum of its IP header is wrong, so it was dropped before every hook (ip_rcv).");
        proveBySkbDrop("IP_INHDR");
        proveByCounter("Ip.InHdrErrors", "Ip6InHdrErrors");
        if (m_first.source.isLoopback())
            return found("martian-source",
                         "Its source " + m_first.source.toString() + " must not come from outside.");
        if (skbDrop("IP_INHDR") || rise("Ip.InHdrErrors", "Ip6InHdrErrors") > 0)
            return found("bad-packet", "Its IP header is malformed, so it was dropped before every hook.");
        if (m_inquiry)
            found("unexplained", m_ending.reason);
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
        if (route() || (!noWay && (hopLimit() || tooBig())))
            return;
        if (!noWay && (skbDrop("NETFILTER_DROP") || (m_asked && hasLegacyRules()))) {
            m_ending.at = name(allChains[m_last.chain]);
            return explainChain(*this);
        }
        if (m_inquiry) {
            proveByAnswer();
            found("unexplained", m_ending.reason);
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
        found("ttl-expired", std::string(isV6() ? "The hop limit" : "The TTL") +
                                 " was 1 on arrival: a router does not forward such a packet.");
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
            prove("The MTU of the way out is " + std::to_string(m_asked->mtu) + " bytes.");
        found("mtu-exceeded", "It has " + std::to_string(m_last.length) +
                                  " bytes, more than the MTU of the way out, and may not be fragmented" +
                                  (isV6() ? " (IPv6 routers never do)." : " (DF)."));
        return true;
    }

    bool martian()
    {
        const auto asSource = messageWith("martian source " + destination() + " from " + source());
        const auto asDestination = messageWith("martian destination " + destination() + " from " + source());
        for (const auto& message : {asSource, asDestination}) {
            if (!message.empty())
                prove("The kernel log: " + message);
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
                prove(source() + " is an address of this machine.");
            found("martian-source",
                  "Its source " + source() +
                      " cannot come from outside: the kernel takes it for a martian and drops it.");
            return true;
        }
        if (!asDestination.empty() || skbDrop("IP_INVALID_DEST") || skbDrop("IP_LOCALNET")) {
            found("martian-destination", "Its destination " + destination() + " must not be seen on a wire.");
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
                prove(setting + " is " + std::string(m_inquiry->setting(setting)) + '.');
        }
        found("rp-filter", "An answer to " + source() + " would not leave by " + device +
                               ", where it came in, so the reverse path filter dropped it.");
        return true;
    }

    bool route()
    {
        if (!m_inquiry)
            return false;
        if (m_asked)
            prove("The kernel, asked for the route from " + source() + " to " + destination() + " in by " +
                  m_asked->in + ": " + (m_asked->error.empty() ? "out by " + m_asked->out : m_asked->error) +
                  (m_asked->type.empty() ? "." : ", a route of type " + m_asked->type + '.'));
        for (const auto* type : {"blackhole", "unreachable", "prohibit"}) {
            if (m_asked && m_asked->type == type) {
                proveByAnswer();
                found("route-" + std::string(type),
                      "The route to " + destination() + " is of type " + type +
                          (type == std::string("blackhole")
                               ? ": what takes it is dropped in silence."
                               : ": what takes it is dropped and answered by an error."));
                return true;
            }
        }
        const std::string forwarding = isV6() ? "net.ipv6.conf.all.forwarding" : "net.ipv4.ip_forward";
        const bool off = m_inquiry->setting(forwarding) == "0";
        if (off && (isV6() || rise("Ip.InAddrErrors", "-") > 0 || skbDrop("IP_INADDRERRORS") ||
                    (m_asked && m_asked->error == "EHOSTUNREACH"))) {
            prove(forwarding + " is 0.");
            proveByCounter("Ip.InAddrErrors", "Ip6InAddrErrors");
            proveBySkbDrop("IP_INADDRERRORS");
            found("ip-forward-off",
                  "It is not for this machine, and forwarding is off (" + forwarding + " = 0).");
            return true;
        }
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
            prove(link.name + " is down, and routes through a device go when it goes down.");
            found("interface-down",
                  "There is no route to " + destination() + " while " + link.name + " is down.");
            return true;
        }
        found("no-route", "There is no route to " + destination() + '.');
        return true;
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
