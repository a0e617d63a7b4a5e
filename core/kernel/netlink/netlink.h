// SPDX-License-Identifier: GPL-3.0-or-later
// What every user of libnl here shares: owners of its objects, sockets, errors, and requests with their
// answers. Internal to kernel.
#pragma once

#include "model/ipaddress.h"
#include "model/result.h"

#include <algorithm>
#include <cstring>
#include <functional>
#include <memory>
#include <netlink/addr.h>
#include <netlink/attr.h>
#include <netlink/cache.h>
#include <netlink/msg.h>
#include <netlink/netlink.h>
#include <string>

namespace hookwalk::kernel
{

// libnl counts references; each kind of object has its own function that drops one.
template<auto put> struct Put {
    template<typename Object> void operator()(Object* object) const { put(object); }
};
using NlAddress = std::unique_ptr<nl_addr, Put<nl_addr_put>>;
using NlCache = std::unique_ptr<nl_cache, Put<nl_cache_free>>;
using NlMessage = std::unique_ptr<nl_msg, Put<nlmsg_free>>;
using NlSocket = std::unique_ptr<nl_sock, Put<nl_socket_free>>;

// Makes a Result of libnl's return value, which is negative on failure. `refusal` says what the kernel did
// not do; libnl's text of the error is added as its last value.
Result<void> check(int nlError, Said refusal);

// The socket belongs to the network namespace that the process is in now. protocol: NETLINK_ROUTE, …
Result<NlSocket> connectNetlink(int protocol);

NlAddress toNl(const IpAddress& address);
IpAddress fromNl(const nl_addr* address); // null where it is no IP address

nlattr* inside(const nlattr* nest, int attribute); // null where there is none, or no nest
// What an attribute holds; null: the kernel did not send it.
IpAddress addressIn(const nlattr* attribute); // null where it is no IP address
IpAddress addressVia(const nlattr* via);      // of RTA_VIA: a gateway of another family than the route's
std::string textIn(const nlattr* attribute);
// Zeros in the place of what was not sent.
template<typename Value = std::uint32_t> Value valueIn(const nlattr* attribute)
{
    Value value{};
    if (attribute)
        std::memcpy(&value, nla_data(attribute),
                    std::min(sizeof value, static_cast<std::size_t>(nla_len(attribute))));
    return value;
}

// Sends one request and, when the answer is complete, passes each of its messages to `each`. A list that
// changed while the kernel wrote it (NLM_F_DUMP_INTR) is asked for again. Returns the kernel's errno, or 0;
// an Error where it gave no answer, or no consistent list in 20 tries.
Result<int> ask(nl_sock* socket, nl_msg* request, const std::function<void(nlmsghdr*)>& each);
// The same of a whole list (RTM_GETNEXTHOP, …); content: what the request holds, all zeros for everything.
template<typename Content>
Result<int> askForAll(nl_sock* socket, int type, Content content, const std::function<void(nlmsghdr*)>& each)
{
    const NlMessage request(nlmsg_alloc_simple(type, NLM_F_DUMP));
    nlmsg_append(request.get(), &content, sizeof content, NLMSG_ALIGNTO);
    return ask(socket, request.get(), each);
}
// Passes each message of a list (RTM_GETLINK, …) to `each`; family: AF_UNSPEC for all.
Result<void> dump(nl_sock* socket, int type, int family, const std::function<void(nlmsghdr*)>& each);

} // namespace hookwalk::kernel
