// SPDX-License-Identifier: GPL-3.0-or-later
// A packet's place in its connection, as rows like those of its header.
#pragma once

#include "traversal/facts.h"
#include "ui/inspector/headermodel.h"

namespace hookwalk::ui
{

// State, direction, both tuples and the status words. What address translation has put into the reply's
// tuple is marked as changed.
std::vector<HeaderRow> connectionRows(const PacketConnection& place);
// "203.0.113.29:80", "[2001:db8::1]:80", "203.0.113.29 id 7" for an ICMP echo.
QString endpointText(const IpAddress& address, std::uint16_t port, std::uint8_t protocol);

} // namespace hookwalk::ui
