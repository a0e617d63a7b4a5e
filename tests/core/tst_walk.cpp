// SPDX-License-Identifier: GPL-3.0-or-later
// The stages of a packet's way, seen and inferred, and the JSON made of them.
#include "support/loglines.h"
#include "support/testprogram.h"
#include "traversal/rewrites.h"
#include "words/traversaljson.h"

#include <algorithm>
#include <QTest>

using namespace hookwalk;
using test::Echo;
using test::LogLines;

namespace
{

// "id" observed, "(id)" inferred, "-id" skipped.
QString wayOf(const Walk& walk)
{
    QStringList way;
    for (const auto& stop : walk.stops) {
        const auto id = QString::fromStdString(stageId(stop.stage));
        way << (stop.kind == StopKind::Observed   ? id
                : stop.kind == StopKind::Inferred ? QLatin1Char('(') + id + QLatin1Char(')')
                                                  : QLatin1Char('-') + id);
    }
    return way.join(QLatin1Char(' '));
}

const Stop* stopAt(const Walk& walk, std::string_view id)
{
    for (const auto& stop : walk.stops) {
        if (stageId(stop.stage) == id)
            return &stop;
    }
    return nullptr;
}

Trace forwardTrace()
{
    return std::move(*Trace::open(HOOKWALK_TEST_DATA "/traces/kernel-6.18-forward.kmsg"));
}

} // namespace

