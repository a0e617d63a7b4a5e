// SPDX-License-Identifier: GPL-3.0-or-later
// The machine as a gateway: settings and NAT of our own, what was before, and that others' rules win and
// stay.
#include "support/hosthelper.h"
#include "support/kerneltest.h"
#include "support/testprogram.h"
#include "words/words.h"

#include <algorithm>
#include <cerrno>
#include <csignal>

using namespace hookwalk;
using namespace hookwalk::change;
using namespace hookwalk::protocol;
using namespace hookwalk::test;

namespace
{

SetNat nat(SourceNat kind, const std::string& subnet)
{
    return {kind, Network::parse(subnet).value_or(Network()), {}, {}};
}

GatewayShown shownBy(HelperClient& helper)
{
    const auto reply = helper.ask(ShowGateway{});
    const auto* const shown = std::get_if<GatewayShown>(&reply);
    return shown ? *shown : GatewayShown{};
}

bool contains(const GatewayShown& shown, const Setting& setting, const std::string& value,
              const std::string& former)
{
    return std::ranges::any_of(shown.settings, [&](const SettingShown& one) {
        return one.setting == setting && one.value == value && one.former == former;
    });
}

} // namespace

class TestGateway : public KernelTest
{
    Q_OBJECT

private Q_SLOTS:
    void settingsAreSetShownAndPutBack()
    {
        const Host host(QStringLiteral("ip link add eth0 type veth peer name far0\n"
                                       "sysctl -qw net.ipv4.ip_forward=0 net.ipv4.conf.all.rp_filter=2\n"
                                       "sysctl -qw net.ipv4.conf.eth0.forwarding=1\n"));
        HelperClient helper(host.enter());
        QCOMPARE(use(helper), std::string());
        DONE(SetForwarding{});
        DONE((SetRpFilter{"all", 1}));
        DONE(SetLogMartians{"all"});
        const auto shown = shownBy(helper);
        QVERIFY(shown.forwarding);
        QVERIFY(!shown.forwarding6);
        QVERIFY(contains(shown, {Setting::Kind::Forwarding4}, "1", "0"));
        QVERIFY(contains(shown, {Setting::Kind::RpFilter, "all"}, "1", "2"));
        QVERIFY(contains(shown, {Setting::Kind::LogMartians, "all"}, "1", "0"));
        QVERIFY(shown.otherNat.empty());
        QCOMPARE(helper.end(), 0);
        QCOMPARE(host.difference(), std::string()); // eth0's own forwarding, too
    }

    void theTableIsOursAndGoes()
    {
        const Host host;
        HelperClient helper(host.enter());
        QCOMPARE(use(helper), std::string());
        auto order = nat(SourceNat::Masquerade, "10.1.0.0/16");
        order.out = "eth0";
        DONE(order);
        auto rules = host.net.run(QStringLiteral("nft list ruleset"));
        QVERIFY(rules.find("hookwalk_gateway_" + std::to_string(helper.pid())) != rules.npos);
        QVERIFY(rules.find("ip saddr 10.1.0.0/16 oifname \"eth0\" masquerade") != rules.npos);
        auto shown = shownBy(helper);
        QVERIFY(shown.nat == order);
        QVERIFY(shown.otherNat.empty());

        order = nat(SourceNat::Snat, "2001:db8:5::/64");
        order.source = address("2001:db8::1");
        DONE(order);
        rules = host.net.run(QStringLiteral("nft list ruleset"));
        QVERIFY(rules.find("masquerade") == rules.npos);
        QVERIFY2(rules.find("ip6 saddr 2001:db8:5::/64 snat ip6 to 2001:db8::1") != rules.npos,
                 rules.c_str());
        QVERIFY(shownBy(helper).nat == order);
        DONE(SetNat{});
        QCOMPARE(host.net.run(QStringLiteral("nft list ruleset")), std::string());
        DONE(order);
        kill(helper.pid(), SIGKILL);
        helper.waitForEnd();
        QCOMPARE(host.difference(), std::string());
    }

