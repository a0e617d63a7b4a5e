// SPDX-License-Identifier: GPL-3.0-or-later
// The two tools that print nftrace. Internal to wire; see othertools.h.
#pragma once

#include "wire/token.h"

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace hookwalk::wire
{

// "trace id 9c07fc2b inet fw4 forward " at the front of each line of `nft monitor trace`.
struct NftTraceHead {
    Text packet, family, table, chain;
    Text rest;             // behind the chain
    std::size_t begin = 0; // of "trace"
};
std::optional<NftTraceHead> readNftTraceHead(Text text);

// The line of a fact "rule".
std::string ruleFact(const nlohmann::ordered_json& rule);

std::optional<std::string> nftTracePacket(Text text);
bool isNftTraceOfRule(Text text); // of what a rule did: its words follow, whatever they hold
std::optional<std::string> nftTraceFact(Text line);
// " PACKET: …" and the line behind it that names the chain.
std::optional<Text> xtablesRecord(Text text);
std::optional<std::string> xtablesPacket(Text text);
std::optional<std::string> xtablesFact(Text line);

} // namespace hookwalk::wire
