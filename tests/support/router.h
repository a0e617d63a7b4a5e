// SPDX-License-Identifier: GPL-3.0-or-later
// A machine between two others, which is logged in to from one of them, and connections through it.
#pragma once

#include "kernel/base/tun.h"
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

namespace hookwalk::test
{

inline sockaddr_in endOf(const char* text)
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
        UniqueFd listening;
        {
            const InNamespaceOf there(to.holder());
            listening = UniqueFd(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
            if (bind(listening.get(), name, sizeof end) != 0 || listen(listening.get(), 1) != 0)
                return;
        }
        const InNamespaceOf here(from.holder());
        m_client = UniqueFd(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
        if (connect(m_client.get(), name, sizeof end) == 0)
            m_server = UniqueFd(accept4(listening.get(), nullptr, nullptr, SOCK_CLOEXEC));
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
    UniqueFd m_client, m_server;
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
                      // no link-local addresses, which are tentative for a second or two (RFC 4862, 5.4)
                      "ip link set eth0 addrgenmode none up\nip link set eth1 addrgenmode none up\n"
                      "sysctl -q -w net.ipv4.ip_forward=1\n"
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

inline change::SetNat natFor(const char* network)
{
    return {change::SourceNat::Masquerade, Network::parse(network).value_or(Network()), {}, {}};
}

} // namespace hookwalk::test
