// SPDX-License-Identifier: GPL-3.0-or-later
// What a person would type for a change: ip(8), sysctl(8), nft(8) or iptables(8). Text to show, copy and
// save; Hookwalk itself never runs it. Every word that comes from outside is quoted.
#pragma once

#include "change/change.h"

#include <vector>

namespace hookwalk::change
{

enum class NatTool : std::uint8_t { Nft, Iptables };

// A word as sh(1) reads it back, quoted where it needs it, and without a control character in it. Not for
// words that end a line.
std::string shellWord(std::string_view word);
std::string shellLine(const std::vector<std::string>& words);

// Whole lines for sh(1), in order. `former`: a translation that is in force and goes first.
std::vector<std::string> shellLines(const Change& change, NatTool tool = NatTool::Nft,
                                    const std::optional<Change>& former = {});

// All of them as a script for sh(1), "sh FILE setup" and "sh FILE teardown", to be run as root. It notes
// below /run what was before, and puts that back; a setup that fails half way takes its part back.
std::string setupScript(const std::vector<Change>& changes, NatTool tool);

} // namespace hookwalk::change
