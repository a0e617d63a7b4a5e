// SPDX-License-Identifier: GPL-3.0-or-later
// What a filter asks of a packet, as columns of numbers with a row for each packet: 46 bytes, so that a million of them
// are gone through in milliseconds. Addresses and what a packet met on its way are numbers of entries that are kept once.
#pragma once

#include "traversal/cause.h"

#include <array>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace hookwalk::query
{

// Each address once, by number; 0: none.
class Addresses
{
public:
    std::uint32_t numberOf(const IpAddress& address);
    const std::vector<IpAddress>& all() const { return m_all; }

private:
    void grow();
    std::size_t slotOf(const IpAddress& address) const;

    std::vector<IpAddress> m_all{IpAddress{}};
    std::vector<std::uint32_t> m_slots; // a hash table with open addressing; 0: free
};

// The rules that were run on a packet and the chains that they, or prefixes of log lines, name.
struct Met {
    std::vector<std::uint32_t> rules; // places in their chains, from 1
    std::vector<std::string> chains;
};

class Columns
{
public:
    // Reads the packets that come next, so that those before `end` are there; those that were forgotten meanwhile go.
    void read(const Trace& trace, TraversalIndex end);
    // The same for the columns that take longer: causes and what was met.
    void readDeep(const Trace& trace, TraversalIndex end);
    void readAgain(const Trace& trace, TraversalIndex packet); // more is known of it

    // Another one each time that entries kept once have got other numbers.
    std::uint32_t numbering() const { return m_numbering; }

    TraversalIndex first() const { return m_first; }
    TraversalIndex end() const { return m_first + static_cast<TraversalIndex>(m_visited.size()); }
    TraversalIndex deepEnd() const // as far as readDeep() came
    {
        return m_first + static_cast<TraversalIndex>(m_causes.size());
    }
    bool isDevice(std::string_view name) const; // of one of the packets
    bool isChain(std::string_view name) const;  // one of them met it, as far as readDeep() came

    enum Flag : std::uint8_t { IsAnswered = 1, IsAnswer = 2, HasPorts = 4 };
    struct Row {
        const Columns& of;
        std::size_t at;
        std::uint32_t visited() const { return of.m_visited[at]; } // as Traversal::visited
        EndingKind ending() const { return of.m_endings[at]; }
        Path path() const { return of.m_paths[at]; }
        std::uint8_t protocol() const { return of.m_protocols[at]; }
        bool has(Flag flag) const { return (of.m_flags[at] & flag) != 0; }
        const std::array<std::uint16_t, 4>& ports() const { return of.m_ports[at]; } // HasPorts
        const std::array<std::uint16_t, 4>& devices() const { return of.m_devices[at]; }
        const std::array<std::uint32_t, 4>& addresses() const { return of.m_addresses[at]; }
        std::uint8_t cause() const { return of.m_causes[at]; } // index in causeCodes; noCause
        std::uint32_t met() const { return of.m_met[at]; }     // number in metAll()
    };
    static constexpr std::uint8_t noCause = 0xff;
    Row operator[](TraversalIndex packet) const { return {*this, packet - m_first}; }
    const std::vector<IpAddress>& addresses() const { return m_known.all(); }
    const std::vector<std::string>& devices() const { return m_deviceNames; } // by number
    const std::vector<Met>& metAll() const { return m_metAll; }

private:
    void put(const Trace& trace, TraversalIndex packet);
    std::uint8_t causeOf(const Trace& trace, TraversalIndex packet);
    void putDeep(const Trace& trace, TraversalIndex packet);
    void forgetBefore(TraversalIndex first);
    void numberAnew();
    std::uint32_t numberOf(const Met& met);

    TraversalIndex m_first = 0;
    std::uint32_t m_numbering = 0;
    std::vector<std::uint32_t> m_visited;
    std::vector<EndingKind> m_endings;
    std::vector<std::uint8_t> m_causeClasses; // causeClassOf(); noCause: of none
    std::vector<Path> m_paths;
    std::vector<std::uint8_t> m_protocols, m_flags;
    // Of its first and its last line: source and destination, in and out.
    std::vector<std::array<std::uint16_t, 4>> m_ports, m_devices;
    std::vector<std::array<std::uint32_t, 4>> m_addresses;
    std::array<std::optional<std::uint8_t>, causeClasses> m_causeOf; // by causeClassOf()
    std::vector<std::uint8_t> m_causes;                              // as far as readDeep() came
    std::vector<std::uint32_t> m_met;
    Addresses m_known;
    std::vector<std::string> m_deviceNames;
    std::vector<Met> m_metAll{Met{}};
    std::unordered_map<std::string, std::uint32_t> m_metNumbers{{std::string(), 0}};
};

} // namespace hookwalk::query
