// SPDX-License-Identifier: GPL-3.0-or-later
// The levels of a helper's verbs. An administrator may allow somebody to look or trace but not to change,
// because each level is a polkit action (packaging/polkit). The helper gets its level as an argument and
// refuses verbs beyond it.
#pragma once

#include "protocol/messages.h"

#include <array>
#include <optional>
#include <string_view>

namespace hookwalk::protocol
{

enum class Level : std::uint8_t {
    Look,   // rules, settings, counters, devices, what is missing
    Trace,  // also trace points and their sources, and a tun that the session's user may open by itself
    Change, // everything
};

// As the helper's argument, in the order of the levels.
inline constexpr std::array<std::string_view, 3> levelWords{"--look", "--trace", "--change"};
std::optional<Level> levelNamed(std::string_view word);

// The level that a request needs.
Level levelOf(const Request& request);

} // namespace hookwalk::protocol
