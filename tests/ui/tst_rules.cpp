// SPDX-License-Identifier: GPL-3.0-or-later
// The rules of a chain with what became of each, the connection, the end: from streams with facts to what the
// window shows.
#include "support/inspection.h"
#include "support/loglines.h"
#include "support/testprogram.h"
#include "traversal/cause.h"
#include "ui/diagram/diagramview.h"
#include "ui/inspector/connectionrows.h"
#include "ui/inspector/rulesection.h"
#include "words/packets.h"

#include <QPlainTextEdit>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTreeView>

using namespace hookwalk;
using namespace hookwalk::test;
using namespace hookwalk::ui;

namespace
{

constexpr Chain filterForward{Table::Filter, Hook::Forward};

const std::string ruleset = R"({"generation":3,"legacy":["raw"],"chains":[
    {"family":"ip","table":"filter","name":"FORWARD","type":"filter","hook":"forward","priority":0,"policy":"accept",
     "rules":[{"handle":4,"text":"tcp dport 22 counter packets 0 bytes 0 drop","packets":0,"bytes":0},
              {"handle":5,"text":"counter packets 3 bytes 252 jump user","iptables":"-A FORWARD -j user","packets":3,"bytes":252},
              {"handle":6,"text":"counter drop","iptables":"-A FORWARD -p icmp -j DROP","packets":1,"bytes":84},
              {"handle":8,"text":"counter jump other","iptables":"-A FORWARD -j other"}]},
    {"family":"ip6","table":"filter","name":"FORWARD","type":"filter","hook":"forward","priority":0,"policy":"drop","rules":[]},
    {"family":"inet","table":"guard","name":"late","type":"filter","hook":"forward","priority":10,"policy":"drop",
     "rules":[{"handle":2,"text":"accept"}]},
    {"family":"ip","table":"filter","name":"user","rules":[{"handle":7,"text":"return"},{"handle":9,"text":"accept"}]},
    {"family":"ip","table":"filter","name":"other","rules":[{"handle":11,"text":"accept"}]}]})";

RuleHit hit(const char* chain, std::uint64_t handle, const char* verdict, int depth = 0,
            const char* target = "")
{
    return {RuleHitType::Rule, "ip", "filter", chain, handle, verdict, target, {}, depth};
}

RuleHit end(RuleHitType type, const char* chain, const char* verdict, int depth = 0)
{
    return {type, "ip", "filter", chain, 0, verdict, {}, {}, depth};
}

std::vector<RuleRow> rowsOf(const std::vector<RuleHit>& hits)
{
    static const auto rules = readRuleset(ruleset);
    return ruleRows(&*rules, filterForward, hits, RuleFamily::Ip);
}

QStringList statesOf(const std::vector<RuleRow>& rows)
{
    QStringList all;
    for (const RuleRow& row : rows) {
        if (row.kind != RuleRow::Kind::Chain)
            all << statusText(row);
    }
    return all;
}

LogLines& walk(LogLines& log, std::initializer_list<const char*> chains, Echo echo)
{
    for (const std::string chain : chains) {
        if (chain.ends_with("FORWARD") && echo.out.empty()) {
            echo.out = "eth0";
            echo.ttl = 63;
        }
        log.at(chain, echo);
    }
    return log;
}

// A packet that rule 3 of filter FORWARD drops, behind a jump that came back.
std::string droppedByRule()
{
    LogLines log;
    log.fact("ruleset", ruleset);
    walk(log.from("nftrace,packet=0000002a"),
         {"raw PREROUTING", "mangle PREROUTING", "nat PREROUTING", "mangle FORWARD", "filter FORWARD"},
         Echo{"tun0", ""});
    const auto rule = [&log](const std::string& more) {
        log.fact("rule",
                 R"({"packet":"0000002a","type":"rule","family":"ip","table":"filter",)" + more + "}");
    };
    rule(R"("chain":"FORWARD","handle":5,"verdict":"jump","target":"user")");
    rule(R"("chain":"user","handle":7,"verdict":"return")");
    rule(R"("chain":"FORWARD","handle":6,"verdict":"drop")");
    return log.text();
}

// A request and its reply of one masqueraded connection.
std::string masqueraded()
{
    LogLines log;
    walk(log.from("nflog"), {"raw PREROUTING", "nat PREROUTING", "mangle FORWARD"}, Echo{"tun0", ""});
    walk(log, {"raw PREROUTING", "mangle PREROUTING"},
         {"eth0", "", "203.0.113.29", "198.51.100.15", 64, 1, 0});
    log.fact("connection", R"({"event":"new","id":9,"family":"ipv4","protocol":1,
        "original":{"source":"192.168.69.1","destination":"203.0.113.29","icmpId":7,"icmpType":8,"icmpCode":0},
        "reply":{"source":"203.0.113.29","destination":"198.51.100.15","icmpId":7,"icmpType":0,"icmpCode":0},
        "status":["confirmed","src-nat"],"mark":0,"timeout":30})");
    return log.text();
}

} // namespace

