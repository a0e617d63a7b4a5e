// A person is logged in over the network while Hookwalk works on the machine itself: the connections of the
// machine, and those that pass through it, survive whatever is asked for. What would cut them is refused.
#include "kernel/tun.h"
#include "support/hosthelper.h"
#include "support/kerneltest.h"

#include <csignal>
#include <linux/if_tun.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace hookwalk;
using namespace hookwalk::protocol;
using namespace hookwalk::test;

namespace
{

sockaddr_in endOf(const char* text)
{
    sockaddr_in end{};
    end.sin_family = AF_INET;
    end.sin_port = htons(22);
    const auto bytes = address(text).bytes;
    std::copy_n(bytes.begin() + 12, 4, reinterpret_cast<std::uint8_t*>(&end.sin_addr));
    return end;
}

// TCP from one machine to another, as ssh would have it.
class Connection
{
public:
    Connection(const HostNet& from, const HostNet& to, const char* server)
    {
        const auto end = endOf(server);
        const auto* const name = reinterpret_cast<const sockaddr*>(&end);
        kernel::UniqueFd listening;
        {
            const InNamespaceOf there(to.holder());
            listening = kernel::UniqueFd(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
            if (bind(listening.get(), name, sizeof end) != 0 || listen(listening.get(), 1) != 0)
                return;
        }
        const InNamespaceOf here(from.holder());
        m_client = kernel::UniqueFd(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
        if (connect(m_client.get(), name, sizeof end) == 0)
            m_server = kernel::UniqueFd(accept4(listening.get(), nullptr, nullptr, SOCK_CLOEXEC));
    }
    bool lives() const
    {
        return passes(m_client.get(), m_server.get()) && passes(m_server.get(), m_client.get());
    }

private:
    static bool passes(int from, int to)
    {
        char byte = 0;
        pollfd readable{to, POLLIN, 0};
        return send(from, "x", 1, MSG_NOSIGNAL) == 1 && poll(&readable, 1, 3000) == 1 &&
               recv(to, &byte, 1, 0) == 1;
    }
    kernel::UniqueFd m_client, m_server;
};

// A machine between two others, which is logged in to from one of them.
struct Router {
    HostNet left, right;
    Host machine;
    pid_t vpn = -1; // the program of held0

    Router()
        : machine(QStringLiteral(
                      "ip link add eth0 type veth peer name eth0 netns %1\n"
                      "ip link add eth1 type veth peer name eth0 netns %2\n"
                      "ip address add 192.0.2.1/24 dev eth0\nip address add 198.51.100.1/24 dev eth1\n"
                      "ip link set eth0 up\nip link set eth1 up\nsysctl -q -w net.ipv4.ip_forward=1\n"
                      "ip tuntap add held0 mode tun multi_queue\nip address add 10.8.0.2/24 dev held0\n"
                      "ip link set held0 up\n"
                      "ip tuntap add tap7 mode tap\nip link set tap7 up\n"
                      "ip link add link tap7 name upper7 type macvlan\n"
                      "ip tuntap add tap8 mode tap\nip link set tap8 up\n"
                      "ip neighbour add 10.77.0.7 lladdr 02:00:00:00:00:07 dev tap8 nud permanent\n"
                      "ip tuntap add tap9 mode tap\nip link set tap9 up\nip link add br0 type bridge\nip "
                      "link set tap9 master br0\n")
                      .arg(left.holder())
                      .arg(right.holder()))
    {
        left.run(QStringLiteral("ip address add 192.0.2.2/24 dev eth0\nip link set eth0 up\n"
                                "ip route add default via 192.0.2.1\n"));
        right.run(QStringLiteral("ip address add 198.51.100.2/24 dev eth0\nip link set eth0 up\n"
                                 "ip route add default via 198.51.100.1\n"));
        const InNamespaceOf there(machine.net.holder());
        const auto opened = kernel::openTun("held0", IFF_TUN | IFF_NO_PI | IFF_MULTI_QUEUE);
        vpn = opened ? fork() : -1;
        if (vpn == 0) {
            prctl(PR_SET_PDEATHSIG, SIGKILL);
            pause();
            _exit(0);
        }
        machine.before = machine.net.state();
    }
    ~Router()
    {
        kill(vpn, SIGKILL);
        waitpid(vpn, nullptr, 0);
    }
    Router(const Router&) = delete;
    Router& operator=(const Router&) = delete;
};

SetGateway gateway(std::uint8_t fields)
{
    SetGateway order;
    order.set = fields;
    order.forwarding = true;
    order.nat = SourceNat::Masquerade;
    order.subnet = address("192.168.69.0");
    order.prefix = 24;
    order.device = "all";
    return order;
}

SetGateway natFor(const char* network, std::uint8_t prefix)
{
    auto order = gateway(SetGateway::Nat);
    order.subnet = address(network);
    order.prefix = prefix;
    return order;
}

SetGateway strictAtAll()
{
    auto order = gateway(SetGateway::RpFilter);
    order.rpFilter = 1;
    return order;
}

SetGateway noForwarding()
{
    auto order = gateway(SetGateway::Forwarding);
    order.forwarding = false;
    return order;
}

} // namespace

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
        auto loose = gateway(SetGateway::RpFilter | SetGateway::LogMartians);
        loose.rpFilter = 2;
        loose.logMartians = true;
        SetTrace trace;
        trace.addresses = {address("192.168.69.1")};
        trace.tag = 77;
        {
            HelperClient helper(router.machine.enter());
            QCOMPARE(use(helper), std::string());
            for (const Request& request :
                 {Request(tunNamed("own0")), Request(SetDeviceUp{"own0", true}),
                  Request(AddDeviceAddress{"own0", address("192.168.69.100"), 24}),
                  Request(SetDeviceMtu{"own0", 1400}),
                  Request(gateway(SetGateway::Forwarding | SetGateway::Nat)), Request(loose), Request(trace),
                  Request(SetDeviceMtu{"held0", 1400}), Request(SetDeviceUp{"own0", false})}) {
                DONE(request);
                QVERIFY2(here.lives() && through.lives(), std::to_string(request.index()).c_str());
            }
        } // kill -9
        QCOMPARE(router.machine.difference(), std::string());
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
            {AddDeviceAddress{"own0", address("192.0.2.77"), 24}, "overlaps with 192.0.2.1/24 at eth0"},
            {AddDeviceAddress{"own0", address("192.0.2.2"), 32}, "overlaps"},
            {AddDeviceAddress{"own0", address("198.51.100.9"), 16}, "eth1"},
            {AddDeviceAddress{"own0", address("10.0.0.1"), 1}, "half the internet"},
            {AddDeviceAddress{"own0", address("2001:db8::1"), 3}, "half the internet"},
            {SetDeviceUp{"held0", false}, "has it open"},
            {RemoveDeviceAddress{"held0", address("10.8.0.2"), 24}, "has it open"},
            {OpenTun{"held0"}, "open in"},
            {SetDeviceUp{"tap7", false}, "upper7 on top of it"},
            {SetDeviceUp{"tap8", false}, "permanent neighbour"},
            {SetDeviceUp{"tap9", false}, "a port of a bridge"},
            {noForwarding(), "routed for others before"},
            {strictAtAll(), "several networks (eth0, eth1)"},
            {natFor("192.0.2.0", 24), "192.0.2.1/24 at eth0"},
            {natFor("128.0.0.0", 1), "at eth0"},
        };
        const auto before = router.machine.net.state();
        for (const auto& one : refused) {
            const auto error = errorOf(helper.ask(one.request));
            QVERIFY2(says(error, one.words), error.sentence.c_str());
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
        DONE((AddDeviceAddress{"mine0", address("192.168.69.100"), 24}));
        DONE((RemoveDeviceAddress{"mine0", address("192.168.69.100"), 24}));
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
        DONE((AddDeviceAddress{"own0", address("fe80::1"), 64}));
        const auto error = errorOf(helper.ask(SetDeviceUp{"down0", true}));
        QVERIFY2(says(error, "overlaps with 192.0.2.1/24 at eth0"), error.sentence.c_str());
    }

    // The other end is reached by the default route: no network of the machine's own overlaps.
    void aNetworkWithTheOtherEndOfAConnectionIsRefused()
    {
        const Router router;
        router.right.run(QStringLiteral("ip address add 203.0.113.29/32 dev lo\nip link set lo up\n"));
        router.machine.net.run(QStringLiteral("ip route add default via 198.51.100.2\n"));
        const Connection out(router.machine.net, router.right, "203.0.113.29");
        QVERIFY(out.lives());
        HelperClient helper(router.machine.enter());
        QCOMPARE(use(helper), std::string());
        DONE(tunNamed("own0"));
        DONE((SetDeviceUp{"own0", true}));
        const auto error = errorOf(helper.ask(AddDeviceAddress{"own0", address("203.0.113.1"), 24}));
        QVERIFY2(says(error, "a connection with 203.0.113.29"), error.sentence.c_str());
        DONE((AddDeviceAddress{"own0", address("203.0.113.129"), 25}));
        QVERIFY(out.lives());
    }
};

QTEST_GUILESS_MAIN(TestConnections)
#include "tst_connections.moc"
