// SPDX-License-Identifier: GPL-3.0-or-later
// A list that the kernel was interrupted in is asked for again, and no answer is not "there is none". The
// kernel is played by a thread at the other end of two netlink sockets (NETLINK_USERSOCK).
#include "kernel/netlink/links.h"
#include "kernel/netlink/rtmessages.h"
#include "model/uniquefd.h"
#include "support/testprogram.h"

#include <cerrno>
#include <cstring>
#include <linux/if_addr.h>
#include <linux/rtnetlink.h>
#include <poll.h>
#include <QTest>
#include <sys/socket.h>
#include <thread>

using namespace hookwalk;
using namespace hookwalk::kernel;

namespace
{

struct Answer {
    int messages = 0; // of the list
    bool isInterrupted = false;
    int error = 0; // errno, in place of or behind them
};

// Answers one question after another.
class PlayedKernel
{
public:
    explicit PlayedKernel(std::vector<Answer> answers)
        : m_socket(::socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_USERSOCK))
    {
        sockaddr_nl own{AF_NETLINK, 0, 0, 0};
        socklen_t size = sizeof own;
        if (bind(m_socket.get(), reinterpret_cast<sockaddr*>(&own), size) != 0 ||
            getsockname(m_socket.get(), reinterpret_cast<sockaddr*>(&own), &size) != 0)
            std::abort();
        client = connectNetlink(NETLINK_USERSOCK).value();
        nl_socket_set_peer_port(client.get(), own.nl_pid);
        m_thread = std::thread([this, answers = std::move(answers)] {
            for (const Answer& one : answers)
                answer(one);
        });
    }
    ~PlayedKernel() { m_thread.join(); }

    NlSocket client;

private:
    void answer(const Answer& wanted)
    {
        alignas(nlmsghdr) char request[1024];
        sockaddr_nl from{};
        socklen_t size = sizeof from;
        pollfd asked{m_socket.get(), POLLIN, 0};
        if (poll(&asked, 1, 5000) != 1)
            return;
        recvfrom(m_socket.get(), request, sizeof request, 0, reinterpret_cast<sockaddr*>(&from), &size);
        const auto* const header = reinterpret_cast<nlmsghdr*>(request);
        const auto send = [&](int type, const void* content, std::size_t bytes) {
            const int flags = NLM_F_MULTI | (wanted.isInterrupted ? NLM_F_DUMP_INTR : 0);
            const NlMessage message(nlmsg_alloc());
            nlmsghdr* const own = nlmsg_put(message.get(), from.nl_pid, header->nlmsg_seq, type,
                                            static_cast<int>(bytes), flags);
            std::memcpy(nlmsg_data(own), content, bytes);
            sendto(m_socket.get(), own, own->nlmsg_len, 0, reinterpret_cast<sockaddr*>(&from), size);
        };
        for (int i = 0; i < wanted.messages; ++i) {
            struct {
                ifaddrmsg content{AF_INET, 24, 0, 0, 7};
                rtattr head{8, IFA_LOCAL};
                std::uint8_t local[4]{10, 9, 0, 1};
            } address;
            send(RTM_NEWADDR, &address, sizeof address);
        }
        const bool isDump = header->nlmsg_flags & NLM_F_DUMP;
        nlmsgerr error{-wanted.error, *header};
        if (isDump)
            send(NLMSG_DONE, &error.error, sizeof error.error);
        else
            send(NLMSG_ERROR, &error, sizeof error);
    }

    UniqueFd m_socket;
    std::thread m_thread;
};

} // namespace

class TestNetlink : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anInterruptedListIsAskedForAgain()
    {
        const PlayedKernel kernel({{5, true}, {1, true}, {2, false}, {3, false}});
        QCOMPARE(addressesOf(kernel.client.get(), 7).value().size(), std::size_t{2});
        QCOMPARE(addressesOf(kernel.client.get(), 7).value().size(), std::size_t{3}); // nothing was left over
    }
    void notForEver()
    {
        const PlayedKernel kernel(std::vector<Answer>(20, {1, true}));
        const auto list = addressesOf(kernel.client.get(), 7);
        QVERIFY(!list);
        QCOMPARE(list.error().code, ErrorCode::Busy);
    }
    void anErrorBehindAListIsOne()
    {
        const PlayedKernel kernel({{2, false, ENOMEM}});
        QCOMPARE(addressesOf(kernel.client.get(), 7).error().systemError, ENOMEM);
    }
    void whatTheKernelDoesNotTellIsNotGone()
    {
        const PlayedKernel kernel(
            {{0, false, ENODEV}, {0, false, ENOBUFS}, {0, false, ENOBUFS}, {0, false, ENODEV}});
        QVERIFY(!findLink(kernel.client.get(), 7).value());
        QCOMPARE(findLink(kernel.client.get(), 7).error().systemError, ENOBUFS);
        QCOMPARE(findLink(kernel.client.get(), "tun0").error().systemError, ENOBUFS);
        QVERIFY(!findLink(kernel.client.get(), "tun0").value());
    }
};

HOOKWALK_TEST(TestNetlink)
#include "tst_netlink.moc"
