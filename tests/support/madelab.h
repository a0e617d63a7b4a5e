// SPDX-License-Identifier: GPL-3.0-or-later
// What the helper tells of the lab, for tests that make none.
#pragma once

#include "protocol/messages.h"

namespace hookwalk::test
{

inline protocol::LabMade madeLab()
{
    const auto address = [](const char* text) { return *IpAddress::parse(text); };
    protocol::LabMade made;
    made.tun = "tun0";
    made.network = "eth0";
    made.tunAddress = address("192.168.69.100");
    made.pingSource = address("192.168.69.1");
    made.networkAddress = address("198.51.100.15");
    made.farAddress = address("203.0.113.29");
    made.lan = "lan0";
    made.lanServer = address("192.0.2.80");
    made.tunAddress6 = address("2001:db8:69::100");
    made.pingSource6 = address("2001:db8:69::1");
    made.networkAddress6 = address("2001:db8:1::15");
    made.farAddress6 = address("2001:db8:ffff::29");
    made.lanServer6 = address("2001:db8:2::80");
    return made;
}

} // namespace hookwalk::test
