// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/query.h"

#include "query/match.h"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>

namespace hookwalk::query
{

namespace
{

using Kind = Condition::Kind;

} // namespace

struct Query::State {
    // One term with what it lets through.
    struct Judge {
        Judge(Term judged, TraversalIndex first)
            : term(std::move(judged))
            , bits(first)
            , judgedTo(first)
        {
        }

        bool hasName() const
        {
            return std::ranges::any_of(term.any, [](const auto& one) { return one.kind == Kind::Name; });
        }
        bool isDeep() const { return std::ranges::any_of(matchers, &Matcher::isDeep); }
        bool isSlow() const { return std::ranges::any_of(matchers, &Matcher::isSlow); }

        // A name is a device's where a packet has that, else a chain's.
        // True: it has to judge anew.
        bool takeNames(const Columns& known)
        {
            std::vector<char> now;
            for (const auto& one : term.any)
                now.push_back(one.kind == Kind::Name && known.isDevice(one.name) ? 1 : 0);
            if (!matchers.empty() && now == m_areDevices)
                return false;
            const bool isAgain = !matchers.empty();
            m_areDevices = std::move(now);
            judgedTo = std::max(bits.first(), known.first());
            matchers.clear();
            for (auto one : term.any) {
                if (one.kind == Kind::Name)
                    one.kind = known.isDevice(one.name) ? Kind::Device : Kind::Chain;
                matchers.emplace_back(std::move(one));
            }
            return isAgain;
        }

        void judge(const Trace& trace, const Columns& known, TraversalIndex from, TraversalIndex end)
        {
            bits.reach(std::max(end, judgedTo));
            for (auto packet = from; packet < end; ++packet)
                bits.set(packet, false);
            for (auto& matcher : matchers)
                matcher.match(trace, known, from, end, bits);
            for (auto packet = from; term.isNot && packet < end; ++packet)
                bits.set(packet, !bits.has(packet));
        }

        Term term;
        std::vector<Matcher> matchers; // none before takeNames()
        Bits bits;
        TraversalIndex judgedTo; // packets before it were judged

    private:
        std::vector<char> m_areDevices; // by condition: a name that is taken for a device's
    };

    Filter filter;
    std::vector<Judge> judges; // one for each term
    Columns columns;
    TraversalIndex first = 0; // the oldest packet that is kept
    std::uint32_t starts = 0;

    // Of the terms but one; the words of 64 packets, those that are forgotten without.
    std::size_t count(std::size_t without) const
    {
        std::size_t words = judges.empty() ? 0 : std::numeric_limits<std::size_t>::max();
        for (const auto& judge : judges)
            words = std::min(words, judge.bits.words().size());
        std::size_t count = 0;
        for (std::size_t at = 0; at < words; ++at) {
            auto word = ~std::uint64_t{0};
            for (std::size_t i = 0; i < judges.size(); ++i)
                word &= i == without ? word : judges[i].bits.words()[at];
            if (at == 0)
                word &= ~std::uint64_t{0} << first % 64;
            count += static_cast<std::size_t>(std::popcount(word & judgedBits(at)));
        }
        return count;
    }

    // Bits of packets before judgedTo(): those behind were judged by some terms only.
    std::uint64_t judgedBits(std::size_t word) const
    {
        const auto begin = judges.front().bits.first() + word * 64;
        const std::size_t end = judgedTo();
        return end >= begin + 64 ? ~std::uint64_t{0}
               : end <= begin    ? 0
                                 : ~std::uint64_t{0} >> (64 - (end - begin));
    }

