// SPDX-License-Identifier: GPL-3.0-or-later
// Two ways beside each other: recordings of real kernels, and what is said of them.
#include "query/comparison.h"
#include "query/locator.h"
#include "query/rulesetdiff.h"
#include "support/loglines.h"
#include "support/testprogram.h"
#include "traversal/knowledge.h"
#include "traversal/rules.h"
#include "words/comparisons.h"
#include "words/words.h"

#include <algorithm>
#include <numeric>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace hookwalk;

namespace
{

struct Recorded {
    Trace trace;
    Walk walk;
    Recorded(const char* name, TraversalIndex packet)
        : trace(std::move(*Trace::open(std::string(HOOKWALK_TEST_DATA "/") + name)))
        , walk(walkOf(trace, packet))
    {
    }
    explicit Recorded(const std::string& text)
        : trace(Trace::fromText(text))
        , walk(walkOf(trace, 0))
    {
    }
};

query::Comparison comparisonOf(const Recorded& a, const Recorded& b)
{
    return query::compare({a.trace, a.walk}, {b.trace, b.walk});
}

QString sayingOf(const Recorded& a, const Recorded& b)
{
    return QString::fromStdString(words::english(words::verdictOf(comparisonOf(a, b), a.walk, b.walk)));
}

constexpr const char* recordedForward = "traces/kernel-6.18-forward.kmsg";

// A packet seen at these chains, on its way from eth0; to eth1 from FORWARD on.
std::string linesOf(const std::vector<const char*>& prefixes, int late = 0, const char* end = "")
{
    std::string text;
    for (const std::string prefix : prefixes) {
        const bool isRouted = !prefix.ends_with("PREROUTING") && !prefix.ends_with("INPUT");
        text += "7," + std::to_string(text.size()) + ',' +
                std::to_string(1000 + late + 10 * std::ssize(text)) + ",-;" + prefix +
                " [7]IN=eth0 OUT=" + (isRouted ? "eth1" : "") +
                " SRC=192.0.2.7 DST=198.51.100.9 LEN=60 TOS=0x00 PREC=0x00 TTL=" + (isRouted ? "63" : "64") +
                " ID=7 DF PROTO=UDP SPT=4000 DPT=53 LEN=40 " + end + "\n";
    }
    return text;
}

Ruleset rulesOf(std::initializer_list<std::pair<std::uint64_t, const char*>> rules)
{
    Ruleset ruleset;
    auto& chain = ruleset.chains.emplace_back();
    chain.family = "ip";
    chain.table = "filter";
    chain.name = "FORWARD";
    for (const auto& [handle, text] : rules)
        chain.rules.push_back({handle, text, "", {}, {}});
    return ruleset;
}

} // namespace

