// SPDX-License-Identifier: GPL-3.0-or-later
// Grouping held against the kernel: many flows from both cores, their log events grouped by what they look
// like, beside the packet numbers that nftrace gives the same packets.
#include "support/kerneltest.h"
#include "support/lab.h"
#include "support/testprogram.h"
#include "traversal/trace.h"

#include <map>
#include <QDebug>
#include <set>
#include <thread>

using namespace hookwalk;
using namespace hookwalk::protocol;
using namespace hookwalk::test;

namespace
{

constexpr std::uint32_t groupingTag = 4711;

// HOOKWALK_GROUPING_PACKETS: how many probes, for a longer run by hand.
int probeCount()
{
    const int asked = qEnvironmentVariableIntValue("HOOKWALK_GROUPING_PACKETS");
    return asked > 0 ? asked : 3000;
}

// One of two flows of probes that look much alike: the same length and IP id, six kinds, few addresses. No
// two have the same header, so that each event can be found in both sources.
wire::Probe probe(const LabMade& lab, int writer, int number)
{
    wire::Probe probe;
    auto source = lab.pingSource;
    source.bytes[15] = static_cast<std::uint8_t>(1 + number % 5);
    probe.source = source;
    probe.destination = lab.farAddress;
    probe.ipId = number % 3 == 0 ? 0 : 77;
    const auto serial = static_cast<std::uint16_t>(number / 6);
    switch (number % 6) {
    case 0: // a new connection each
        probe.id = static_cast<std::uint16_t>(serial * 2 + writer);
        break;
    case 1: // one connection for all
        probe.id = static_cast<std::uint16_t>(60000 + writer);
        probe.sequence = serial;
        break;
    case 2: // refused by an ICMP error
        probe.protocol = wire::ProbeProtocol::Udp;
        probe.id = static_cast<std::uint16_t>(10000 + writer * 20000 + serial % 20000);
        break;
    case 3: // answered by SYN/ACK
        probe.protocol = wire::ProbeProtocol::Tcp;
        probe.id = static_cast<std::uint16_t>(10000 + writer * 20000 + serial % 20000);
        break;
    case 4: // nobody answers
        probe.protocol = wire::ProbeProtocol::Udp;
        probe.destinationPort = 9;
        probe.id = static_cast<std::uint16_t>(10000 + writer * 20000 + serial % 20000);
        break;
    case 5: // to the machine itself
        probe.destination = lab.tunAddress;
        probe.id = static_cast<std::uint16_t>(serial * 2 + writer);
        break;
    }
    return probe;
}

void writeProbes(const Lab& lab, int writer, int count, std::chrono::microseconds pause)
{
    std::array<std::uint8_t, 2048> answer{};
    for (int i = 0; i < count; ++i) {
        lab.write(wire::craft(probe(lab.helper.lab(), writer, i)));
        while (read(lab.tun.get(), answer.data(), answer.size()) > 0) {
        }
        if (i % 8 == 7) // nftrace, the judge, is slower than what it judges
            std::this_thread::sleep_for(pause);
    }
}

// What both sources print alike of a sighting.
std::string keyOf(const Trace& trace, const TraceEvent& event)
{
    std::string key(1, static_cast<char>(event.chain));
    for (const auto& part : {std::string(trace.device(event.in)), std::string(trace.device(event.out)),
                             event.source.toString(), event.destination.toString()})
        key += ' ' + part;
    for (const std::uint32_t part :
         {event.length, std::uint32_t{event.ipId}, std::uint32_t{event.ttl}, std::uint32_t{event.protocol},
          std::uint32_t{event.icmpType}, std::uint32_t{event.icmpCode}, std::uint32_t{event.portA},
          std::uint32_t{event.portB}})
        key += ' ' + std::to_string(part);
    return key;
}

// The packets of the kernel by the numbers of nftrace, which are used again: a chain that comes again is
// another packet.
std::map<std::string, std::vector<int>> packetsOfTheKernel(const std::string& text)
{
    const auto trace = Trace::fromText(text);
    std::map<std::string, std::vector<int>> packets;
    std::map<std::uint32_t, std::pair<int, std::set<int>>> current;
    int count = 0;
    for (const auto& event : trace.events()) {
        auto& [packet, chains] = current[wire::originOf(trace.text(event)).packetId];
        if (chains.empty() || !chains.insert(event.chain).second) {
            packet = ++count;
            chains = {event.chain};
        }
        packets[keyOf(trace, event)].push_back(packet);
    }
    return packets;
}

struct Score {
    std::size_t packets = 0, right = 0, doubtful = 0, wrongAndSure = 0, unknown = 0;
};

Score scoreOf(const std::string& text, std::map<std::string, std::vector<int>> truth)
{
    const auto trace = Trace::fromText(text);
    std::map<std::string, std::size_t> used;
    std::vector<int> packetOf(trace.events().size(), 0);
    std::map<int, std::size_t> sightings;
    Score score;
    for (std::size_t i = 0; i < packetOf.size(); ++i) {
        const auto key = keyOf(trace, trace.events()[i]);
        const auto& packets = truth[key];
        const auto place = used[key]++;
        if (place >= packets.size()) {
            ++score.unknown;
            continue;
        }
        packetOf[i] = packets[place];
        ++sightings[packets[place]];
    }
    for (TraversalIndex i = 0; i < trace.traversals().size(); ++i) {
        std::set<int> packets;
        const auto events = trace.eventsOf(i);
        for (const auto event : events)
            packets.insert(packetOf[event]);
        if (packets.contains(0)) // nftrace has lost a part of it: there is no judge
            continue;
        const bool right = packets.size() == 1 && sightings[*packets.begin()] == events.size();
        const bool doubtful = trace.traversals()[i].doubtful;
        ++score.packets;
        score.right += right ? 1 : 0;
        score.doubtful += doubtful ? 1 : 0;
        score.wrongAndSure += !right && !doubtful ? 1 : 0;
    }
    return score;
}

} // namespace

