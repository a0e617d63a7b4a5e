// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/stage.h"

#include <array>
#include <utility>

namespace hookwalk
{

namespace
{
constexpr std::array<std::pair<StageKind, std::string_view>, 10> plainIds{{
    {StageKind::RoutingIn, "routing-in"},
    {StageKind::RoutingOut, "routing-out"},
    {StageKind::RerouteCheck, "reroute-check"},
    {StageKind::LocalProcess, "local-process"},
    {StageKind::NetworkIn, "network-in"},
    {StageKind::NetworkOut, "network-out"},
    {StageKind::TunWritten, "tun-written"},
    {StageKind::TunRead, "tun-read"},
    {StageKind::BaseChain, "base-chain"},
    {StageKind::Unplaced, "unplaced"},
}};
} // namespace

bool Stage::operator==(const Stage& other) const
{
    if (kind != other.kind)
        return false;
    switch (kind) {
    case StageKind::Chain:
        return chain == other.chain;
    case StageKind::Conntrack:
    case StageKind::AddressRewrite:
        return chain.hook == other.chain.hook;
    default:
        return true;
    }
}

std::string stageId(const Stage& stage)
{
    const std::string hook(name(stage.chain.hook));
    switch (stage.kind) {
    case StageKind::Chain:
        return std::string(name(stage.chain.table)) + '-' + hook;
    case StageKind::Conntrack:
        return "conntrack-" + hook;
    case StageKind::AddressRewrite:
        return "rewrite-" + hook;
    default:
        break;
    }
    for (const auto& [kind, id] : plainIds) {
        if (kind == stage.kind)
            return std::string(id);
    }
    return {};
}

std::optional<Stage> stageWithId(std::string_view id)
{
    for (const auto& [kind, plain] : plainIds) {
        if (plain == id)
            return Stage::of(kind);
    }
    const auto dash = id.find('-');
    if (dash == std::string_view::npos)
        return std::nullopt;
    const auto first = id.substr(0, dash);
    const auto second = id.substr(dash + 1);
    if (const auto hook = hookNamed(second)) {
        if (first == "conntrack")
            return Stage::conntrack(*hook);
        if (first == "rewrite")
            return Stage::rewrite(*hook);
    }
    if (const auto chain = chainNamed(first, second))
        return Stage::of(*chain);
    return std::nullopt;
}

} // namespace hookwalk
