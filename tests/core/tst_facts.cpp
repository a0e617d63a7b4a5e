// SPDX-License-Identifier: GPL-3.0-or-later
// What facts of a saved stream say, also where somebody else wrote them.
#include "support/testprogram.h"
#include "traversal/knowledge.h"
#include "traversal/walk.h"

#include <QTest>

using namespace hookwalk;

namespace
{

// A connection fact with one number of it written so.
Knowledge knowing(const std::string& id, const std::string& port)
{
    const std::string tuple =
        R"({"source":"10.0.0.1","destination":"10.0.0.2","sourcePort":)" + port + R"(,"destinationPort":53})";
    const std::string json =
        R"({"id":)" + id + R"(,"protocol":17,"original":)" + tuple + R"(,"reply":)" + tuple + "}";
    Knowledge knowledge;
    knowledge.read({0, "connection", json}, 1);
    return knowledge;
}

} // namespace

class TestFacts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void numbersThatDoNotFitAreLeftOut_data()
    {
        QTest::addColumn<QByteArray>("number");
        for (const char* number : {"1e300", "-1", "4294967296", "1.5", "-1e300", "\"7\"", "null", "true"})
            QTest::newRow(number) << QByteArray(number);
    }
    void numbersThatDoNotFitAreLeftOut()
    {
        QFETCH(QByteArray, number);
        const auto text = number.toStdString();
        QVERIFY(!knowing(text, "7").hasConnections());
        const auto knowledge = knowing("7", text);
        QVERIFY(knowledge.connection(7));
        QCOMPARE(int(knowledge.connection(7)->original.sourcePort), 0);

        Inquiry inquiry;
        read("counters", R"({"Ip.InDiscards":)" + text + "}", inquiry);
        QCOMPARE(inquiry.rise("Ip.InDiscards"), number == "4294967296" ? 4294967296U : 0U);
        read("links", R"([{"name":"eth0","mtu":)" + text + "}]", inquiry);
        QCOMPARE(int(inquiry.link("eth0")->mtu), 0);
        const auto ruleset = readRuleset(R"({"chains":[{"name":"c","hook":"input","priority":)" + text +
                                         R"(,"rules":[{"packets":)" + text + "}]}]}");
        QVERIFY(ruleset);
        QCOMPARE(ruleset->chains[0].priority, number == "-1" ? -1 : 0);
    }
    void numbersThatFitAreTaken()
    {
        const auto knowledge = knowing("4294967295", "65535");
        QVERIFY(knowledge.connection(4294967295U));
        QCOMPARE(int(knowledge.connection(4294967295U)->original.sourcePort), 65535);
    }

    // Seen at no chain by two sources under one number of the kernel's: there is no place in allChains for
    // it.
    void twoSourcesMayNameNoChain()
    {
        const auto trace =
            Trace::fromText("7,,,,packet=e5365f4;IN= OUT=\n7,,,,source=nftrace,packet=e5365f4;IN= OUT=\n");
        QCOMPARE(trace.events().size(), std::size_t(2));
        for (TraversalIndex i = 0; i < trace.traversals().size(); ++i)
            QVERIFY(!walkOf(trace, i).title.isEmpty());
    }
};

HOOKWALK_TEST(TestFacts)
#include "tst_facts.moc"
