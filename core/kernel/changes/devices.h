// SPDX-License-Identifier: GPL-3.0-or-later
// The tun and tap devices of a place, reported again whenever one of them changes. The kernel announces
// changes (rtnetlink groups of links, addresses and netconf), so nothing is polled while nothing happens.
#pragma once

#include "kernel/changes/tunadmin.h"
#include "model/uniquefd.h"
#include "protocol/messages.h"

#include <optional>

namespace hookwalk::kernel
{

class DeviceWatch
{
public:
    // In the network namespace that the process is in.
    static Result<DeviceWatch> open();

    int fd() const { return m_epoll.get(); } // readable: look() has something to do
    Result<protocol::DevicesShown> list(const TunAdmin& admin, const Holders& holders);
    // The devices, if they differ from the last report.
    Result<std::optional<protocol::DevicesShown>> listNews(const TunAdmin& admin, const Holders& holders);
    // The same, but nothing unless a change was announced at least 50 ms ago.
    Result<std::optional<protocol::DevicesShown>> look(const TunAdmin& admin, const Holders& holders);
    // Counter changes send no event: looks once more in 1 s.
    void lookSoon();

private:
    DeviceWatch(NlSocket requests, NlSocket events, UniqueFd timer, UniqueFd epoll)
        : m_requests(std::move(requests))
        , m_events(std::move(events))
        , m_timer(std::move(timer))
        , m_epoll(std::move(epoll))
    {
    }
    void setTimer(long milliseconds) const;

    NlSocket m_requests, m_events;
    UniqueFd m_timer, m_epoll;
    std::string m_told; // the last report, encoded
    std::uint32_t m_settings = 0;
    bool m_isChanged = false;
    bool m_isDue = false;
};

} // namespace hookwalk::kernel
