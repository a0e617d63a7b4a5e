// SPDX-License-Identifier: GPL-3.0-or-later
// What is known of a packet beyond its sightings: the rules that were run on it and its connection.
#pragma once

#include "model/ipaddress.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hookwalk
{

enum class RuleHitType : std::uint8_t {
    Rule,   // a rule whose matches all held
    Return, // the end of a user-defined chain
    Policy, // the end of a base chain
};

// Nothing more of the base chain is run behind such a verdict.
inline bool decides(std::string_view verdict)
{
    return verdict == "accept" || verdict == "drop" || verdict == "queue" || verdict == "stolen";
}

// One event of nftrace, in the order in which the kernel ran them.
struct RuleHit {
    RuleHitType type = RuleHitType::Rule;
    std::string family, table, chain; // "ip", "filter", "FORWARD" or a user-defined chain
    std::uint64_t handle = 0;         // Rule: as nft -a prints it
    std::string verdict;     // "accept", "drop", "continue", "jump", "goto", "return", "queue", "stolen"
    std::string target;      // jump, goto: the chain
    std::string text;        // Rule: its words from the ruleset, iptables' words for its own; "" not known
    int depth = 0;           // how many jumps deep, 0: in the base chain
    int number = 0;          // Rule: its place in the chain, from 1; 0 not known
    std::uint32_t line = 0;  // where the stream says it
    std::uint16_t queue = 0; // number of the queue; for the verdict "queue"
    std::uint32_t mark = 0;  // the packet's fwmark behind it; 0: none, or not told
    bool decides() const { return hookwalk::decides(verdict); }
};

// One direction of a connection.
struct Tuple {
    IpAddress source, destination;
    std::uint16_t sourcePort = 0, destinationPort = 0; // ICMP echo: the id, both times
    bool operator==(const Tuple&) const = default;
};
// To look a tuple up by; two tuples may share one.
std::uint64_t tupleKey(std::uint8_t protocol, const Tuple& tuple);

struct Connection {
    std::uint32_t id = 0;
    std::uint8_t protocol = 0; // IANA number
    Tuple original, reply;
    std::vector<std::string> status; // "seen-reply", "assured", "confirmed", "src-nat", "dst-nat", …
    std::string tcpState;            // "SYN_SENT", …; "" for other protocols
    bool gone = false;               // the kernel has forgotten it
    std::uint64_t revision = 0;      // another one with each word about it

    bool isSourceNat() const
    {
        return original.source != reply.destination || original.sourcePort != reply.destinationPort;
    }
    bool isDestinationNat() const { return original.destination != reply.source; }
};

// A packet's place in its connection.
struct PacketConnection {
    const Connection* connection = nullptr; // null: only the state is known, or nothing
    bool isReply = false;                   // in the direction of the reply
    std::string state;          // "new", "established", "related", "invalid", "untracked"; "" not known
    bool stateObserved = false; // nftrace said it; else it is inferred
    bool isKnown() const { return connection || !state.empty(); }
};

} // namespace hookwalk
