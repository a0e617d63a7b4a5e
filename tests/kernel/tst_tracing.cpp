// SPDX-License-Identifier: GPL-3.0-or-later
// Trace points in a real kernel: what they report, from both sources, and that they touch nothing else.
#include "kernel/sources/tracepoints.h"
#include "support/hostnet.h"
#include "support/kerneltest.h"
#include "support/lab.h"
#include "support/machine.h"
#include "support/testprogram.h"
#include "wire/factline.h"
#include "wire/logline.h"
#include "words/words.h"

#include <algorithm>
#include <array>
#include <fcntl.h>
#include <linux/if_packet.h>
#include <net/if.h>
#include <QRegularExpression>
#include <sys/socket.h>

using namespace hookwalk;
using namespace hookwalk::protocol;
using namespace hookwalk::test;

namespace
{

constexpr std::uint32_t someTag = 114514;

QStringList chainsOf(const std::vector<std::string>& lines)
{
    QStringList chains;
    wire::LogReader reader;
    for (const auto& text : lines) {
        wire::LogLine line;
        chains << (reader.read(text, line) && line.baseChain ? QString::fromStdString(name(*line.baseChain))
                                                             : QStringLiteral("?"));
    }
    return chains;
}

// From the prefix on, without the reply's IP ID, which the kernel draws at random.
QStringList textsOf(const std::vector<std::string>& lines)
{
    static const QRegularExpression ipId(QStringLiteral(" ID=\\d+ (?=PROTO|DF)"));
    QStringList texts;
    for (const auto& line : lines)
        texts << QString::fromStdString(line.substr(line.find(';') + 1)).replace(ipId, QStringLiteral(" "));
    return texts;
}

std::vector<std::int64_t> timesOf(const std::vector<std::string>& lines)
{
    std::vector<std::int64_t> times;
    wire::LogReader reader;
    for (const auto& text : lines) {
        wire::LogLine line;
        times.push_back(reader.read(text, line) ? line.timeUs.value_or(-1) : -1);
    }
    return times;
}

// A helper with a lab, its tun, and trace points for the far address.
struct TracedLab : Lab {
    TracedLab(User user, LogSource source)
        : Lab(user)
    {
        if (problem.empty())
            problem = unless<Done>(set(source));
    }
    Reply set(LogSource source) { return helper.ask(SetTrace{{helper.lab().farAddress}, someTag, source}); }
    // Of packets: without what each set of trace points tells of its sources.
    std::vector<std::string> lines() const
    {
        auto packets = helper.lines;
        std::erase_if(packets,
                      [](const std::string& line) { return line.find("hookwalk sources ") != line.npos; });
        return packets;
    }
    bool waitForLines(std::size_t count)
    {
        return helper.readUntil([&] { return lines().size() >= count; });
    }
};

} // namespace

class TestTracing : public KernelTest
{
    Q_OBJECT

private Q_SLOTS:
    void aPingIsReportedAtEachChainInOrder_data() { usersAndSources(); }
    void aPingIsReportedAtEachChainInOrder()
    {
        QFETCH(User, user);
        QFETCH(LogSource, source);
        TracedLab lab(user, source);
        QCOMPARE(lab.problem, std::string());
        QVERIFY(lab.ping(7, 1));
        QVERIFY(lab.waitForLines(14));
        QCOMPARE(chainsOf(lab.lines()), forwardedRequest + forwardedReply);
        const auto times = timesOf(lab.lines());
        QVERIFY(times.front() > 0);
        QVERIFY(std::ranges::is_sorted(times));
    }

    void aSecondPingOfTheSameConnectionSkipsNat_data() { usersAndSources(); }
    void aSecondPingOfTheSameConnectionSkipsNat()
    {
        QFETCH(User, user);
        QFETCH(LogSource, source);
        TracedLab lab(user, source);
        QCOMPARE(lab.problem, std::string());
        QVERIFY(lab.ping(7, 1));
        QVERIFY(lab.waitForLines(14));
        lab.helper.lines.clear();
        QVERIFY(lab.ping(7, 2));
        QVERIFY(lab.waitForLines(12));
        QStringList withoutNat = forwardedRequest;
        withoutNat.removeAll(QStringLiteral("nat PREROUTING"));
        withoutNat.removeAll(QStringLiteral("nat POSTROUTING"));
        QCOMPARE(chainsOf(lab.lines()), withoutNat + forwardedReply);
    }

