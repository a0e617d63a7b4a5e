// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/base/capabilities.h"
#include "kernel/doctor/checks.h"
#include "kernel/netlink/netfilterevents.h"
#include "kernel/netlink/nft.h"

#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <cstring>
#include <libmnl/libmnl.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netfilter/nfnetlink_log.h>
#include <memory>

namespace hookwalk::kernel
{

namespace
{

constexpr auto tryAgain = "Without privileges this cannot be looked at here. In a lab of its own it can.";

bool isPermission(int error)
{
    return error == EPERM || error == EACCES;
}

Check eventsCheck(const char* id, int group, const char* what, const char* without, Remedy remedy)
{
    const auto events = NetfilterEvents::open({group}, what);
    if (events)
        return good(id, std::string("The kernel reports ") + what);
    if (isPermission(events.error().systemError))
        return hint(id, std::string("Whether the kernel reports ") + what + " cannot be seen", tryAgain);
    return hint(id, std::string("The kernel does not report ") + what,
                without + (" It says: " + std::string(std::strerror(events.error().systemError))) + '.',
                std::move(remedy));
}

// Asks for nothing about an NFLOG group that nobody uses: the kernel's errno, ENODEV where it knows NFLOG
// (nfulnl_recv_config() in net/netfilter/nfnetlink_log.c).
int askNflog()
{
    constexpr std::uint16_t unusedGroup = 0xfffe;
    const std::unique_ptr<mnl_socket, int (*)(mnl_socket*)> socket(
        mnl_socket_open2(NETLINK_NETFILTER, SOCK_CLOEXEC), mnl_socket_close);
    if (!socket || mnl_socket_bind(socket.get(), 0, MNL_SOCKET_AUTOPID) != 0)
        return errno;
    alignas(nlmsghdr) std::array<char, 1024> buffer{};
    nlmsghdr* message = mnl_nlmsg_put_header(buffer.data());
    message->nlmsg_type = NFNL_SUBSYS_ULOG << 8 | NFULNL_MSG_CONFIG;
    message->nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK;
    auto* const header = static_cast<nfgenmsg*>(mnl_nlmsg_put_extra_header(message, sizeof(nfgenmsg)));
    header->nfgen_family = AF_UNSPEC;
    header->version = NFNETLINK_V0;
    header->res_id = htons(unusedGroup);
    if (mnl_socket_sendto(socket.get(), message, message->nlmsg_len) < 0)
        return errno;
    const auto size = mnl_socket_recvfrom(socket.get(), buffer.data(), buffer.size());
    if (size < 0)
        return errno;
    return mnl_cb_run(buffer.data(), static_cast<std::size_t>(size), 0, 0, nullptr, nullptr) < 0 ? errno : 0;
}

} // namespace

Result<std::string> listAsNft(const std::string& command)
{
    if (!hasCapability(CAP_NET_ADMIN))
        return failure(ErrorCode::PermissionDenied, "nftables may be looked at with CAP_NET_ADMIN only.",
                       EPERM);
    return Nft::open().and_then([&](Nft nft) { return nft.list(command); });
}

Check nftablesCheck()
{
    constexpr auto id = "nftables";
    const auto listed = listAsNft("list tables");
    if (listed)
        return good(id, "nftables is there");
    if (isPermission(listed.error().systemError))
        return hint(id, "Whether nftables is there cannot be seen", tryAgain);
    return bad(id, "nftables is not there",
               "Trace points are made of its rules: nothing can be seen without.",
               onMachine("modprobe nf_tables"));
}

Check nflogCheck()
{
    constexpr auto id = "nflog";
    const int error = askNflog();
    if (error == ENODEV || error == 0)
        return good(id, "NFLOG is there");
    if (isPermission(error))
        return hint(id, "Whether NFLOG is there cannot be seen", tryAgain);
    return bad(
        id, "NFLOG is not there",
        std::string("Where the kernel log is silent, trace points report through it. The kernel says: ") +
            std::strerror(error) + '.',
        onMachine("modprobe nfnetlink_log"));
}

Check nftraceCheck()
{
    return eventsCheck("nftrace", NFNLGRP_NFTRACE, "rules and verdicts (nftrace)",
                       "Which rule decided is then found by counters only.", onMachine("modprobe nf_tables"));
}

Check connectionEventsCheck()
{
    if (settingValue("net/netfilter/nf_conntrack_events") == "0")
        return hint("connection-events", "Connection events are switched off",
                    "What conntrack does with a packet's addresses is not told.",
                    inPlace("sysctl -w net.netfilter.nf_conntrack_events=1"));
    return eventsCheck("connection-events", NFNLGRP_CONNTRACK_NEW, "connections (conntrack events)",
                       "What conntrack does with a packet's addresses is not told.",
                       onMachine("modprobe nf_conntrack_netlink"));
}

} // namespace hookwalk::kernel
