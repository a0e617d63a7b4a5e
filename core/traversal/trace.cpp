// SPDX-License-Identifier: GPL-3.0-or-later
#include "traversal/trace.h"

#include "traversal/connectionpackets.h"
#include "traversal/event.h"
#include "traversal/grouping.h"
#include "traversal/knowledge.h"
#include "traversal/losses.h"
#include "traversal/recordedfacts.h"
#include "wire/othertools.h"
#include "wire/skimahead.h"
#include "wire/traceprefix.h"

#include <algorithm>
#include <array>
#include <deque>

namespace hookwalk
{

namespace
{

// What Hookwalk and the logpkt script (wire/traceprefix.h) put into every chain; security chains are counted
// only where seen, because logpkt left them out.
constexpr std::uint32_t tracePointChains()
{
    std::uint32_t chains = 0;
    for (std::size_t i = 0; i < allChains.size(); ++i) {
        const bool oldNat = allChains[i] == Chain{Table::Nat, Hook::Input};
        if (allChains[i].table != Table::Security && !oldNat)
            chains |= 1U << i;
    }
    return chains;
}

constexpr std::uint32_t allBits = (1U << allChains.size()) - 1;

} // namespace

struct Trace::State {
    struct Chunk {
        std::uint64_t offset = 0;
        std::uint32_t line = 1; // number of its first one
        wire::TextFile file;
    };

    std::deque<Chunk> chunks;
    std::uint64_t textSize = 0;
    Said remark;
    std::uint32_t lines = 0;
    std::uint32_t traced = 0; // bits of allChains
    std::uint32_t seen = 0;
    wire::LogReader reader;
    wire::LogLine line;
    bool wasReadInFull = false; // `line` holds the latest line
    KnownPrefixes prefixes;
    DeviceNames devices;
    std::uint16_t lo = 0;
    Grouping grouping;
    Knowledge knowledge;
    Losses losses;
    ConnectionPackets packets;
    std::array<std::size_t, 8> counts{}; // by wire::Source
    std::vector<TraversalIndex> toldOf;  // see Trace::takeTold()
    StandingFacts standing;
    RecordedFacts recorded;

    void read(wire::TextFile file)
    {
        chunks.push_back({textSize, lines + 1, std::move(file)});
        const auto text = chunks.back().file.text();
        wire::SkimAhead ahead(text, [this] { return grouping.prepareMemory(); });
        while (const auto* block = ahead.next()) {
            for (const auto& one : *block) {
                if (!one.isUsual || !addSkimmed(one, text))
                    readUnusual(one.text, text, lines + one.number);
            }
        }
        lines += ahead.lineCount();
        textSize += text.size();
    }

    // Once the file is read. A recording that was not ended ends with whole lines: what its window told of them holds.
    void setRemark(Said said)
    {
        remark = std::move(said);
        const bool isOurs = !recorded.last("recording").empty();
        losses.readRemark(remark, isOurs && chunks.back().file.text().ends_with('\n'));
    }

    void readUnusual(std::string_view one, std::string_view text, std::uint32_t number)
    {
        if (const auto fact = wire::readFactLine(one)) // it may hold anything, also what looks like a packet
            return readFact(*fact, one, number);
        if (readInFull(one, text, number) != 0)
            return;
        const auto place = static_cast<std::size_t>(one.data() - text.data());
        const auto whole = wire::recordOfSeveralLines(text.substr(place));
        if (whole && readInFull(*whole, text, number) != 0)
            return;
        reader.lookAhead(text.substr(place));
        readOther(one, number);
    }

    // `record`: the part of `text`, the chunk that is being read, which tells of the event.
    void add(TraceEvent event, wire::Origin origin, std::string_view record, std::string_view text,
             std::uint32_t number)
    {
        if (wasReadInFull && line.packetId != 0) {
            origin.source = wire::Source::Nftrace;
            origin.packetId = line.packetId;
        }
        if (event.source == wire::canaryAddress && event.destination == wire::canaryAddress)
            return losses.sawCanary(origin, number, event.timeUs); // a witness, and no packet of anybody's
        setSource(event, origin.source);
        event.token = origin.token;
        knowledge.packetCame();
        seen |= event.hasChain() ? 1U << event.chain : 0U;
        event.textOffset = textSize + static_cast<std::uint64_t>(record.data() - text.data());
        event.textLength = static_cast<std::uint32_t>(record.size());
        event.line = number;
        ++counts[static_cast<std::size_t>(origin.source)];
        losses.readRecord(origin, event.line, &event);
        if (lo == 0 || wasReadInFull)
            lo = devices.known("lo", wasReadInFull ? line.host : std::string_view());
        grouping.add(event, wasReadInFull && line.inner ? &*line.inner : nullptr, lo, origin.packetId);
    }

