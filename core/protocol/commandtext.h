// What a request changes, as the commands that a person would type for the same: ip(8), sysctl(8), nft(8) or
// iptables(8). Text to show, copy and save; Hookwalk itself never runs it.
#pragma once

#include "protocol/messages.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace hookwalk::protocol
{

enum class NatTool : std::uint8_t { Nft, Iptables };

// Kernel settings as they were before, "net.ipv4.ip_forward" -> "0", for the commands that put them back.
using FormerSettings = std::map<std::string, std::string>;

struct ShellCommands {
    std::vector<std::string> setup;    // whole lines for sh(1), in order
    std::vector<std::string> teardown; // in the order they are to be run: the last change first
};

// A word as sh(1) reads it back: in single quotes where it needs them.
std::string shellWord(std::string_view word);

// The commands for these changes. Empty for a request that changes nothing. Where it cannot be known how it
// was before, the teardown has a comment ("# …") that says what is to be put back. Of several translations
// only the last counts, and a tun that is deleted again leaves no trace, as with the helper.
ShellCommands shellCommands(const std::vector<Request>& requests, NatTool tool,
                            const FormerSettings& before = {});

// The same as a whole script for sh(1), "sh FILE setup" and "sh FILE teardown", to be run as root. It notes
// below /run what was before, and puts that back; a setup that fails half way takes its part back.
std::string setupScript(const std::vector<Request>& requests, NatTool tool);

} // namespace hookwalk::protocol
