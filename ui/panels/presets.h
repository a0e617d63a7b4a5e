// SPDX-License-Identifier: GPL-3.0-or-later
// Destinations in the lab that each show something, for the drop-down of the destination field.
#pragma once

#include "protocol/messages.h"
#include "wire/probe.h"

#include <QString>
#include <vector>

namespace hookwalk::ui
{

struct Preset {
    QString name;   // "LAN server, by DNAT"
    QString lesson; // what it shows, one sentence
    IpAddress source, destination;
    wire::ProbeProtocol protocol = wire::ProbeProtocol::IcmpEcho;
    std::uint16_t port = 0; // 0: ICMP has none
};

// Those that this lab has: without IPv6 none of IPv6.
std::vector<Preset> presetsOf(const protocol::LabMade& lab);
QString protocolName(wire::ProbeProtocol protocol); // "ICMP", "UDP", "TCP"
QString targetText(const Preset& preset);           // "198.51.100.15, TCP 8080"

} // namespace hookwalk::ui
