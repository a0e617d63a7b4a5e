#include "traversal/knowledge.h"

#include "wire/jsoninteger.h"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

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

void Knowledge::readRule(const wire::FactLine& fact, TraversalIndex traversal, std::uint8_t behind)
{
    const auto json = Json::parse(fact.content, nullptr, false);
    if (!json.is_object() || traversal == noIndex)
        return;
    try {
        PlacedHit placed{behind, {}};
        auto& hit = placed.hit;
        const auto type = json.value("type", "");
        hit.type = type == "policy"   ? RuleHitType::Policy
                   : type == "return" ? RuleHitType::Return
                                      : RuleHitType::Rule;
        hit.family = json.value("family", "");
        hit.table = json.value("table", "");
        hit.chain = json.value("chain", "");
        hit.handle = integerOr<std::uint64_t>(json, "handle", 0);
        hit.verdict = json.value("verdict", "");
        hit.target = json.value("target", "");
        auto& depths = m_depths[traversal];
        hit.depth = depths.empty() ? 0 : depths.back();
        if (hit.verdict == "jump")
            depths.push_back(hit.depth + 1);
        else if (hit.verdict == "goto" && !depths.empty())
            depths.back() = hit.depth + 1;
        else if (hit.verdict == "goto")
            depths.push_back(1);
        else if ((hit.verdict == "return" || hit.type == RuleHitType::Return) && !depths.empty())
            depths.pop_back();
        else if (hit.type == RuleHitType::Policy || hit.decides())
            depths.clear();
        m_hits[traversal].push_back(std::move(placed));
        if (const auto traced = readTraced(json))
            noteTraced(traversal, *traced);
    } catch (const Json::exception&) { // a value of another kind: the line says nothing then
    }
}

void Knowledge::noteTraced(TraversalIndex traversal, const TracedConnection& traced)
{
    auto& known = m_traced[traversal];
    if (traced.id != 0 && traced.id != known.id)
        m_tracedPackets[traced.id].push_back(traversal);
    known = traced;
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

void Knowledge::read(const wire::FactLine& fact, std::uint32_t line)
{
    if (fact.kind == "ruleset") {
        if (auto ruleset = m_rulesetReader.add(fact.content)) {
            m_rulesProblem = ruleset->problem;
            m_ruleset = m_rulesProblem.empty() ? std::move(ruleset) : std::nullopt;
        }
        return;
    }
    if (isInquiryKind(fact.kind)) {
        if (!m_inquiring)
            m_inquiries.emplace_back().line = line;
        m_inquiring = true;
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
        const bool known = found != m_byId.end() && m_connections[found->second].original == *original;
        const auto index = known ? found->second : m_connections.size();
        if (!known) {
            m_connections.push_back(
                {*id, integerOr<std::uint8_t>(json, "protocol", 0), *original, *reply, {}, {}, false});
            m_byId[*id] = index;
        }
        auto& connection = m_connections[index];
        connection.reply = *reply;
        readConnection(json, connection);
        if (!connection.gone || !known) {
            m_byTuple[tupleKey(connection.protocol, connection.original)] = index;
            m_byTuple[tupleKey(connection.protocol, connection.reply)] = index;
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
    if (explains)
        m_messages.push_back({line, std::string(text.substr(text.find(';') + 1))});
}

const std::vector<PlacedHit>& Knowledge::hits(TraversalIndex traversal) const
{
    static const std::vector<PlacedHit> none;
    const auto found = m_hits.find(traversal);
    return found == m_hits.end() ? none : found->second;
}

const TracedConnection* Knowledge::traced(TraversalIndex traversal) const
{
    const auto found = m_traced.find(traversal);
    return found == m_traced.end() ? nullptr : &found->second;
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
    const auto& connection = m_connections[found->second];
    return connection.original == tuple || connection.reply == tuple ? &connection : nullptr;
}

const Connection* Knowledge::connection(std::uint32_t id) const
{
    const auto found = m_byId.find(id);
    return found == m_byId.end() ? nullptr : &m_connections[found->second];
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
