// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/changes/devices.h"

#include "kernel/base/failure.h"
#include "protocol/codec.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <linux/netconf.h>
#include <linux/rtnetlink.h>
#include <netlink/msg.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/timerfd.h>

namespace hookwalk::kernel
{

namespace
{

constexpr long together = 50; // ms: `ip` makes several changes in a row
constexpr long counters = 1000;

constexpr std::size_t mostDevices = 256, mostAddresses = 64; // protocol/messagefields.h

// Without holder and `own`.
protocol::Device toDevice(const Link& link)
{
    protocol::Device device;
    device.name = link.name;
    device.index = link.index;
    device.tap = link.tun->tap;
    device.persistent = link.tun->persistent;
    device.up = link.isUp;
    device.carrier = link.hasCarrier;
    device.owner = link.tun->owner;
    device.group = link.tun->group;
    device.mtu = link.mtu;
    device.queueLength = link.queueLength;
    for (const Network& one : link.addresses) {
        if (device.addresses.size() < mostAddresses)
            device.addresses.push_back(one.toString());
    }
    device.rxPackets = link.counters.rx_packets;
    device.rxBytes = link.counters.rx_bytes;
    device.rxDropped = link.counters.rx_dropped;
    device.txPackets = link.counters.tx_packets;
    device.txBytes = link.counters.tx_bytes;
    device.txDropped = link.counters.tx_dropped;
    return device;
}

// Whether forwarding or rp_filter was changed. A message with all settings only announces a new device
// (inet_netconf_notify_devconf() with NETCONFA_ALL, net/ipv4/devinet.c).
bool tellsSettings(char* messages, ssize_t size)
{
    int left = static_cast<int>(size);
    for (auto* one = reinterpret_cast<nlmsghdr*>(messages); nlmsg_ok(one, left);
         one = nlmsg_next(one, &left)) {
        const auto has = [&](int attribute) {
            return nlmsg_find_attr(one, sizeof(netconfmsg), attribute) != nullptr;
        };
        const bool isNew = has(NETCONFA_FORWARDING) && has(NETCONFA_IGNORE_ROUTES_WITH_LINKDOWN);
        if (one->nlmsg_type == RTM_NEWNETCONF && !isNew)
            return true;
    }
    return false;
}

} // namespace

Result<DeviceWatch> DeviceWatch::open()
{
    auto requests = connectNetlink(NETLINK_ROUTE);
    auto events = connectNetlink(NETLINK_ROUTE);
    if (!requests || !events)
        return tl::unexpected((requests ? events : requests).error());
    UniqueFd timer(timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK));
    UniqueFd epoll(epoll_create1(EPOLL_CLOEXEC));
    if (!timer || !epoll)
        return systemFailure(say("devices-not-watched"), errno);
    for (const int fd : {timer.get(), nl_socket_get_fd(events->get())}) {
        epoll_event event{};
        event.events = EPOLLIN;
        if (epoll_ctl(epoll.get(), EPOLL_CTL_ADD, fd, &event) != 0)
            return systemFailure(say("devices-not-watched"), errno);
    }
    const int joined =
        nl_socket_add_memberships(events->get(), RTNLGRP_LINK, RTNLGRP_IPV4_IFADDR, RTNLGRP_IPV6_IFADDR,
                                  RTNLGRP_IPV4_NETCONF, RTNLGRP_IPV6_NETCONF, 0);
    return check(joined, say("device-changes-not-told")).map([&] {
        return DeviceWatch(std::move(*requests), std::move(*events), std::move(timer), std::move(epoll));
    });
}

void DeviceWatch::setTimer(long milliseconds) const
{
    itimerspec time{};
    time.it_value = {milliseconds / 1000, milliseconds % 1000 * 1'000'000};
    timerfd_settime(m_timer.get(), 0, &time, nullptr);
}

void DeviceWatch::lookSoon()
{
    if (!m_isDue)
        setTimer(counters);
    m_isDue = true;
}

Result<protocol::DevicesShown> DeviceWatch::list(const TunAdmin& admin, const Holders& holders)
{
    return listLinks(m_requests.get()).map([&](std::vector<Link> links) {
        std::erase_if(links, [](const Link& link) { return !link.tun; });
        links.resize(std::min(links.size(), mostDevices));
        const bool isAnyOpen = std::ranges::any_of(links, &Link::hasCarrier);
        const auto programs = isAnyOpen ? holders.all() : std::vector<Holder>();
        protocol::DevicesShown shown;
        shown.settings = m_settings;
        for (const Link& link : links) {
            auto device = toDevice(link);
            device.own = admin.isOwn(device.index);
            // A program may have a device of that name open in another namespace.
            const auto holder = std::ranges::find(programs, device.name, &Holder::device);
            if (device.carrier && holder != programs.end())
                device.holder = holder->program.substr(0, 128);
            shown.devices.push_back(std::move(device));
        }
        m_told = encode(protocol::Reply(shown));
        return shown;
    });
}

Result<std::optional<protocol::DevicesShown>> DeviceWatch::listNews(const TunAdmin& admin, const Holders& holders)
{
    const auto before = m_told;
    return list(admin, holders).map([&](protocol::DevicesShown shown) {
        return m_told == before ? std::nullopt : std::optional(std::move(shown));
    });
}

Result<std::optional<protocol::DevicesShown>> DeviceWatch::look(const TunAdmin& admin, const Holders& holders)
{
    // The list is asked for when no change has come for a while. Lost messages count as a change.
    alignas(nlmsghdr) std::array<char, 16 * 1024> messages{};
    bool isNews = false;
    for (;;) {
        const auto size =
            recv(nl_socket_get_fd(m_events.get()), messages.data(), messages.size(), MSG_DONTWAIT);
        if (size <= 0 && errno != ENOBUFS)
            break;
        isNews = true;
        if (size <= 0 || tellsSettings(messages.data(), size))
            ++m_settings;
    }
    if (isNews && !m_isChanged) {
        m_isChanged = m_isDue = true;
        setTimer(together);
    }
    std::uint64_t times = 0;
    if (read(m_timer.get(), &times, sizeof times) != static_cast<ssize_t>(sizeof times))
        return std::nullopt;
    m_isChanged = m_isDue = false;
    return listNews(admin, holders);
}

} // namespace hookwalk::kernel
