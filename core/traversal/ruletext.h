// SPDX-License-Identifier: GPL-3.0-or-later
// What a rule does, from its words as nft or iptables-save print them: by its statements and targets, never
// by words that a comment, a prefix, or the name of a chain or set may hold.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace hookwalk
{

bool drops(std::string_view rule);   // `drop`, `-j DROP`
bool rejects(std::string_view rule); // `reject with …`, `-j REJECT`
bool copies(std::string_view rule);  // `dup to …`, `-j TEE`
// `fwd to "eth1"`, `fwd ip to 192.0.2.1 device "eth1"` (netdev ingress): the device; "" for another rule.
std::string_view forwardsTo(std::string_view rule);
bool stopsTracking(std::string_view rule); // `notrack`, `-j CT --notrack`, `-j NOTRACK`
// Whether it asks for conntrack's state INVALID: `ct state invalid`, `--ctstate INVALID`; Among: for others, too, as
// `ct state invalid,new`.
enum class Invalid : std::uint8_t { No, Among, Only };
Invalid asksForInvalid(std::string_view rule);
// The value behind an option or statement: valueOf(rule, "--queue-num"); "" where it has none.
std::string_view valueOf(std::string_view rule, std::string_view option);
std::string_view targetOf(std::string_view rule); // of iptables: behind -j or -g; "" for a rule of nft
std::vector<std::string_view> jumpsOf(std::string_view rule); // chains behind nft's jump and goto
bool hasWord(std::string_view rule, std::string_view word);

} // namespace hookwalk
