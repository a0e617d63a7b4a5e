#include "traversal/cause.h"

#include "traversal/event.h"
#include "traversal/knowledge.h"
#include "traversal/rules.h"

#include <algorithm>
#include <charconv>

namespace hookwalk
{

namespace
{

std::string counterText(const Inquiry& inquiry, std::string_view counter)
{
    return "The kernel's counter " + std::string(counter) + " rose by " +
           std::to_string(inquiry.rise(counter)) + '.';
}

// Looks at one packet that stopped, or that was not answered, and collects what speaks for a cause.
class Search
{
public:
    Search(const Trace& trace, TraversalIndex which, Ending& ending)
        : m_trace(trace)
        , m_which(which)
        , m_traversal(trace.traversals()[which])
        , m_first(trace.events()[m_traversal.first])
        , m_last(
              trace.events()[m_traversal.lastPlaced != noIndex ? m_traversal.lastPlaced : m_traversal.last])
        , m_inquiry(trace.knowledge().inquiryBehind(trace.events()[m_traversal.last].line))
        , m_asked(m_inquiry ? m_inquiry->route(m_last.source, m_last.destination, trace.device(m_last.in))
                            : nullptr)
        , m_ending(ending)
    {
    }

    void run()
    {
        if (const auto drop = ruleDropOf(m_trace, m_which))
            return byRule(*drop);
        if (m_ending.kind == EndingKind::Transmitted)
            return unanswered();
        if (m_ending.kind == EndingKind::Delivered)
            return refusedHere();
        if (m_ending.kind != EndingKind::Dropped)
            return;
        if (m_traversal.lastPlaced == noIndex)
            return beforeHooks();
        if (m_ending.at == "routing decision")
            return atRouting();
        if (isChain(Table::Raw) && conntrackFull())
            return;
        if (allChains[m_last.chain].hook == Hook::Postrouting && m_ending.at == m_trace.device(m_last.out))
            return notSent();
        inChain();
    }

private:
    bool isChain(Table table) const { return m_last.hasChain() && allChains[m_last.chain].table == table; }
    std::string source() const { return m_last.source.toString(); }
    std::string destination() const { return m_last.destination.toString(); }
    bool isV6() const { return !m_last.source.isV4(); }
    std::uint64_t rise(std::string_view v4, std::string_view v6) const
    {
        return m_inquiry ? m_inquiry->rise(isV6() ? v6 : v4) : 0;
    }
    const SkbDrop* skbDrop(std::string_view reason) const
    {
        return m_inquiry ? m_inquiry->drop(reason) : nullptr;
    }
    const TraceEvent* answer() const
    {
        return m_traversal.reply == noIndex
                   ? nullptr
                   : &m_trace.events()[m_trace.traversals()[m_traversal.reply].first];
    }
    bool isReset(const TraceEvent& event) const
    {
        const auto line = m_trace.line(event);
        return line.packet.tcp && std::ranges::find(line.packet.tcp->flags, std::string_view("RST")) !=
                                      line.packet.tcp->flags.end();
    }
    std::string messageWith(const std::string& words) const
    {
        return m_trace.knowledge().messageWith(words, m_first.line, m_inquiry ? m_inquiry->line : noIndex);
    }

    void found(std::string_view code, std::string reason)
    {
        m_ending.code = code;
        m_ending.reason = std::move(reason);
    }
    void prove(std::string sentence) { m_ending.evidence.push_back(std::move(sentence)); }
    void proveByCounter(std::string_view v4, std::string_view v6)
    {
        if (rise(v4, v6) > 0)
            prove(counterText(*m_inquiry, isV6() ? v6 : v4));
    }
    void proveBySkbDrop(std::string_view reason)
    {
        if (const auto* drop = skbDrop(reason))
            prove("The tracepoint skb:kfree_skb gave the reason " + drop->reason +
                  (drop->location.empty() ? "." : " in " + drop->location + "."));
    }
    void proveByAnswer()
    {
        const auto* error = answer();
        if (error && isIcmpError(*error))
            prove("Packet " + std::to_string(m_traversal.reply + 1) + " answered it: ICMP" +
                  (isV6() ? "v6" : "") + " type " + std::to_string(error->icmpType) + " code " +
                  std::to_string(error->icmpCode) + " from " + error->source.toString() + '.');
    }

