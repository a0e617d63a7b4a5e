// SPDX-License-Identifier: GPL-3.0-or-later
#include "traversal/inquiry.h"

#include "model/network.h"
#include "wire/jsoninteger.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace hookwalk
{

namespace
{

using Json = nlohmann::json;

constexpr std::array<std::string_view, 8> kinds{"counters", "settings", "links",  "route",
                                                "dropped",  "queues",   "policy", "neighbours"};

std::string textOr(const Json& object, const char* name)
{
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

bool flagOr(const Json& object, const char* name)
{
    const auto found = object.find(name);
    return found != object.end() && found->is_boolean() && found->get<bool>();
}

RouteAnswer readRoute(const Json& json)
{
    RouteAnswer answer;
    auto& asked = answer.asked;
    asked.source = IpAddress::parse(textOr(json, "source")).value_or(IpAddress());
    asked.destination = IpAddress::parse(textOr(json, "destination")).value_or(IpAddress());
    asked.in = textOr(json, "in");
    asked.mark = wire::integerOr<std::uint32_t>(json, "mark", 0);
    asked.protocol = wire::integerOr<std::uint8_t>(json, "protocol", 0);
    asked.sourcePort = wire::integerOr<std::uint16_t>(json, "sourcePort", 0);
    asked.destinationPort = wire::integerOr<std::uint16_t>(json, "destinationPort", 0);
    asked.tos = wire::integerOr<std::uint8_t>(json, "tos", 0);
    answer.error = textOr(json, "error");
    answer.type = textOr(json, "type");
    answer.out = textOr(json, "out");
    answer.gateway = textOr(json, "gateway");
    answer.mtu = wire::integerOr<std::uint32_t>(json, "mtu", 0);
    return answer;
}

LinkState readLink(const Json& json)
{
    LinkState link{textOr(json, "name"),
                   flagOr(json, "up"),
                   flagOr(json, "carrier"),
                   wire::integerOr<std::uint32_t>(json, "mtu", 0),
                   {},
                   textOr(json, "kind"),
                   wire::integerOr<std::uint16_t>(json, "port", 0),
                   textOr(json, "encapsulation")};
    for (const auto& address : json.value("addresses", Json::array()))
        link.addresses.push_back(address.get<std::string>());
    return link;
}

void readPolicy(const Json& json, Inquiry& inquiry)
{
    const auto number = [](const Json& object, const char* name) {
        return wire::integerOr<std::uint32_t>(object, name, 0);
    };
    const auto range = [](const Json& object, const char* name) -> PolicyRule::Range {
        const auto found = object.find(name);
        if (found == object.end())
            return std::nullopt;
        return std::pair{found->at(0).get<std::uint32_t>(), found->at(1).get<std::uint32_t>()};
    };
    for (const auto& one : json.at("rules")) {
        const auto tos = one.contains("tos") ? wire::integerOf<std::uint8_t>(one["tos"]) : std::nullopt;
        inquiry.policyRules.push_back(
            {textOr(one, "family") == "ip", number(one, "priority"), textOr(one, "from"), textOr(one, "to"),
             textOr(one, "in"), textOr(one, "out"), number(one, "mark"), number(one, "mask"),
             flagOr(one, "not"), textOr(one, "action"), number(one, "table"), tos,
             wire::integerOr<std::uint8_t>(one, "protocol", 0), range(one, "sourcePorts"),
             range(one, "destinationPorts"), range(one, "users"), flagOr(one, "more")});
    }
    std::ranges::stable_sort(inquiry.policyRules, {}, &PolicyRule::priority);
    for (const auto& one : json.at("routes"))
        inquiry.refusingRoutes.push_back(
            {textOr(one, "family") == "ip", textOr(one, "to"), textOr(one, "type"), number(one, "table")});
}

// "192.0.2.0/24"; "" holds everything.
bool holds(const std::string& prefix, const IpAddress& address)
{
    const auto network = Network::parse(prefix);
    return prefix.empty() || (network && network->contains(address));
}

bool within(const PolicyRule::Range& range, std::uint32_t number)
{
    return !range || (range->first <= number && number <= range->second);
}

// fib_rule_match() in net/core/fib_rules.c and fib4_rule_match() in net/ipv4/fib_rules.c. What comes in by a device
// counts as root's; who sends what was made here is not known.
bool matches(const PolicyRule& rule, const RouteSearch& search)
{
    const bool held = holds(rule.from, search.source) && holds(rule.to, search.destination) &&
                      (rule.in.empty() || rule.in == search.in || (rule.in == "lo" && search.in.empty())) &&
                      (search.mark & rule.mask) == (rule.mark & rule.mask) && rule.out.empty() &&
                      (!rule.tos || *rule.tos == (search.tos & 0xfcU)) &&
                      (rule.protocol == 0 || rule.protocol == search.protocol) &&
                      within(rule.sourcePorts, search.sourcePort) &&
                      within(rule.destinationPorts, search.destinationPort) &&
                      (search.in.empty() || within(rule.users, 0));
    return !rule.asksMore && held != rule.isNot;
}

// An answer of an older recording does not tell what it was asked for.
bool isFor(const RouteSearch& asked, const RouteSearch& wanted)
{
    return asked.source == wanted.source && asked.destination == wanted.destination &&
           asked.in == wanted.in && asked.mark == wanted.mark &&
           (asked.protocol == 0 ||
            (asked.protocol == wanted.protocol && asked.sourcePort == wanted.sourcePort &&
             asked.destinationPort == wanted.destinationPort && asked.tos == wanted.tos));
}

void add(std::string_view kind, const Json& json, Inquiry& inquiry)
{
    if (kind == "counters") {
        for (const auto& [name, value] : json.items())
            inquiry.counters[name] = wire::integerOf<std::uint64_t>(value).value_or(0);
    } else if (kind == "settings") {
        for (const auto& [name, value] : json.items())
            inquiry.settings[name] = value.get<std::string>();
    } else if (kind == "links") {
        inquiry.links.clear();
        for (const auto& link : json)
            inquiry.links.push_back(readLink(link));
    } else if (kind == "route") {
        inquiry.routes.push_back(readRoute(json));
    } else if (kind == "queues") {
        inquiry.queues.emplace();
        for (const auto& queue : json)
            inquiry.queues->push_back({wire::integerOr<std::uint32_t>(queue, "number", 0),
                                       wire::integerOr<std::uint32_t>(queue, "waiting", 0)});
    } else if (kind == "policy") {
        readPolicy(json, inquiry);
    } else if (kind == "neighbours") {
        for (const auto& one : json)
            inquiry.neighbours.push_back(
                {textOr(one, "address"), textOr(one, "device"), textOr(one, "state")});
    } else {
        inquiry.drops.push_back({textOr(json, "reason"), textOr(json, "location")});
    }
}

} // namespace

std::uint64_t Inquiry::rise(std::string_view counter) const
{
    const auto found = counters.find(counter);
    return found == counters.end() ? 0 : found->second;
}

std::string_view Inquiry::setting(std::string_view name) const
{
    const auto found = settings.find(name);
    return found == settings.end() ? std::string_view() : std::string_view(found->second);
}

const LinkState* Inquiry::link(std::string_view name) const
{
    const auto found = std::ranges::find(links, name, &LinkState::name);
    return found == links.end() ? nullptr : &*found;
}

const RouteAnswer* Inquiry::route(const RouteSearch& asked) const
{
    const auto found =
        std::ranges::find_if(routes, [&](const auto& answer) { return isFor(answer.asked, asked); });
    return found == routes.end() ? nullptr : &*found;
}

const QueueState* Inquiry::queue(std::uint32_t number) const
{
    if (!queues)
        return nullptr;
    const auto found = std::ranges::find(*queues, number, &QueueState::number);
    return found == queues->end() ? nullptr : &*found;
}

bool refusesWith(std::string_view type, std::string_view error)
{
    return type == "blackhole"  ? error == "EINVAL"
           : type == "prohibit" ? error == "EACCES"
                                : error == "ENETUNREACH" || error == "EHOSTUNREACH";
}

std::optional<Refusal> Inquiry::refusalOf(const RouteSearch& search, std::string_view type) const
{
    for (const auto& rule : policyRules) {
        if (rule.isV4 != search.destination.isV4() || !matches(rule, search))
            continue;
        if (rule.action == type)
            return Refusal{&rule, nullptr};
        for (const auto& route : refusingRoutes) {
            if (rule.action == "lookup" && route.table == rule.table && route.isV4 == rule.isV4 &&
                route.type == type && holds(route.to, search.destination))
                return Refusal{&rule, &route};
        }
    }
    return std::nullopt;
}

const SilentNeighbour* Inquiry::silent(std::string_view device, std::string_view hop) const
{
    const auto found = std::ranges::find_if(neighbours, [&](const SilentNeighbour& one) {
        return one.device == device && (hop.empty() || one.address == hop);
    });
    return found == neighbours.end() ? nullptr : &*found;
}

const SkbDrop* Inquiry::drop(std::string_view reason) const
{
    const auto found = std::ranges::find(drops, reason, &SkbDrop::reason);
    return found == drops.end() ? nullptr : &*found;
}

bool Inquiry::hasAddress(const IpAddress& address) const
{
    const auto text = address.toString() + '/';
    return std::ranges::any_of(links, [&](const auto& link) {
        return std::ranges::any_of(link.addresses, [&](const auto& own) { return own.starts_with(text); });
    });
}

bool Inquiry::isBehindRouter(const IpAddress& address, std::string_view device) const
{
    const auto* there = link(device);
    return there && std::ranges::none_of(there->addresses,
                                         [&](const std::string& own) { return holds(own, address); });
}

bool isInquiryKind(std::string_view kind)
{
    return std::ranges::find(kinds, kind) != kinds.end();
}

bool read(std::string_view kind, std::string_view json, Inquiry& inquiry)
{
    try {
        add(kind, Json::parse(json), inquiry);
        return true;
    } catch (const Json::exception&) {
        return false;
    }
}

} // namespace hookwalk
