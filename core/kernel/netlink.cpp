#include "kernel/netlink.h"

#include <algorithm>
#include <cerrno>
#include <netlink/errno.h>

namespace hookwalk::kernel
{

namespace
{

ErrorCode codeOf(int nlError)
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
    const std::function<void(nlmsghdr*)>& each;
    bool isWhole = false;
    int error = 0; // errno
};

int takeMessage(nl_msg* message, void* to)
{
    static_cast<Answer*>(to)->each(nlmsg_hdr(message));
    return NL_OK;
}

int takeEnd(nl_msg*, void* to)
{
    static_cast<Answer*>(to)->isWhole = true;
    return NL_STOP;
}

int takeError(sockaddr_nl*, nlmsgerr* error, void* to)
{
    static_cast<Answer*>(to)->error = -error->error;
    static_cast<Answer*>(to)->isWhole = true;
    return NL_STOP;
}

} // namespace

Result<void> check(int nlError, const std::string& what)
{
    if (nlError >= 0)
        return {};
    return failure(codeOf(nlError), "The kernel does not " + what + ": " + nl_geterror(nlError) + '.');
}

Result<NlSocket> connectNetlink(int protocol)
{
    NlSocket socket(nl_socket_alloc());
    if (!socket)
        return failure(ErrorCode::KernelRefused, "There is no memory for a netlink socket.");
    return check(nl_connect(socket.get(), protocol), "open a netlink socket").map([&] {
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

Result<int> ask(nl_sock* socket, nl_msg* request, const std::function<void(nlmsghdr*)>& each)
{
    const std::unique_ptr<nl_cb, Put<nl_cb_put>> callbacks(nl_cb_alloc(NL_CB_DEFAULT));
    if (!callbacks)
        return failure(ErrorCode::KernelRefused, "There is no memory to ask the kernel (netlink).");
    Answer answer{each};
    nl_cb_set(callbacks.get(), NL_CB_VALID, NL_CB_CUSTOM, takeMessage, &answer);
    nl_cb_set(callbacks.get(), NL_CB_ACK, NL_CB_CUSTOM, takeEnd, &answer);
    nl_cb_set(callbacks.get(), NL_CB_FINISH, NL_CB_CUSTOM, takeEnd, &answer);
    nl_cb_err(callbacks.get(), NL_CB_CUSTOM, takeError, &answer);
    int result = nl_send_auto(socket, request); // asks for an acknowledgement, which ends the answer
    while (result >= 0 && !answer.isWhole)
        result = nl_recvmsgs(socket, callbacks.get());
    // An error of the kernel's ends reading as one of libnl's, too.
    if (!answer.isWhole) {
        if (auto asked = check(result, "answer (netlink)"); !asked)
            return tl::unexpected(asked.error());
    }
    return answer.error;
}

} // namespace hookwalk::kernel
