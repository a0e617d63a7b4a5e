// SPDX-License-Identifier: GPL-3.0-or-later
// Lines of iptables' TRACE target for user-defined chains: where on the packet's way they stand.
#include "exports/walktext.h"
#include "support/testprogram.h"
#include "words/stages.h"
#include "words/traversaljson.h"

#include <QTest>

using namespace hookwalk;

namespace
{

// Lines of one packet, each 5 µs behind the one before.
class TracedLines
{
public:
    TracedLines& add(const std::string& chain, const std::string& in, const std::string& out, int ttl,
                     const std::string& mark = {})
    {
        ++m_number;
        m_text += "7," + std::to_string(m_number) + ',' + std::to_string(1'000'000 + 5 * m_number) +
                  ",-;TRACE: " + chain + " IN=" + in + " OUT=" + out + (in.empty() ? "" : " MAC=") +
                  " SRC=192.0.2.50 DST=203.0.113.80 LEN=84 TOS=0x00 PREC=0x00 TTL=" + std::to_string(ttl) +
                  " ID=1197 DF PROTO=ICMP TYPE=8 CODE=0 ID=7 SEQ=1 " +
                  (mark.empty() ? "" : "MARK=" + mark + ' ') + '\n';
        return *this;
    }
    Trace trace() const { return Trace::fromText(m_text); }

private:
    std::string m_text;
    int m_number = 0;
};

// "raw PREROUTING: rule 1 of lan-in (raw)"; of those that were seen.
QStringList seenAt(const Walk& walk)
{
    QStringList seen;
    for (const auto& stop : walk.stops) {
        if (stop.kind == StopKind::Observed)
            seen << QString::fromStdString(words::stageTitle(stop.stage) +
                                           (stop.inChain ? ": " + words::stopTitle(stop) : ""));
    }
    return seen;
}

TracedLines forwarded()
{
    TracedLines lines;
    lines.add("raw:PREROUTING:rule:2", "lan", "", 64)
        .add("raw:lan-in:rule:1", "lan", "", 64)
        .add("raw:lan-in:return:2", "lan", "", 64, "0x40")
        .add("raw:PREROUTING:policy:3", "lan", "", 64, "0x40")
        .add("mangle:PREROUTING:rule:1", "lan", "", 64, "0x40")
        .add("mangle:lan-mark:rule:1", "lan", "", 64, "0x40")
        .add("nat:PREROUTING:policy:1", "lan", "", 64)
        .add("filter:FORWARD:rule:1", "lan", "wan", 63)
        .add("filter:lan-wan:rule:4", "lan", "wan", 63)
        .add("nat:POSTROUTING:rule:1", "", "wan", 63)
        .add("nat:wan-out:return:2", "", "wan", 63);
    return lines;
}

} // namespace

