// Rules in the text that nft prints of a table with handles (nft -a list table).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hookwalk::kernel
{

struct ListedRule {
    std::uint64_t handle = 0;
    std::string text;                            // on one line, "counter" without its numbers
    std::optional<std::uint64_t> packets, bytes; // of the rule's own first counter, where it has one
};

// The rules of each chain, in order.
std::map<std::string, std::vector<ListedRule>> readRuleListing(std::string_view listing);

} // namespace hookwalk::kernel
