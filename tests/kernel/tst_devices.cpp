// SPDX-License-Identifier: GPL-3.0-or-later
// The list of tun and tap devices, and how changes of it are told, whoever makes them.
#include "support/hosthelper.h"
#include "support/kerneltest.h"
#include "support/lab.h"
#include "support/testprogram.h"

using namespace hookwalk;
using namespace hookwalk::change;
using namespace hookwalk::protocol;
using namespace hookwalk::test;

namespace
{

const Device* find(const HelperClient& helper, const std::string& name)
{
    for (const Device& device : helper.devices.devices) {
        if (device.name == name)
            return &device;
    }
    return nullptr;
}

} // namespace

class TestDevices : public KernelTest
{
    Q_OBJECT

private Q_SLOTS:
    void theListSaysWhatThereIs()
    {
        const Host host(QStringLiteral("ip link add veth0 type veth peer name veth1\n"
                                       "ip tuntap add dev tap7 mode tap user 12 group 34\n"
                                       "ip link set tap7 mtu 1300 txqueuelen 77 up\n"
                                       "ip address add 10.0.0.1/30 dev tap7\n"));
        HelperClient helper(host.enter());
        QCOMPARE(use(helper), std::string());
        DONE(tunNamed("own0"));
        DONE(WatchDevices{});
        QCOMPARE(helper.devices.devices.size(), std::size_t{2});
        const auto* const tap = find(helper, "tap7");
        QVERIFY(tap);
        QVERIFY(tap->tap && tap->persistent && tap->up && !tap->carrier && !tap->own);
        QCOMPARE(tap->owner, 12U);
        QCOMPARE(tap->group, 34U);
        QCOMPARE(tap->mtu, 1300U);
        QCOMPARE(tap->queueLength, 77U);
        QVERIFY(tap->addresses.front() == "10.0.0.1/30");
        QCOMPARE(tap->holder, std::string());
        const auto* const own = find(helper, "own0");
        QVERIFY(own && own->own && !own->tap && own->persistent && !own->up);
        QCOMPARE(own->owner, nobody);
        QCOMPARE(own->group, nobody);
    }

    void whatIsChangedElsewhereIsToldAtOnce()
    {
        const Host host;
        HelperClient helper(host.enter());
        QCOMPARE(use(helper), std::string());
        DONE(WatchDevices{});
        QVERIFY(helper.devices.devices.empty());
        host.net.run(QStringLiteral("ip tuntap add dev x0 mode tun"));
        QVERIFY(helper.readUntil([&] { return find(helper, "x0"); }));
        host.net.run(QStringLiteral("ip address add 10.0.0.1/24 dev x0"));
        QVERIFY(helper.readUntil([&] { return !find(helper, "x0")->addresses.empty(); }));
        host.net.run(QStringLiteral("ip link set x0 mtu 1280 up"));
        QVERIFY(helper.readUntil([&] { return find(helper, "x0")->up && find(helper, "x0")->mtu == 1280; }));
        host.net.run(QStringLiteral("ip link delete x0"));
        QVERIFY(helper.readUntil([&] { return helper.devices.devices.empty(); }));
    }

    void whatIsChangedHereIsToldBeforeTheAnswer()
    {
        const Host host;
        HelperClient helper(host.enter());
        QCOMPARE(use(helper), std::string());
        DONE(WatchDevices{});
        for (int i = 0; i < 20; ++i) {
            DONE(tunNamed("own0"));
            QVERIFY(find(helper, "own0"));
            DONE((AddDeviceAddress{"own0", {address("10.1.0.1"), 24}}));
            QCOMPARE(find(helper, "own0")->addresses.front(), std::string("10.1.0.1/24"));
            DONE((SetDeviceUp{"own0", true}));
            QVERIFY(find(helper, "own0")->up);
            DONE(DeleteTun{"own0"});
            QVERIFY(!find(helper, "own0"));
        }
    }

