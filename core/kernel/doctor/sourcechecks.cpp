// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/base/capabilities.h"
#include "kernel/doctor/checks.h"
#include "kernel/netlink/netfilterevents.h"
#include "kernel/netlink/nft.h"

#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <libmnl/libmnl.h>
#include <linux/netfilter/nfnetlink.h>
#include <linux/netfilter/nfnetlink_log.h>
#include <memory>

namespace hookwalk::kernel
{

namespace
{

bool isPermission(int error)
{
    return error == EPERM || error == EACCES;
}

// The check's result where it cannot be found out.
Check unseen(const char* id, Said title)
{
    return hint(id, std::move(title), {say("privileges-needed-means")});
}

// The titles for: the kernel reports such events, it cannot be found out, it does not.
struct Titles {
    Said reported, unseen, missing, missingMeans;
};

Check eventsCheck(const char* id, int group, Titles titles, Remedy remedy)
{
    const auto events = NetfilterEvents::open({group}, id);
    if (events)
        return good(id, std::move(titles.reported));
    const int error = events.error().systemError;
    if (isPermission(error))
        return unseen(id, std::move(titles.unseen));
    return hint(id, std::move(titles.missing), {std::move(titles.missingMeans), say("kernel-says", error)},
                std::move(remedy));
}

// Sends an empty request about an NFLOG group that nobody uses. Returns errno: ENODEV if the kernel has NFLOG
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
        return failure(ErrorCode::PermissionDenied, say("nftables-needs-net-admin"), EPERM);
    return Nft::open().and_then([&](Nft nft) { return nft.list(command); });
}

Check nftablesCheck()
{
    constexpr auto id = "nftables";
    const auto listed = listAsNft("list tables");
    if (listed)
        return good(id, say("nftables-there"));
    if (isPermission(listed.error().systemError))
        return unseen(id, say("nftables-unknown"));
    return bad(id, say("nftables-missing"), {say("nftables-missing-means")}, onMachine("modprobe nf_tables"));
}

Check nflogCheck()
{
    constexpr auto id = "nflog";
    const int error = askNflog();
    if (error == ENODEV || error == 0)
        return good(id, say("nflog-there"));
    if (isPermission(error))
        return unseen(id, say("nflog-unknown"));
    return bad(id, say("nflog-missing"), {say("nflog-missing-means"), say("kernel-says", error)},
               onMachine("modprobe nfnetlink_log"));
}

Check nftraceCheck()
{
    return eventsCheck("nftrace", NFNLGRP_NFTRACE,
                       {say("nftrace-reported"), say("nftrace-unknown"), say("nftrace-missing"),
                        say("nftrace-missing-means")},
                       onMachine("modprobe nf_tables"));
}

Check connectionEventsCheck()
{
    if (sysctlValue("net/netfilter/nf_conntrack_events") == "0")
        return hint("connection-events", say("connection-events-off"),
                    {say("connection-events-missing-means")},
                    inPlace("sysctl -w net.netfilter.nf_conntrack_events=1"));
    return eventsCheck("connection-events", NFNLGRP_CONNTRACK_NEW,
                       {say("connection-events-reported"), say("connection-events-unknown"),
                        say("connection-events-missing"), say("connection-events-missing-means")},
                       onMachine("modprobe nf_conntrack_netlink"));
}

} // namespace hookwalk::kernel
