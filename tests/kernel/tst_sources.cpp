// SPDX-License-Identifier: GPL-3.0-or-later
// What the live sources say of the same packets in a real kernel: both logs, nftrace, conntrack, and the
// frames at the devices; and that they belong together.
#include "kernel/base/capabilities.h"
#include "kernel/sources/framesource.h"
#include "protocol/reportbatch.h"
#include "support/kerneltest.h"
#include "support/sourcelab.h"
#include "support/testprogram.h"
#include "support/toldcounter.h"
#include "words/words.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <sched.h>
#include <set>
#include <sys/mount.h>
#include <sys/socket.h>
#include <thread>

using namespace hookwalk;
using namespace hookwalk::protocol;
using namespace hookwalk::test;
using wire::Source;

class TestSources : public KernelTest
{
    Q_OBJECT

private Q_SLOTS:
    void whatReportsIsSaidWithEachSetOfTracePoints()
    {
        SourceLab lab;
        QCOMPARE(lab.problem, std::string());
        QCOMPARE(lab.trace(LogSource::Nflog), std::string());
        lab.settle();
        QCOMPARE(lab.trace(LogSource::Both, true, true, true), std::string());
        QCOMPARE(lab.trace(LogSource::Nflog), std::string());
        lab.settle();
        std::vector<std::string> told;
        for (const auto& fact : lab.facts("sources"))
            told.push_back(fact.content.dump());
        const std::vector<std::string> expected{
            R"({"connections":false,"frames":false,"rules":false,"sightings":"nflog"})",
            R"({"connections":true,"frames":true,"rules":true,"sightings":"both"})",
            R"({"connections":false,"frames":false,"rules":false,"sightings":"nflog"})"};
        QCOMPARE(told, expected);
    }

    void connectionsAreReportedThoseOfBeforeToo()
    {
        SourceLab lab;
        QCOMPARE(lab.problem, std::string());
        QVERIFY(lab.ping(5)); // nobody listens yet
        QCOMPARE(lab.trace(LogSource::Nflog, false, true), std::string());
        lab.settle();
        auto connections = lab.facts("connection");
        QCOMPARE(connections.size(), std::size_t{1});
        QCOMPARE(text(connections[0].content, "event"), std::string("update"));
        QCOMPARE(connections[0].content["original"].value("icmpId", 0), 5);

        QVERIFY(lab.ping(6));
        lab.settle();
        connections = lab.facts("connection");
        QVERIFY(connections.size() >= 2);
        const auto& made = connections[1].content;
        QCOMPARE(text(made, "event"), std::string("new"));
        QVERIFY(made.value("id", 0u) != 0);
        QCOMPARE(made.value("protocol", 0), 1);
        const auto& lan = lab.helper.lab();
        QCOMPARE(text(made["original"], "source"), lan.pingSource.toString());
        QCOMPARE(text(made["original"], "destination"), lan.farAddress.toString());
        QCOMPARE(text(made["reply"], "source"), lan.farAddress.toString());
        QCOMPARE(text(made["reply"], "destination"), lan.networkAddress.toString()); // masqueraded
        QCOMPARE(made["original"].value("icmpType", -1), 8);
        QCOMPARE(made["reply"].value("icmpType", -1), 0);
        QCOMPARE(made["reply"].value("icmpId", -1), 6);
        const auto status = made["status"].get<std::set<std::string>>();
        QVERIFY(status.contains("src-nat") && status.contains("confirmed") && !status.contains("seen-reply"));
        const auto update = connections.back().content;
        QCOMPARE(text(update, "event"), std::string("update"));
        QVERIFY(update["status"].get<std::set<std::string>>().contains("seen-reply"));
        QVERIFY(lab.shown().connections);
    }

    void theFourCapturesOfAPingShowTheRewrittenSource()
    {
        SourceLab lab;
        QCOMPARE(lab.problem, std::string());
        QCOMPARE(lab.trace(LogSource::Nflog, false, false, true), std::string());
        QVERIFY(lab.ping(7));
        lab.settle();
        const auto& l = lab.helper.lab();
        const auto far = l.farAddress.toString(), own = l.pingSource.toString(),
                   masqueraded = l.networkAddress.toString();
        std::vector<std::string> frames;
        for (const auto& frame : lab.sightings()) {
            if (wire::isFrame(frame.source))
                frames.push_back(std::string(wire::name(frame.source)) + ' ' + frame.in + frame.out + ' ' +
                                 frame.from + ' ' + frame.to);
        }
        const std::vector<std::string> expected{
            "wire-in tun0 " + own + ' ' + far, "wire-out eth0 " + masqueraded + ' ' + far,
            "wire-in eth0 " + far + ' ' + masqueraded, "wire-out tun0 " + far + ' ' + own};
        QCOMPARE(frames, expected);
        QVERIFY(lab.shown().frames);
    }