    void readOther(std::string_view text, std::uint32_t number)
    {
        const auto told = wire::otherToolsFact(text);
        if (const auto fact = told ? wire::readFactLine(*told) : std::nullopt)
            return readFact(*fact, *told, number);
        losses.readRecord(wire::originOf(text), number, nullptr);
        losses.readMessage(text, number);
        knowledge.readOther(text, number);
    }

    void readFact(const wire::FactLine& fact, std::string_view text, std::uint32_t number)
    {
        const bool isStanding = StandingFacts::isOne(fact.kind);
        if (RecordedFacts::isOne(fact.kind) || (isStanding && recorded.passesOver())) {
            // The next line has the number of this one, or what the recording says.
            lines += (RecordedFacts::isOne(fact.kind) ? recorded.read(fact, number) : number) - number - 1;
            return;
        }
        losses.readFact(fact, number);
        if (isStanding)
            standing.read(fact, text);
        if (fact.kind != "rule" && fact.kind != "tracking")
            return knowledge.read(fact, number);
        const auto which = grouping.withPacketId(Knowledge::packetIdOf(fact.content));
        if (which != noIndex)
            toldOf.push_back(which);
        if (fact.kind == "tracking")
            return knowledge.readTracking(fact, which);
        knowledge.readRule(fact, number, which, which == noIndex ? noChain : lastTraced(which));
    }
    // The trace point that nftrace reported last of the packet.
    std::uint8_t lastTraced(TraversalIndex which) const
    {
        std::uint8_t chain = noChain;
        for (auto at = grouping.traversals()[which].first; at != noIndex; at = grouping.events()[at].next) {
            if (sourceOf(grouping.events()[at]) == wire::Source::Nftrace)
                chain = grouping.events()[at].chain;
        }
        return chain;
    }

    bool addSkimmed(const wire::SkimmedLine& one, std::string_view text)
    {
        const auto& skimmed = one.skimmed;
        const auto* meaning = prefixes.find(skimmed.prefix);
        if (meaning == nullptr)
            return false;
        wire::Origin origin;
        if (skimmed.saysSource) {
            origin = wire::originOf(one.text);
        } else if (skimmed.saysRecord) {
            origin.sequence = skimmed.record;
            origin.timeUs = skimmed.timeUs;
        }
        wasReadInFull = false;
        add(eventOf(skimmed, *meaning, devices), origin, one.text, text, lines + one.number);
        return true;
    }

    // How many packets the line tells of.
    std::size_t readInFull(std::string_view one, std::string_view text, std::uint32_t number)
    {
        return reader.readEach(one, line, [&](std::string_view record) {
            wasReadInFull = true;
            const auto event = eventOf(line, devices);
            prefixes.tell(line.prefix, event);
            noteTracePoint(event);
            add(event, wire::originOf(record), record, text, number);
        });
    }