    // ---- rules

    void byRule(const RuleDrop& drop)
    {
        const auto& hit = drop.hit;
        // The kernel gives an INVALID packet no connection, so nftrace has none to tell of
        // (nf_trace_fill_ct_info, net/netfilter/nf_tables_trace.c).
        const auto* traced = m_trace.knowledge().traced(m_which);
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
            if (!isLegacy())
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

    bool isLegacy() const
    {
        const auto* ruleset = m_trace.ruleset();
        return ruleset && std::ranges::find(ruleset->legacy, name(allChains[m_last.chain].table)) !=
                              ruleset->legacy.end();
    }

    bool conntrackFull()
    {
        const auto message = messageWith("table full");
        if (message.empty() && (!m_inquiry || m_inquiry->rise("Conntrack.drop") == 0))
            return false;
        if (!message.empty())
            prove("The kernel log: " + message);
        if (m_inquiry && m_inquiry->rise("Conntrack.drop") > 0)
            prove(counterText(*m_inquiry, "Conntrack.drop"));
        if (m_inquiry && !m_inquiry->setting("net.netfilter.nf_conntrack_max").empty())
            prove("nf_conntrack_max is " + std::string(m_inquiry->setting("net.netfilter.nf_conntrack_max")) +
                  '.');
        m_ending.at = "conntrack";
        found("conntrack-full",
              "The table of connections is full, so conntrack dropped the first packet of a new one.");
        return true;
    }

    // ---- before every hook

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
    // ip6_forward). What the kernel answers for each case is written down in kernel/routes.h.
    void atRouting()
    {
        const bool noWay = m_asked && !m_asked->error.empty();
        const bool refusedSource = !noWay || m_asked->error == "EINVAL" || m_asked->error == "EXDEV";
        if (refusedSource && (martian() || reversePath()))
            return;
        if (route() || (!noWay && (hopLimit() || tooBig())))
            return;
        if (!noWay && (skbDrop("NETFILTER_DROP") || (m_asked && isLegacy()))) {
            m_ending.at = name(allChains[m_last.chain]);
            return inChain();
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
        const auto* asked = m_asked;
        if (asked)
            prove("The kernel, asked for the route from " + source() + " to " + destination() + " in by " +
                  asked->in + ": " + (asked->error.empty() ? "out by " + asked->out : asked->error) +
                  (asked->type.empty() ? "." : ", a route of type " + asked->type + '.'));
        for (const auto* type : {"blackhole", "unreachable", "prohibit"}) {
            if (asked && asked->type == type) {
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
                    (asked && asked->error == "EHOSTUNREACH"))) {
            prove(forwarding + " is 0.");
            proveByCounter("Ip.InAddrErrors", "Ip6InAddrErrors");
            proveBySkbDrop("IP_INADDRERRORS");
            found("ip-forward-off",
                  "It is not for this machine, and forwarding is off (" + forwarding + " = 0).");
            return true;
        }
        const bool none =
            (asked && asked->error == "ENETUNREACH") || rise("IpExt.InNoRoutes", "Ip6InNoRoutes") > 0;
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

    // ---- behind the last chain

    void notSent()
    {
        const std::string device(m_trace.device(m_last.out));
        const auto* link = m_inquiry ? m_inquiry->link(device) : nullptr;
        prove("No frame left by " + device + '.');
        for (const auto* counter : {".tx_dropped", ".tx_carrier_errors"}) {
            const auto name = "Device." + device + counter;
            if (m_inquiry && m_inquiry->rise(name) > 0)
                prove(counterText(*m_inquiry, name));
        }
        for (const auto* reason : {"DEV_READY", "TAP_TXFILTER", "FULL_RING", "QDISC_DROP"})
            proveBySkbDrop(reason);
        if (link && !link->up)
            prove(device + " is down.");
        else if (link && !link->carrier)
            prove(device + " has no carrier.");
        if (link && isTun() && !link->carrier)
            return found("tun-closed", "It was routed to " + device + ", and no program has that tun open.");
        if (link && (!link->up || !link->carrier))
            return found("interface-down",
                         device + (link->up ? " has no carrier" : " is down") + ", so it could not be sent.");
        found("unexplained", m_ending.reason);
    }
    bool isTun() const
    {
        const auto device = m_trace.device(m_last.out);
        return device.starts_with("tun") || device.starts_with("hookwalk");
    }

    // Only an inquiry, which comes when the waiting is over, shows that no answer came.
    void unanswered()
    {
        const auto* reply = answer();
        if (reply && isIcmpError(*reply)) {
            proveByAnswer();
            return found("peer-refused", m_ending.reason + " It was answered by an error.");
        }
        if (reply && isReset(*reply)) {
            prove("Packet " + std::to_string(m_traversal.reply + 1) + " answered it: a TCP reset from " +
                  reply->source.toString() + '.');
            return found("peer-refused",
                         m_ending.reason + " It was answered by a reset: nothing listens on that port.");
        }
        if (reply || !m_inquiry || !asks() || m_traversal.replyTo != noIndex)
            return;
        const auto& sent = sentSource();
        const auto connection = connectionOf(m_trace, m_which).connection;
        const bool foreign = m_first.in != 0 && sent == m_first.source && !m_inquiry->hasAddress(sent);
        const auto device = m_ending.at;
        if (foreign && (!connection || !connection->isSourceNat())) {
            prove("The frame at " + device + " still has the source " + sent.toString() +
                  ", which is no address of this machine.");
            if (connection)
                prove("conntrack holds no mapping for it: replies are expected at " +
                      connection->reply.destination.toString() + '.');
            prove("Nothing came back.");
            return found("nat-no-mapping",
                         "It left by " + device + " with the source " + sent.toString() +
                             ": no rule of nat POSTROUTING rewrote it, so the other end has no way "
                             "to answer.");
        }
        prove("It left by " + device + " with the source " + sent.toString() + ", and nothing came back.");
        found("peer-silent", "It was sent by " + device + ", and " + destination() + " did not answer.");
    }
    bool asks() const { return isEchoRequest(m_first) || m_first.protocol == 6 || m_first.protocol == 17; }
    const IpAddress& sentSource() const
    {
        const IpAddress* source = &m_last.source;
        for (auto at = m_traversal.first; at != noIndex; at = m_trace.events()[at].next) {
            const auto& event = m_trace.events()[at];
            if (sourceOf(event) == wire::Source::WireOut && event.out == m_last.out)
                source = &event.source;
        }
        return *source;
    }

    void refusedHere()
    {
        const auto* reply = answer();
        if (!reply || (!isIcmpError(*reply) && !isReset(*reply)))
            return;
        proveByAnswer();
        if (isReset(*reply))
            prove("Packet " + std::to_string(m_traversal.reply + 1) + " answered it: a TCP reset.");
        found("no-listener", "It was delivered to this machine, and no process wanted it.");
    }

    const Trace& m_trace;
    TraversalIndex m_which;
    const Traversal& m_traversal;
    const TraceEvent& m_first;
    const TraceEvent& m_last;
    const Inquiry* m_inquiry;
    const RouteAnswer* m_asked; // where the kernel would send it
    Ending& m_ending;
};

std::uint32_t markOf(const Trace& trace, const TraceEvent& event)
{
    auto text = trace.line(event).mark;
    if (text.starts_with("0x"))
        text.remove_prefix(2);
    std::uint32_t mark = 0;
    std::from_chars(text.data(), text.data() + text.size(), mark, 16);
    return mark;
}

} // namespace

void explain(const Trace& trace, TraversalIndex which, Ending& ending)
{
    Search(trace, which, ending).run();
}

std::vector<OpenQuestion> openQuestions(const Trace& trace, TraversalIndex from)
{
    constexpr std::size_t most = 64;
    std::vector<OpenQuestion> questions;
    for (auto i = from; i < trace.traversals().size() && questions.size() < most; ++i) {
        const auto& traversal = trace.traversals()[i];
        if (traversal.lastPlaced == noIndex)
            continue;
        const auto& last = trace.events()[traversal.lastPlaced];
        if (allChains[last.chain].hook != Hook::Prerouting || last.in == 0)
            continue;
        OpenQuestion question{last.source, last.destination, std::string(trace.device(last.in)),
                              last.protocol, markOf(trace, last)};
        if (std::ranges::find(questions, question) == questions.end())
            questions.push_back(std::move(question));
    }
    return questions;
}

} // namespace hookwalk
