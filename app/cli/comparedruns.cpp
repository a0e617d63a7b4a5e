// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparedruns.h"

#include "exports/comparetext.h"
#include "query/pairing.h"
#include "query/query.h"
#include "wire/linejson.h"
#include "words/comparisons.h"
#include "words/packets.h"
#include "words/words.h"

namespace hookwalk::cli
{

namespace
{

using OrderedJson = nlohmann::ordered_json;

struct PairCounts {
    std::size_t same = 0, different = 0, onlyA = 0, onlyB = 0;
    bool isSame() const { return different + onlyA + onlyB == 0; }
};

class Report
{
public:
    Report(const Trace& a, const Trace& b, As as, Output& output)
        : m_a(a)
        , m_b(b)
        , m_as(as)
        , m_output(output)
    {
    }

    void add(const query::PacketPair& pair)
    {
        if (pair.a == noIndex)
            alone(m_b, pair.b, "B", m_counts.onlyB);
        else if (pair.b == noIndex)
            alone(m_a, pair.a, "A", m_counts.onlyA);
        else
            both(pair);
    }

    PairCounts finish()
    {
        if (m_as == As::Json) {
            m_json = {{"same", m_counts.isSame()},       {"pairs", m_counts.same + m_counts.different},
                      {"different", m_counts.different}, {"only_a", m_counts.onlyA},
                      {"only_b", m_counts.onlyB},        {"packets", std::move(m_packets)}};
            m_output.line(wire::dumpLine(m_json));
        } else {
            m_output.line("");
            m_output.line(words::text(say("compared-runs", m_counts.same + m_counts.different,
                                          m_counts.different, m_counts.onlyA, m_counts.onlyB)));
        }
        return m_counts;
    }

private:
    void alone(const Trace& trace, TraversalIndex packet, const char* name, std::size_t& count)
    {
        ++count;
        const auto walk = walkOf(trace, packet);
        const bool isA = name[0] == 'A';
        if (m_as == As::Json) {
            m_packets.push_back({{"a", isA ? OrderedJson(packet + 1) : OrderedJson(nullptr)},
                                 {"b", isA ? OrderedJson(nullptr) : OrderedJson(packet + 1)}});
            return;
        }
        const auto& first = trace.events()[trace.traversals()[packet].first];
        m_output.line(words::text(
            say("compare-head", name, packet + 1, walk.title, words::addressText(first, first.source),
                words::addressText(first, first.destination), words::decision(walk.ending))));
    }

    void both(const query::PacketPair& pair)
    {
        const exports::Compared compared{{m_a, walkOf(m_a, pair.a)}, {m_b, walkOf(m_b, pair.b)}};
        const auto& comparison = compared.comparison;
        ++(comparison.isSame() ? m_counts.same : m_counts.different);
        const auto verdict = words::verdictOf(comparison, compared.a.walk, compared.b.walk);
        if (m_as == As::Json) {
            m_packets.push_back({{"a", pair.a + 1},
                                 {"b", pair.b + 1},
                                 {"same", comparison.isSame()},
                                 {"code", verdict.code},
                                 {"verdict", words::english(verdict)}});
            return;
        }
        m_output.line((comparison.isSame() ? "=  " : "≠  ") + std::to_string(pair.a + 1) + " | " +
                      std::to_string(pair.b + 1) + "  " + words::text(compared.a.walk.title) + "  " +
                      words::text(verdict));
    }

    const Trace &m_a, &m_b;
    As m_as;
    Output& m_output;
    PairCounts m_counts;
    OrderedJson m_json, m_packets = OrderedJson::array();
};

} // namespace

Result<bool> compareRuns(const SavedPacket& a, const SavedPacket& b, As as, Output& output)
{
    const auto ofA = query::packetsShown(a.trace, a.locator.filter),
               ofB = query::packetsShown(b.trace, b.locator.filter);
    if (!ofA || !ofB)
        return tl::unexpected(ofA ? ofB.error() : ofA.error());
    Report report(a.trace, b.trace, as, output);
    for (const auto& pair : query::pairsOf({a.trace, *ofA}, {b.trace, *ofB})) {
        if (output.isBroken())
            break;
        report.add(pair);
    }
    return report.finish().isSame();
}

} // namespace hookwalk::cli
