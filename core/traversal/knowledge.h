// SPDX-License-Identifier: GPL-3.0-or-later
// What the fact lines of a stream said, in the places where it is looked for: the rules in force, the rules
// that were run on a packet, connections, and the kernel's answers to why packets stopped.
#pragma once

#include "model/basechain.h"
#include "model/traceevent.h"
#include "traversal/facts.h"
#include "traversal/inquiry.h"
#include "traversal/ruleset.h"
#include "wire/factline.h"

#include <deque>
#include <optional>
#include <unordered_map>

namespace hookwalk
{

// A rule that was run, behind a trace point.
struct PlacedHit {
    std::uint8_t behind = noChain; // index in allChains: the trace point that the packet had passed last
    RuleHit hit;
};

struct RisenRule {
    std::string family, table, chain;
    std::uint64_t handle = 0, packets = 0;
    bool isLegacy = false; // of iptables-legacy: the handle is its place in the chain, 0 for the policy
};

// A base chain, of the 17 or not, that nftrace reported.
struct MetChain {
    std::uint32_t family = 0, table = 0, chain = 0; // numbers of names
    bool hasDecided = false;                        // it ended a packet's way
};

// What nftrace says of a packet and its connection (Linux 6.16 and later).
struct TracedConnection {
    std::uint32_t id = 0; // 0: it has none
    bool isReply = false;
    std::string state; // "new", "established", …; "" not told
};

class Knowledge
{
public:
    // `traversal`, `behind`: of the packet that a "rule" line names; noIndex, noChain: not known.
    void readRule(const wire::FactLine& fact, std::uint32_t line, TraversalIndex traversal,
                  std::uint8_t behind);
    void readTracking(const wire::FactLine& fact, TraversalIndex traversal);
    void read(const wire::FactLine& fact, std::uint32_t line);
    // A line that is neither packet nor fact: kept where it explains a drop (martians, conntrack's full
    // table).
    void readOther(std::string_view text, std::uint32_t line);
    // A packet was reported: answers from here on belong to another inquiry.
    void packetCame() { m_inquiring = false; }

    // Another one with each fact that may concern any packet. What concerns one packet is in Trace::takeTold(), what
    // concerns a connection changes Connection::revision.
    std::uint64_t revision() const { return m_revision; }

    const std::optional<Ruleset>& ruleset() const { return m_ruleset; }
    // The rules that were told last at a line, or first behind it; null: none were, or they are forgotten.
    const Ruleset* rulesetAt(std::uint32_t line) const;
    const Sentences& rulesProblem() const { return m_rulesProblem; } // why there is none; empty: nobody asked
    bool hasRules() const { return m_hasRules; }                     // nftrace is among the sources
    std::vector<PlacedHit> hits(TraversalIndex traversal) const;
    bool mayHaveEnd(TraversalIndex traversal) const; // a hit of it gave the verdict drop, queue or stolen
    // The base chains that packets of this recording met, in the order in which they were first met.
    const std::vector<MetChain>& metChains() const { return m_metChains; }
    std::optional<std::size_t> metChain(const BaseChain& base) const; // index in metChains()
    // One packet at least went from one to the other with none between.
    bool ranRightBefore(const BaseChain& first, const BaseChain& second) const;
    // Another number with each ruleset, chain that is met first and order that is seen first; 0: none of them
    // yet.
    std::uint32_t placesVersion() const { return m_placesVersion; }
    // Rules whose counters rose between the last two times that the rules were told.
    const std::vector<RisenRule>& risenRules() const { return m_risenRules; }
    std::optional<TracedConnection> traced(TraversalIndex traversal) const;
    std::vector<TraversalIndex> tracedPackets(std::uint32_t connection) const; // by nftrace's word
    bool hasTracking() const { return m_hasTracking; } // this kernel's nftrace tells of connections
    // The latest connection with this tuple in either direction; null: none known.
    const Connection* connection(std::uint8_t protocol, const Tuple& tuple) const;
    const Connection* connection(std::uint32_t id) const;
    std::vector<const Connection*> connections() const; // in the order in which they were told of
    bool isOurs() const { return !m_sources.empty(); }  // a stream of Hookwalk's own helper
    bool hasConnections() const { return !m_connections.empty(); }
    // Whether the stream said that these were reported at a line.
    bool reportsRules(std::uint32_t line) const { return sourcesAt(line).rules; }
    bool reportsFrames(std::uint32_t line) const { return sourcesAt(line).frames; }
    // The first inquiry behind a line; null: none yet.
    const Inquiry* inquiryBehind(std::uint32_t line) const;
    // Kernel messages between two lines that hold the words.
    std::string messageWith(std::string_view words, std::uint32_t after, std::uint32_t before) const;