class TestUserChains : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void eachLineStandsAtTheChainThatCalledItsChainInTheOrderOfTheLog()
    {
        const auto trace = forwarded().trace();
        QCOMPARE(trace.traversals().size(), std::size_t{1});
        const auto walk = walkOf(trace, 0);
        QCOMPARE(seenAt(walk),
                 QStringList({"raw PREROUTING", "raw PREROUTING: rule 1 of lan-in (raw)",
                              "raw PREROUTING: return from lan-in (raw)", "mangle PREROUTING",
                              "mangle PREROUTING: rule 1 of lan-mark (mangle)", "nat PREROUTING",
                              "filter FORWARD", "filter FORWARD: rule 4 of lan-wan (filter)",
                              "nat POSTROUTING", "nat POSTROUTING: return from wan-out (nat)"}));
    }

    void itsTimeIsItsOwnAndChangesAreToldInTheOrderOfTheLines()
    {
        const auto trace = forwarded().trace();
        const auto walk = walkOf(trace, 0);
        double before = -1;
        QStringList marks;
        for (const auto& stop : walk.stops) {
            if (stop.kind != StopKind::Observed)
                continue;
            QCOMPARE(stop.offsetUs, 5.0 * (trace.events()[stop.event].line - 1));
            QVERIFY(stop.offsetUs > before);
            before = stop.offsetUs;
            for (const auto& change : stop.changed) {
                if (change.name == "mark")
                    marks << QString::fromStdString(words::stopTitle(stop));
            }
        }
        QCOMPARE(marks, QStringList({"return from lan-in (raw)", "nat PREROUTING"}));
    }

    void whatDevicesAndNeighboursTellIsEnough_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("line");
        QTest::addColumn<QString>("behind");
        QTest::addColumn<QString>("place");
        const auto row = [](const char* before, const char* line, const char* behind, const char* place) {
            QTest::addRow("%s, %s, %s", before, line, behind) << before << line << behind << place;
        };
        row("", "raw in", "", "raw PREROUTING");
        row("", "filter in", "", "filter INPUT");
        row("", "filter forward", "", "filter FORWARD");
        row("", "filter out", "", "filter OUTPUT");
        row("", "nat forward", "", "nat POSTROUTING"); // the kernel names both devices there since 5.5
        row("raw PREROUTING", "nat in", "filter FORWARD", "nat PREROUTING");
        row("", "nat in", "", "");
        row("raw PREROUTING", "mangle in", "mangle INPUT", "");
        row("mangle PREROUTING", "mangle in", "mangle INPUT", "mangle PREROUTING");
        row("nat PREROUTING", "mangle in", "filter INPUT", "mangle INPUT");
        row("filter OUTPUT", "mangle out", "", "mangle POSTROUTING");
        row("", "mangle out", "nat OUTPUT", "mangle OUTPUT");
        row("", "broute in", "", ""); // a table that is none of iptables'
    }

    void whatDevicesAndNeighboursTellIsEnough()
    {
        QFETCH(QString, before);
        QFETCH(QString, line);
        QFETCH(QString, behind);
        QFETCH(QString, place);
        TracedLines lines;
        const auto addBase = [&](const QString& name) {
            if (name.isEmpty())
                return;
            const bool in = name.endsWith("PREROUTING") || name.endsWith("INPUT") || name.endsWith("FORWARD");
            const bool out = !in || name.endsWith("FORWARD");
            lines.add(name.section(' ', 0, 0).toStdString() + ':' + name.section(' ', 1).toStdString() +
                          ":rule:1",
                      in ? "lan" : "", out ? "wan" : "", name.endsWith("FORWARD") ? 63 : 64);
        };
        addBase(before);
        const auto way = line.section(' ', 1);
        lines.add(line.section(' ', 0, 0).toStdString() + ":mine:rule:3", way == "out" ? "" : "lan",
                  way == "in" ? "" : "wan", 64);
        addBase(behind);
        const auto trace = lines.trace();
        const Walk walk = walkOf(trace, trace.events()[before.isEmpty() ? 0 : 1].traversal);
        const auto stop =
            std::ranges::find_if(walk.stops, [](const Stop& one) { return one.inChain.has_value(); });
        QVERIFY(stop != walk.stops.end());
        QCOMPARE(QString::fromStdString(stop->stage.kind == StageKind::Chain ? name(stop->stage.chain) : ""),
                 place);
        QCOMPARE(stop->note.empty(), !place.isEmpty());
        QCOMPARE(QString::fromStdString(words::stopTitle(*stop)),
                 QStringLiteral("rule 3 of mine (%1)").arg(line.section(' ', 0, 0)));
    }

    void jsonNamesTheChainAndTheHookThatItWasCalledFrom()
    {
        const auto trace = forwarded().trace();
        const auto json = toJson(trace, walkOf(trace, 0));
        const auto& step = json["steps"][1];
        QCOMPARE(step["table"].get<std::string>(), std::string("raw"));
        QCOMPARE(step["chain"].get<std::string>(), std::string("lan-in"));
        QCOMPARE(step["called_from"].get<std::string>(), std::string("PREROUTING"));
        const auto alone = TracedLines().add("nat:mine:rule:1", "lan", "", 64).trace();
        const auto walk = walkOf(alone, 0);
        QVERIFY(toJson(alone, walk)["steps"][0]["called_from"].is_null());
        QVERIFY(
            QString::fromStdString(exports::walkText(alone, walk)[1]).contains("which base chain called it"));
    }
};

HOOKWALK_TEST(TestUserChains)
#include "tst_userchains.moc"
