// SPDX-License-Identifier: GPL-3.0-or-later
// A remedy as the command that a person would type.
#pragma once

#include "change/shelltext.h"
#include "protocol/messages.h"

namespace hookwalk::protocol
{

inline constexpr auto restoreCommand = "hookwalk-cli doctor --restore";

inline std::string commandOf(const Remedy& remedy) // "" where there is none
{
    if (const auto* command = std::get_if<Command>(&remedy))
        return command->line;
    if (const auto* change = std::get_if<change::Change>(&remedy))
        return change::shellLines(*change).front();
    return std::holds_alternative<RestoreLeftovers>(remedy) ? restoreCommand : "";
}

} // namespace hookwalk::protocol