class TestComparison : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void twoRepliesOfOneRunWentTheSameWay()
    {
        const Recorded a(recordedForward, 1), b(recordedForward, 3);
        const auto comparison = comparisonOf(a, b);
        QVERIFY(comparison.isSame());
        QCOMPARE(comparison.first, -1);
        for (const auto& pair : comparison.steps)
            QVERIFY(pair.isPassedBy() || (pair.a >= 0 && pair.b >= 0 && pair.changed.empty()));
        QCOMPARE(sayingOf(a, b), QStringLiteral("Same way, same ending. Different: ID, SEQ."));
        QCOMPARE(sayingOf(a, a), QStringLiteral("Same way, same ending."));
        const Recorded first(recordedForward, 0),
            second(recordedForward, 2); // of a connection that is known then
        QCOMPARE(sayingOf(first, second),
                 QStringLiteral("Both left by eth0; A took nat PREROUTING as well."));
        QCOMPARE(sayingOf(second, first),
                 QStringLiteral("Both left by eth0; B took nat PREROUTING as well."));
    }

    void forwardingOffStopsItAtRouting()
    {
        const Recorded a(recordedForward, 0), b("traces/kernel-6.18-ip_forward-0.kmsg", 0);
        const auto comparison = comparisonOf(a, b);
        QVERIFY(!comparison.isSame() && comparison.hasOtherEnding);
        for (const auto& pair : comparison.steps)
            QVERIFY(pair.a >= 0 || pair.b >= 0);
        QCOMPARE(sayingOf(a, b), QStringLiteral("B stops at Routing decision; A went on."));
        QCOMPARE(sayingOf(b, a), QStringLiteral("A stops at Routing decision; B went on."));
        // That log has no lines of nat PREROUTING, which proves nothing.
        const auto& first = comparison.steps[static_cast<std::size_t>(comparison.first)];
        QCOMPARE(stageId(a.walk.stops[static_cast<std::size_t>(first.a)].stage),
                 std::string("mangle-FORWARD"));
    }

    void aRuleThatDropsIsNamed()
    {
        const Recorded a(recordedForward, 0), b("streams/drop.kmsg", 0);
        QCOMPARE(sayingOf(a, b), QStringLiteral("B stops at filter FORWARD: rule 1 dropped it; A went on."));
        // No log tells a verdict, but A went on there and B did not: that is where they part.
        const auto comparison = comparisonOf(a, b);
        const auto& first = comparison.steps[static_cast<std::size_t>(comparison.first)];
        QCOMPARE(stageId(a.walk.stops[static_cast<std::size_t>(first.a)].stage),
                 std::string("filter-FORWARD"));
        QCOMPARE(first.verdictOfA + ' ' + first.verdictOfB, std::string("accept drop"));
        const Recorded udp("streams/udp.kmsg", 0);
        QCOMPARE(sayingOf(udp, b), QStringLiteral("Written to the tun: PROTO is UDP for A and ICMP for B."));
    }

    void eachFormOfTheVerdict_data()
    {
        QTest::addColumn<QString>("a");
        QTest::addColumn<QString>("b");
        QTest::addColumn<QString>("verdict");
        const auto row = [](const char* name, const std::string& a, const std::string& b,
                            const char* verdict) {
            QTest::newRow(name) << QString::fromStdString(a) << QString::fromStdString(b) << verdict;
        };
        const std::vector<const char*> whole{"raw-PREROUTING", "mangle-PREROUTING", "nat-PREROUTING",
                                             "mangle-FORWARD", "filter-FORWARD",    "mangle-POSTROUTING",
                                             "nat-POSTROUTING"};
        auto without = whole;
        without.pop_back();
        row("cut", linesOf(without), linesOf(whole), "A stops at mangle POSTROUTING; B went on.");
        row("mark", linesOf(whole), linesOf(whole, 0, "MARK=0x1 "),
            "Same way, same ending. Different: MARK.");
        row("field", linesOf(whole),
            QString::fromStdString(linesOf(whole)).replace("TOS=0x00", "TOS=0x10").toStdString(),
            "raw PREROUTING: TOS is 0x00 for A and 0x10 for B.");
        row("parts",
            linesOf(
                {"raw-PREROUTING", "mangle-PREROUTING", "nat-PREROUTING", "mangle-INPUT", "filter-INPUT"}),
            linesOf(whole), "A goes to mangle INPUT, B to mangle FORWARD.");
    }

    void eachFormOfTheVerdict()
    {
        QFETCH(QString, a);
        QFETCH(QString, b);
        QFETCH(QString, verdict);
        QCOMPARE(sayingOf(Recorded(a.toStdString()), Recorded(b.toStdString())), verdict);
    }

    // A log in which no packet was seen at a chain does not tell that this one was not there.
    void whatOneLogDoesNotShowIsNoDifference()
    {
        const Recorded few(linesOf({"raw-PREROUTING", "mangle-FORWARD", "nat-POSTROUTING"}));
        const Recorded more(
            linesOf({"raw-PREROUTING", "nat-PREROUTING", "mangle-FORWARD", "nat-POSTROUTING"}));
        const auto comparison = comparisonOf(few, more);
        QVERIFY(comparison.isSame());
        QVERIFY(std::ranges::any_of(comparison.steps, &query::StepPair::isUnknown));
        QVERIFY2(sayingOf(few, more).startsWith(QStringLiteral("The same as far as both logs show.")),
                 qPrintable(sayingOf(few, more)));
    }

    // As the window's list of steps and step= of a locator number them, whatever the other packet is.
    void stepsHaveTheNumbersOfEachPacketsOwnWalk()
    {
        std::vector<Recorded> all;
        for (const char* name : {recordedForward, "traces/kernel-6.18-local-input.kmsg", "streams/drop.kmsg",
                                 "streams/udp.kmsg", "streams/ttl.kmsg", "recordings/marked.kmsg"}) {
            const auto packets = Recorded(name, 0).trace.traversals().size();
            for (TraversalIndex packet = 0; packet < packets; ++packet)
                all.emplace_back(name, packet);
        }
        bool anySkipped = false;
        const auto numbersOf = [](const query::Comparison& comparison, int query::StepPair::*stop) {
            std::vector<int> numbers;
            for (const auto& pair : comparison.steps) {
                if (pair.*stop >= 0)
                    numbers.push_back(pair.*stop);
            }
            return numbers;
        };
        for (const auto& a : all) {
            std::vector<int> ofA(a.walk.stops.size());
            std::iota(ofA.begin(), ofA.end(), 0);
            const query::Locator last{
                {}, {}, a.walk.traversal + 1, static_cast<std::uint32_t>(ofA.size()), {}};
            const query::Locator behind{{}, {}, last.packet, last.step + 1, {}};
            QVERIFY(query::packetOf(last, a.trace) && !query::packetOf(behind, a.trace));
            for (const auto& b : all) {
                const auto there = comparisonOf(a, b), back = comparisonOf(b, a);
                QCOMPARE(numbersOf(there, &query::StepPair::stopOfA), ofA);
                QCOMPARE(numbersOf(back, &query::StepPair::stopOfB), ofA);
                for (const int stop : ofA)
                    QCOMPARE(there.steps.at(static_cast<std::size_t>(there.stepOfA(stop))).stopOfA, stop);
                QVERIFY(there.stepOfA(-1) < 0 && there.stepOfA(static_cast<int>(ofA.size())) < 0);
                for (const auto& pair : there.steps) {
                    QVERIFY(pair.a == pair.stopOfA || pair.a < 0);
                    const bool isSkipped = pair.stopOfA >= 0 && pair.a < 0;
                    anySkipped |= isSkipped;
                    QVERIFY(pair.stopOfA < 0 ||
                            isSkipped == (a.walk.stops[static_cast<std::size_t>(pair.stopOfA)].kind ==
                                          StopKind::Skipped));
                    QVERIFY(!pair.isPassedBy() || !pair.isDifferent());
                }
            }
        }
        QVERIFY(anySkipped);
    }

    void timesAreNoPartOfIt()
    {
        const std::vector<const char*> prefixes{"raw-PREROUTING", "mangle-FORWARD"};
        QVERIFY(comparisonOf(Recorded(linesOf(prefixes)), Recorded(linesOf(prefixes, 90'000))).isSame());
    }

    void rulesAreAddedTakenAwayAndMoved()
    {
        const auto before =
            rulesOf({{4, "ct state established accept"}, {5, "tcp dport 22 accept"}, {6, "drop"}});
        const auto after =
            rulesOf({{5, "tcp dport 22 counter packets 7 bytes 9 accept"}, {9, "udp drop"}, {6, "drop"}});
        const auto shown = [&](const Ruleset& a, const Ruleset& b, query::SameRule same) {
            std::string all;
            for (const auto& pair : query::unionOf(&a.chains[0], &b.chains[0], same))
                all += (pair.isInBoth() ? "=" : pair.a ? "-" : "+") + std::to_string(pair.rule().handle);
            return all;
        };
        using query::SameRule;
        const auto counted = rulesOf({{5, "tcp dport 22 counter packets 1 bytes 2 accept"}, {6, "drop"}});
        QCOMPARE(shown(counted, after, SameRule::ByHandle), std::string("=5+9=6"));
        QCOMPARE(shown(before, after, SameRule::ByHandle),
                 std::string("-4-5+5+9=6")); // it did not count before
        QCOMPARE(shown(before, before, SameRule::ByHandle), std::string("=4=5=6"));
        const auto elsewhere = rulesOf({{21, "tcp dport 22 accept"}, {22, "drop"}, {23, "drop"}});
        QCOMPARE(shown(before, elsewhere, SameRule::ByWords), std::string("-4=21=22+23"));
        QCOMPARE(shown(before, elsewhere, SameRule::ByHandle), std::string("-4-5-6+21+22+23"));
        const auto moved =
            rulesOf({{6, "drop"}, {4, "ct state established accept"}, {5, "tcp dport 22 accept"}});
        QCOMPARE(shown(before, moved, SameRule::ByHandle), std::string("+6=4=5-6"));
    }

    void chainsThatDifferAreListed()
    {
        const auto before = rulesOf({{6, "drop"}});
        auto after = before;
        QVERIFY(query::differencesOf(before, after, query::SameRule::ByHandle).empty());
        after.chains[0].policy = "drop";
        after.chains.emplace_back().name = "added";
        const auto differences = query::differencesOf(before, after, query::SameRule::ByHandle);
        QCOMPARE(differences.size(), 2U);
        QVERIFY(differences[0].hasOtherPolicy() && differences[0].changed.empty());
        QVERIFY(!differences[1].a && differences[1].chain().name == "added");
    }

    // Told before a run and behind it, with a change between two runs.
    void theRulesAreThoseOfThePacketsTime()
    {
        const auto told = [](int generation, const char* rules) {
            return R"({"generation":)" + std::to_string(generation) +
                   R"(,"chains":[{"family":"ip","table":"filter","name":"FORWARD","type":"filter",
                   "hook":"forward","policy":"accept","rules":[)" +
                   rules + "]}]}";
        };
        constexpr auto one = R"({"handle":4,"text":"counter packets 1 bytes 2 accept","packets":1})";
        constexpr auto counted = R"({"handle":4,"text":"counter packets 3 bytes 6 accept","packets":3})";
        constexpr auto other = R"({"handle":4,"text":"drop"})";
        test::LogLines log;
        log.at("raw PREROUTING", test::requestAt("raw PREROUTING"));
        log.fact("ruleset", told(1, one));
        log.fact("ruleset", told(2, counted));
        log.at("raw PREROUTING", test::requestAt("raw PREROUTING", 8, 2));
        log.fact("ruleset", told(3, other));
        log.at("raw PREROUTING", test::requestAt("raw PREROUTING", 9, 3));
        auto trace = Trace::fromText(log.text());
        QCOMPARE(trace.traversals().size(), 3U);
        const auto generationOf = [&trace](TraversalIndex which) {
            const auto* rules = rulesetOf(trace, which);
            return rules ? rules->generation : 0;
        };
        QCOMPARE(generationOf(0), 2U); // the first that was told
        QCOMPARE(generationOf(1), 2U); // they are the same, and have counted more
        QCOMPARE(rulesetOf(trace, 1)->chains[0].rules[0].packets, std::optional<std::uint64_t>(3));
        QCOMPARE(generationOf(2), 3U);
        trace.keepLatest(1);
        QCOMPARE(generationOf(2), 3U);
        QVERIFY(!trace.knowledge().rulesetAt(0)); // forgotten, and not another one instead
    }

    void theCommandLineSaysSo()
    {
        const auto run = [](const QStringList& arguments) {
            QProcess process;
            process.start(QStringLiteral(HOOKWALK_BIN_DIR "/hookwalk-cli"),
                          QStringList{"compare"} + arguments);
            process.waitForFinished();
            return std::tuple(process.exitCode(), process.readAllStandardOutput(),
                              process.readAllStandardError());
        };
        const QString log = QStringLiteral(HOOKWALK_TEST_DATA "/") + QString::fromLatin1(recordedForward);
        const auto at = [&](int packet) { return log + QStringLiteral("#packet=%1").arg(packet); };
        const auto [same, words, none] = run({at(2), at(4)});
        QCOMPARE(same, 0);
        QVERIFY(words.endsWith("Same way, same ending. Different: ID, SEQ.\n") && none.isEmpty());
        const auto [other, json, alsoNone] = run({"--json", at(1), at(2)});
        QCOMPARE(other, 1);
        const auto object = QJsonDocument::fromJson(json).object();
        QCOMPARE(object["same"].toBool(true), false);
        QVERIFY(object["first_difference"].toInt() > 0);
        const auto [knownStatus, known, silent] = run({at(1), at(3)}); // 3 skips the nat chains that 1 took
        QVERIFY(known.contains("→ A   5 |  –  nat PREROUTING\n  =   6 |  6  Routing decision\n"));
        const auto [bothStatus, both, quiet] = run({"--json", at(3), at(3)});
        const auto whole = QJsonDocument::fromJson(both).object();
        QCOMPARE(whole["a"].toObject()["steps"].toInt(), 13);
        QCOMPARE(whole["steps"].toArray().size(), 13);
        QCOMPARE(whole["steps"].toArray()[4].toObject()["skipped"].toObject()["b"].toInt(), 5);
        for (const auto& bad : {QStringList{at(1)}, QStringList{at(1), log}, QStringList{at(1), at(9)},
                                QStringList{at(1), "/nowhere#packet=1"}}) {
            const auto [trouble, nothing, sentence] = run(bad);
            QVERIFY(trouble == 2 && nothing.isEmpty() && sentence.size() > 40);
        }
    }

    void wholeRunsAreComparedOnTheCommandLine()
    {
        const QTemporaryDir folder;
        const auto write = [&](const char* name, const std::string& text) {
            QFile file(folder.filePath(QString::fromLatin1(name)));
            if (file.open(QIODevice::WriteOnly))
                file.write(text.data(), static_cast<qint64>(text.size()));
            return file.fileName();
        };
        const auto whole = linesOf({"raw-PREROUTING", "mangle-PREROUTING", "filter-FORWARD"});
        const auto before = write("before", whole),
                   after = write("after", whole + linesOf({"raw-OUTPUT"}, 99'000));
        const auto compare = [](const QStringList& files) {
            QProcess process;
            process.start(QStringLiteral(HOOKWALK_BIN_DIR "/hookwalk-cli"),
                          QStringList{"compare", "--json"} + files);
            const int status = process.waitForFinished() ? process.exitCode() : -1;
            return std::pair(status, QJsonDocument::fromJson(process.readAllStandardOutput()).object());
        };
        const auto [same, sameJson] = compare({before, before});
        QCOMPARE(same, 0);
        QCOMPARE(sameJson["pairs"].toInt(), 1);
        const auto [other, otherJson] = compare({before, after});
        QCOMPARE(other, 1);
        QCOMPARE(otherJson["only_b"].toInt(), 1);
        QProcess text;
        text.start(QStringLiteral(HOOKWALK_BIN_DIR "/hookwalk-cli"), {"compare", before, after});
        QVERIFY(text.waitForFinished());
        QVERIFY(text.readAllStandardOutput().contains("\nB: packet 2, "));
        const auto [unnamed, none] = compare({before + "#packet=1", after});
        QCOMPARE(unnamed, 2);
    }
};

HOOKWALK_TEST(TestComparison)
#include "tst_comparison.moc"
