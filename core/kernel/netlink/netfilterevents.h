// SPDX-License-Identifier: GPL-3.0-or-later
// Messages that netfilter multicasts in a network namespace (netlink(7), NETLINK_NETFILTER), through libmnl.
#pragma once

#include "kernel/netlink/datagrams.h"
#include "model/result.h"

#include <functional>
#include <initializer_list>
#include <memory>
#include <string>

struct mnl_socket;
struct nlmsghdr;

namespace hookwalk::kernel
{

class NetfilterEvents
{
public:
    // Listens to groups of enum nfnetlink_groups in the network namespace that the process is in. `what`
    // stands in errors: "The kernel does not let this program listen to WHAT".
    static Result<NetfilterEvents> open(std::initializer_list<int> groups, std::string what);

    int fd() const;
    // Takes in at most some 1000 messages. True: there may be more.
    Result<bool> read(const std::function<void(const nlmsghdr&)>& take);
    // Messages lost because the socket's buffer was full. The kernel then drops everything until the buffer
    // has been read empty, so all messages about some packets are missing, not single ones here and there.
    std::uint64_t dropped() const { return droppedDatagrams(fd()); }
    std::uint32_t room() const; // messages that the socket's buffer holds

private:
    struct Close {
        void operator()(mnl_socket* socket) const;
    };
    NetfilterEvents(mnl_socket* socket, std::string what);

    std::unique_ptr<mnl_socket, Close> m_socket;
    std::string m_what;
    Datagrams m_messages;
};

} // namespace hookwalk::kernel
