// SPDX-License-Identifier: GPL-3.0-or-later
// The prefix of Hookwalk's trace points, written and read in one place: "table-CHAIN [tag]", for
// example "raw-PREROUTING [114514]", the form of the logpkt script that Hookwalk began with. At most 29 bytes, the limit of iptables' LOG target.
#pragma once

#include "model/chain.h"
#include "model/ipaddress.h"

#include <optional>
#include <string>
#include <string_view>

namespace hookwalk::wire
{

inline constexpr std::uint32_t logpktTag = 114514;
inline constexpr std::uint32_t maxTag = 9'999'999; // the longest prefix still fits in 29 bytes

std::string tracePrefix(Chain chain, std::uint32_t tag); // no blank at the end, as in logpkt's logs

// Both ends of the canary packet (protocol::Canary): an address of lo's network that nobody uses.
inline const IpAddress canaryAddress = IpAddress::v4(0x7f574b43); // 127.87.75.67

struct TracePrefix {
    std::string_view table, chain;
    std::optional<Chain> baseChain;
    std::string_view tag; // text between the brackets; null where there are none
};

// Reads that form and its kin: a table and a chain at the start, joined by one of "-", ":", "_", "/", "." or
// a blank.
std::optional<TracePrefix> readTracePrefix(std::string_view prefix);

} // namespace hookwalk::wire
