// SPDX-License-Identifier: GPL-3.0-or-later
// Why nothing came back, or something else than an answer, of what was sent: the other end, its way to there and back.
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

class SilenceCause : public Clues
{
public:
    explicit SilenceCause(const Clues& clues)
        : Clues(clues)
    {
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
        if (loss) {
            prove(loss->said());
            m_ending.reason.push_back(say("not-known-whether-answered"));
            return found("lines-lost");
        }
        if (wentOnUnseen(m_trace, m_which)) {
            m_ending.reason.push_back(say("not-known-what-carried-it"));
            return found("tunnel-not-followed");
        }
        if (answerMayBeInside())
            return;
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
        // A rule wrote it behind the last trace point, and conntrack writes nothing back.
        if (frame && sent != m_first.source && tracked && tracked->state == "untracked") {
            m_ending.reason.push_back(say("answers-not-looked-for", sent.toString()));
            return;
        }
        prove(frame ? say("left-with-source", device, sent.toString()) : say("left-by", device));
        found("peer-silent", say("sent-and-not-answered", device, destination()));
        if (frame && sent != m_first.source && !isOurs && !m_inquiry->links.empty())
            m_ending.reason.push_back(say("new-source-is-foreign", sent.toString()));
    }
    // What it went on inside of came no further, for a cause of its own.
    bool carrierStopped()
    {
        for (const auto& link : carriersOf(m_trace, m_which)) {
            auto stopped = link.isSent ? endingOf(m_trace, link.packet) : Ending();
            if (!isDropped(stopped.kind) || stopped.code.empty())
                continue;
            found(stopped.code, say("carrier-dropped", link.packet + 1, stopped.place()));
            addAll(std::move(stopped));
            return true;
        }
        return false;
    }
    void addAll(Ending stopped) const
    {
        std::ranges::move(stopped.reason, std::back_inserter(m_ending.reason));
        std::ranges::move(stopped.evidence, std::back_inserter(m_ending.evidence));
    }
    // In a packet of the tunnel that was dropped here, or of which not all is known.
    bool answerMayBeInside()
    {
        const auto packet = mayHoldAnswerTo(m_trace, m_which);
        if (packet == noIndex)
            return false;
        auto stopped = endingOf(m_trace, packet);
        const auto& traversals = m_trace.traversals();
        const auto carrier = carrierOf(m_trace, m_which).value_or(TunnelLink{m_which, {}});
        const bool isFromThere = m_trace.events()[traversals[packet].first].source ==
                                 m_trace.events()[traversals[carrier.packet].last].destination;
        if (!isFromThere || !isDropped(stopped.kind) || stopped.code.empty()) {
            m_ending.reason.push_back(say("answer-may-be-inside", packet + 1));
            found("tunnel-not-followed");
            return true;
        }
        found(stopped.code, say("carrier-of-answer-dropped", packet + 1, stopped.place()));
        addAll(std::move(stopped));
        return true;
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
};

} // namespace

void explainSilence(const Clues& clues)
{
    SilenceCause(clues).unanswered();
}

} // namespace hookwalk
