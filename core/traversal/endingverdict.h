// SPDX-License-Identifier: GPL-3.0-or-later
// What the sightings of a packet prove of its end, before any words. A line proves that the packet entered a chain, not that
// it left it; that it left is proved by a later line, and that it did not by the line that should have come. Internal to
// traversal.
#pragma once

#include "traversal/trace.h"

#include <optional>

namespace hookwalk
{

struct Loss;

// A packet, its first event, and its last one: at a chain, where any was.
struct SeenPacket {
    const Trace& trace;
    TraversalIndex which;
    const Traversal& traversal;
    const TraceEvent& first;
    const TraceEvent& last;

    SeenPacket(const Trace& from, TraversalIndex packet);

    // A chain of the hook behind where it was seen last that this log reports, that every packet passes, and
    // that this packet was not seen at.
    std::optional<Chain> missingIn(Hook hook) const;
    bool isTraced(Hook hook) const;
    bool reports(Chain chain, Hook hook) const;
    bool misses(Chain nat) const; // a nat chain that a new connection passes
    bool hasLeft() const;         // by the device that it was to leave by
    // The device that it was to leave by reports its frames, and none of them is this one.
    bool lacksFrame() const;
    // Reports of it came behind an inquiry: who asked did not know how far it had come.
    bool wasToldLate() const;
    const TraceEvent* frameElsewhere() const;             // null: no other device sent it
    Chain chain() const { return allChains[last.chain]; } // where last.hasChain()
    const TraceEvent* answer() const;                     // null: none
    bool isOneRules() const { return (last.flags & TraceEvent::OneRule) != 0; }
    bool wasAnswered() const; // and not refused
    bool wasAnsweredByError() const;
    bool wasAnsweredByTimeExceeded() const;
};

// What is known of the end.
enum class EndingWhy : std::uint8_t {
    NothingNamed,   // the prefix names no chain
    NothingBehind,  // the log reports no chain that would tell
    LineMissing,    // the next line did not come
    TtlOnArrival,   // TTL 1: not forwarded
    ErrorAnswered,  // an ICMP error came for it
    NeitherInNorOn, // seen in no INPUT and no FORWARD chain
    NotBackFromLo,
    Answered,
    LastOfInput,
    LastBeforeDevice,
    RuleEnded,          // nftrace names the rule or policy
    NoHook,             // received by a device and seen by no chain
    NotSent,            // went through the last chain, and the device sent nothing
    FwdAtIngress,       // a rule at the ingress of the device sent it out by another one
    SentElsewhere,      // went through the last chain, and another device sent it
    CarriedOn,          // came in by one device and left by another, and no chain saw it: bridged
    OnlySent,           // a device sent it and no chain saw it
    AtDevices,          // only frames show it, and nothing tells which way they went on
    LinesLost,          // its next line may be among those that are missing
    AnsweredAllTheSame, // its next line did not come, and the answer to it did
};

struct EndingVerdict {
    EndingKind kind = EndingKind::Unknown;
    EndingWhy why = EndingWhy::NothingNamed;
    std::optional<Chain> missing; // LineMissing: whose line; nothing: any of POSTROUTING
    const Loss* loss = nullptr;   // LinesLost
};

EndingVerdict judge(const SeenPacket& seen);

} // namespace hookwalk
