// SPDX-License-Identifier: GPL-3.0-or-later
// A traversal as the list of stages that the packet stood at, in order: the chains that the kernel reported,
// and between them what must have happened (connection tracking, routing, an address rewritten), each with
// its evidence. Step list, diagram, inspector and JSON are all views of this.
#pragma once

#include "model/basechain.h"
#include "model/said.h"
#include "model/stage.h"
#include "traversal/facts.h"
#include "traversal/trace.h"
#include "wire/fields.h"
#include "wire/placehint.h"

#include <string>
#include <vector>

namespace hookwalk
{

enum class StopKind : std::uint8_t {
    Observed, // the kernel reported the packet here
    Inferred, // no line, but it must have been here; `note` is the evidence
    Skipped,  // a chain on its way that no line shows it in; `note` says why, or that this is not known
};

// A copy of the packet that a rule sent (dup, TEE): a packet of its own.
struct CopySent {
    RuleHit rule;
    std::string to;                  // address or device, as the rule names it; "" not told
    TraversalIndex packet = noIndex; // the copy, where it was seen
};

// What a line of iptables' TRACE target tells of a user-defined chain.
struct UserChainLine {
    std::string table, chain;
    wire::TraceType type = wire::TraceType::Rule;
    std::uint32_t number = 0; // of the rule in its chain, from 1; Return: the end of the chain
};

struct Stop {
    Stage stage;
    StopKind kind = StopKind::Observed;
    double offsetUs =
        0; // since the first event, never falling: where the playhead stands for this stop. Stops
           // without a time of their own lie between their neighbours; the way in is before 0
    std::optional<double>
        toldUs; // the kernel's own time since then; nothing: offsetUs is a place between neighbours only
    EventIndex event = noIndex; // Observed: the line
    Sentences note;             // evidence or reason
    std::string skipCode;       // Skipped: of its SkipReason, see skipped.h
    std::vector<wire::FieldChange>
        changed;                   // Observed: since the observed stop before. AddressRewrite: what it wrote
    std::vector<RuleHit> rules;    // Chain, BaseChain: the rules that were run on it here, where nftrace told
    std::string verdict;           // Chain, BaseChain: what came of them: "accept", "drop", …; "" not known
    std::optional<BaseChain> base; // BaseChain: which one. Chain: the one of iptables that was run here
    std::optional<CopySent> copy;  // made here, and the packet itself went on
    wire::PlaceHint hint;          // Unplaced: what the prefix makes likely, no proof
    // In a user-defined chain: called from `stage`, where that is a chain; Unplaced: not certain from which one
    std::optional<UserChainLine> inChain;

    static Stop inferred(const Stage& stage, Sentences evidence);
};

struct Walk {
    TraversalIndex traversal = noIndex;
    std::vector<Stop> stops; // from where the packet came in to where it ended
    Path path = Path::Unknown;
    Ending ending;
    double startUs = 0;    // offset of the first stop, not above 0
    double durationUs = 0; // offset of the last stop
    std::string inDevice;  // "" for a packet of a local process
    std::string outDevice; // "" where it did not leave
    PacketConnection connection;
    std::vector<EventIndex> frames; // sightings at devices (wire::isFrame), in order; each is a stop, too
    Said title;                     // what it is, see title.h
    Said refusal;                   // what the error or reset is that answers it; empty: none was seen
};

Walk walkOf(const Trace& trace, TraversalIndex traversal);
// The last stop that the packet stood at, -1 with no stops.
int lastStop(const Walk& walk);
// The same where its journey was cut short, -1 where it was not.
int deathStop(const Walk& walk);
// True for a device that is a tun by its name ("tun0", "tap3", "utun1", …): LOG lines do not say it
// otherwise.
bool isTunName(std::string_view device);

} // namespace hookwalk
