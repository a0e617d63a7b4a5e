// SPDX-License-Identifier: GPL-3.0-or-later
// What every user of libnl here shares: its objects, its sockets, its errors, and a question with its answer.
// Internal to kernel.
#pragma once

#include "model/ipaddress.h"
#include "model/result.h"

#include <functional>
#include <memory>
#include <netlink/addr.h>
#include <netlink/cache.h>
#include <netlink/msg.h>
#include <netlink/netlink.h>

namespace hookwalk::kernel
{

// libnl's objects are counted; each kind has its own way to let go.
template<auto put> struct Put {
    template<typename Object> void operator()(Object* object) const { put(object); }
};
using NlAddress = std::unique_ptr<nl_addr, Put<nl_addr_put>>;
using NlCache = std::unique_ptr<nl_cache, Put<nl_cache_free>>;
using NlMessage = std::unique_ptr<nl_msg, Put<nlmsg_free>>;
using NlSocket = std::unique_ptr<nl_sock, Put<nl_socket_free>>;

// libnl's own error, negative, or success. `refusal` says what the kernel does not do; its last value becomes
// libnl's own words.
Result<void> check(int nlError, Said refusal);

// Speaks for the network namespace that the process is in now. protocol: NETLINK_ROUTE, …
Result<NlSocket> connectNetlink(int protocol);

NlAddress toNl(const IpAddress& address);
IpAddress fromNl(const nl_addr* address); // null where it is no IP address

// Sends one request and gives every message of the answer to `each`, once it is whole: a list that the kernel
// was interrupted in (NLM_F_DUMP_INTR: something changed meanwhile) is asked for again. The kernel's errno, 0
// where it had none; an Error where it gave no answer, or no list in 20 tries.
Result<int> ask(nl_sock* socket, nl_msg* request, const std::function<void(nlmsghdr*)>& each);
// Gives every message of a list (RTM_GETLINK, …) to `each`; family: AF_UNSPEC for all.
Result<void> dump(nl_sock* socket, int type, int family, const std::function<void(nlmsghdr*)>& each);

} // namespace hookwalk::kernel
