// SPDX-License-Identifier: GPL-3.0-or-later
#include "traversal/losses.h"

#include "traversal/succession.h"

#include <algorithm>
#include <charconv>
#include <initializer_list>
#include <nlohmann/json.hpp>

namespace hookwalk
{

namespace
{

// More are kept as one: each takes 48 bytes, and an extract of a log may have one at every line.
constexpr std::size_t mostLosses = 1U << 16;
// How far before its telling a loss may lie. Helper: what it had read and not yet passed on. Log daemons and
// the kernel limit rates by intervals of five seconds (DEFAULT_RATELIMIT_INTERVAL,
// include/linux/ratelimit_types.h).
constexpr std::int64_t helperBackUs = 1'000'000, messageBackUs = 5'000'000;
constexpr std::int64_t mostBackUs = messageBackUs;

constexpr std::array<const char*, 5> counters{"kernelLog", "nflog", "nftrace", "connections", "frames"};

// What says that lines were left out, "#" for how many: of printk, of the kernel's rate limits, of journald,
// of rsyslog and of the syslogd before it.
struct Words {
    std::string_view before, behind;
};
constexpr std::array<Words, 11> omissions{{{"", " output lines suppressed"},
                                           {"", " callbacks suppressed"},
                                           {"", " messages suppressed"},
                                           {"** ", " printk messages dropped"},
                                           {"message repeated ", " time"},
                                           {"lost ", " messages"},
                                           {"", " messages lost"},
                                           {"Suppressed ", " messages"},
                                           {"Missed ", " kernel messages"},
                                           {"missed ", " messages"},
                                           {"drop ", "messages from"}}};

bool isTimed(std::int64_t a, std::int64_t b)
{
    return a != noTime && b != noTime;
}

} // namespace

std::string_view omissionIn(std::string_view text)
{
    if (text.find("message") == text.npos && text.find("suppressed") == text.npos)
        return {};
    for (const auto& words : omissions) {
        const auto end = text.find(words.behind);
        if (end == text.npos)
            continue;
        auto digits = end;
        while (digits > 0 && text[digits - 1] >= '0' && text[digits - 1] <= '9')
            --digits;
        const bool numbered = digits != end || words.before == "drop ";
        if (!numbered || !text.substr(0, digits).ends_with(words.before))
            continue;
        const auto begin = digits - words.before.size();
        return text.substr(begin, end + words.behind.size() - begin);
    }
    return {};
}

Said Loss::said() const
{
    switch (evidence) {
    case Evidence::Numbers:
        return count == 0 ? say("lines-missing-between", after, before)
                          : say("counted-lines-missing-between", count, after, before);
    case Evidence::Line:
        return count == 0 ? say("lines-missing-says-line", saidBy)
                          : say("counted-lines-missing-says-line", count, saidBy);
    case Evidence::Canary:
        return (what & Sightings) != 0 ? say("no-canary-of-trace-points", saidBy)
               : (what & Rules) != 0   ? say("nftrace-saw-fewer", saidBy)
                                       : say("no-canary-of-frames", saidBy);
    case Evidence::End:
        return say("log-ends-early");
    case Evidence::Damage:
        return say("log-is-damaged");
    case Evidence::Beginning:
        break;
    }
    return say("log-begins-here");
}

std::uint8_t Losses::whatIsMissing(Channel channel) const
{
    switch (channel) {
    case KernelLog: // beside another source it only tells of the kernel's own drops
        return m_sightings == "nflog" || m_sightings == "nftrace" ? 0 : Loss::Sightings;
    case Nflog:
        return Loss::Sightings;
    case Nftrace:
        return m_sightings.empty() || m_sightings == "nftrace" ? Loss::Rules | Loss::Sightings : Loss::Rules;
    case Frames:
    case ChannelCount:
        break;
    }
    return Loss::Frames;
}

void Losses::add(const Loss& loss)
{
    if (m_losses.size() < mostLosses)
        return m_losses.push_back(loss);
    auto& last = m_losses.back();
    last.before = loss.before;
    last.toUs = last.toUs == noTime || loss.toUs == noTime ? noTime : std::max(last.toUs, loss.toUs);
    last.count = last.count == 0 || loss.count == 0 ? 0 : last.count + loss.count;
    last.what |= loss.what;
}

void Losses::readRecord(const wire::Origin& origin, std::uint32_t line, const TraceEvent* event)
{
    const auto timeUs = event ? event->timeUs : origin.timeUs.value_or(noTime);
    m_latestUs = std::max(m_latestUs, timeUs);
    if (event && !wire::isFrame(origin.source)) {
        if (!m_lastEvent.known && !m_isOurs)
            add({0, line, noTime, timeUs, 0, Loss::Sightings, Loss::Evidence::Beginning, 0});
        m_lastEvent = {true, 0, line, timeUs};
        const bool over = m_pendingUntilUs == noTime || timeUs == noTime || timeUs > m_pendingUntilUs;
        if (m_pending && over) {
            m_pending->before = line;
            m_pending->toUs = timeUs;
            add(*std::exchange(m_pending, std::nullopt));
        }
    }
    const auto source = static_cast<unsigned>(origin.source);
    if (event && event->hasChain() && (event->flags & TraceEvent::OneRule) == 0 && source < Frames)
        ++m_sightingsTold[source];
    if (!origin.sequence || (source != 0 && *origin.sequence == 0) || source > Frames + 1U)
        return;
    const auto channel =
        static_cast<Channel>(std::min<unsigned>(source, Frames)); // frames in and out count as one
    auto& last = m_last[channel];
    const auto number = *origin.sequence;
    // It falls where the source begins anew, or the machine.
    const auto gap = last.known && number > last.number ? number - last.number - 1 : 0;
    const auto what = whatIsMissing(channel);
    if (gap > origin.passedOver && what != 0)
        add({last.line, line, last.timeUs, timeUs, gap - origin.passedOver, what, Loss::Evidence::Numbers,
             0});
    last = {true, number, line, timeUs};
}

// Told of now, somewhere behind `backUs` before the latest event and before `untilUs`.
void Losses::open(std::uint64_t count, std::uint8_t what, std::uint32_t line, std::int64_t backUs,
                  std::int64_t untilUs)
{
    const auto lastUs = m_lastEvent.timeUs;
    if (m_pending) {
        m_pending->count = m_pending->count == 0 || count == 0 ? 0 : m_pending->count + count;
        m_pending->what |= what;
    } else {
        m_pending = Loss{lastUs == noTime ? m_lastEvent.line : 0,
                         noIndex,
                         lastUs == noTime ? noTime : lastUs - backUs,
                         noTime,
                         count,
                         what,
                         Loss::Evidence::Line,
                         line};
    }
    m_pendingUntilUs = untilUs;
}

void Losses::readMessage(std::string_view text, std::uint32_t line)
{
    const auto omission = omissionIn(text);
    if (omission.empty())
        return;
    std::uint64_t count = 0; // it may not say
    const auto digits = std::min(omission.find_first_of("0123456789"), omission.size());
    std::from_chars(omission.data() + digits, omission.data() + omission.size(), count);
    open(count, Loss::Sightings, line, messageBackUs, noTime);
}

void Losses::readFact(const wire::FactLine& fact, std::uint32_t line)
{
    const bool sources = fact.kind == "sources";
    if (!sources && fact.kind != "lost" && fact.kind != "canary")
        return;
    m_isOurs = true;
    m_latestUs = std::max(m_latestUs, fact.timeUs);
    const auto json = nlohmann::json::parse(fact.content, nullptr, false);
    if (!json.is_object())
        return;
    const auto isTrue = [&json](const char* name) {
        const auto found = json.find(name);
        return found != json.end() && found->is_boolean() && found->get<bool>();
    };
    if (fact.kind == "canary")
        return judgeCanary(isTrue("sent"), line, fact.timeUs);
    if (sources) {
        m_hasRules = isTrue("rules");
        m_hasFrames = isTrue("frames");
        m_totals = {};
        m_last = {};
        const auto name = json.find("sightings");
        m_sightings = name != json.end() && name->is_string() ? name->get<std::string>() : std::string();
        return;
    }
    std::uint64_t count = 0;
    std::uint8_t what = 0;
    for (std::size_t i = 0; i < counters.size(); ++i) {
        const auto found = json.find(counters[i]);
        if (found == json.end() || !found->is_number_unsigned())
            continue;
        const auto total = found->get<std::uint64_t>();
        const auto before = std::exchange(m_totals[i], total);
        const auto rise = total >= before ? total - before : total; // it fell: counted anew
        if (rise == 0)
            continue;
        constexpr std::array channels{KernelLog, Nflog, Nftrace, ChannelCount, Frames};
        what |= channels[i] == ChannelCount ? std::uint8_t{Loss::Connections} : whatIsMissing(channels[i]);
        count += rise;
    }
    if (what != 0)
        open(count, what, line, helperBackUs, fact.timeUs);
}

void Losses::readRemark(const Said& remark, bool endsWhole)
{
    constexpr std::uint8_t anything = Loss::Sightings | Loss::Rules | Loss::Connections | Loss::Frames;
    if (remark.code == "file-packed-badly")
        return add({0, noIndex, noTime, noTime, 0, anything, Loss::Evidence::Damage, 0});
    if (remark.code != "file-ends-early" || endsWhole)
        return;
    const bool isTimed = m_latestUs != noTime;
    add({isTimed ? 0 : m_lastEvent.line, noIndex, isTimed ? m_latestUs + 1 : noTime, noTime, 0, anything,
         Loss::Evidence::End, 0});
}

void Losses::sawCanary(const wire::Origin& origin, std::uint32_t line, std::int64_t timeUs)
{
    readRecord(origin, line, nullptr);
    const auto channel = std::min<unsigned>(static_cast<unsigned>(origin.source), Frames);
    // A late report of the one before is no witness. The kernel log has a clock of its own (local_clock()).
    const bool isLate =
        channel != KernelLog && m_canaryUs != noTime && timeUs != noTime && timeUs <= m_canaryUs;
    if (!isLate)
        m_sawCanary |= 1U << channel;
}

// Of the two sources that "both" has one is enough. nftrace is beside another source blind where it reported fewer
// sightings at trace points since the canary before.
void Losses::judgeCanary(bool sent, std::uint32_t line, std::int64_t timeUs)
{
    m_canaryUs = timeUs;
    const auto seen = std::exchange(m_sawCanary, 0);
    const auto sees = [seen](std::initializer_list<Channel> channels) {
        return std::ranges::any_of(channels, [seen](Channel one) { return (seen >> one & 1U) != 0; });
    };
    const bool sightings = m_sightings == "kmsg"      ? sees({KernelLog})
                           : m_sightings == "both"    ? sees({KernelLog, Nflog})
                           : m_sightings == "nftrace" ? sees({Nftrace})
                                                      : sees({Nflog});
    const auto told = std::exchange(m_sightingsTold, {});
    const bool rules =
        m_sightings == "nftrace" ? sightings : told[Nftrace] >= std::max(told[KernelLog], told[Nflog]);
    const unsigned missing = (sent && sightings ? 0U : unsigned{Loss::Sightings}) |
                             (m_hasRules && !rules ? unsigned{Loss::Rules} : 0U) |
                             (m_hasFrames && !sees({Frames}) ? unsigned{Loss::Frames} : 0U);
    const auto before = std::exchange(m_canaryLine, line);
    const bool isOpen = !m_blind.empty() && m_blind.back().before == noIndex;
    if (isOpen && m_blind.back().what != missing)
        m_blind.back().before = line;
    if (missing != 0 && (!isOpen || m_blind.back().what != missing))
        m_blind.push_back({before, noIndex, noTime, noTime, 0, static_cast<std::uint8_t>(missing),
                           Loss::Evidence::Canary, line});
}

// The blind source had its part in what became of a packet that was seen at the line.
const Loss* Losses::blindAt(std::uint32_t line, std::uint8_t what) const
{
    const auto found = std::ranges::find_if(m_blind, [&](const Loss& loss) {
        return (loss.what & what) != 0 && loss.after <= line && line < loss.before;
    });
    return found == m_blind.end() ? nullptr : &*found;
}

// The first that reaches into the span.
const Loss* Losses::find(const Span& span, std::uint8_t what) const
{
    const auto reaches = [&](const Loss& loss) {
        if ((loss.what & what) == 0 || loss.before <= span.after || loss.after >= span.before)
            return false;
        return !(isTimed(loss.toUs, span.fromUs) && loss.toUs < span.fromUs) &&
               !(isTimed(loss.fromUs, span.toUs) && loss.fromUs > span.toUs);
    };
    // Those that end before the span lie before it; the first that begins so far behind it that no later one
    // can reach back ends the search.
    for (auto at = std::ranges::upper_bound(m_losses, span.after, {}, &Loss::before); at != m_losses.end();
         ++at) {
        if (reaches(*at))
            return &*at;
        const bool late =
            isTimed(at->fromUs, span.toUs) ? at->fromUs > span.toUs + mostBackUs : at->after >= span.before;
        if (late)
            break;
    }
    return m_pending && reaches(*m_pending) ? &*m_pending : nullptr;
}

const Loss* Losses::behind(const TraceEvent& event, std::uint8_t what) const
{
    if (const auto* blind = blindAt(event.line, what))
        return blind;
    const auto until = event.timeUs == noTime ? noTime : event.timeUs + longestStepUs;
    return find({event.line, noIndex, event.timeUs, until}, what);
}

const Loss* Losses::between(const TraceEvent& before, const TraceEvent& after, std::uint8_t what) const
{
    const auto* blind = blindAt(before.line, what);
    return blind ? blind : find({before.line, after.line, before.timeUs, after.timeUs}, what);
}

const Loss* Losses::between(const TraceEvent& before, std::uint32_t line, std::uint8_t what) const
{
    const auto* blind = blindAt(before.line, what);
    return blind ? blind : find({before.line, line, before.timeUs, noTime}, what);
}

const Loss* Losses::ahead(const TraceEvent& event, std::uint8_t what) const
{
    if (const auto* blind = blindAt(event.line, what))
        return blind;
    const auto reaches = [&](const Loss& loss) {
        return (loss.what & what) != 0 && loss.after < event.line &&
               !(isTimed(loss.toUs, event.timeUs) && loss.toUs < event.timeUs - longestStepUs) &&
               !(isTimed(loss.fromUs, event.timeUs) && loss.fromUs > event.timeUs);
    };
    auto at = std::ranges::upper_bound(m_losses, event.line, {}, &Loss::before);
    if (at != m_losses.end() && reaches(*at))
        return &*at;
    while (at != m_losses.begin()) {
        --at;
        if (reaches(*at))
            return &*at;
        if (isTimed(at->toUs, event.timeUs) && at->toUs < event.timeUs - longestStepUs - mostBackUs)
            break;
    }
    return m_pending && reaches(*m_pending) ? &*m_pending : nullptr;
}

void Losses::forgetBefore(std::uint32_t line)
{
    m_losses.erase(m_losses.begin(), std::ranges::lower_bound(m_losses, line, {}, &Loss::before));
    while (!m_blind.empty() && m_blind.front().before < line)
        m_blind.pop_front();
}

} // namespace hookwalk