class TestRules : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("hookwalk-test"));
        m_appearance = std::make_unique<Appearance>();
    }
    void cleanupTestCase() { m_appearance.reset(); }

    // ---- rows

    void withoutAPacketTheRulesStandAlone()
    {
        const auto rows = rowsOf({});
        QCOMPARE(rows.size(),
                 std::size_t{9}); // two heads, 4 + 1 rules, two policies; the chain of IPv6 is left out
        QCOMPARE(rows[0].kind, RuleRow::Kind::Chain);
        QCOMPARE(rows[0].words, QStringLiteral("ip filter FORWARD"));
        QCOMPARE(rows[0].detail, QStringLiteral("priority 0 · policy accept"));
        QCOMPARE(rows[1].words, QStringLiteral("tcp dport 22 counter drop")); // counters stand beside
        QCOMPARE(rows[2].number, QStringLiteral("2"));
        QCOMPARE(rows[2].words, QStringLiteral("-j user"));
        QCOMPARE(rows[2].full, QStringLiteral("-A FORWARD -j user"));
        QCOMPARE(rows[2].detail, QStringLiteral("3 pkts · 252\u00a0B"));
        QCOMPARE(rows[5].words, QStringLiteral("policy accept"));
        QCOMPARE(rows[6].words, QStringLiteral("inet guard late"));
        for (const RuleRow& row : rows)
            QCOMPARE(row.state, RuleState::Unknown);
    }

    void ofADropTheRulesBehindItAreNotReached()
    {
        const auto rows = rowsOf(
            {hit("FORWARD", 5, "jump", 0, "user"), hit("user", 7, "return", 1), hit("FORWARD", 6, "drop")});
        const QStringList expected{QStringLiteral("no match"),      QStringLiteral("matched: jump to user"),
                                   QStringLiteral("decided: drop"), QStringLiteral("not reached"),
                                   QStringLiteral("not reached"),   QStringLiteral("not reached"),
                                   QStringLiteral("not reached")};
        QCOMPARE(statesOf(rows), expected);
        QVERIFY(rows[2].taken);
        QCOMPARE(rows[2].children.size(), std::size_t{2});
        QCOMPARE(statusText(rows[2].children[0]), QStringLiteral("matched: return"));
        QCOMPARE(rows[2].children[1].state, RuleState::NotReached);
        QVERIFY(!rows[4].taken);
        QCOMPARE(rows[4].children.size(), std::size_t{1}); // folded, but there
        const auto count = countRules(rows);
        QCOMPARE(count.matched, 3);
        QCOMPARE(count.rules, 7); // the chain that was not jumped to does not count
    }

    void aVerdictInsideAJumpEndsTheBaseChain()
    {
        const auto rows = rowsOf({hit("FORWARD", 5, "jump", 0, "user"), hit("user", 9, "accept", 1)});
        QCOMPARE(rows[2].children[0].state, RuleState::NoMatch);
        QCOMPARE(rows[2].children[1].state, RuleState::Decided);
        QCOMPARE(rows[3].state, RuleState::NotReached);
        QCOMPARE(rows[5].state, RuleState::NotReached);
    }

    void thePolicyDecidesAtTheEnd()
    {
        const auto rows = rowsOf(
            {hit("FORWARD", 5, "jump", 0, "user"), end(RuleHitType::Return, "user", "continue", 1),
             end(RuleHitType::Return, "FORWARD", "continue"), end(RuleHitType::Policy, "FORWARD", "accept")});
        QCOMPARE(rows[1].state, RuleState::NoMatch);
        QCOMPARE(rows[2].children[0].state, RuleState::NoMatch);
        QCOMPARE(rows[3].state, RuleState::NoMatch);
        QCOMPARE(rows[5].state, RuleState::Decided);
        QCOMPARE(statusText(rows[5]), QStringLiteral("decided: accept"));
    }

    void withoutARulesetTheHitsAreTheRows()
    {
        const std::vector hits{hit("FORWARD", 6, "drop")};
        const auto rows = ruleRows(nullptr, filterForward, hits);
        QCOMPARE(rows.size(), std::size_t{2});
        QCOMPARE(statusText(rows[1]), QStringLiteral("decided: drop"));
    }

    void hitsThatFitNothingDoNoHarm()
    {
        QCOMPARE(rowsOf({hit("nowhere", 99, "accept", 3), hit("user", 7, "return", 1)}).size(),
                 std::size_t{9});
        QCOMPARE(rowsOf({hit("FORWARD", 12345, "accept")}).size(), std::size_t{9});
    }

    void largeCountersAreShort_data()
    {
        QTest::addColumn<quint64>("packets");
        QTest::addColumn<quint64>("bytes");
        QTest::addColumn<QString>("text");
        QTest::newRow("none") << quint64{0} << quint64{0} << QStringLiteral("0 pkts · 0\u00a0B");
        QTest::newRow("one") << quint64{1} << quint64{999} << QStringLiteral("1 pkt · 999\u00a0B");
        QTest::newRow("many") << quint64{1234567} << quint64{98'765'432'100}
                              << QStringLiteral("1.2\u202fM pkts · 99\u00a0GB");
    }
    void largeCountersAreShort()
    {
        QFETCH(quint64, packets);
        QFETCH(quint64, bytes);
        QFETCH(QString, text);
        QCOMPARE(packetsAndBytes(packets, bytes), text);
    }

    // ---- the inspector

    void theInspectorShowsTheRulesOfTheStep()
    {
        Inspector inspector(*m_appearance);
        inspector.resize(312, 900);
        show(droppedByRule());
        inspector.showStop(m_document, *m_walk, static_cast<int>(m_walk->stops.size()) - 1);
        QCOMPARE(text(inspector, "rulesDetail"), QStringLiteral("3 of 7 matched"));
        auto* view = inspector.findChild<QTreeView*>(QStringLiteral("rules"));
        const auto& model = inspector.rules().model();
        const QModelIndex jump = model.index(2, 0);
        QVERIFY(view->isExpanded(jump));
        QCOMPARE(model.parent(model.index(1, 0, jump)), jump);
        QVERIFY(!view->isExpanded(model.index(4, 0)));
        QCOMPARE(model.index(3, 0).data().toString(), QStringLiteral("-A FORWARD -p icmp -j DROP"));
        QVERIFY(model.index(3, 0)
                    .data(Qt::AccessibleTextRole)
                    .toString()
                    .contains(QStringLiteral("decided: drop")));
        QVERIFY(model.text().contains(QStringLiteral("    return")));
    }

    void whereNothingIsRegisteredItSaysSo()
    {
        Inspector inspector(*m_appearance);
        show(droppedByRule());
        showAt(inspector, m_document, *m_walk, "mangle-FORWARD");
        QCOMPARE(inspector.rules().note(), QStringLiteral("Nothing but the trace point is registered here."));
        showAt(inspector, m_document, *m_walk, "raw-PREROUTING");
        QVERIFY(inspector.rules().note().contains(QStringLiteral("iptables-legacy")));
    }

    void aLogWithoutRulesSaysWhatWouldShowThem()
    {
        Inspector inspector(*m_appearance);
        show(masqueraded());
        showAt(inspector, m_document, *m_walk, "raw-PREROUTING");
        QVERIFY(inspector.rules().note().contains(QStringLiteral("nftrace")));
    }

    void aChainOffTheWaySaysWhyForThisPacket()
    {
        Inspector inspector(*m_appearance);
        show(droppedByRule());
        inspector.showStage(Stage::of(Chain{Table::Security, Hook::Forward}), &m_document, m_walk.get());
        QVERIFY(text(inspector, "evidence").contains(QStringLiteral("dropped at filter FORWARD")));
        inspector.showStage(Stage::of(Chain{Table::Filter, Hook::Input}), &m_document, m_walk.get());
        QVERIFY(text(inspector, "evidence").contains(QStringLiteral("Not here")));
        inspector.showStage(Stage::of(filterForward),
                            &m_document); // no packet: both families, nothing marked
        QCOMPARE(text(inspector, "rulesDetail"), QStringLiteral("5 rules"));
    }

    void theEndIsExplainedWithItsCodeAndEvidence()
    {
        Inspector inspector(*m_appearance);
        show(droppedByRule());
        inspector.showStop(m_document, *m_walk, 0);
        QVERIFY(!isShown(inspector, "endingCode"));
        inspector.showStop(m_document, *m_walk, static_cast<int>(m_walk->stops.size()) - 1);
        QVERIFY(isShown(inspector, "endingCode"));
        QCOMPARE(text(inspector, "endingCode"), QStringLiteral("rule-drop"));
        QVERIFY(text(inspector, "endingReason").contains(QStringLiteral("rule 3 of ip filter FORWARD")));
        QVERIFY(!m_walk->ending.evidence.empty());
        QCOMPARE(words::endingSummary(*m_walk), std::string("rule dropped it"));
        const words::Caption caption = words::captionOf(*m_walk, static_cast<int>(m_walk->stops.size()) - 1);
        QCOMPARE(caption.code, std::string("rule-drop"));
        QCOMPARE(caption.evidence.size(), m_walk->ending.evidence.size());
        QVERIFY(words::captionOf(*m_walk, 0).code.empty());
    }

    void theConnectionIsShownWithWhatNatRewrote()
    {
        Inspector inspector(*m_appearance);
        show(masqueraded(), 1);
        inspector.showStop(m_document, *m_walk, 0);
        const auto rows = connectionRows(m_walk->connection);
        QCOMPARE(rows[0].value, QStringLiteral("established, inferred"));
        QCOMPARE(rows[1].value, QStringLiteral("reply"));
        const auto rewritten = std::ranges::find(rows, true, &HeaderRow::changed);
        QVERIFY(rewritten != rows.end());
        QCOMPARE(rewritten->value, QStringLiteral("→ 198.51.100.15 id 7"));
        QCOMPARE(std::ranges::count(rows, true, &HeaderRow::changed), 1);
        auto* packets = inspector.findChild<QLabel*>(QStringLiteral("connectionPackets"));
        QVERIFY(packets->text().contains(QStringLiteral("<b>2</b>")));
        QSignalSpy chosen(&inspector, &Inspector::packetChosen);
        Q_EMIT packets->linkActivated(QStringLiteral("0"));
        QCOMPARE(chosen.first().first().value<TraversalIndex>(), 0U);
    }

    void theEvidenceNamesItsSource()
    {
        Inspector inspector(*m_appearance);
        LogLines log;
        log.from("nflog").at("raw PREROUTING", {"tun0", ""});
        log.from("wire-in").add("", {"tun0", ""});
        show(log.text());
        showAt(inspector, m_document, *m_walk, "raw-PREROUTING");
        QVERIFY(text(inspector, "evidence").contains(QStringLiteral("NFLOG")));
        showAt(inspector, m_document, *m_walk, "tun-written");
        QVERIFY(text(inspector, "evidence").contains(QStringLiteral("frame at tun0 (in)")));
    }

    // ---- the diagram

    void chipsStandInTheLiveOrder_data()
    {
        QTest::addColumn<int>("priority");
        QTest::addColumn<bool>("securityFirst");
        QTest::newRow("iptables-legacy") << 50 << true;
        QTest::newRow("iptables-nft") << 150 << false;
    }
    void chipsStandInTheLiveOrder()
    {
        QFETCH(int, priority);
        QFETCH(bool, securityFirst);
        LogLines log;
        log.fact("ruleset", R"({"chains":[{"family":"ip","table":"security","name":"INPUT","type":"filter",
            "hook":"input","policy":"accept","priority":)" +
                                std::to_string(priority) + "}]}");
        const Trace trace = Trace::fromText(log.text());
        Scene scene;
        scene.trace = &trace;
        const Picture picture = pictureOf(Layout::netfilter(), scene); // no packet is selected
        const auto at = [&](const char* id) -> const StagePicture& {
            return picture.stages[static_cast<std::size_t>(Layout::netfilter().indexOf(*stageWithId(id)))];
        };
        // INPUT is read upwards.
        QCOMPARE(at("security-INPUT").place.station.y() > at("nat-INPUT").place.station.y(), securityFirst);
        QVERIFY(!at("security-INPUT").unregistered);
        QVERIFY(at("nat-INPUT").unregistered);
    }

    void hoveringTellsTheReasonAndTheVerdict()
    {
        show(droppedByRule());
        DiagramView view;
        Scene scene;
        scene.trace = &m_document.trace();
        scene.selected = m_walk.get();
        scene.playhead = m_walk->durationUs;
        view.setScene(scene);
        const auto tip = [&view](const char* id) {
            return view.toolTipOf(Layout::netfilter().indexOf(*stageWithId(id)));
        };
        QVERIFY(tip("security-FORWARD").contains(QStringLiteral("dropped at filter FORWARD")));
        QVERIFY(tip("filter-INPUT").contains(QStringLiteral("Not on the way")));
        QVERIFY(tip("filter-FORWARD").contains(QStringLiteral("drop, by rule 3")));
        QVERIFY(tip("mangle-FORWARD").contains(QStringLiteral("Nothing but the trace point")));
    }

private:
    void show(const std::string& stream, TraversalIndex packet = 0)
    {
        m_document.showFile(Trace::fromText(stream), {});
        m_walk = m_document.walk(packet);
    }
    static bool isShown(const Inspector& inspector, const char* name)
    {
        return inspector.findChild<QLabel*>(QString::fromLatin1(name))->isVisibleTo(&inspector);
    }

    std::unique_ptr<Appearance> m_appearance;
    Document m_document;
    Document::WalkPointer m_walk;
};

HOOKWALK_TEST(TestRules)
#include "tst_rules.moc"