    void bothSourcesGiveTheSameLines()
    {
        QStringList texts[2];
        for (const auto source : {LogSource::KernelLog, LogSource::Nflog}) {
            TracedLab lab(User::Root, source);
            QCOMPARE(lab.problem, std::string());
            QVERIFY(lab.ping(7, 1));
            lab.sendUdp(lab.helper.lab().farAddress); // answered by "port unreachable"
            QVERIFY(lab.waitForLines(14 + 7 + 4));
            texts[source == LogSource::Nflog] = textsOf(lab.lines());
        }
        QCOMPARE(texts[1], texts[0]);
        QVERIFY(texts[0].last().contains(QStringLiteral("[SRC=198.51.100.15 DST=203.0.113.29")));
    }

    void whatAProcessOfTheMachineSendsIsReportedFromOutputOn_data() { usersAndSources(); }
    void whatAProcessOfTheMachineSendsIsReportedFromOutputOn()
    {
        QFETCH(User, user);
        QFETCH(LogSource, source);
        TracedLab lab(user, source);
        QCOMPARE(lab.problem, std::string());
        lab.sendUdp(lab.helper.lab().farAddress);
        QVERIFY(lab.waitForLines(7 + 4));
        const QStringList expected{"raw OUTPUT",      "mangle OUTPUT",   "nat OUTPUT",
                                   "filter OUTPUT",   "security OUTPUT", "mangle POSTROUTING",
                                   "nat POSTROUTING", "raw PREROUTING",  "mangle PREROUTING",
                                   "mangle INPUT",    "filter INPUT",    "security INPUT"};
        QVERIFY(lab.waitForLines(12));
        QCOMPARE(chainsOf(lab.lines()), expected);
        QVERIFY(std::ranges::is_sorted(timesOf(lab.lines())));
    }

    void aPacketFromOneTracedAddressToAnotherIsReportedOnce()
    {
        TracedLab lab(User::Nobody, LogSource::Auto);
        QCOMPARE(lab.problem, std::string());
        const SetTrace both{
            {lab.helper.lab().pingSource, lab.helper.lab().farAddress, *IpAddress::parse("2001:db8::1")},
            someTag,
            LogSource::Auto};
        QCOMPARE(unless<Done>(lab.helper.ask(both)), std::string());
        QVERIFY(lab.ping(7, 1));
        QVERIFY(lab.waitForLines(14));
        QCOMPARE(unless<Done>(lab.helper.ask(ClearTrace{})), std::string());
        QCOMPARE(chainsOf(lab.lines()), forwardedRequest + forwardedReply);
    }

    void tracePointsAreShownReplacedAndTakenAway_data() { usersAndSources(); }
    void tracePointsAreShownReplacedAndTakenAway()
    {
        QFETCH(User, user);
        QFETCH(LogSource, source);
        TracedLab lab(user, source);
        QCOMPARE(lab.problem, std::string());
        const auto before = lab.shown();
        QVERIFY2(before.active, words::text(before.why).c_str());
        QCOMPARE(before.chains.size(), allChains.size());
        for (std::size_t i = 0; i < allChains.size(); ++i)
            QCOMPARE(before.chains[i], name(allChains[i]));
        QCOMPARE(before.addresses.size(), std::size_t{1});
        QCOMPARE(before.source, source == LogSource::Auto ? LogSource::Nflog : source);
        QVERIFY(!before.why.empty());
        QVERIFY(before.ruleset.find("\"security-FORWARD [114514]\"") != std::string::npos);

        QCOMPARE(unless<Done>(lab.helper.ask(SetTrace{{IpAddress::v4(0x0a000001)}, 5, source})),
                 std::string());
        const auto replaced = lab.shown();
        QCOMPARE(replaced.tag, 5u);
        QVERIFY(replaced.ruleset.find("[114514]") == std::string::npos);
        QVERIFY(replaced.ruleset.find("10.0.0.1") != std::string::npos);
        QVERIFY(lab.ping(7, 1));

        QCOMPARE(unless<Done>(lab.helper.ask(ClearTrace{})), std::string());
        const auto cleared = lab.shown();
        QVERIFY(!cleared.active && cleared.chains.empty());
        QVERIFY(lab.nft("list tables").find("hookwalk") == std::string::npos);
        QVERIFY(lab.ping(8, 1));
        QCOMPARE(unless<Done>(lab.helper.ask(ClearTrace{})), std::string()); // nothing to do is no fault
        QVERIFY(std::ranges::all_of(lab.lines(),
                                    [](const auto& line) { return wire::readFactLine(line).has_value(); }));
    }

