// SPDX-License-Identifier: GPL-3.0-or-later
// A log of packets about which the kernel was asked.
#pragma once

#include "support/loglines.h"

namespace hookwalk::test
{

inline void startInquiry(LogLines& log, const std::string& chains = {})
{
    log.fact("sources", R"({"sightings":"kmsg","rules":true,"connections":true,"frames":true})");
    log.fact("ruleset", R"({"generation":1,"chains":[)" + chains + R"(],"legacy":[]})");
}

inline Echo arrivedByTun()
{
    return {"tun0", ""};
}

inline Echo leavingByEth(const std::string& source = "192.168.69.1",
                         const std::string& destination = "203.0.113.29")
{
    Echo echo{"tun0", "eth0"};
    echo.source = source;
    echo.destination = destination;
    echo.ttl = 63;
    return echo;
}

inline void forwardOne(LogLines& log)
{
    for (const auto* chain : {"raw PREROUTING", "mangle PREROUTING", "nat PREROUTING"})
        log.at(chain, arrivedByTun());
    for (const auto* chain :
         {"mangle FORWARD", "filter FORWARD", "security FORWARD", "mangle POSTROUTING", "nat POSTROUTING"})
        log.at(chain, leavingByEth());
}

} // namespace hookwalk::test
