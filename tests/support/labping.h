// A ping in the lab, by hand: an echo request written to the tun, and its reply read.
#pragma once

#include "support/helperclient.h"
#include "wire/probe.h"

#include <array>
#include <poll.h>
#include <unistd.h>

namespace hookwalk::test
{

inline bool writeEcho(int tun, const protocol::LabMade& lab, std::uint16_t id, std::uint16_t sequence)
{
    wire::Probe echo;
    echo.source = lab.pingSource;
    echo.destination = lab.farAddress;
    echo.id = id;
    echo.sequence = sequence;
    const auto packet = wire::craft(echo);
    return write(tun, packet.data(), packet.size()) == static_cast<ssize_t>(packet.size());
}

// True where the reply with this id and sequence came within two seconds.
inline bool readReply(int tun, std::uint16_t id, std::uint16_t sequence)
{
    std::array<std::uint8_t, 2048> buffer{};
    pollfd readable{tun, POLLIN, 0};
    while (poll(&readable, 1, 2000) == 1) {
        const auto size = read(tun, buffer.data(), buffer.size());
        const auto packet = wire::readPacket({buffer.data(), static_cast<std::size_t>(size > 0 ? size : 0)});
        if (packet.kind == wire::Received::Reply && packet.id == id && packet.sequence == sequence)
            return true;
    }
    return false;
}

inline bool ping(int tun, const protocol::LabMade& lab, std::uint16_t id, std::uint16_t sequence)
{
    return writeEcho(tun, lab, id, sequence) && readReply(tun, id, sequence);
}

} // namespace hookwalk::test
