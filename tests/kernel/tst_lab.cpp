// SPDX-License-Identifier: GPL-3.0-or-later
// The lab in a real kernel, made by root and by a user without privileges.
#include "support/kerneltest.h"
#include "support/lab.h"
#include "support/testprogram.h"
#include "words/words.h"

#include <arpa/inet.h>
#include <ifaddrs.h>
#include <net/if.h>

using namespace hookwalk;
using namespace hookwalk::protocol;
using namespace hookwalk::test;

namespace
{

// "tun0 192.168.69.100" for each address of a device that is up, in the calling thread's namespace.
std::set<std::string> addressesUp()
{
    std::set<std::string> found;
    ifaddrs* list = nullptr;
    getifaddrs(&list);
    for (const auto* item = list; item; item = item->ifa_next) {
        const int family = item->ifa_addr ? item->ifa_addr->sa_family : AF_UNSPEC;
        if ((family != AF_INET && family != AF_INET6) || !(item->ifa_flags & IFF_RUNNING))
            continue;
        std::array<char, INET6_ADDRSTRLEN> text{};
        const void* address = &reinterpret_cast<const sockaddr_in*>(item->ifa_addr)->sin_addr;
        if (family == AF_INET6)
            address = &reinterpret_cast<const sockaddr_in6*>(item->ifa_addr)->sin6_addr;
        inet_ntop(family, address, text.data(), text.size());
        found.insert(std::string(item->ifa_name) + ' ' + text.data());
    }
    freeifaddrs(list);
    return found;
}

} // namespace

class TestLab : public KernelTest
{
    Q_OBJECT

private Q_SLOTS:
    void itHasItsAddressesRoutesAndSettings_data() { users(); }
    void itHasItsAddressesRoutesAndSettings()
    {
        QFETCH(User, user);
        HelperClient helper(user);
        QCOMPARE(helper.makeLab(), std::string());
        QCOMPARE(helper.lab().tun, std::string("tun0"));
        QCOMPARE(helper.lab().farAddress.toString(), std::string("203.0.113.29"));
        QCOMPARE(helper.lab().userNamespace, user == User::Nobody);

        const InNamespaceOf lab(helper.pid());
        const std::set<std::string> expected{"lo 127.0.0.1",        "lo ::1",
                                             "eth0 198.51.100.15",  "eth0 2001:db8:1::15",
                                             "eth1 192.0.2.1",      "eth1 2001:db8:2::1",
                                             "tun0 192.168.69.100", "tun0 2001:db8:69::100"};
        QVERIFY(addressesUp() == expected); // so no address that a device gave itself
        QCOMPARE(helper.lab().farAddress6.toString(), std::string("2001:db8:ffff::29"));
        QCOMPARE(helper.lab().lanServer.toString(), std::string("192.0.2.80"));
        QCOMPARE(fileContent("/proc/sys/net/ipv6/conf/all/forwarding"), std::string("1"));
        QCOMPARE(fileContent("/proc/sys/net/ipv4/ip_forward"), std::string("1"));
        const auto routes =
            fileContent("/proc/thread-self/net/route"); // addresses as little-endian hexadecimal
        QVERIFY2(routes.find("eth0\t00000000\t016433C6") != std::string::npos, routes.c_str());
        QVERIFY2(routes.find("tun0\t0045A8C0") != std::string::npos, routes.c_str());
    }

    void theVeryFirstPingIsAnswered_data() { users(); }
    void theVeryFirstPingIsAnswered()
    {
        QFETCH(User, user);
        const Lab lab(user);
        QCOMPARE(lab.problem, std::string());
        QVERIFY(lab.tun);
        QVERIFY(lab.ping(1, 0));
    }

    void nothingButRepliesComesOutOfTheTun()
    {
        const Lab lab;
        QCOMPARE(lab.problem, std::string());
        for (std::uint16_t i = 0; i < 20; ++i) {
            QVERIFY(lab.writeEcho(1, i));
            const auto packet = lab.next(2000);
            QCOMPARE(packet.kind, wire::Received::Reply);
            QCOMPARE(packet.sequence, i);
        }
    }

    void aSecondOpenerOfTheTunIsToldThatItIsBusy_data() { users(); }
    void aSecondOpenerOfTheTunIsToldThatItIsBusy()
    {
        QFETCH(User, user);
        Lab lab(user);
        QCOMPARE(lab.problem, std::string());
        const auto second = errorOf(lab.helper.ask(OpenTun{"tun0"}));
        QCOMPARE(second.code, ErrorCode::Busy);
        QCOMPARE(second.systemError, EBUSY);
        QVERIFY(lab.ping(1, 0));
    }

    void aTunThatWasClosedIsMadeAnew()
    {
        Lab lab;
        QCOMPARE(lab.problem, std::string());
        lab.tun = UniqueFd();
        const auto opened = unless<Done>(lab.helper.ask(OpenTun{"tun0"}));
        QVERIFY2(opened.empty(), opened.c_str());
        lab.tun = lab.helper.takeDescriptor();
        QVERIFY(lab.ping(1, 0));
    }

    void twoLabsDoNotKnowOfEachOther()
    {
        const Lab first, second(User::Nobody);
        QCOMPARE(first.problem + second.problem, std::string());
        QVERIFY(first.ping(1, 0));
        QVERIFY(second.ping(1, 0));
    }

    void whatTheMachineLacksIsSaidWithTheWayOut_data()
    {
        QTest::addColumn<Machine>("machine");
        QTest::addColumn<QString>("hint");
        QTest::newRow("no tun driver") << Machine::WithoutTun << "modprobe tun";
        QTest::newRow("tun not for this user") << Machine::WithForbiddenTun << "chmod 0666 /dev/net/tun";
        QTest::newRow("no user namespaces") << Machine::WithoutUserNamespaces << "user.max_user_namespaces";
    }
    void whatTheMachineLacksIsSaidWithTheWayOut()
    {
        QFETCH(Machine, machine);
        QFETCH(QString, hint);
        HelperClient helper(User::Nobody, machine);
        helper.ask(Hello{});
        const auto said = QString::fromStdString(words::text(errorOf(helper.ask(MakeLab{}))));
        QVERIFY2(said.contains(hint), qPrintable(said));
        QCOMPARE(unless<TraceShown>(helper.ask(ShowTrace{})),
                 std::string("There is no lab yet. Make the lab first."));
    }
};

HOOKWALK_TEST(TestLab)
#include "tst_lab.moc"
