// SPDX-License-Identifier: GPL-3.0-or-later
// Everything seen so far: the text, its events and the traversals they make. Grows at the end, and a live one
// forgets its oldest packets; numbers of packets, events and lines stay what they were.
#pragma once

#include "model/result.h"
#include "traversal/facts.h"
#include "traversal/ruleset.h"
#include "traversal/traversal.h"
#include "wire/logline.h"
#include "wire/origin.h"
#include "wire/textfile.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace hookwalk
{

class Knowledge;
class Losses;

class Trace
{
public:
    Trace();
    ~Trace();
    Trace(Trace&&) noexcept;
    Trace& operator=(Trace&&) noexcept;

    // Reads a whole saved log. An Error where the file cannot be read or tells of no packet and no connection.
    static Result<Trace> open(const std::string& path);
    // Of the file that was opened: see wire::TextFile; that no packet is in it; that it is of a newer Hookwalk.
    const Said& remark() const;
    static Trace fromText(std::string text, Said remark = {});

    // Adds whole lines as they arrive; the text is kept. Cost: about a microsecond a line.
    void append(std::string lines);

    // Forgets the oldest packets, all that belongs to them and the text before, so that so many are left.
    void keepLatest(std::size_t packets);

    const EventList& events() const;                // by EventIndex
    const TraversalList& traversals() const;        // by TraversalIndex
    std::size_t countOf(wire::Source source) const; // events that came, also of packets forgotten
    std::string wholeText() const;                  // as it came, facts and all, to be saved; of what is kept
    std::uint64_t textSize() const;                 // bytes, of all that came; wholeText() ends there
    // The same without copying, and without what stands before it where packets were forgotten: whole lines but for
    // the end of the last one.
    std::vector<wire::TextFile> texts() const;
    std::string standingFacts() const; // what was told before texts() and still holds, as lines
    std::uint32_t firstLine() const;   // the number of the first line of texts()
    // The content (JSON) of the last such fact of a recording: "recording", "flags", "view" (wire/factline.h); "": none.
    const std::string& recorded(std::string_view kind) const;
    std::uint32_t lineCount() const; // all lines, netfilter or not

    std::string_view text(const TraceEvent& event) const; // its line, as it came
    wire::LogLine
    line(const TraceEvent& event) const; // read again from the text; views stay valid with the Trace
    std::string_view device(std::uint16_t number) const;              // "" for 0
    std::vector<EventIndex> eventsOf(TraversalIndex traversal) const; // in order

    // The rules in force when they were last told; null: this log does not say.
    const Ruleset* ruleset() const;
    const Knowledge& knowledge() const; // all that was told beside the packets
    const Losses& losses() const;       // where lines are missing
    // The packets that something was told of beside their sightings since the last call.
    std::vector<TraversalIndex> takeTold();
    // All packets of a connection, ICMP errors about them too, in order.
    std::vector<TraversalIndex> packetsOf(const Connection& connection) const;

    // Whether this log has trace points at the chain: some line of it came from there, or the set of prefixes
    // is the one that Hookwalk and the logpkt script put into every chain.
    bool isTraced(Chain chain) const;
    bool isSeen(Chain chain) const; // some line of it came from there

private:
    struct State;
    std::unique_ptr<State> m;
};

Tuple tupleOf(const TraceEvent& event); // as conntrack would see it
PacketConnection connectionOf(const Trace& trace, TraversalIndex traversal);
// It was seen first in POSTROUTING, and lines are missing before: no IN= proves nothing there, as kernels
// before 5.5 print none.
bool mayLackItsHead(const Trace& trace, TraversalIndex traversal);
// Only frames show it, without what would tell of chains: those of a capture file. What was routed past all chains (by a
// flowtable) looks the same.
bool isOnlyAtDevices(const Trace& trace, TraversalIndex traversal);
Path pathOf(const Trace& trace, TraversalIndex traversal);
Ending endingOf(const Trace& trace, TraversalIndex traversal);
EndingKind endingKindOf(const Trace& trace, TraversalIndex traversal); // the same, without the words

} // namespace hookwalk