class TestGrouping : public KernelTest
{
    Q_OBJECT

private Q_SLOTS:
    void packetsAreGroupedAsTheKernelNumbersThem_data()
    {
        QTest::addColumn<int>("source");
        QTest::addColumn<int>("pauseUs");
        QTest::newRow("NFLOG") << int(LogSource::Nflog) << 6000;
        QTest::newRow("kernel log") << int(LogSource::KernelLog) << 15000; // its ring holds some 70 packets
    }
    void packetsAreGroupedAsTheKernelNumbersThem()
    {
        QFETCH(int, source);
        QFETCH(int, pauseUs);
        // What a busy machine loses cannot be judged: then it is tried more slowly.
        Run run;
        for (int tries = 0; tries < 4; ++tries, pauseUs *= 3) {
            run = runOf(LogSource(source), std::chrono::microseconds(pauseUs));
            QCOMPARE(QString::fromStdString(run.problem), QString());
            qInfo() << "packets" << run.score.packets << "grouped exactly right" << run.score.right
                    << "doubtful" << run.score.doubtful << "wrong and not marked" << run.score.wrongAndSure
                    << "lost" << run.lost;
            if (run.lost == 0)
                break;
        }
        QCOMPARE(run.lost, 0U);
        QCOMPARE(run.score.unknown, 0U);
        QVERIFY(run.score.packets > std::size_t(probeCount()) * 3 / 2);
        QVERIFY(run.score.right * 10000 >= run.score.packets * 9999);
        QCOMPARE(run.score.wrongAndSure, 0U);
    }

private:
    struct Run {
        std::string problem;
        std::uint64_t lost = 0;
        Score score;
    };
    static Run runOf(LogSource source, std::chrono::microseconds pause)
    {
        Run run;
        Lab lab;
        auto& helper = lab.helper;
        run.problem = lab.problem;
        SetTrace order{{helper.lab().farAddress, helper.lab().tunAddress}, groupingTag, source};
        order.rules = true;
        if (run.problem.empty())
            run.problem = unless<Done>(helper.ask(order));
        if (!run.problem.empty())
            return run;

        std::atomic<int> finished = 0;
        const auto write = [&](int writer) {
            writeProbes(lab, writer, probeCount() / 2, pause);
            ++finished;
        };
        std::thread first(write, 0), second(write, 1);
        while (finished < 2)
            helper.readUntil([&] { return finished == 2; });
        first.join();
        second.join();
        // One answer waits for some seconds at most; a slow machine has more to read.
        for (std::size_t before = 0; std::exchange(before, helper.lines.size()) != helper.lines.size();)
            run.problem += unless<TraceShown>(helper.ask(ShowTrace{}));
        run.lost = helper.lost.kernelLog + helper.lost.nftrace;

        std::string log, traced;
        for (const auto& line : helper.lines) {
            if (line.find(";hookwalk ") == std::string::npos && line.find(" OUT=") != std::string::npos)
                (wire::originOf(line).source == wire::Source::Nftrace ? traced : log) += line + '\n';
        }
        run.score = scoreOf(log, packetsOfTheKernel(traced));
        return run;
    }
};

HOOKWALK_TEST(TestGrouping)
#include "tst_grouping.moc"