    void aDamagedHeaderIsSeenAtTheDeviceOnly()
    {
        SourceLab lab;
        QCOMPARE(lab.problem, std::string());
        QCOMPARE(lab.trace(LogSource::Both, true, false, true), std::string());
        wire::Probe echo;
        echo.source = lab.helper.lab().pingSource;
        echo.destination = lab.helper.lab().farAddress;
        echo.damage = wire::Damage::IpChecksum;
        QVERIFY(lab.write(wire::craft(echo)));
        lab.settle();
        const auto seen = lab.sightings();
        QCOMPARE(seen.size(), std::size_t{1});
        QCOMPARE(seen[0].source, Source::WireIn);
        QCOMPARE(seen[0].in, std::string("tun0"));
    }

    void bothLogsReportEachSightingOnceEach()
    {
        SourceLab lab;
        QCOMPARE(lab.problem, std::string());
        QCOMPARE(lab.trace(LogSource::Both), std::string());
        QVERIFY(lab.ping(7));
        lab.settle();
        QCOMPARE(chainsOf(lab.sightings(Source::KernelLog)), forwardedRequest + forwardedReply);
        QCOMPARE(chainsOf(lab.sightings(Source::Nflog)), forwardedRequest + forwardedReply);
        QCOMPARE(lab.sightings().size(), std::size_t{28});
        QCOMPARE(lab.shown().source, LogSource::Both);
    }

    void whatTheKernelSaysAboutAMartianComesFromEverySource_data()
    {
        QTest::addColumn<LogSource>("source");
        QTest::newRow("kernel log") << LogSource::KernelLog;
        QTest::newRow("NFLOG") << LogSource::Nflog;
        QTest::newRow("nftrace") << LogSource::Nftrace;
    }
    void whatTheKernelSaysAboutAMartianComesFromEverySource()
    {
        QFETCH(LogSource, source);
        SourceLab lab;
        QCOMPARE(lab.problem, std::string());
        {
            const InNamespaceOf inLab(lab.helper.pid());
            std::ofstream("/proc/sys/net/ipv4/conf/all/log_martians") << '1';
        }
        QCOMPARE(lab.trace(source), std::string());
        wire::Probe echo;
        echo.source = lab.helper.lab().tunAddress; // the machine's own: it cannot come from outside
        echo.destination = lab.helper.lab().farAddress;
        const auto packet = wire::craft(echo);
        const auto said = [&] {
            lab.settle();
            return std::ranges::any_of(lab.helper.lines, [](const std::string& line) {
                return line.find("martian source 203.0.113.29 from 192.168.69.100, on dev tun0") != line.npos;
            });
        };
        // The kernel prints ten of its warnings in five seconds, whosever they are (net_ratelimit()).
        for (int i = 0; i < 60 && !said(); ++i) {
            QVERIFY(lab.write(packet));
            QTest::qWait(i == 0 ? 0 : 100);
        }
        QVERIFY(said());
    }

    // As containers have it.
    void anotherFileInThePlaceOfTheKernelLogIsNoSource()
    {
        SourceLab lab([] {
            return unshare(CLONE_NEWNS) == 0 &&
                   mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) == 0 &&
                   mount("/dev/null", "/dev/kmsg", nullptr, MS_BIND, nullptr) == 0;
        });
        QCOMPARE(lab.problem, std::string());
        QCOMPARE(lab.trace(LogSource::Auto), std::string());
        QVERIFY(lab.ping(7));
        const auto shown = lab.shown();
        QCOMPARE(shown.source, LogSource::Nflog);
        QCOMPARE(shown.why, (Sentences{say("not-the-kernel-log"), say("so-nflog")}));
        QCOMPARE(chainsOf(lab.sightings()), forwardedRequest + forwardedReply);
        const auto refused = lab.trace(LogSource::KernelLog);
        QVERIFY2(refused.find("Choose NFLOG") != std::string::npos, refused.c_str());

