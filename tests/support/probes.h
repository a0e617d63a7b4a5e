// SPDX-License-Identifier: GPL-3.0-or-later
// Probes of every kind, for tests of what goes into the tun and of what comes back.
#pragma once

#include "wire/probe.h"

#include <QTest>

namespace hookwalk::test
{

using Protocol = wire::ProbeProtocol;

inline wire::Probe seedRequest()
{
    return {.source = *IpAddress::parse("192.168.69.1"),
            .destination = *IpAddress::parse("203.0.113.29"),
            .id = 7,
            .sequence = 2,
            .ipId = 3};
}

inline wire::Probe probeOf(Protocol protocol, bool isV6)
{
    wire::Probe probe = seedRequest();
    probe.protocol = protocol;
    probe.id = 40'000;
    if (isV6) {
        probe.source = *IpAddress::parse("fd00:69::1");
        probe.destination = *IpAddress::parse("2001:db8:203::29");
    }
    return probe;
}

inline void allKinds()
{
    QTest::addColumn<int>("protocol");
    QTest::addColumn<bool>("isV6");
    QTest::newRow("echo") << int(Protocol::IcmpEcho) << false;
    QTest::newRow("UDP") << int(Protocol::Udp) << false;
    QTest::newRow("TCP") << int(Protocol::Tcp) << false;
    QTest::newRow("echo, IPv6") << int(Protocol::IcmpEcho) << true;
    QTest::newRow("UDP, IPv6") << int(Protocol::Udp) << true;
    QTest::newRow("TCP, IPv6") << int(Protocol::Tcp) << true;
}

} // namespace hookwalk::test