    TraversalIndex judgedTo() const
    {
        TraversalIndex to = noIndex;
        for (const auto& judge : judges)
            to = std::min(to, judge.judgedTo);
        return to;
    }
};

Query::Query()
    : m(std::make_unique<State>())
{
}
Query::~Query() = default;
Query::Query(Query&&) noexcept = default;
Query& Query::operator=(Query&&) noexcept = default;

void Query::setFilter(Filter filter)
{
    std::vector<State::Judge> judges;
    for (const auto& term : filter) {
        const auto known = std::ranges::find(m->judges, term, &State::Judge::term);
        judges.push_back(known != m->judges.end() ? *known : State::Judge(term, m->first));
    }
    m->judges = std::move(judges);
    m->filter = std::move(filter);
}

const Filter& Query::filter() const
{
    return m->filter;
}

bool Query::asksFacts() const
{
    constexpr std::array ofLines{Kind::Address, Kind::Port, Kind::Protocol,
                                 Kind::Device,  Kind::Text, Kind::Time};
    return std::ranges::any_of(m->filter, [&](const Term& term) {
        return std::ranges::any_of(term.any, [&](const Condition& one) {
            return std::ranges::find(ofLines, one.kind) == ofLines.end();
        });
    });
}

TraversalIndex Query::portion() const
{
    constexpr TraversalIndex usual = 16384, searching = 4096, explaining = 1024;
    using Judge = State::Judge;
    const auto& judges = m->judges;
    return std::ranges::any_of(judges, &Judge::isDeep)   ? explaining
           : std::ranges::any_of(judges, &Judge::isSlow) ? searching
                                                         : usual;
}

bool Query::work(const Trace& trace, TraversalIndex packets)
{
    if (m->judges.empty())
        return false; // each is shown
    const auto size = static_cast<TraversalIndex>(trace.traversals().size());
    const auto upTo = [&](TraversalIndex from) { return from + std::min(packets, size - from); };
    m->first = static_cast<TraversalIndex>(trace.traversals().first());
    m->columns.read(trace, std::max(m->columns.end(), m->first));
    for (auto& judge : m->judges) {
        judge.bits.forgetBefore(m->first);
        judge.judgedTo = std::max(judge.judgedTo, m->first);
    }
    // What a name stands for is known when all devices are.
    const bool isNamed = std::ranges::any_of(m->judges, &State::Judge::hasName);
    if (isNamed && m->columns.end() < size) {
        m->columns.read(trace, upTo(m->columns.end()));
        return true;
    }
    for (auto& judge : m->judges)
        m->starts += judge.takeNames(m->columns) ? 1 : 0;
    const auto from = m->judgedTo(), end = upTo(from);
    m->columns.read(trace, end);
    if (std::ranges::any_of(m->judges, &State::Judge::isDeep))
        m->columns.readDeep(trace, end);
    for (auto& judge : m->judges) {
        if (judge.judgedTo < end) {
            judge.judge(trace, m->columns, judge.judgedTo, end);
            judge.judgedTo = end;
        }
    }
    return m->judgedTo() < size;
}

void Query::judgeAgain(const Trace& trace, const std::vector<TraversalIndex>& packets)
{
    for (const auto packet : packets) {
        m->columns.readAgain(trace, packet);
        for (auto& judge : m->judges) {
            if (packet >= judge.bits.first() && packet < judge.judgedTo)
                judge.judge(trace, m->columns, packet, packet + 1);
        }
    }
}

bool Query::shows(TraversalIndex packet) const
{
    return std::ranges::all_of(m->judges, [&](const State::Judge& judge) {
        return packet >= judge.bits.first() && packet < judge.judgedTo && judge.bits.has(packet);
    });
}

std::uint32_t Query::starts() const
{
    return m->starts;
}

TraversalIndex Query::judgedTo() const
{
    return m->judgedTo();
}

std::size_t Query::shown() const
{
    return shownWithout(m->judges.size());
}

std::size_t Query::shownWithout(std::size_t term) const
{
    return m->judges.size() == 1 && term == 0 ? m->judgedTo() - m->first : m->count(term);
}

std::vector<std::string> Query::unknownNames() const
{
    return unknownNames(m->filter);
}

std::vector<std::string> Query::unknownNames(const Filter& filter) const
{
    std::vector<std::string> unknown;
    for (const auto& term : filter) {
        for (const auto& one : term.any) {
            if (one.kind == Kind::Name && !m->columns.isDevice(one.name) && !m->columns.isChain(one.name))
                unknown.push_back(one.name);
        }
    }
    return unknown;
}

bool Query::readNames(const Trace& trace, const Filter& filter, TraversalIndex packets)
{
    const auto first = static_cast<TraversalIndex>(trace.traversals().first());
    const auto size = static_cast<TraversalIndex>(trace.traversals().size());
    const auto upTo = [&](TraversalIndex from) { return from + std::min(packets, size - from); };
    m->columns.read(trace, std::max(m->columns.end(), first));
    if (unknownNames(filter).empty())
        return false;
    if (m->columns.end() < size)
        m->columns.read(trace, upTo(m->columns.end()));
    else if (m->columns.deepEnd() < size) // no device's, then maybe a chain's
        m->columns.readDeep(trace, upTo(m->columns.deepEnd()));
    return m->columns.deepEnd() < size;
}

Result<std::vector<TraversalIndex>> packetsShown(const Trace& trace, Filter filter)
{
    Query query;
    query.setFilter(std::move(filter));
    while (query.work(trace, query.portion())) {
    }
    if (const auto unknown = query.unknownNames(); !unknown.empty())
        return failure(ErrorCode::BadInput, say("filter-unknown-name", unknown.front()));
    std::vector<TraversalIndex> shown;
    for (auto packet = static_cast<TraversalIndex>(trace.traversals().first());
         packet < trace.traversals().size(); ++packet) {
        if (query.shows(packet))
            shown.push_back(packet);
    }
    return shown;
}

} // namespace hookwalk::query
