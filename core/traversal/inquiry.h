// SPDX-License-Identifier: GPL-3.0-or-later
// What the kernel answered when it was asked, behind some packets, why they had stopped (wire/factline.h).
#pragma once

#include "model/ipaddress.h"

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hookwalk
{

// Of a packet that asks for its way.
struct RouteSearch {
    IpAddress source, destination;
    std::string in = {}; // "": made here
    std::uint32_t mark = 0;
    std::uint8_t protocol = 0;                         // IANA number; 0: not told
    std::uint16_t sourcePort = 0, destinationPort = 0; // TCP, UDP
    std::uint8_t tos = 0;                              // the DS field's byte, or the traffic class
    bool operator==(const RouteSearch&) const = default;
};

struct RouteAnswer {
    RouteSearch asked;
    std::string error; // "EHOSTUNREACH", …; "" none
    std::string type;  // "unicast", "local", "blackhole", …; "" not told
    std::string out, gateway;
    std::uint32_t mtu = 0; // bytes, 0: not told
};

struct LinkState {
    std::string name;
    bool up = false, carrier = false;
    std::uint32_t mtu = 0;
    std::vector<std::string> addresses; // "192.0.2.1/24"
    std::string kind = {};  // "vxlan", "bridge", …; "" a device of the machine's own, or not told
    std::uint16_t port = 0; // UDP: where a tunnel's packets go to; 0: none, or not told
    std::string encapsulation =
        {}; // "fou", "gue": what puts a tunnel's packets into UDP; "" the tunnel itself
};

struct SkbDrop {
    std::string reason;   // enum skb_drop_reason: "NETFILTER_DROP", …
    std::string location; // the kernel's function, where it may be read
};

// A rule of `ip rule`, or a route that refuses.
struct PolicyRule {
    bool isV4 = true;
    std::uint32_t priority = 0;
    std::string from, to; // "192.0.2.0/24"; "" any
    std::string in, out;  // devices; "" any
    std::uint32_t mark = 0, mask = 0;
    bool isNot = false;
    std::string action; // "lookup", "blackhole", "unreachable", "prohibit"; "" another one
    std::uint32_t table = 0;
    std::optional<std::uint8_t> tos;
    std::uint8_t protocol = 0; // 0: any
    using Range = std::optional<std::pair<std::uint32_t, std::uint32_t>>;
    Range sourcePorts, destinationPorts, users; // nothing: any
    bool asksMore = false;                      // for what is not known here
};
struct RefusingRoute {
    bool isV4 = true;
    std::string to, type;
    std::uint32_t table = 0;
};

// A next hop that has not answered.
struct SilentNeighbour {
    std::string address, device, state;
};

inline constexpr std::array<std::string_view, 3> refusingTypes{"blackhole", "prohibit", "unreachable"};
// The kernel's answer to one who asks for a way that is of the type: fib_props in net/ipv4/fib_semantics.c,
// fib4_rule_action() in net/ipv4/fib_rules.c.
bool refusesWith(std::string_view type, std::string_view error);

// What refused it: a rule, or a route of a table that a rule leads to.
struct Refusal {
    const PolicyRule* rule = nullptr;
    const RefusingRoute* route = nullptr; // null: the rule itself
    const std::string& type() const { return route ? route->type : rule->action; }
};

// A queue that a program reads (NFQUEUE).
struct QueueState {
    std::uint32_t number = 0, waiting = 0;
};

struct Inquiry {
    std::uint32_t line = 0; // of its first answer
    std::optional<std::int64_t>
        timeUs; // of all but drops, which have their own; nothing: no other answer yet
    std::map<std::string, std::uint64_t, std::less<>> counters; // what rose
    std::map<std::string, std::string, std::less<>> settings;
    std::vector<LinkState> links;
    std::vector<RouteAnswer> routes;
    std::vector<SkbDrop> drops;
    std::optional<std::vector<QueueState>> queues; // nothing: not told
    std::vector<PolicyRule> policyRules;           // by priority
    std::vector<RefusingRoute> refusingRoutes;
    std::vector<SilentNeighbour> neighbours;

    std::uint64_t rise(std::string_view counter) const; // 0 where it did not
    std::string_view setting(std::string_view name) const;
    const LinkState* link(std::string_view name) const;
    const RouteAnswer* route(const RouteSearch& asked) const;
    const QueueState* queue(std::uint32_t number) const; // null: nobody reads it, or not told
    // The first that can be, of the type; nothing where none is told.
    std::optional<Refusal> refusalOf(const RouteSearch& search, std::string_view type) const;
    // `hop`: an address; "": any of the device's.
    const SilentNeighbour* silent(std::string_view device, std::string_view hop) const;
    const SkbDrop* drop(std::string_view reason) const;
    // Not in a network of the device's own.
    bool isBehindRouter(const IpAddress& address, std::string_view device) const;
    bool hasAddress(const IpAddress& address) const; // one of the machine's own
};

bool isInquiryKind(std::string_view kind);
// Adds one fact; false where it makes no sense.
bool read(std::string_view kind, std::string_view json, Inquiry& inquiry);

} // namespace hookwalk
