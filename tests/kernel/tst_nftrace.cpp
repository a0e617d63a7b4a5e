// SPDX-License-Identifier: GPL-3.0-or-later
// What nftrace says in a real kernel: which packet stood at which chain, and which rules were run on it.
#include "support/kerneltest.h"
#include "support/sourcelab.h"
#include "support/testprogram.h"

#include <set>

using namespace hookwalk;
using namespace hookwalk::protocol;
using namespace hookwalk::test;
using wire::Source;

namespace
{

std::string hex(std::uint32_t packetId)
{
    return QStringLiteral("%1").arg(packetId, 8, 16, QLatin1Char('0')).toStdString();
}

// "rule filter FORWARD jump picky" of each rule that was run on this packet, in order.
QStringList shapesOf(const std::vector<Fact>& facts, std::uint32_t packetId)
{
    QStringList shapes;
    for (const auto& fact : facts) {
        if (text(fact.content, "packet") != hex(packetId))
            continue;
        std::string shape;
        for (const char* key : {"type", "table", "chain", "verdict", "target"})
            shape += text(fact.content, key) + ' ';
        shapes << QString::fromStdString(shape).trimmed();
    }
    return shapes;
}

} // namespace

class TestNftrace : public KernelTest
{
    Q_OBJECT

private Q_SLOTS:
    void nftraceAloneSaysWhichPacketStoodAtWhichChain_data() { users(); }
    void nftraceAloneSaysWhichPacketStoodAtWhichChain()
    {
        QFETCH(User, user);
        SourceLab lab(user);
        QCOMPARE(lab.problem, std::string());
        QCOMPARE(lab.trace(LogSource::Nftrace), std::string());
        QVERIFY(lab.ping(7));
        const auto shown = lab.shown();
        QCOMPARE(shown.source, LogSource::Nftrace);
        QVERIFY(shown.rules && !shown.connections && !shown.frames);
        QVERIFY(shown.ruleset.find("log prefix") == std::string::npos);

        const auto sightings = lab.sightings();
        QCOMPARE(chainsOf(sightings), forwardedRequest + forwardedReply);
        std::set<std::uint32_t> requestIds, replyIds;
        for (const auto& sighting : sightings) {
            QCOMPARE(sighting.source, Source::Nftrace);
            const bool isRequest = sighting.to == lab.helper.lab().farAddress.toString();
            (isRequest ? requestIds : replyIds).insert(sighting.packetId);
        }
        QCOMPARE(requestIds.size(), std::size_t{1});
        QCOMPARE(replyIds.size(), std::size_t{1});
        QVERIFY(!requestIds.contains(0) && requestIds != replyIds);
        QCOMPARE(sightings[0].in, std::string("tun0"));
        QCOMPARE(sightings[3].out, std::string("eth0"));
        QCOMPARE(lab.helper.lost.nftrace, 0u);
    }

    void rulesAreReportedWithHandleAndVerdict()
    {
        SourceLab lab;
        QCOMPARE(lab.problem, std::string());
        // As iptables-nft and Docker would have it; the last rule drops what has an odd size.
        lab.nft(R"(table ip filter {
            chain picky { ip protocol icmp counter return; }
            chain plain { ip protocol tcp drop; }
            chain FORWARD { type filter hook forward priority 0; policy accept;
                counter jump picky; jump plain; icmp sequence 13 counter drop; }
        })");
        QCOMPARE(lab.trace(LogSource::Nflog, true), std::string());
        QVERIFY(lab.ping(7));
        lab.settle();
        const auto id = lab.sightings(Source::Nftrace).front().packetId;
        QVERIFY(id != 0);
        QCOMPARE(shapesOf(lab.facts("rule"), id),
                 QStringList({"return nat PREROUTING continue", "policy nat PREROUTING accept",
                              "rule filter FORWARD jump picky", "rule filter picky return",
                              "rule filter FORWARD jump plain", "return filter plain continue",
                              "return filter FORWARD continue", "policy filter FORWARD accept",
                              "rule nat POSTROUTING accept"}));
        for (const auto& fact : lab.facts("rule"))
            QCOMPARE(fact.content.contains("handle"), text(fact.content, "type") == "rule");

        lab.helper.lines.clear();
        QVERIFY(lab.writeEcho(8, 13));
        lab.settle();
        const auto hits = lab.facts("rule");
        QVERIFY(!hits.empty());
        QCOMPARE(text(hits.back().content, "verdict"), std::string("drop"));
        QCOMPARE(text(hits.back().content, "family"), std::string("ip"));
        const auto handle = std::to_string(hits.back().content.value("handle", 0));
        QVERIFY(QString::fromStdString(lab.nft("delete rule ip filter FORWARD handle " + handle)).isEmpty());
        QVERIFY(lab.ping(8, 13)); // that was the rule
    }

    void theConnectionOfAPacketIsToldWhereTheKernelKnowsIt()
    {
        SourceLab lab;
        QCOMPARE(lab.problem, std::string());
        lab.nft("table ip filter { chain FORWARD { type filter hook forward priority 0; accept; }; }");
        QCOMPARE(lab.trace(LogSource::Nftrace), std::string());
        QVERIFY(lab.ping(7, 1) && lab.ping(7, 2));
        lab.settle();
        if (lab.facts("tracking").empty())
            QSKIP("This kernel does not say it (before 6.16).");
        const QStringList expected{"original new", "reply established", "original established",
                                   "reply established"};
        std::set<std::uint32_t> ids;
        for (const char* kind : {"tracking", "rule"}) {
            QStringList states;
            for (const auto& fact : lab.facts(kind)) {
                if (text(fact.content, "table") == "nat") // they see the first packet only
                    continue;
                const auto& ct = fact.content["ct"];
                states << QString::fromStdString(text(ct, "direction") + ' ' + text(ct, "state"));
                ids.insert(ct.value("id", 0u));
            }
            QCOMPARE(states, expected);
        }
        QCOMPARE(ids.size(), std::size_t{1});
        const auto packets = lab.sightings();
        QCOMPARE(text(lab.facts("tracking")[0].content, "packet"), hex(packets[0].packetId));
    }
};

HOOKWALK_TEST(TestNftrace)
#include "tst_nftrace.moc"
