// SPDX-License-Identifier: GPL-3.0-or-later
// The commands that a person would type for a change: ip(8), sysctl(8), nft(8) or iptables(8). Text to show,
// copy and save; Hookwalk itself never runs it. Every word from outside is quoted.
#pragma once

#include "change/change.h"

#include <vector>

namespace hookwalk::change
{

enum class NatTool : std::uint8_t { Nft, Iptables };

// The word in a form that sh(1) reads as that word: quoted if necessary, control characters escaped. Not for
// words that end a line.
std::string shellWord(std::string_view word);
std::string shellLine(const std::vector<std::string>& words);

// Lines for sh(1), in order. `former`: the translation in force, which is removed first.
std::vector<std::string> shellLines(const Change& change, NatTool tool = NatTool::Nft,
                                    const std::optional<Change>& former = {});

// A script for sh(1) that makes all changes: "sh FILE setup" and "sh FILE teardown", as root. It notes the
// state before below /run and restores it; a setup that fails half way undoes its part.
std::string setupScript(const std::vector<Change>& changes, NatTool tool);

} // namespace hookwalk::change
