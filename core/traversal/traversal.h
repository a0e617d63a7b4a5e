// SPDX-License-Identifier: GPL-3.0-or-later
// The ordered journey of one packet through netfilter.
#pragma once

#include "model/basechain.h"
#include "model/chunkedlist.h"
#include "model/said.h"
#include "model/stage.h"
#include "model/traceevent.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace hookwalk
{

enum class Path : std::uint8_t { Unknown, Forwarded, LocalIn, LocalOut, Loopback, Bridged };
std::string_view name(Path path); // "unknown", "forwarded", "local-in", "local-out", "loopback", "bridged"

enum class EndingKind : std::uint8_t {
    Unknown,
    Transmitted,
    Delivered,
    Dropped,
    Rejected,   // dropped, and answered by the rule that did it
    Redirected, // sent on at ingress, before every other hook (netdev: fwd)
    Queued,     // handed to a queue for a program (NFQUEUE), and not seen again
    Stolen,     // the kernel itself kept it: SYNPROXY, for example
};
// All that can happen, in the order in which they are told.
inline constexpr std::array allEndingKinds{
    EndingKind::Transmitted, EndingKind::Delivered, EndingKind::Dropped, EndingKind::Rejected,
    EndingKind::Redirected,  EndingKind::Queued,    EndingKind::Stolen,  EndingKind::Unknown};
constexpr bool isDropped(EndingKind kind)
{
    return kind == EndingKind::Dropped || kind == EndingKind::Rejected;
}
std::string_view name(EndingKind kind); // "unknown", "transmitted", …

// How a traversal ended, as far as the events can tell.
struct Ending {
    EndingKind kind = EndingKind::Unknown;
    std::optional<Stage> at;       // nothing: not known
    std::string device;            // where `at` is a device: its name
    std::optional<BaseChain> base; // where `at` is a base chain: which one, where that is known
    Sentences reason;
    std::string code;   // why it, or its answer, came no further: see causeCodes in cause.h; "" nothing is
                        // amiss or known
    Sentences evidence; // what the kernel said that proves it

    bool isAt(StageKind place) const { return at && at->kind == place; }
    // For scripts: "eth0", "filter FORWARD", "inet fw4 forward (FORWARD 0)", "conntrack", "local process",
    // "routing decision"; "" not known
    std::string place() const;
};

// The chains of a hook as bits, bit i for allChains[i].
constexpr std::uint32_t chainsOf(Hook hook)
{
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i < allChains.size(); ++i)
        bits |= allChains[i].hook == hook ? 1U << i : 0U;
    return bits;
}

// Held once per packet, small: its events are linked through TraceEvent::next.
struct Traversal {
    EventIndex first = noIndex;
    EventIndex last = noIndex;
    EventIndex lastPlaced = noIndex; // the last one whose chain is known and that was new then
    std::uint32_t eventCount = 0;
    std::uint32_t packetId = 0;       // the kernel's, see wire::Origin; 0: not known
    std::uint32_t earlierId = 0;      // the one it had before (Grouping::isOtherPacket()); 0: none
    TraversalIndex replyTo = noIndex; // the packet that this one answers; it may be forgotten already
    TraversalIndex reply = noIndex;   // the first packet that answered this one
    std::uint32_t visited = 0;        // bit i: seen at allChains[i]
    bool doubtful = false;            // another packet in flight could not be told apart from this one

    bool saw(Chain chain) const { return (visited >> chainIndex(chain) & 1U) != 0; }
    bool saw(Hook hook) const { return (visited & chainsOf(hook)) != 0; }
    // It was made here and came in again (by lo): nat has settled on the way out what it does.
    bool loops() const { return saw(Hook::Output) && saw(Hook::Prerouting); }
};

using EventList = ChunkedList<TraceEvent>;
using TraversalList = ChunkedList<Traversal>;

} // namespace hookwalk
