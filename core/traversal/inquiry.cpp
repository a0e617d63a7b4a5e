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
    answer.source = IpAddress::parse(textOr(json, "source")).value_or(IpAddress());
    answer.destination = IpAddress::parse(textOr(json, "destination")).value_or(IpAddress());
    answer.in = textOr(json, "in");
    answer.error = textOr(json, "error");
    answer.type = textOr(json, "type");
    answer.out = textOr(json, "out");
    answer.gateway = textOr(json, "gateway");
    answer.mtu = wire::integerOr<std::uint32_t>(json, "mtu", 0);
    answer.mark = wire::integerOr<std::uint32_t>(json, "mark", 0);
    return answer;
}

LinkState readLink(const Json& json)
{
    LinkState link{textOr(json, "name"),
                   flagOr(json, "up"),
                   flagOr(json, "carrier"),
                   wire::integerOr<std::uint32_t>(json, "mtu", 0),
                   {}};
    for (const auto& address : json.value("addresses", Json::array()))
        link.addresses.push_back(address.get<std::string>());
    return link;
}

void readPolicy(const Json& json, Inquiry& inquiry)
{
    const auto number = [](const Json& object, const char* name) {
        return wire::integerOr<std::uint32_t>(object, name, 0);
    };
    for (const auto& one : json.at("rules"))
        inquiry.policyRules.push_back({textOr(one, "family") == "ip", number(one, "priority"),
                                       textOr(one, "from"), textOr(one, "to"), textOr(one, "in"),
                                       textOr(one, "out"), number(one, "mark"), number(one, "mask"),
                                       flagOr(one, "not"), textOr(one, "action"), number(one, "table")});
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

bool matches(const PolicyRule& rule, const RouteSearch& search)
{
    const bool held = holds(rule.from, search.source) && holds(rule.to, search.destination) &&
                      (rule.in.empty() || rule.in == search.in || (rule.in == "lo" && search.in.empty())) &&
                      (search.mark & rule.mask) == (rule.mark & rule.mask) && rule.out.empty();
    return held != rule.isNot;
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

const RouteAnswer* Inquiry::route(const IpAddress& source, const IpAddress& destination, std::string_view in,
                                  std::optional<std::uint32_t> mark) const
{
    const auto found = std::ranges::find_if(routes, [&](const auto& answer) {
        return answer.source == source && answer.destination == destination && answer.in == in &&
               (!mark || answer.mark == *mark);
    });
    return found == routes.end() ? nullptr : &*found;
}

const QueueState* Inquiry::queue(std::uint32_t number) const
{
    if (!queues)
        return nullptr;
    const auto found = std::ranges::find(*queues, number, &QueueState::number);
    return found == queues->end() ? nullptr : &*found;
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

const SilentNeighbour* Inquiry::silent(std::string_view device) const
{
    const auto found = std::ranges::find(neighbours, device, &SilentNeighbour::device);
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