    void theSourceCanBeChangedWhileTracing()
    {
        TracedLab lab(User::Root, LogSource::Nflog);
        QCOMPARE(lab.problem, std::string());
        std::uint16_t id = 0;
        for (const auto source :
             {LogSource::KernelLog, LogSource::Nflog, LogSource::Nflog, LogSource::KernelLog}) {
            QCOMPARE(unless<Done>(lab.set(source)), std::string());
            lab.helper.lines.clear();
            QVERIFY(lab.ping(++id, 1));
            QVERIFY(lab.waitForLines(14));
            QCOMPARE(chainsOf(lab.lines()), forwardedRequest + forwardedReply);
        }
    }

    void theKernelLogIsRefusedWhereItDoesNotSpeakForTheNamespace()
    {
        TracedLab lab(User::Nobody, LogSource::Nflog);
        QCOMPARE(lab.problem, std::string());
        const auto refused = std::get<Refused>(lab.set(LogSource::KernelLog));
        QCOMPARE(refused.error.code, ErrorCode::PermissionDenied);
        QVERIFY(words::text(refused.error).find("NFLOG") != std::string::npos);
        QVERIFY(lab.ping(7, 1)); // and all is as it was
        QVERIFY(lab.waitForLines(14));
    }

    void rulesOfOthersAreNotTouched_data() { usersAndSources(); }
    void rulesOfOthersAreNotTouched()
    {
        QFETCH(User, user);
        QFETCH(LogSource, source);
        TracedLab lab(user, source);
        QCOMPARE(lab.problem, std::string());
        QCOMPARE(unless<Done>(lab.helper.ask(ClearTrace{})), std::string());
        lab.nft(R"(
            table inet mine {
                set good { type ipv4_addr; elements = { 10.0.0.1 } }
                chain input { type filter hook input priority filter; policy accept; ip saddr @good counter accept; }
            })");
        const auto before = lab.nft("list ruleset");
        QVERIFY(before.find("masquerade") != std::string::npos);

        QCOMPARE(unless<Done>(lab.set(source)), std::string());
        const auto traced = lab.nft("list ruleset");
        const auto ours = lab.shown().ruleset;
        QVERIFY(traced.size() > before.size());
        const auto place = QString::fromStdString(traced).indexOf(QStringLiteral("table inet hookwalk_"));
        QVERIFY(place >= 0);
        QVERIFY(QString::fromStdString(traced).left(place).trimmed() ==
                QString::fromStdString(before).trimmed());
        QVERIFY(traced.size() <= before.size() + ours.size() + 64);

        QCOMPARE(unless<Done>(lab.helper.ask(ClearTrace{})), std::string());
        QCOMPARE(lab.nft("list ruleset"), before);
    }

    void theSecurityChainsStandWhereIptablesPutThem()
    {
        TracedLab lab(User::Nobody, LogSource::Auto);
        QCOMPARE(lab.problem, std::string());
        const auto byDefault = lab.shown().ruleset;
        QVERIFY(byDefault.find("hook input priority security - 1") != std::string::npos);
        lab.nft("table ip security { chain INPUT { type filter hook input priority 150; }; }");
        QCOMPARE(unless<Done>(lab.set(LogSource::Auto)), std::string());
        const auto live = lab.shown().ruleset;
        QVERIFY(live.find("hook input priority 149") != std::string::npos);
        QVERIFY(live.find("hook forward priority security - 1") != std::string::npos);
    }

    void linesThatAProgramWroteIntoTheKernelLogAreNotBelieved()
    {
        TracedLab lab(User::Root, LogSource::KernelLog);
        QCOMPARE(lab.problem, std::string());
        const UniqueFd kernelLog(open("/dev/kmsg", O_WRONLY | O_CLOEXEC));
        const std::string forged = "<7>raw-PREROUTING [114514]IN=tun0 OUT= MAC= SRC=192.0.2.1 DST=192.0.2.2";
        QCOMPARE(write(kernelLog.get(), forged.data(), forged.size()), static_cast<ssize_t>(forged.size()));
        QVERIFY(lab.ping(7, 1));
        QVERIFY(lab.waitForLines(14));
        QCOMPARE(chainsOf(lab.lines()), forwardedRequest + forwardedReply);
    }

    void whatASessionDoesNotReadIsCountedAsLost_data() { usersAndSources(); }
    void whatASessionDoesNotReadIsCountedAsLost()
    {
        QFETCH(User, user);
        QFETCH(LogSource, source);
        TracedLab lab(user, source);
        QCOMPARE(lab.problem, std::string());
        constexpr std::uint16_t pings = 12'000;
        for (std::uint16_t i = 0; i < pings; ++i) // nobody reads the helper's socket meanwhile
            QVERIFY(lab.ping(7, i));
        QCOMPARE(unless<Done>(lab.helper.ask(ClearTrace{})), std::string());

        const std::uint64_t happened = 14 + 12ULL * (pings - 1);
        const std::uint64_t lost = lab.helper.lost.kernelLog + lab.helper.lost.nflog;
        // The kernel log counts records of anybody, and may hold some that are not ours.
        if (source == LogSource::KernelLog)
            QVERIFY(lab.lines().size() + lost >= happened);
        else
            QCOMPARE(lab.lines().size() + lost, happened);
    }

