// SPDX-License-Identifier: GPL-3.0-or-later
// A stage is any place of the diagram that a packet can be at: a chain, connection tracking, a routing
// decision, the local process, the network, the tun fd.
#pragma once

#include "model/chain.h"

#include <optional>
#include <string>
#include <string_view>

namespace hookwalk
{

enum class StageKind : std::uint8_t {
    Chain,
    Conntrack,      // priority -200 at PREROUTING and OUTPUT; no table, rules cannot be put there
    AddressRewrite, // conntrack applying a known mapping without running a nat chain, at the nat priority of
                    // a hook
    RoutingIn,      // between PREROUTING and INPUT/FORWARD
    RoutingOut,     // between the local process and OUTPUT
    RerouteCheck,   // after OUTPUT: a mark or address changed there may change the route (ip_route_me_harder)
    LocalProcess,
    NetworkIn, // received by a device with a wire
    NetworkOut,
    TunWritten, // a program wrote the packet to the tun fd: it enters as if received
    TunRead,    // the kernel routed it to the tun: a program reads it from the fd
    BaseChain,  // one that is none of the 17: Stop::base says which. Only the hook counts, where it has one
    Unplaced,   // reported by a line whose prefix names no base chain: in no diagram
};

struct Stage {
    StageKind kind = StageKind::LocalProcess;
    Chain chain{Table::Raw,
                Hook::Prerouting}; // Chain: both; Conntrack and AddressRewrite: only the hook counts
    bool operator==(const Stage& other) const;

    static Stage of(Chain chain) { return {StageKind::Chain, chain}; }
    static Stage of(StageKind kind) { return {kind}; }
    static Stage conntrack(Hook hook) { return {StageKind::Conntrack, {Table::Raw, hook}}; }
    static Stage baseChain(Hook hook) { return {StageKind::BaseChain, {Table::Filter, hook}}; }
    static Stage rewrite(Hook hook) { return {StageKind::AddressRewrite, {Table::Nat, hook}}; }
};

// The stable id used by the diagram data and by tests: "mangle-FORWARD", "conntrack-PREROUTING",
// "rewrite-PREROUTING", "routing-in", "routing-out", "reroute-check", "local-process", "network-in",
// "network-out", "tun-written", "tun-read", "base-chain", "unplaced".
std::string stageId(const Stage& stage);
std::optional<Stage> stageWithId(std::string_view id);

} // namespace hookwalk