        const auto examined = std::get<Examined>(lab.helper.ask(Examine{})).checks;
        const auto check = std::ranges::find(examined, "kernel-log", &Check::id);
        QCOMPARE(check->health, Health::Hint);
        QCOMPARE(check->meaning.front(), say("not-the-kernel-log"));
    }

    void manyPacketsLeaveTheKernelLogToTheMachine()
    {
        SourceLab lab;
        QCOMPARE(lab.problem, std::string());
        const auto traceFor = [&](std::uint32_t packets) {
            SetTrace order{{lab.helper.lab().farAddress}, tag};
            order.packets = packets;
            const auto answer = lab.helper.ask(order);
            return std::holds_alternative<Done>(answer) ? lab.shown() : TraceShown{};
        };
        QCOMPARE(traceFor(2).source, LogSource::KernelLog);
        const auto many = traceFor(1'000'000);
        QCOMPARE(many.source, LogSource::Nflog);
        QCOMPARE(many.why.front().code, std::string("kernel-log-too-small"));
        QCOMPARE(traceFor(2).source, LogSource::KernelLog);
    }

    void everythingCanBeHadWithoutPrivileges()
    {
        SourceLab lab(User::Nobody);
        QCOMPARE(lab.problem, std::string());
        QCOMPARE(lab.trace(LogSource::Nflog, true, true, true), std::string()); // the lab is its own
        QVERIFY(lab.ping(7));
        lab.settle();
        QCOMPARE(lab.sightings(Source::WireIn).size(), std::size_t{2});
        QCOMPARE(lab.sightings(Source::Nftrace).size(), std::size_t{14});
        QVERIFY(!lab.facts("connection").empty());
    }

    void framesTakeACapability()
    {
        std::string refused;
        std::thread([&] { // capabilities are a thread's own (capabilities(7))
            const auto given = kernel::keepOnly({}).and_then([] { return kernel::Frames::open({}); });
            refused = given ? "" : words::text(given.error());
        })
            .join();
        QVERIFY2(refused.find("CAP_NET_RAW") != std::string::npos, refused.c_str());
    }

    void everySourceSpeaksOfIpv6Too()
    {
        SourceLab lab;
        QCOMPARE(lab.problem, std::string());
        const auto& made = lab.helper.lab();
        if (made.farAddress6.isNull())
            QSKIP("This kernel has no IPv6.");
        QCOMPARE(unless<Done>(
                     lab.helper.ask(SetTrace{{made.farAddress6}, tag, LogSource::Nflog, true, true, true})),
                 std::string());
        wire::Probe echo;
        echo.source = made.pingSource6;
        echo.destination = made.farAddress6;
        echo.id = 9;
        echo.sequence = 1;
        QVERIFY(lab.write(wire::craft(echo)));
        QVERIFY(lab.readReply(9, 1));
        lab.settle();
        QCOMPARE(chainsOf(lab.sightings(Source::Nftrace)), chainsOf(lab.sightings(Source::Nflog)));
        QCOMPARE(lab.sightings(Source::Nflog).size(), std::size_t{14});
        QCOMPARE(lab.sightings(Source::WireIn).size(), std::size_t{2});
        QCOMPARE(lab.sightings(Source::WireOut).size(), std::size_t{2});
        const auto connections = lab.facts("connection");
        QVERIFY(!connections.empty());
        QCOMPARE(text(connections[0].content, "family"), std::string("ip6"));
        QCOMPARE(connections[0].content.value("protocol", 0), 58);
        QCOMPARE(connections[0].content["reply"].value("icmpId", 0), 9);
    }

    void onLoopbackAPacketIsSeenOnItsWayOutAndInAgain()
    {
        SourceLab lab;
        QCOMPARE(lab.problem, std::string());
        const auto own = lab.helper.lab().networkAddress;
        QCOMPARE(unless<Done>(lab.helper.ask(SetTrace{{own}, tag, LogSource::Nftrace, true, false, true})),
                 std::string());
        lab.sendUdp(own);
        lab.settle();
        // The answer, "port unreachable", comes behind it.
        const auto seen = lab.sightings(Source::Nftrace);
        const QStringList out{"raw OUTPUT",      "mangle OUTPUT",      "nat OUTPUT",     "filter OUTPUT",
                              "security OUTPUT", "mangle POSTROUTING", "nat POSTROUTING"};
        const QStringList in{"raw PREROUTING", "mangle PREROUTING", "mangle INPUT", "filter INPUT",
                             "security INPUT"};
        QCOMPARE(chainsOf(seen).mid(0, 12), out + in);
        QCOMPARE(seen[6].packetId, seen[0].packetId);
        QCOMPARE(seen[11].packetId, seen[7].packetId); // another: the kernel's number goes with the device
        QCOMPARE(seen[7].in, std::string("lo"));
        QCOMPARE(lab.sightings(Source::WireOut).size(), std::size_t{2});
        QCOMPARE(lab.sightings(Source::WireIn).size(), std::size_t{2});
    }

    // Without settle(), so as the helper passes it on by itself.
    void whatNeedsSightingsComesBehindThem()
    {
        SourceLab lab;
        QCOMPARE(lab.problem, std::string());
        QCOMPARE(lab.trace(LogSource::Nflog, true, true, true), std::string());
        for (std::uint16_t id = 1; id <= 20; ++id) {
            lab.helper.lines.clear();
            QVERIFY(lab.ping(id));
            QVERIFY(lab.helper.readUntil([&] { return lab.sightings(Source::WireOut).size() == 2; }));
            const auto logged = lab.sightings(Source::Nflog), traced = lab.sightings(Source::Nftrace);
            const auto connections = lab.facts("connection"), rules = lab.facts("rule");
            QCOMPARE(logged.size(), std::size_t{14});
            QCOMPARE(traced.size(), std::size_t{14});
            QVERIFY(!connections.empty() && !rules.empty());
            // nftrace numbers the packets: what the others report joins what it told of.
            QVERIFY(traced.back().place < logged.front().place);
            QVERIFY(rules.back().place < logged.front().place);
            QVERIFY(traced.back().place < connections.front().place);
            QVERIFY(connections.back().place < lab.sightings(Source::WireIn).front().place);
        }
    }

    void nothingIsLostUncounted_data()
    {
        QTest::addColumn<LogSource>("source");
        QTest::addColumn<bool>("rules");
        QTest::newRow("NFLOG") << LogSource::Nflog << false;
        QTest::newRow("NFLOG and rules") << LogSource::Nflog << true;
        QTest::newRow("nftrace") << LogSource::Nftrace << true;
    }
    void nothingIsLostUncounted()
    {
        QFETCH(LogSource, source);
        QFETCH(bool, rules);
        SourceLab lab;
        QCOMPARE(lab.problem, std::string());
        QCOMPARE(lab.trace(source, rules), std::string());
        constexpr std::uint16_t pings = 20'000;
        std::thread pinger([&] {
            for (std::uint16_t i = 0; i < pings; ++i)
                lab.ping(7, i);
            lab.helper.send(ShowTrace{});
        });
        ToldCounter counter;
        bool more = counter.readUntilTraceShown(lab.helper.socket());
        pinger.join();
        while (more) { // a slow machine has more to read behind the answer (Tracing::settle())
            lab.helper.send(ShowTrace{});
            more = counter.readUntilTraceShown(lab.helper.socket());
        }
        auto told = counter.told();

        const std::uint64_t happened = 14 + 12 * (pings - std::uint64_t{1});
        const auto logged = told.sightings[Source::Nflog], traced = told.sightings[Source::Nftrace];
        qInfo() << happened << "sightings; NFLOG" << logged << "lost" << told.lost.nflog << "nftrace"
                << traced << "events lost" << told.lost.nftrace;
        if (source == LogSource::Nflog)
            QCOMPARE(logged + told.lost.nflog, happened);
        if (rules)
            QVERIFY(traced == happened || (traced < happened && traced + told.lost.nftrace >= happened));
        else if (isFast) // what is asked of the program as people run it
            QCOMPARE(told.lost.nflog, 0u);
    }

private:
    // Built to be fast: not for a debugger, not with a sanitizer's checks.
#if defined(NDEBUG) && !defined(__SANITIZE_ADDRESS__)
    static constexpr bool isFast = true;
#else
    static constexpr bool isFast = false;
#endif
};

HOOKWALK_TEST(TestSources)
#include "tst_sources.moc"
