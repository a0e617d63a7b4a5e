// SPDX-License-Identifier: GPL-3.0-or-later
// A person is logged in over the network while Hookwalk works on the machine itself: the connections of the
// machine, and those that pass through it, survive whatever is asked for. What would cut them is refused.
#include "support/kerneltest.h"
#include "support/router.h"
#include "support/testprogram.h"
#include "words/words.h"

using namespace hookwalk;
using namespace hookwalk::change;
using namespace hookwalk::protocol;
using namespace hookwalk::test;

class TestConnections : public KernelTest
{
    Q_OBJECT

private Q_SLOTS:
    void theySurviveWhatIsDoneAndWhatUndoesIt()
    {
        const Router router;
        QVERIFY(router.vpn > 0);
        const Connection here(router.left, router.machine.net, "192.0.2.1");
        const Connection through(router.left, router.right, "198.51.100.2");
        QVERIFY(here.lives() && through.lives());
        SetTrace trace;
        trace.addresses = {address("192.168.69.1")};
        trace.tag = 77;
        {
            HelperClient helper(router.machine.enter());
            QCOMPARE(use(helper), std::string());
            for (const Request& request :
                 {Request(tunNamed("own0")), Request(SetDeviceUp{"own0", true}),
                  Request(AddDeviceAddress{"own0", {address("192.168.69.100"), 24}}),
                  Request(SetDeviceMtu{"own0", 1400}), Request(SetForwarding{}),
                  Request(natFor("192.168.69.0/24")), Request(SetRpFilter{"all", 2}),
                  Request(SetLogMartians{"all"}), Request(trace), Request(SetDeviceMtu{"held0", 1400}),
                  Request(SetDeviceUp{"own0", false})}) {
                DONE(request);
                QVERIFY2(here.lives() && through.lives(), std::to_string(request.index()).c_str());
            }
        } // kill -9
        const auto difference = router.machine.difference();
        QVERIFY2(difference.empty(), difference.c_str());
        QVERIFY(here.lives() && through.lives());
    }

    void whatWouldCutThemIsRefused()
    {
        const Router router;
        const Connection here(router.left, router.machine.net, "192.0.2.1");
        const Connection through(router.left, router.right, "198.51.100.2");
        HelperClient helper(router.machine.enter());
        QCOMPARE(use(helper), std::string());
        DONE(tunNamed("own0"));
        const struct {
            Request request;
            const char* words;
        } refused[] = {
            {AddDeviceAddress{"own0", {address("192.0.2.77"), 24}}, "overlaps with 192.0.2.1/24 at eth0"},
            {AddDeviceAddress{"own0", {address("192.0.2.2"), 32}}, "overlaps"},
            {AddDeviceAddress{"own0", {address("198.51.100.9"), 16}}, "eth1"},
            {AddDeviceAddress{"own0", {address("10.0.0.1"), 1}}, "half the internet"},
            {AddDeviceAddress{"own0", {address("2001:db8::1"), 3}}, "half the internet"},
            {SetDeviceUp{"held0", false}, "has it open"},
            {RemoveDeviceAddress{"held0", {address("10.8.0.2"), 24}}, "has it open"},
            {OpenTun{"held0"}, "open in"},
            {SetDeviceUp{"tap7", false}, "upper7 on top of it"},
            {SetDeviceUp{"tap8", false}, "permanent neighbour"},
            {SetDeviceUp{"tap9", false}, "a port of a bridge"},
            {SetForwarding{false}, "routed for others before"},
            {SetRpFilter{"all", 1}, "several networks (eth0, eth1"},
            {natFor("192.0.2.0/24"), "192.0.2.1/24 at eth0"},
            {natFor("128.0.0.0/1"), "at eth0"},
        };
        const auto before = router.machine.net.state();
        for (const auto& one : refused) {
            const auto error = errorOf(helper.ask(one.request));
            QVERIFY2(says(error, one.words), words::text(error).c_str());
        }
        QCOMPARE(router.machine.net.state(), before);
        QVERIFY(here.lives() && through.lives());
    }

    // What the panel itself did to a tun that it sends pings into can be taken back.
    void theSessionsOwnPingsAreNoReason()
    {
        const Host host(QStringLiteral("ip tuntap add mine0 mode tun\nip link set mine0 up\n"));
        HelperClient helper(host.enter());
        QCOMPARE(use(helper), std::string());
        DONE(OpenTun{"mine0"});
        const auto tun = helper.takeDescriptor();
        QVERIFY(tun);
        DONE((AddDeviceAddress{"mine0", {address("192.168.69.100"), 24}}));
        DONE((RemoveDeviceAddress{"mine0", {address("192.168.69.100"), 24}}));
        DONE((SetDeviceUp{"mine0", false}));
    }

    // fe80::/10 is each device's own; bringing a device up makes the routes of its addresses.
    void networksAreComparedWhereTheyMeet()
    {
        const Router router;
        router.machine.net.run(
            QStringLiteral("ip tuntap add down0 mode tun\nip link set down0 up\n"
                           "ip link set down0 down\nip address add 192.0.2.9/24 dev down0\n"));
        HelperClient helper(router.machine.enter());
        QCOMPARE(use(helper), std::string());
        DONE(tunNamed("own0"));
        DONE((AddDeviceAddress{"own0", {address("fe80::1"), 64}}));
        const auto error = errorOf(helper.ask(SetDeviceUp{"down0", true}));
        QVERIFY2(says(error, "overlaps with 192.0.2.1/24 at eth0"), words::text(error).c_str());
    }

    // The other end is reached by the default route: no network of the machine's own overlaps. Routing is
    // off, so that what connections there are can be seen from the sockets alone.
    void aNetworkWithTheOtherEndOfAConnectionIsRefused()
    {
        const Router router;
        router.right.run(QStringLiteral("ip address add 203.0.113.29/32 dev lo\nip link set lo up\n"));
        router.machine.net.run(
            QStringLiteral("ip route add default via 198.51.100.2\nsysctl -q -w net.ipv4.ip_forward=0\n"));
        const Connection out(router.machine.net, router.right, "203.0.113.29");
        QVERIFY(out.lives());
        HelperClient helper(router.machine.enter());
        QCOMPARE(use(helper), std::string());
        DONE(tunNamed("own0"));
        DONE((SetDeviceUp{"own0", true}));
        const auto error = errorOf(helper.ask(AddDeviceAddress{"own0", {address("203.0.113.1"), 24}}));
        QVERIFY2(says(error, "a connection with 203.0.113.29"), words::text(error).c_str());
        DONE((AddDeviceAddress{"own0", {address("203.0.113.129"), 25}}));
        QVERIFY(out.lives());
    }
};

HOOKWALK_TEST(TestConnections)
#include "tst_connections.moc"
