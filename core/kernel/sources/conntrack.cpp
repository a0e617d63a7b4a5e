// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/sources/conntrack.h"

#include "kernel/base/clock.h"
#include "kernel/base/failure.h"
#include "kernel/netlink/connectionfact.h"
#include "wire/factline.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <libmnl/libmnl.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netfilter/nfnetlink_conntrack.h>
#include <nlohmann/json.hpp>
#include <utility>

namespace hookwalk::kernel
{

namespace
{

constexpr std::size_t dumpBytes = 32 * 1024; // NLMSG_GOODSIZE of any kernel and more

struct CloseSocket {
    void operator()(mnl_socket* socket) const { mnl_socket_close(socket); }
};

// Asks for all connections of the namespace.
bool requestAll(mnl_socket* socket)
{
    alignas(nlmsghdr) std::array<char, MNL_NLMSG_HDRLEN + sizeof(nfgenmsg) + MNL_ALIGNTO> buffer{};
    nlmsghdr* const request = mnl_nlmsg_put_header(buffer.data());
    request->nlmsg_type = NFNL_SUBSYS_CTNETLINK << 8 | IPCTNL_MSG_CT_GET;
    request->nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
    mnl_nlmsg_put_extra_header(request, sizeof(nfgenmsg)); // zero: of any family
    return mnl_socket_bind(socket, 0, MNL_SOCKET_AUTOPID) == 0 &&
           mnl_socket_sendto(socket, request, request->nlmsg_len) > 0;
}

} // namespace

Result<std::unique_ptr<Conntrack>> Conntrack::open(std::vector<IpAddress> addresses,
                                                   std::shared_ptr<Followed> followed)
{
    return NetfilterEvents::open({NFNLGRP_CONNTRACK_NEW, NFNLGRP_CONNTRACK_UPDATE, NFNLGRP_CONNTRACK_DESTROY},
                                 "conntrack")
        .and_then([&](NetfilterEvents events) {
            std::unique_ptr<Conntrack> conntrack(
                new Conntrack(std::move(events), std::move(addresses), std::move(followed)));
            return conntrack->dump().map([&] { return std::move(conntrack); });
        });
}

Result<void> Conntrack::dump()
{
    const auto failed = [](int error) {
        return systemFailure(say("connections-not-shown"), error, say("load-conntrack-netlink"));
    };
    const std::unique_ptr<mnl_socket, CloseSocket> socket(mnl_socket_open2(NETLINK_NETFILTER, SOCK_CLOEXEC));
    if (!socket || !requestAll(socket.get()))
        return failed(errno);
    std::vector<char> buffer(dumpBytes);
    for (;;) {
        const auto size = mnl_socket_recvfrom(socket.get(), buffer.data(), buffer.size());
        if (size <= 0 && errno != EINTR)
            return failed(errno);
        int left = static_cast<int>(size);
        const auto* message = reinterpret_cast<const nlmsghdr*>(buffer.data());
        for (; mnl_nlmsg_ok(message, left); message = mnl_nlmsg_next(message, &left)) {
            if (message->nlmsg_type == NLMSG_DONE)
                return {};
            if (message->nlmsg_type == NLMSG_ERROR)
                return failed(-static_cast<const nlmsgerr*>(mnl_nlmsg_get_payload(message))->error);
            take(*message, m_known);
        }
    }
}

Result<bool> Conntrack::read(ReportStream& to)
{
    to.append(std::exchange(m_known, {}));
    return m_events.read([&](const nlmsghdr& message) { take(message, to); });
}

// Behind destination NAT, behind source NAT too, and with source NAT alone.
void Conntrack::follow(const nlohmann::ordered_json& fact) const
{
    const auto end = [&](const char* direction, const char* which) {
        return IpAddress::parse(fact[direction][which].get<std::string>()).value_or(IpAddress());
    };
    if (!m_followed)
        return;
    m_followed->add(end("original", "source"), end("reply", "source"));
    m_followed->add(end("reply", "destination"), end("reply", "source"));
    m_followed->add(end("reply", "destination"), end("original", "destination"));
}

void Conntrack::take(const nlmsghdr& message, ReportStream& to) const
{
    const auto fact = connectionFact(message, m_addresses);
    if (fact.empty())
        return;
    follow(fact);
    std::string line;
    wire::appendFactLine(clockUs(), "connection", fact, line);
    to.addFacts(line);
}

} // namespace hookwalk::kernel
