// SPDX-License-Identifier: GPL-3.0-or-later
// A change as a line of the journal. Only changes that the helper's verbs make (protocol/messages.h) are
// accepted, so that a damaged line cannot ask for anything else. Internal to kernel.
#pragma once

#include "kernel/journal/journal.h"

#include <optional>
#include <string_view>

namespace hookwalk::kernel
{

inline constexpr std::string_view aliasOfAll =
    "made by Hookwalk"; // how the alias of a device of a helper begins

bool isPossible(const JournalEntry& change);

std::string toLine(const JournalEntry& change);              // without the line end
std::optional<JournalEntry> fromLine(std::string_view line); // nothing: no helper can have written it

} // namespace hookwalk::kernel