    // nft 1.0.6 ends itself over some of what can be said about tunnels.
    void nftListsTheRulesForEachTunnel()
    {
        HostNet net;
        kernel::TraceOrder order{{IpAddress::v4(0xcb00711d), *IpAddress::parse("2001:db8::1")}, someTag, {}};
        using Carrier = kernel::Carrier;
        order.carriers = {Carrier{4, 4, 0, 20},           Carrier{4, 41, 0, 20},   Carrier{4, 17, 4789, 50},
                          Carrier{4, 47, 0, 24},          Carrier{4, 47, 0, 42},   Carrier{6, 4, 0, 40},
                          Carrier{6, 17, 6081, 70},       Carrier{6, 41, 0, 48},   Carrier{6, 47, 0, 44},
                          Carrier{4, 17, 4789, 54, true}, Carrier{6, 17, 5555, 60}};
        const InNamespaceOf here(net.holder());
        auto nft = kernel::Nft::open();
        QVERIFY(nft);
        const auto made = nft->run(kernel::traceTable("hookwalk_1", order, kernel::Priorities{}));
        QVERIFY2(made, made ? "" : words::text(made.error()).c_str());
        for (const char* list : {"nft list ruleset", "nft -a list ruleset", "nft -j list ruleset"})
            QCOMPARE(net.run(QStringLiteral("%1 | grep -c 203.0.113.29 | sed s/[1-9].*/some/").arg(list)),
                     std::string("some\n"));
    }

    // A frame of a VLAN in a tunnel has a tag before the packet that is traced.
    void aPacketIsFollowedInATaggedFrame_data()
    {
        QTest::addColumn<int>("type");
        QTest::addColumn<bool>("isFollowed");
        QTest::newRow("802.1Q") << 0x8100 << true;
        QTest::newRow("no tag") << 0x88b5 << false; // an experimental protocol, IEEE 802
    }
    void aPacketIsFollowedInATaggedFrame()
    {
        QFETCH(int, type);
        QFETCH(bool, isFollowed);
        HostNet net;
        QCOMPARE(net.run(QStringLiteral(
                     "ip link add near0 type veth peer name far0 && ip addr add 198.18.5.1/24 dev near0 && "
                     "ip link set near0 up && ip link set far0 up && "
                     "ip neigh add 198.18.5.2 lladdr 02:00:00:00:00:02 dev near0 && "
                     "ip link add vxlan0 type vxlan id 5 remote 198.18.5.2 dstport 5000 && "
                     "ip link set vxlan0 up")),
                 std::string());
        const InNamespaceOf here(net.holder());
        kernel::TraceOrder order{{IpAddress::v4(0xcb00711d)}, someTag, {}};
        order.carriers = kernel::carriersHere();
        QCOMPARE(order.carriers.size(), std::size_t{4});
        auto points = kernel::TracePoints::open();
        QVERIFY(points && points->set(order));
        std::array<std::uint8_t, 18 + 28> frame{0x02, 0, 0, 0, 0, 2, 0x02, 0, 0, 0, 0, 1};
        frame[12] = static_cast<std::uint8_t>(type >> 8);
        frame[13] = static_cast<std::uint8_t>(type);
        frame[15] = 5;    // the VLAN
        frame[16] = 0x08; // IPv4
        const std::array<std::uint8_t, 20> ip{0x45, 0, 0,    28, 0,    0,    0,  0, 64, 17,
                                              0,    0, 0xcb, 0,  0x71, 0x1d, 10, 0, 0,  1};
        std::ranges::copy(ip, frame.begin() + 18);
        const UniqueFd socket(::socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC, 0));
        sockaddr_ll to{};
        to.sll_family = AF_PACKET;
        to.sll_ifindex = static_cast<int>(if_nametoindex("vxlan0"));
        QCOMPARE(sendto(socket.get(), frame.data(), frame.size(), 0, reinterpret_cast<const sockaddr*>(&to),
                        sizeof to),
                 static_cast<ssize_t>(frame.size()));
        const auto counted = points->counted();
        QVERIFY(counted);
        QCOMPARE(*counted > 0, isFollowed);
    }
};

HOOKWALK_TEST(TestTracing)
#include "tst_tracing.moc"