class TestWalk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aForwardedRequestPassesTheseStages()
    {
        const auto trace = forwardTrace();
        const auto walk = walkOf(trace, 0);
        QCOMPARE(wayOf(walk),
                 QStringLiteral(
                     "(tun-written) raw-PREROUTING (conntrack-PREROUTING) mangle-PREROUTING nat-PREROUTING "
                     "(routing-in) mangle-FORWARD filter-FORWARD security-FORWARD mangle-POSTROUTING "
                     "nat-POSTROUTING (rewrite-POSTROUTING) (network-out)"));
        QCOMPARE(walk.title, say("packet-echo-request", 0));
    }

    void theReplySkipsNatAndIsRewrittenByConntrack()
    {
        const auto trace = forwardTrace();
        const auto walk = walkOf(trace, 1);
        QCOMPARE(wayOf(walk),
                 QStringLiteral(
                     "(network-in) raw-PREROUTING (conntrack-PREROUTING) mangle-PREROUTING -nat-PREROUTING "
                     "(rewrite-PREROUTING) (routing-in) mangle-FORWARD filter-FORWARD security-FORWARD "
                     "mangle-POSTROUTING -nat-POSTROUTING (tun-read)"));
        QCOMPARE(walk.stops.size(), std::size_t{13});
        const auto* rewrite = stopAt(walk, "rewrite-PREROUTING");
        QVERIFY(rewrite && rewrite->changed.size() == 1);
        QCOMPARE(QString::fromStdString(rewrite->changed[0].before->value), QStringLiteral("198.51.100.15"));
        QCOMPARE(QString::fromStdString(rewrite->changed[0].after->value), QStringLiteral("192.168.69.1"));
        QCOMPARE(stopAt(walk, "mangle-FORWARD")->offsetUs, 13.0);
    }

    // Most logs count whole seconds: places on the line of time, and the time that the line tells.
    void linesOfOneSecondTellOneTime()
    {
        const auto line = [](int second, const char* chain, const char* out, int ttl) {
            return "Mar  3 10:00:0" + std::to_string(second) + " gw kernel: TRACE: " + chain +
                   ":policy:1 IN=eth1 OUT=" + out + " SRC=192.0.2.80 DST=203.0.113.29 LEN=84 TOS=0x00 " +
                   "PREC=0x00 TTL=" + std::to_string(ttl) + " ID=1 DF PROTO=ICMP TYPE=8 CODE=0 ID=7 SEQ=1 \n";
        };
        const auto trace = Trace::fromText(
            line(1, "raw:PREROUTING", "", 64) + line(1, "mangle:PREROUTING", "", 64) +
            line(2, "filter:FORWARD", "eth0", 63) + line(2, "mangle:POSTROUTING", "eth0", 63));
        const auto walk = walkOf(trace, 0);
        QCOMPARE(stopAt(walk, "raw-PREROUTING")->toldUs, std::optional(0.0));
        QCOMPARE(stopAt(walk, "mangle-PREROUTING")->toldUs, std::optional(0.0));
        QVERIFY(stopAt(walk, "mangle-PREROUTING")->offsetUs > 0);
        QCOMPARE(stopAt(walk, "filter-FORWARD")->toldUs, std::optional(1e6));
        QCOMPARE(stopAt(walk, "mangle-POSTROUTING")->toldUs, std::optional(1e6));
    }

    void everyInferredStopNamesItsEvidenceAndEverySkippedOneItsReason()
    {
        const auto trace = forwardTrace();
        for (TraversalIndex i = 0; i < trace.traversals().size(); ++i) {
            const auto walk = walkOf(trace, i);
            double before = walk.startUs - 1;
            for (const auto& stop : walk.stops) {
                QCOMPARE(stop.note.empty(), stop.kind == StopKind::Observed);
                QVERIFY2(stop.offsetUs > before, "stops lie strictly one behind the other");
                before = stop.offsetUs;
            }
            QCOMPARE(walk.durationUs, walk.stops.back().offsetUs);
        }
    }

    void localInputRunsInTheOrderThatTheKernelReported()
    {
        const auto trace = Trace::open(HOOKWALK_TEST_DATA "/traces/kernel-6.18-local-input.kmsg");
        QCOMPARE(wayOf(walkOf(*trace, 0)),
                 QStringLiteral(
                     "(network-in) raw-PREROUTING (conntrack-PREROUTING) mangle-PREROUTING nat-PREROUTING "
                     "(routing-in) mangle-INPUT filter-INPUT nat-INPUT security-INPUT (local-process)"));
        QCOMPARE(wayOf(walkOf(*trace, 1)),
                 QStringLiteral(
                     "(local-process) (routing-out) raw-OUTPUT (conntrack-OUTPUT) mangle-OUTPUT -nat-OUTPUT "
                     "filter-OUTPUT security-OUTPUT mangle-POSTROUTING -nat-POSTROUTING (network-out)"));
    }

    void aPacketWithoutForwardingEndsAtTheRoutingDecision()
    {
        const auto trace = Trace::open(HOOKWALK_TEST_DATA "/traces/kernel-6.18-ip_forward-0.kmsg");
        const auto walk = walkOf(*trace, 0);
        QCOMPARE(stageId(walk.stops.back().stage), std::string("routing-in"));
        QCOMPARE(walk.ending.kind, EndingKind::Dropped);
    }

    void aLineLostOnTheWayIsInferredFromWhatFollowed()
    {
        const Echo in{.in = "tun0"};
        auto forward = in;
        forward.out = "eth0";
        forward.ttl = 63;
        auto other = in;
        other.ipId = 2;
        LogLines log;
        log.at("raw PREROUTING", other).at("mangle PREROUTING", other);
        log.at("raw PREROUTING", in).at("mangle FORWARD", forward);
        const auto trace = Trace::fromText(log.text());
        const auto walk = walkOf(trace, 1);
        const auto* missed = stopAt(walk, "mangle-PREROUTING");
        QVERIFY(missed && missed->kind == StopKind::Inferred);
    }

    void timesThatTellNothingStillGiveEveryStopItsPlace()
    {
        const std::string tail =
            "IN=tun0 OUT= MAC= SRC=192.168.69.1 DST=203.0.113.29 LEN=41 TOS=0x00 PREC=0x00 TTL=64 "
            "ID=1 PROTO=ICMP TYPE=8 CODE=0 ID=0 SEQ=0\n";
        const auto trace = Trace::fromText("Jan  8 03:37:09 host kernel: raw-PREROUTING [1]" + tail +
                                           "Jan  8 03:37:09 host kernel: mangle-PREROUTING [1]" + tail);
        QCOMPARE(trace.traversals().size(), std::size_t{1});
        const auto walk = walkOf(trace, 0);
        for (std::size_t i = 1; i < walk.stops.size(); ++i)
            QVERIFY(walk.stops[i].offsetUs > walk.stops[i - 1].offsetUs);
    }

    void linesOfEbtablesBetweenChangeNothingAndNameNothing()
    {
        const std::string frame =
            " MAC source = 02:00:5e:00:53:02 MAC dest = 02:00:5e:00:53:01 proto = 0x0800 IP "
            "SRC=192.0.2.2 IP DST=192.0.2.3, IP tos=0x00, IP proto=1";
        const auto packet = [](const std::string& chain, const std::string& devices) {
            return "TRACE: " + chain + ' ' + devices +
                   " SRC=192.0.2.2 DST=192.0.2.3 LEN=84 TOS=0x00 PREC=0x00 TTL=64 ID=47066 DF PROTO=ICMP "
                   "TYPE=8 CODE=0 "
                   "ID=90 SEQ=1 ";
        };
        LogLines log;
        log.raw("TRACE: eb:broute:BROUTING IN=p1 OUT=" + frame)
            .raw("TRACE: eb:nat:PREROUTING IN=p1 OUT=" + frame);
        log.raw(packet("raw:PREROUTING:policy:2", "IN=br0 OUT= PHYSIN=p1 MAC="));
        log.raw(packet("nat:PREROUTING:policy:2", "IN=br0 OUT= PHYSIN=p1 MAC="));
        log.raw("TRACE: eb:filter:FORWARD IN=p1 OUT=p2" + frame);
        log.raw(packet("filter:FORWARD:policy:1", "IN=br0 OUT=br0 PHYSIN=p1 PHYSOUT=p2 MAC="));
        log.raw("TRACE: eb:nat:POSTROUTING IN= OUT=p2" + frame);
        log.raw(packet("nat:POSTROUTING:policy:2", "IN= OUT=br0 PHYSIN=p1 PHYSOUT=p2"));
        const auto trace = Trace::fromText(log.text());
        QCOMPARE(trace.traversals().size(), std::size_t{1});
        const auto walk = walkOf(trace, 0);
        QCOMPARE(walk.title, say("packet-echo-request", 1));
        QCOMPARE(walk.path, Path::Bridged);
        QVERIFY(!stopAt(walk, "rewrite-PREROUTING") && !stopAt(walk, "rewrite-POSTROUTING"));
        QStringList changed;
        for (const auto& stop : walk.stops) {
            for (const auto& change : stop.changed)
                changed << QString::fromStdString(stageId(stop.stage) + ' ' + std::string(change.name));
        }
        QCOMPARE(changed, QStringList({"filter-FORWARD out", "filter-FORWARD physout", "nat-POSTROUTING in",
                                       "nat-POSTROUTING mac"}));
    }

    void jsonNamesPacketLinesStepsAndChanges()
    {
        const auto trace = forwardTrace();
        const auto json = toJson(trace, walkOf(trace, 1));
        QCOMPARE(json["packet"].get<int>(), 2);
        QCOMPARE(json["path"].get<std::string>(), std::string("forwarded"));
        QCOMPARE(json["reply_to"].get<int>(), 1);
        QVERIFY((json["lines"].get<std::vector<int>>() == std::vector<int>{9, 10, 11, 12, 13, 14}));
        QCOMPARE(json["ending"]["kind"].get<std::string>(), std::string("transmitted"));
        QCOMPARE(json["ending"]["at"].get<std::string>(), std::string("tun0"));
        const auto& forward = json["steps"][2];
        QCOMPARE(forward["table"].get<std::string>(), std::string("mangle"));
        QCOMPARE(forward["chain"].get<std::string>(), std::string("FORWARD"));
        QCOMPARE(forward["line"].get<int>(), 11);
        QVERIFY(forward["observed"].get<bool>());
        QCOMPARE(
            QString::fromStdString(forward["changed"].dump()),
            QStringLiteral(R"({"out":["","tun0"],"dst":["198.51.100.15","192.168.69.1"],"ttl":[64,63]})"));
        QVERIFY(toJson(trace, walkOf(trace, 0))["reply_to"].is_null());
    }

    void whatMayBeRewrittenIsToldWithoutItsWalk()
    {
        std::size_t rewritten = 0;
        for (const char* name : {"traces/kernel-6.18-forward.kmsg", "traces/kernel-6.18-local-input.kmsg",
                                 "traces/seed-forward-reply.dmesg", "streams/drop.kmsg", "streams/ttl.kmsg",
                                 "streams/udp.kmsg"}) {
            const auto trace = Trace::open(std::string(HOOKWALK_TEST_DATA "/") + name);
            QVERIFY(trace);
            for (TraversalIndex packet = 0; packet < trace->traversals().size(); ++packet) {
                const auto stops = walkOf(*trace, packet).stops;
                const bool is = std::ranges::any_of(
                    stops, [](const Stop& stop) { return stop.stage.kind == StageKind::AddressRewrite; });
                rewritten += is ? 1 : 0;
                QCOMPARE(mayBeRewritten(*trace, packet), is);
            }
        }
        QVERIFY(rewritten > 2);
    }

    void everyDeviceNameOfATunIsKnown()
    {
        QVERIFY(isTunName("tun0") && isTunName("tap12") && isTunName("tun"));
        QVERIFY(!isTunName("eth0") && !isTunName("tunnel0") && !isTunName(""));
    }
};

HOOKWALK_TEST(TestWalk)
#include "tst_walk.moc"
