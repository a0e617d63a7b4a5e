// SPDX-License-Identifier: GPL-3.0-or-later
// Log and trace statements in front of all 17 chains, in one nftables table of our own that the kernel
// deletes with the socket that made it (flags owner, nft(8)). No rule and no chain of anybody else is
// touched.
#pragma once

#include "kernel/netlink/nft.h"
#include "kernel/netlink/ourtables.h"
#include "kernel/sources/carriers.h"
#include "model/chain.h"
#include "model/ipaddress.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hookwalk::kernel
{

using Priorities = std::array<int, allChains.size()>; // in the order of allChains

// The actual priorities of iptables-nft's chains: security at 150, for example, not at iptables-legacy's 50.
// For chains that nftables does not list, the default.
Priorities livePriorities(const nlohmann::json& chains);

// What to report, and to where.
struct TraceOrder {
    std::vector<IpAddress> addresses;
    std::uint32_t tag = 0;
    std::optional<std::uint16_t> nflogGroup;
    bool kernelLog = true;
    bool nftrace = false; // sets nftrace at the packets' first chain, so that every later rule is reported
    Carriers carriers{};  // in which packets of the addresses travel, too
};

// Where the canary packet comes by first of all: an answer to a packet of ours only.
inline constexpr std::string_view canaryChain = "canary";

// The chain that the chain of this name in our table reports.
std::optional<Chain> traceChainNamed(std::string_view name);

// The table in nft's language. Each of its chains has a priority one lower than the chain it reports, and
// reports a packet exactly once.
std::string traceTable(const std::string& name, const TraceOrder& order, const Priorities& priorities);

class TracePoints
{
public:
    // For the network namespace that the process is in. None are set yet; all are deleted with this object.
    static Result<TracePoints> open();

    // Replaces what was set before, in one transaction: nothing is logged twice or missed.
    Result<void> set(const TraceOrder& order);

    // How many sightings the trace points have counted since they were set.
    Result<std::uint64_t> counted();
    // Stops logging; counted() still works.
    Result<void> silence();

    struct Shown {
        std::vector<Chain> chains;
        std::string ruleset;
    };
    Result<Shown> show(); // as the kernel has them now

private:
    explicit TracePoints(Nft nft)
        : m_nft(std::move(nft))
    {
    }

    Nft m_nft;
};

} // namespace hookwalk::kernel