    void noteTracePoint(const TraceEvent& event)
    {
        if (!event.hasChain() || (event.flags & TraceEvent::OneRule) != 0)
            return;
        const std::uint32_t bit = 1U << event.chain;
        if (traced & bit)
            return;
        traced |= bit;
        if (wire::has(line.tag))
            traced |= knowledge.isOurs() ? allBits : tracePointChains();
    }
};

Trace::Trace()
    : m(std::make_unique<State>())
{
}
Trace::~Trace() = default;
Trace::Trace(Trace&&) noexcept = default;
Trace& Trace::operator=(Trace&&) noexcept = default;

Result<Trace> Trace::open(const std::string& path)
try {
    auto file = wire::TextFile::open(path);
    if (!file)
        return tl::unexpected(file.error());
    Trace trace;
    trace.m->read(std::move(*file));
    trace.m->setRemark(trace.m->chunks.back().file.remark());
    if (const auto newer = trace.m->recorded.newerFormat(); newer != 0 && trace.m->remark.isEmpty())
        trace.m->remark = say("recording-newer", path, newer);
    if (!trace.events().empty())
        return trace;
    const auto connections = trace.knowledge().connections().size();
    if (connections == 0)
        return failure(ErrorCode::BadInput,
                       path == "-" ? say("input-without-log-line") : say("file-without-log-line", path));
    if (trace.m->remark.isEmpty()) // else what is amiss with the file says more
        trace.m->remark = say("file-of-connections", connections);
    return trace;
} catch (const std::bad_alloc&) {
    return failure(ErrorCode::Unsupported, say("no-memory-for-file", path));
}

const Said& Trace::remark() const
{
    return m->remark;
}

Trace Trace::fromText(std::string text, Said remark)
{
    Trace trace;
    trace.append(std::move(text));
    trace.m->setRemark(std::move(remark));
    return trace;
}

void Trace::append(std::string lines)
{
    if (!lines.empty())
        m->read(wire::TextFile::fromText(std::move(lines)));
}

void Trace::keepLatest(std::size_t packets)
{
    const auto& traversals = m->grouping.traversals();
    if (traversals.size() - traversals.first() <= packets)
        return;
    const auto first = static_cast<TraversalIndex>(traversals.first());
    const auto oldest = static_cast<TraversalIndex>(traversals.size() - packets);
    m->packets.forgetBefore(oldest);
    m->grouping.forgetBefore(oldest);
    const bool any = !events().empty();
    const auto line = any ? events()[events().first()].line : m->lines;
    const auto offset = any ? events()[events().first()].textOffset : m->textSize;
    m->knowledge.forget(first, oldest, line);
    m->losses.forgetBefore(line);
    while (!m->chunks.empty() && m->chunks.front().offset + m->chunks.front().file.text().size() <= offset)
        m->chunks.pop_front();
}

std::size_t Trace::countOf(wire::Source source) const
{
    return m->counts[static_cast<std::size_t>(source)];
}

const EventList& Trace::events() const
{
    return m->grouping.events();
}

const TraversalList& Trace::traversals() const
{
    return m->grouping.traversals();
}

std::string Trace::wholeText() const
{
    std::string text = standingFacts();
    for (const auto& chunk : m->chunks)
        text += chunk.file.text();
    return text;
}

std::vector<wire::TextFile> Trace::texts() const
{
    std::vector<wire::TextFile> texts(m->chunks.size());
    std::ranges::transform(m->chunks, texts.begin(), &State::Chunk::file);
    return texts;
}

std::string Trace::standingFacts() const
{
    return firstLine() > 1 ? m->standing.lines() : std::string();
}

std::uint32_t Trace::firstLine() const
{
    return m->chunks.empty() ? m->lines + 1 : m->chunks.front().line;
}

const std::string& Trace::recorded(std::string_view kind) const
{
    return m->recorded.last(kind);
}

std::uint64_t Trace::textSize() const
{
    return m->textSize;
}

std::uint32_t Trace::lineCount() const
{
    return m->lines;
}

std::string_view Trace::text(const TraceEvent& event) const
{
    const auto after = std::ranges::upper_bound(m->chunks, event.textOffset, {}, &State::Chunk::offset);
    const auto& [offset, line, file] = *std::prev(after);
    return file.text().substr(event.textOffset - offset, event.textLength);
}

wire::LogLine Trace::line(const TraceEvent& event) const
{
    wire::LogLine line;
    wire::LogReader().read(text(event), line);
    return line;
}

std::string_view Trace::device(std::uint16_t number) const
{
    return m->devices.nameOf(number);
}

std::vector<EventIndex> Trace::eventsOf(TraversalIndex traversal) const
{
    std::vector<EventIndex> indices;
    for (auto at = traversals()[traversal].first; at != noIndex; at = events()[at].next)
        indices.push_back(at);
    return indices;
}

const Ruleset* Trace::ruleset() const
{
    return m->knowledge.ruleset() ? &*m->knowledge.ruleset() : nullptr;
}

const Knowledge& Trace::knowledge() const
{
    return m->knowledge;
}

std::vector<TraversalIndex> Trace::takeTold()
{
    return std::exchange(m->toldOf, {});
}

const Losses& Trace::losses() const
{
    return m->losses;
}

std::vector<TraversalIndex> Trace::packetsOf(const Connection& connection) const
{
    return m->packets.of(connection, *this);
}

bool Trace::isSeen(Chain chain) const
{
    return (m->seen >> chainIndex(chain) & 1U) != 0;
}

bool Trace::isTraced(Chain chain) const
{
    return (m->traced >> chainIndex(chain) & 1U) != 0;
}

} // namespace hookwalk
