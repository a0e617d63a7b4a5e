// SPDX-License-Identifier: GPL-3.0-or-later
// The names of the nftables tables that helpers make, each in its network namespace.
#pragma once

#include <string>
#include <string_view>
#include <unistd.h>

namespace hookwalk::kernel
{

// "hookwalk_PID": the table of a helper's trace points (sources/tracepoints.h).
// "hookwalk_gateway_PID": the one that rewrites sources (changes/gateway.h).
inline constexpr std::string_view traceTablePrefix = "hookwalk_", gatewayTablePrefix = "hookwalk_gateway_";

inline bool isGatewayTable(std::string_view table)
{
    return table.starts_with(gatewayTablePrefix);
}

// Whether it holds some helper's trace points.
inline bool isTraceTable(std::string_view table)
{
    return table.starts_with(traceTablePrefix) && !isGatewayTable(table);
}

// This helper's own.
inline const std::string& traceTableName()
{
    static const std::string name = std::string(traceTablePrefix) + std::to_string(getpid());
    return name;
}

inline const std::string& gatewayTableName()
{
    static const std::string name = std::string(gatewayTablePrefix) + std::to_string(getpid());
    return name;
}

} // namespace hookwalk::kernel
