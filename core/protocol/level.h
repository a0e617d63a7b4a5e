// SPDX-License-Identifier: GPL-3.0-or-later
// How far the verbs of a helper go. An administrator may let somebody look or trace and not change: each
// level is an action of its own for polkit (packaging/polkit). The helper is started with its word and
// refuses what goes beyond.
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

// The lowest level that a request is carried out at.
Level levelOf(const Request& request);

} // namespace hookwalk::protocol
