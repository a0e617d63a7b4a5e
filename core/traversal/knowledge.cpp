// SPDX-License-Identifier: GPL-3.0-or-later
#include "traversal/knowledge.h"

#include "wire/jsoninteger.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>

namespace hookwalk
{

namespace
{

using Json = nlohmann::json;
using wire::integerOr;

std::optional<Tuple> readTuple(const Json& json)
{
    const auto source = IpAddress::parse(json.value("source", ""));
    const auto destination = IpAddress::parse(json.value("destination", ""));
    if (!source || !destination)
        return std::nullopt;
    const auto id = integerOr<std::uint16_t>(json, "icmpId", 0);
    return Tuple{*source, *destination, integerOr(json, "sourcePort", id),
                 integerOr(json, "destinationPort", id)};
}

// Behind the first of two translations: a request between destination and source NAT, and its reply there.
std::array<Tuple, 2> halfTranslated(const Connection& connection)
{
    const auto& [original, reply] = std::pair(connection.original, connection.reply);
    const Tuple request{original.source, reply.source, original.sourcePort, reply.sourcePort};
    return {request, {request.destination, request.source, request.destinationPort, request.sourcePort}};
}

void readConnection(const Json& json, Connection& connection)
{
    connection.gone = json.value("event", "") == "destroy";
    const auto status = json.find("status");
    if (status != json.end() && status->is_array() && !status->empty()) {
        connection.status.clear();
        for (const auto& word : *status)
            connection.status.push_back(word.get<std::string>());
    }
    connection.tcpState = json.value("tcpState", connection.tcpState);
}

std::optional<TracedConnection> readTraced(const Json& json)
{
    const auto ct = json.find("ct");
    if (ct == json.end() || !ct->is_object())
        return std::nullopt;
    return TracedConnection{integerOr<std::uint32_t>(*ct, "id", 0), ct->value("direction", "") == "reply",
                            ct->value("state", "")};
}

} // namespace

std::uint32_t Knowledge::Names::numberOf(const std::string& name)
{
    const auto [known, isNew] = m_numbers.try_emplace(name, static_cast<std::uint32_t>(m_names.size()));
    if (isNew)
        m_names.push_back(&known->first);
    return known->second;
}

std::uint64_t tupleKey(std::uint8_t protocol, const Tuple& tuple)
{
    const auto view = [](const IpAddress& address) {
        return std::string_view(reinterpret_cast<const char*>(address.bytes.data()), address.bytes.size());
    };
    const std::hash<std::string_view> hash;
    const std::uint64_t ports = std::uint64_t{tuple.sourcePort} << 24 | std::uint64_t{tuple.destinationPort}
                                                                            << 8;
    return (hash(view(tuple.source)) * 31 + hash(view(tuple.destination))) * 31 + (ports | protocol);
}

std::uint32_t Knowledge::packetIdOf(std::string_view json)
{
    constexpr std::string_view key = "\"packet\":\"";
    const auto place = json.find(key);
    std::uint32_t id = 0;
    if (place != json.npos)
        std::from_chars(json.data() + place + key.size(), json.data() + json.size(), id, 16);
    return id;
}

void Knowledge::readRule(const wire::FactLine& fact, std::uint32_t line, TraversalIndex traversal,
                         std::uint8_t behind)
{
    const auto json = Json::parse(fact.content, nullptr, false);
    if (!json.is_object() || traversal == noIndex)
        return;
    try {
        const auto name = [&](const char* key) { return m_names.numberOf(json.value(key, "")); };
        const auto type = json.value("type", "");
        const auto verdict = json.value("verdict", "");
        Hit hit{integerOr<std::uint64_t>(json, "handle", 0),
                line,
                name("family"),
                name("table"),
                name("chain"),
                m_names.numberOf(verdict),
                name("target"),
                name("text"),
                integerOr<std::uint32_t>(json, "mark", 0),
                type == "policy"   ? RuleHitType::Policy
                : type == "return" ? RuleHitType::Return
                                   : RuleHitType::Rule,
                integerOr<std::uint16_t>(json, "queue", 0),
                behind,
                0};
        const auto traced = readTraced(json);
        auto& packet = m_packets[traversal];
        auto& depths = packet.depths;
        hit.depth = depths.empty() ? std::uint8_t{0} : depths.back();
        const auto deeper = static_cast<std::uint8_t>(std::min(hit.depth + 1, 255));
        if (verdict == "jump")
            depths.push_back(deeper);
        else if (verdict == "goto" && !depths.empty())
            depths.back() = deeper;
        else if (verdict == "goto")
            depths.push_back(1);
        else if ((verdict == "return" || hit.type == RuleHitType::Return) && !depths.empty())
            depths.pop_back();
        else if (hit.type == RuleHitType::Policy || decides(verdict))
            depths = {};
        packet.hits.push_back(hit);
        noteMet(hit, packet);
        if (verdict == "drop" || verdict == "queue" || verdict == "stolen")
            noteDecided(packet);
        m_revision += std::exchange(m_hasRules, true) ? 0 : 1;
        if (traced)
            noteTraced(traversal, *traced);
    } catch (const Json::exception&) { // a value of another kind: the line says nothing then
    }
}

void Knowledge::noteTraced(TraversalIndex traversal, const TracedConnection& traced)
{
    auto& known = m_packets[traversal].traced;
    if (traced.id != 0 && (!known || traced.id != known->id))
        m_tracedPackets[traced.id].push_back(traversal);
    known = Traced{traced.id, m_names.numberOf(traced.state), traced.isReply};
    m_revision += std::exchange(m_hasTracking, true) ? 0 : 1;
}

void Knowledge::readTracking(const wire::FactLine& fact, TraversalIndex traversal)
{
    const auto json = Json::parse(fact.content, nullptr, false);
    if (!json.is_object() || traversal == noIndex)
        return;
    try {
        if (const auto traced = readTraced(json))
            noteTraced(traversal, *traced);
    } catch (const Json::exception&) {
    }
}

// Against the counters of the ruleset that was told before.
void Knowledge::noteRisen(const Ruleset& now)
{
    m_risenRules.clear();
    const auto note = [&](const RuleChain& chain, std::uint64_t handle, const auto& count, const auto& before,
                          bool isLegacy) {
        if (count && before && *count > *before)
            m_risenRules.push_back(
                {chain.family, chain.table, chain.name, handle, *count - *before, isLegacy});
    };
    for (const bool isLegacy : {false, true}) {
        for (const auto& chain : isLegacy ? now.legacyChains : now.chains) {
            const auto* earlier = m_ruleset ? m_ruleset->same(chain, isLegacy) : nullptr;
            if (!earlier)
                continue;
            for (const auto& rule : chain.rules) {
                const auto* before = earlier->find(rule.handle);
                // A place is another rule's once one was inserted before it.
                if (before && (!isLegacy || before->text == rule.text))
                    note(chain, rule.handle, rule.packets, before->packets, isLegacy);
            }
            note(chain, 0, chain.policyPackets, earlier->policyPackets, isLegacy);
        }
    }
}

void Knowledge::read(const wire::FactLine& fact, std::uint32_t line)
{
    if (fact.kind != "connection" || m_connections.empty())
        ++m_revision;
    if (fact.kind == "ruleset") {
        if (auto ruleset = m_rulesetReader.add(fact.content)) {
            notePlaces();
            m_rulesProblem = ruleset->problem;
            noteRisen(*ruleset);
            noteRuleset(m_rulesProblem.empty() ? std::move(ruleset) : std::nullopt, line);
        }
        return;
    }
    if (isInquiryKind(fact.kind)) {
        // Reports that come late between the answers of one inquiry do not part them.
        const bool goesOn = m_inquiring || (!m_inquiries.empty() &&
                                            m_inquiries.back().timeUs.value_or(fact.timeUs) == fact.timeUs);
        if (!goesOn)
            m_inquiries.emplace_back().line = line;
        m_inquiring = true;
        if (fact.kind != "dropped")
            m_inquiries.back().timeUs = fact.timeUs;
        hookwalk::read(fact.kind, fact.content, m_inquiries.back());
        return;
    }
    const auto json = Json::parse(fact.content, nullptr, false);
    if (!json.is_object())
        return;
    try {
        if (fact.kind == "sources")
            m_sources.push_back({line, json.value("rules", false), json.value("frames", false)});
        if (fact.kind != "connection")
            return;
        const auto id = wire::integerOf<std::uint32_t>(json.at("id"));
        const auto original = readTuple(json.at("original")), reply = readTuple(json.at("reply"));
        if (!id || !original || !reply)
            return;
        const auto found = m_byId.find(*id);
        const bool known = found != m_byId.end() && m_connections.at(found->second).original == *original;
        const auto number = known ? found->second : m_nextConnection++;
        if (!known) {
            m_connections[number] = {
                *id, integerOr<std::uint8_t>(json, "protocol", 0), *original, *reply, {}, {}, false, 0};
            m_byId[*id] = number;
        }
        auto& connection = m_connections.at(number);
        connection.reply = *reply;
        connection.revision = ++m_connectionRevision;
        readConnection(json, connection);
        if (connection.gone)
            m_ended.push_back({line, number});
        if (!connection.gone || !known) {
            m_byTuple[tupleKey(connection.protocol, connection.original)] = number;
            m_byTuple[tupleKey(connection.protocol, connection.reply)] = number;
            for (const auto& tuple : halfTranslated(connection)) {
                const auto [place, isNew] =
                    m_byTuple.try_emplace(tupleKey(connection.protocol, tuple), number);
                if (!isNew && m_connections.at(place->second).gone)
                    place->second = number;
            }
        }
    } catch (const Json::exception&) {
    }
}

Knowledge::Sources Knowledge::sourcesAt(std::uint32_t line) const
{
    const auto after = std::ranges::upper_bound(m_sources, line, {}, &Sources::line);
    return after == m_sources.begin() ? Sources() : *std::prev(after);
}

void Knowledge::readOther(std::string_view text, std::uint32_t line)
{
    const bool explains = text.find("martian ") != text.npos || text.find("table full") != text.npos;
    if (!explains)
        return;
    ++m_revision;
    m_messages.push_back({line, std::string(text.substr(text.find(';') + 1))});
}

std::vector<PlacedHit> Knowledge::hits(TraversalIndex traversal) const
{
    std::vector<PlacedHit> hits;
    const auto found = m_packets.find(traversal);
    if (found == m_packets.end())
        return hits;
    for (const Hit& hit : found->second.hits)
        hits.push_back({hit.behind,
                        {hit.type, m_names[hit.family], m_names[hit.table], m_names[hit.chain], hit.handle,
                         m_names[hit.verdict], m_names[hit.target], m_names[hit.text], hit.depth, 0, hit.line,
                         hit.queue, hit.mark}});
    return hits;
}

bool Knowledge::mayHaveEnd(TraversalIndex traversal) const
{
    const auto found = m_packets.find(traversal);
    return found != m_packets.end() && std::ranges::any_of(found->second.hits, [&](const Hit& hit) {
               const auto& verdict = m_names[hit.verdict];
               return verdict == "drop" || verdict == "queue" || verdict == "stolen";
           });
}

std::optional<TracedConnection> Knowledge::traced(TraversalIndex traversal) const
{
    const auto found = m_packets.find(traversal);
    if (found == m_packets.end() || !found->second.traced)
        return std::nullopt;
    const auto& traced = *found->second.traced;
    return TracedConnection{traced.id, traced.isReply, m_names[traced.state]};
}

std::vector<TraversalIndex> Knowledge::tracedPackets(std::uint32_t connection) const
{
    const auto found = m_tracedPackets.find(connection);
    return found == m_tracedPackets.end() ? std::vector<TraversalIndex>() : found->second;
}

const Connection* Knowledge::connection(std::uint8_t protocol, const Tuple& tuple) const
{
    const auto found = m_byTuple.find(tupleKey(protocol, tuple));
    if (found == m_byTuple.end())
        return nullptr;
    const auto& connection = m_connections.at(found->second);
    const auto half = halfTranslated(connection);
    const bool is = connection.original == tuple || connection.reply == tuple ||
                    std::ranges::find(half, tuple) != half.end();
    return is ? &connection : nullptr;
}

const Connection* Knowledge::connection(std::uint32_t id) const
{
    const auto found = m_byId.find(id);
    return found == m_byId.end() ? nullptr : &m_connections.at(found->second);
}

std::vector<const Connection*> Knowledge::connections() const
{
    std::map<std::uint64_t, const Connection*> ordered;
    for (const auto& [number, connection] : m_connections)
        ordered[number] = &connection;
    std::vector<const Connection*> all(ordered.size());
    std::ranges::transform(ordered, all.begin(), [](const auto& one) { return one.second; });
    return all;
}

void Knowledge::forget(TraversalIndex first, TraversalIndex oldest, std::uint32_t line)
{
    for (auto packet = first; packet < oldest; ++packet) {
        const auto known = m_packets.find(packet);
        if (known == m_packets.end())
            continue;
        const auto& traced = known->second.traced;
        const auto connection = traced ? m_tracedPackets.find(traced->id) : m_tracedPackets.end();
        if (connection != m_tracedPackets.end()) {
            std::erase_if(connection->second, [&](auto other) { return other <= packet; });
            if (connection->second.empty())
                m_tracedPackets.erase(connection);
        }
        m_packets.erase(known);
    }
    for (; !m_ended.empty() && m_ended.front().line < line; m_ended.pop_front())
        forgetConnection(m_ended.front().connection);
    while (m_sources.size() > 1 && m_sources[1].line < line)
        m_sources.pop_front();
    forgetRulesets(line);
    while (!m_inquiries.empty() && m_inquiries.front().line < line)
        m_inquiries.pop_front();
    while (!m_messages.empty() && m_messages.front().line < line)
        m_messages.pop_front();
}

void Knowledge::forgetConnection(std::uint64_t number)
{
    const auto found = m_connections.find(number);
    if (found == m_connections.end() || !found->second.gone)
        return;
    const auto& connection = found->second;
    const auto forget = [&](auto& places, auto key) {
        const auto place = places.find(key);
        if (place != places.end() && place->second == number)
            places.erase(place);
    };
    forget(m_byId, connection.id);
    forget(m_byTuple, tupleKey(connection.protocol, connection.original));
    forget(m_byTuple, tupleKey(connection.protocol, connection.reply));
    for (const auto& tuple : halfTranslated(connection))
        forget(m_byTuple, tupleKey(connection.protocol, tuple));
    m_connections.erase(found);
}

const Inquiry* Knowledge::inquiryBehind(std::uint32_t line) const
{
    const auto found = std::ranges::lower_bound(m_inquiries, line, {}, &Inquiry::line);
    return found == m_inquiries.end() ? nullptr : &*found;
}

std::string Knowledge::messageWith(std::string_view words, std::uint32_t after, std::uint32_t before) const
{
    for (const auto& message : m_messages) {
        if (message.line >= after && message.line <= before && message.text.find(words) != std::string::npos)
            return message.text;
    }
    return {};
}

} // namespace hookwalk