    void othersRulesAreNamedAndWin()
    {
        const Host host(QStringLiteral(
            "ip link add eth0 type veth peer name far0\nip link set eth0 up\nip link set far0 up\n"
            "ip address add 198.51.100.15/24 dev eth0\nip address add 198.51.100.16/24 dev eth0\n"
            "ip neighbour add 198.51.100.1 lladdr 00:00:5e:00:53:01 dev eth0\n"
            "nft add table ip mine\n"
            "nft 'add chain ip mine post { type nat hook postrouting priority srcnat; }'\n"
            "nft add rule ip mine post ip saddr 10.1.0.0/16 snat to 198.51.100.16\n"));
        HelperClient helper(host.enter());
        QCOMPARE(use(helper), std::string());
        DONE(tunNamed("own0"));
        DONE((AddDeviceAddress{"own0", {address("10.1.0.1"), 16}}));
        DONE((SetDeviceUp{"own0", true}));
        DONE(nat(SourceNat::Masquerade, "10.1.0.0/16"));
        DONE(SetForwarding{});
        QCOMPARE(shownBy(helper).otherNat, std::vector<std::string>{"ip mine post"});
        DONE(OpenTun{"own0"});
        const auto tun = helper.takeDescriptor();
        // UDP from 10.1.0.2 to 198.51.100.1.
        const std::string packet("\x45\0\0\x1c\0\0\0\0\x40\x11\x46\x9a\x0a\x01\0\x02\xc6\x33\x64\x01"
                                 "\x10\0\0\x09\0\x08\0\0",
                                 28);
        QCOMPARE(write(tun.get(), packet.data(), packet.size()), ssize_t{28});
        const auto connections = host.net.run(QStringLiteral("cat /proc/self/net/nf_conntrack"));
        if (connections.ends_with("failed"))
            QSKIP("This kernel has no list of connections in /proc.");
        QVERIFY2(connections.find("src=198.51.100.1 dst=198.51.100.16") != connections.npos,
                 connections.c_str());
    }

    // The first half of it is done before the second fails.
    void whatFailsInTheMiddleUndoesItsOwnParts()
    {
        const Host host(QStringLiteral("mount -t tmpfs none /proc/sys/net/ipv6\n"));
        HelperClient helper(host.enter());
        QCOMPARE(use(helper), std::string());
        QCOMPARE(errorOf(helper.ask(SetForwarding{true, true})).code, ErrorCode::NotFound);
        QVERIFY(!shownBy(helper).forwarding);
    }

    void whatSomebodyElseChangedSinceIsLeft()
    {
        const Host host;
        HelperClient helper(host.enter());
        QCOMPARE(use(helper), std::string());
        DONE((SetRpFilter{"all", 1}));
        host.net.run(QStringLiteral("sysctl -qw net.ipv4.conf.all.rp_filter=2"));
        QCOMPARE(helper.end(), 0);
        QCOMPARE(host.net.run(QStringLiteral("sysctl -n net.ipv4.conf.all.rp_filter")), std::string("2\n"));
    }

    void whatAnotherHelperHasChangedIsRefused()
    {
        const Host host(QStringLiteral("sysctl -qw net.ipv4.ip_forward=0 net.ipv4.conf.all.rp_filter=0\n"));
        HelperClient helper(host.enter());
        HelperClient other(host.enter());
        QCOMPARE(use(helper), std::string());
        QCOMPARE(use(other), std::string());
        DONE(SetForwarding{});
        DONE((SetRpFilter{"all", 1}));
        const auto holder = "Another Hookwalk (process " + std::to_string(helper.pid()) + ") has changed ";
        for (const int wanted : {1, 2}) { // as it is now, and otherwise
            const auto refused = errorOf(other.ask(SetRpFilter{"all", static_cast<std::uint8_t>(wanted)}));
            QCOMPARE(refused.code, ErrorCode::Busy);
            QVERIFY2(says(refused, holder + "net.ipv4.conf.all.rp_filter"), words::text(refused).c_str());
        }
        const auto refused = errorOf(other.ask(SetForwarding{}));
        QVERIFY2(says(refused, holder + "net.ipv4.ip_forward"), words::text(refused).c_str());
        QCOMPARE(unless<Done>(other.ask(SetLogMartians{"all"})), std::string()); // nobody's so far
        QCOMPARE(helper.end(), 0);
        QTRY_COMPARE(unless<Done>(other.ask(SetRpFilter{"all", 2})), std::string()); // free again
        QCOMPARE(other.end(), 0);
        QCOMPARE(host.difference(), std::string());
    }

    void twoGatewaysDoNotDisturbEachOther()
    {
        const Host host;
        HelperClient helper(host.enter());
        HelperClient other(host.enter());
        QCOMPARE(use(helper), std::string());
        QCOMPARE(use(other), std::string());
        DONE(nat(SourceNat::Masquerade, "10.1.0.0/16"));
        QCOMPARE(unless<Done>(other.ask(nat(SourceNat::Masquerade, "10.2.0.0/16"))), std::string());
        QCOMPARE(shownBy(other).otherNat,
                 std::vector{"inet hookwalk_gateway_" + std::to_string(helper.pid()) + " postrouting"});
        QCOMPARE(other.end(), 0);
        QCOMPARE(shownBy(helper).nat.subnet.toString(), std::string("10.1.0.0/16"));
        QVERIFY(shownBy(helper).otherNat.empty());
        QCOMPARE(helper.end(), 0);
        QCOMPARE(host.difference(), std::string());
    }
};

HOOKWALK_TEST(TestGateway)
#include "tst_gateway.moc"