    // The hex digits of "packet" of a rule line, 0 where there are none. Cheap.
    static std::uint32_t packetIdOf(std::string_view json);

    // Forgets the packets from `first` to before `oldest`, whose first line is `line`, and what was told
    // before that line of things that are over.
    void forget(TraversalIndex first, TraversalIndex oldest, std::uint32_t line);

private:
    // Names come again and again: each is kept once, and known by its number.
    class Names
    {
    public:
        std::uint32_t numberOf(const std::string& name);
        std::optional<std::uint32_t> known(const std::string& name) const;
        const std::string& operator[](std::uint32_t number) const { return *m_names[number]; }

    private:
        std::unordered_map<std::string, std::uint32_t> m_numbers;
        std::vector<const std::string*> m_names;
    };
    struct Hit { // a PlacedHit, small
        std::uint64_t handle = 0;
        std::uint32_t line = 0;
        std::uint32_t family = 0, table = 0, chain = 0, verdict = 0, target = 0, text = 0, mark = 0;
        RuleHitType type = RuleHitType::Rule;
        std::uint16_t queue = 0;
        std::uint8_t behind = noChain;
        std::uint8_t depth = 0;
    };
    struct Traced {
        std::uint32_t id = 0, state = 0;
        bool isReply = false;
    };
    struct Packet {
        std::vector<Hit> hits;
        std::vector<std::uint8_t> depths; // where it returns to
        std::optional<Traced> traced;
        std::uint16_t base = noBase; // index in m_metChains: where it was last
    };
    static constexpr std::uint16_t noBase = 0xffff;
    struct Message {
        std::uint32_t line;
        std::string text;
    };
    struct Sources {
        std::uint32_t line = 0;
        bool rules = false, frames = false;
    };
    Sources sourcesAt(std::uint32_t line) const;
    void forgetConnection(std::uint64_t number);
    void noteRisen(const Ruleset& now);
    void noteRuleset(std::optional<Ruleset> ruleset, std::uint32_t line);
    void forgetRulesets(std::uint32_t line);
    void noteTraced(TraversalIndex traversal, const TracedConnection& traced);
    void noteMet(const Hit& hit, Packet& packet);
    void noteDecided(const Packet& packet);
    void notePlaces();

    std::uint64_t m_revision = 0, m_connectionRevision = 0;
    std::deque<Sources> m_sources;
    RulesetReader m_rulesetReader;
    std::optional<Ruleset> m_ruleset;
    std::optional<std::uint32_t> m_rulesetSince; // the line that told of other rules last
    struct FormerRuleset {
        std::uint32_t since = 0;
        std::optional<Ruleset> rules;
    };
    std::deque<FormerRuleset> m_formerRulesets;
    bool m_hasForgottenRulesets = false;
    std::vector<RisenRule> m_risenRules;
    Sentences m_rulesProblem;
    Names m_names;
    std::unordered_map<TraversalIndex, Packet> m_packets;
    std::vector<MetChain> m_metChains;
    std::vector<std::pair<std::uint16_t, std::uint16_t>> m_successions; // indices in m_metChains
    std::uint32_t m_placesVersion = 0;
    bool m_hasRules = false, m_hasTracking = false;
    std::unordered_map<std::uint32_t, std::vector<TraversalIndex>> m_tracedPackets; // by connection
    // By a number of our own, in the order they were told of; pointers into it stay valid.
    std::unordered_map<std::uint64_t, Connection> m_connections;
    std::uint64_t m_nextConnection = 0;
    std::unordered_map<std::uint32_t, std::uint64_t> m_byId;
    std::unordered_map<std::uint64_t, std::uint64_t> m_byTuple;
    struct Ended {
        std::uint32_t line;
        std::uint64_t connection;
    };
    std::deque<Ended> m_ended; // connections that the kernel has forgotten
    std::deque<Inquiry> m_inquiries;
    bool m_inquiring = false;
    std::deque<Message> m_messages;
};

} // namespace hookwalk
