// SPDX-License-Identifier: GPL-3.0-or-later
// Where lines are missing from a stream: what was not reported there did not therefore not happen. Told by
// the numbers of records (/dev/kmsg, NFLOG and our other sources), by "lost" facts (wire/factline.h), by
// what kernel and log daemons say when they leave lines out, and by canary packets that a source has not seen.
#pragma once

#include "model/said.h"
#include "model/traceevent.h"
#include "wire/factline.h"
#include "wire/origin.h"

#include <array>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hookwalk
{

struct Loss {
    // What may be missing.
    enum What : std::uint8_t { Sightings = 1, Rules = 2, Connections = 4, Frames = 8 };
    enum class Evidence : std::uint8_t { Numbers, Line, Beginning, End, Damage, Canary };

    std::uint32_t after = 0;                     // the line before it; 0: only its time is known
    std::uint32_t before = noIndex;              // the line behind it
    std::int64_t fromUs = noTime, toUs = noTime; // on the clock of the events; noTime: not known
    std::uint64_t count = 0;                     // lines or records; 0: nobody says how many
    std::uint8_t what = Sightings;
    Evidence evidence = Evidence::Numbers;
    std::uint32_t saidBy = 0; // Line, Canary: that line

    Said said() const; // "3 lines are missing between line 7 and line 8 of the log: …"
};

// The words of a line of printk, the kernel or a log daemon that say that lines were left out, as in "12 messages lost";
// "": it says nothing of the kind.
std::string_view omissionIn(std::string_view text);

class Losses
{
public:
    // Each line once, in order. `event`: null for a line without packet.
    void readRecord(const wire::Origin& origin, std::uint32_t line, const TraceEvent* event);
    void readFact(const wire::FactLine& fact, std::uint32_t line); // "sources" and "lost"
    void readMessage(std::string_view text, std::uint32_t line);
    // Of the whole file, once it is read: it ends before its end (but for one that ends whole), or some of it, nobody
    // knows where, could not be read.
    void readRemark(const Said& remark, bool endsWhole);
    void sawCanary(const wire::Origin& origin, std::uint32_t line,
                   std::int64_t timeUs); // instead of readRecord()

    // A loss in reach of where the next sighting behind the event must have come, where one before it may
    // have stood, or between the two. Null: nothing is missing there as far as anything tells.
    const Loss* behind(const TraceEvent& event, std::uint8_t what = Loss::Sightings) const;
    const Loss* ahead(const TraceEvent& event, std::uint8_t what = Loss::Sightings) const;
    const Loss* between(const TraceEvent& before, const TraceEvent& after,
                        std::uint8_t what = Loss::Sightings) const;
    const Loss* between(const TraceEvent& before, std::uint32_t line,
                        std::uint8_t what = Loss::Sightings) const;
    // A log that was saved or pasted has no packet's line behind this one. That is no loss: most end so with the packet that
    // they are about. A stream of the helper's ends when nothing more is to come.
    bool isLastOfLog(const TraceEvent& event) const { return !m_isOurs && event.line == m_lastEvent.line; }
    // Forgets what lies before the line.
    void forgetBefore(std::uint32_t line);

private:
    enum Channel : std::uint8_t { KernelLog, Nflog, Nftrace, Frames, ChannelCount };
    struct Record {
        bool known = false;
        std::uint64_t number = 0;
        std::uint32_t line = 0;
        std::int64_t timeUs = noTime;
    };
    struct Span { // of lines and times in which something is looked for
        std::uint32_t after = 0, before = noIndex;
        std::int64_t fromUs = noTime, toUs = noTime;
    };
    std::uint8_t whatIsMissing(Channel channel) const;
    void add(const Loss& loss);
    void open(std::uint64_t count, std::uint8_t what, std::uint32_t line, std::int64_t backUs,
              std::int64_t untilUs);
    const Loss* find(const Span& span, std::uint8_t what) const;
    void judgeCanary(bool sent, std::uint32_t line, std::int64_t timeUs);
    const Loss* blindAt(std::uint32_t line, std::uint8_t what) const;

    std::vector<Loss> m_losses;    // `before` never falls
    std::optional<Loss> m_pending; // reported, and its end is not yet known
    std::int64_t m_pendingUntilUs = noTime;
    std::array<Record, ChannelCount> m_last{};
    Record m_lastEvent;
    std::int64_t m_latestUs = noTime; // of whatever was told
    bool m_isOurs = false;            // a stream of Hookwalk's helper: it tells what it lost
    std::string m_sightings;
    bool m_hasRules = false, m_hasFrames = false;              // by the latest "sources"
    unsigned m_sawCanary = 0;                                  // bits by Channel, since the canary before
    std::array<std::uint64_t, ChannelCount> m_sightingsTold{}; // of packets at trace points, since then
    std::uint32_t m_canaryLine = 0;                            // the latest canary's; 0: none yet
    std::int64_t m_canaryUs = noTime;                          // when that one had been waited for
    std::deque<Loss>
        m_blind; // where a source saw no canary, by canaries: from the one before to the next that it saw
    std::array<std::uint64_t, 5> m_totals{}; // of the latest "lost" fact
};

} // namespace hookwalk