    void manyChangesAtOnceAreToldTogether()
    {
        const Host host;
        HelperClient helper(host.enter());
        QCOMPARE(use(helper), std::string());
        DONE(WatchDevices{});
        host.net.run(QStringLiteral("for i in 1 2 3 4 5 6 7 8; do echo tuntap add dev x$i mode tun; "
                                    "echo link set x$i up; done | ip -batch -"));
        QVERIFY(helper.readUntil(
            [&] { return helper.devices.devices.size() == 8 && helper.devices.devices.back().up; }));
        QVERIFY2(helper.devicesTold <= 8, std::to_string(helper.devicesTold).c_str());
        const int told = helper.devicesTold;
        host.net.run(QStringLiteral("ip link add dummy0 type veth peer name dummy1")); // nobody's tun
        helper.ask(ShowGateway{});
        QTest::qWait(100);
        helper.ask(ShowGateway{});
        QCOMPARE(helper.devicesTold, told);
    }

    void settingsChangedElsewhereAreNoticed()
    {
        const Host host;
        HelperClient helper(host.enter());
        QCOMPARE(use(helper), std::string());
        DONE(WatchDevices{});
        for (const auto* setting :
             {"net.ipv4.ip_forward=1", "net.ipv4.conf.all.rp_filter=2", "net.ipv6.conf.all.forwarding=1"}) {
            const auto before = helper.devices.settings;
            host.net.run(QStringLiteral("sysctl -q -w %1").arg(QLatin1String(setting)));
            QVERIFY2(helper.readUntil([&] { return helper.devices.settings != before; }), setting);
        }
    }

    void whoHasADeviceOpenIsSaid()
    {
        const Host host;
        HelperClient helper(host.enter());
        QCOMPARE(use(helper), std::string());
        DONE(tunNamed("own0"));
        DONE((SetDeviceUp{"own0", true}));
        DONE(WatchDevices{});
        DONE(OpenTun{"own0"});
        const auto self = "tst_devices (" + std::to_string(getpid()) + ')';
        QVERIFY(helper.readUntil([&] { return find(helper, "own0")->carrier; }));
        // The descriptor is this program's now.
        DONE(WatchDevices{});
        QCOMPARE(find(helper, "own0")->holder, self);
        helper.takeDescriptor();
        QVERIFY(helper.readUntil([&] { return !find(helper, "own0")->carrier; }));
        QCOMPARE(find(helper, "own0")->holder, std::string());
    }

    void countersFollowWhileTheSessionAsks()
    {
        const Host host;
        HelperClient helper(host.enter());
        QCOMPARE(use(helper), std::string());
        DONE(tunNamed("own0"));
        DONE((SetDeviceUp{"own0", true}));
        DONE(OpenTun{"own0"});
        const auto tun = helper.takeDescriptor();
        DONE(WatchDevices{});
        const std::string packet("\x45\0\0\x14\0\0\0\0\x40\x01\0\0\x0a\x01\x01\x01\x0a\x01\x01\x02", 20);
        QCOMPARE(write(tun.get(), packet.data(), packet.size()), ssize_t{20});
        helper.ask(ShowGateway{});
        QVERIFY(helper.readUntil([&] { return find(helper, "own0")->rxPackets >= 1; }));
    }

    void aLabHasItsDevicesToo_data() { users(); }
    void aLabHasItsDevicesToo()
    {
        QFETCH(User, user);
        HelperClient helper(user);
        QCOMPARE(helper.makeLab(), std::string());
        DONE(WatchDevices{});
        QVERIFY(find(helper, "tun0") && find(helper, "tun0")->own);
        DONE(tunNamed("tun1"));
        DONE((AddDeviceAddress{"tun1", {address("10.1.0.1"), 24}}));
        DONE((SetDeviceUp{"tun1", true}));
        DONE(OpenTun{"tun1"});
        const auto tun = helper.takeDescriptor();
        QVERIFY(tun);
        const auto busy = errorOf(helper.ask(OpenTun{"tun1"}));
        QCOMPARE(busy.systemError, EBUSY);
        DONE((SetDeviceMtu{"tun0", 1000}));
        DONE(DeleteTun{"tun1"});
        DONE(DeleteTun{"tun0"});
        QVERIFY(helper.readUntil([&] { return helper.devices.devices.empty(); }));
        DONE(OpenTun{"tun0"}); // made anew
        DONE(SetForwarding{false});
        const auto shown = std::get<GatewayShown>(helper.ask(ShowGateway{}));
        QVERIFY(!shown.forwarding);
        QVERIFY(!shown.otherNat.empty()); // the lab's own
    }
};

HOOKWALK_TEST(TestDevices)
#include "tst_devices.moc"
