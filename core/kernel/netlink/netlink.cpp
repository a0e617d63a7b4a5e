// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/netlink/netlink.h"

#include "kernel/base/failure.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <linux/rtnetlink.h>
#include <netlink/errno.h>
#include <vector>

namespace hookwalk::kernel
{

namespace
{

ErrorCode codeOfLibnl(int nlError)
{
    switch (-nlError) {
    case NLE_PERM:
    case NLE_NOACCESS:
        return ErrorCode::PermissionDenied;
    case NLE_EXIST:
    case NLE_BUSY:
        return ErrorCode::Busy;
    case NLE_OBJ_NOTFOUND:
    case NLE_NODEV:
        return ErrorCode::NotFound;
    case NLE_OPNOTSUPP:
        return ErrorCode::Unsupported;
    default:
        return ErrorCode::KernelRefused;
    }
}

struct Answer {
    std::vector<NlMessage> messages;
    bool isWhole = false;
    bool isInterrupted = false; // NLM_F_DUMP_INTR
    int error = 0;              // errno
};

int takeMessage(nl_msg* message, void* to)
{
    nlmsg_get(message);
    static_cast<Answer*>(to)->messages.emplace_back(message);
    return NL_OK;
}

// The message that ends a dump holds its error, if there was one (netlink_dump_done() in
// net/netlink/af_netlink.c).
int takeEnd(nl_msg* message, void* to)
{
    auto* const answer = static_cast<Answer*>(to);
    nlmsghdr* const header = nlmsg_hdr(message);
    int error = 0;
    if (header->nlmsg_type == NLMSG_DONE && nlmsg_datalen(header) >= static_cast<int>(sizeof error))
        std::memcpy(&error, nlmsg_data(header), sizeof error);
    answer->error = -std::min(error, 0);
    answer->isWhole = true;
    return NL_STOP;
}

int takeError(sockaddr_nl*, nlmsgerr* error, void* to)
{
    static_cast<Answer*>(to)->error = -error->error;
    static_cast<Answer*>(to)->isWhole = true;
    return NL_STOP;
}

// Without this callback libnl would stop reading here, and the next request would get the rest.
int takeInterruption(nl_msg*, void* to)
{
    static_cast<Answer*>(to)->isInterrupted = true;
    return NL_OK;
}

Result<Answer> askOnce(nl_sock* socket, nl_msg* request)
{
    const std::unique_ptr<nl_cb, Put<nl_cb_put>> callbacks(nl_cb_alloc(NL_CB_DEFAULT));
    if (!callbacks)
        return failure(ErrorCode::KernelRefused, say("no-memory-to-ask"));
    Answer answer;
    nl_cb_set(callbacks.get(), NL_CB_VALID, NL_CB_CUSTOM, takeMessage, &answer);
    nl_cb_set(callbacks.get(), NL_CB_ACK, NL_CB_CUSTOM, takeEnd, &answer);
    nl_cb_set(callbacks.get(), NL_CB_FINISH, NL_CB_CUSTOM, takeEnd, &answer);
    nl_cb_set(callbacks.get(), NL_CB_DUMP_INTR, NL_CB_CUSTOM, takeInterruption, &answer);
    nl_cb_err(callbacks.get(), NL_CB_CUSTOM, takeError, &answer);
    nlmsg_hdr(request)->nlmsg_seq = NL_AUTO_SEQ;
    int result = nl_send_auto(socket, request); // asks for an acknowledgement, which ends the answer
    while (result >= 0 && !answer.isWhole)
        result = nl_recvmsgs(socket, callbacks.get());
    // An error that the kernel sent is also libnl's return value; only one of libnl's own is reported here.
    if (!answer.isWhole) {
        if (auto asked = check(result, say("netlink-no-answer")); !asked)
            return tl::unexpected(asked.error());
    }
    return answer;
}

} // namespace

Result<void> check(int nlError, Said refusal)
{
    if (nlError >= 0)
        return {};
    refusal.values.emplace_back(nl_geterror(nlError));
    return failure(codeOfLibnl(nlError), std::move(refusal));
}

Result<NlSocket> connectNetlink(int protocol)
{
    NlSocket socket(nl_socket_alloc());
    if (!socket)
        return failure(ErrorCode::KernelRefused, say("no-memory-for-netlink"));
    return check(nl_connect(socket.get(), protocol), say("netlink-not-opened")).map([&] {
        return std::move(socket);
    });
}

NlAddress toNl(const IpAddress& address)
{
    if (address.isV4())
        return NlAddress(nl_addr_build(AF_INET, address.bytes.data() + 12, 4));
    return NlAddress(nl_addr_build(AF_INET6, address.bytes.data(), 16));
}

IpAddress fromNl(const nl_addr* address)
{
    IpAddress found;
    const auto size = address ? nl_addr_get_len(address) : 0;
    if (size != 4 && size != 16)
        return found;
    if (size == 4)
        found = IpAddress::v4(0);
    const auto* bytes = static_cast<const std::uint8_t*>(nl_addr_get_binary_addr(address));
    std::copy_n(bytes, size, found.bytes.end() - size);
    return found;
}

nlattr* inside(const nlattr* nest, int attribute)
{
    return nest ? nla_find(static_cast<nlattr*>(nla_data(nest)), nla_len(nest), attribute) : nullptr;
}

IpAddress addressIn(const nlattr* attribute)
{
    IpAddress address;
    const int size = attribute ? nla_len(attribute) : 0;
    if (size == 4)
        address = IpAddress::v4(0);
    if (size == 4 || size == 16)
        std::memcpy(address.bytes.data() + 16 - size, nla_data(attribute), static_cast<std::size_t>(size));
    return address;
}

IpAddress addressVia(const nlattr* via)
{
    constexpr int head = sizeof(rtvia); // the family
    const int size = via ? nla_len(via) - head : 0;
    const auto* const bytes = size > 0 ? static_cast<const char*>(nla_data(via)) + head : nullptr;
    const NlAddress address(
        nl_addr_build(size == 4 ? AF_INET : AF_INET6, bytes, static_cast<std::size_t>(std::max(size, 0))));
    return fromNl(address.get());
}

std::string textIn(const nlattr* attribute)
{
    return attribute ? std::string(nla_get_string(attribute)) : std::string();
}

Result<int> ask(nl_sock* socket, nl_msg* request, const std::function<void(nlmsghdr*)>& each)
{
    constexpr int mostTries = 20;
    for (int tries = 0; tries < mostTries; ++tries) {
        auto answer = askOnce(socket, request);
        if (!answer)
            return tl::unexpected(answer.error());
        if (answer->isInterrupted)
            continue;
        for (const NlMessage& message : answer->messages)
            each(nlmsg_hdr(message.get()));
        return answer->error;
    }
    return failure(ErrorCode::Busy, say("network-changes-too-often"), EINTR);
}

Result<void> dump(nl_sock* socket, int type, int family, const std::function<void(nlmsghdr*)>& each)
{
    const rtgenmsg content{static_cast<unsigned char>(family)};
    return askForAll(socket, type, content, each).and_then([](int error) -> Result<void> {
        if (error != 0)
            return systemFailure(say("network-not-listed"), error);
        return {};
    });
}

} // namespace hookwalk::kernel
