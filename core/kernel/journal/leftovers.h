// SPDX-License-Identifier: GPL-3.0-or-later
// Journals other than this process's: abandoned ones, and those in use. Internal to kernel.
#pragma once

#include "kernel/journal/journal.h"

#include <functional>
#include <optional>

namespace hookwalk::kernel
{

// Paths of journals that killed helpers left and that can still be put back. Changes nothing.
struct Leftovers {
    std::vector<std::string> here, elsewhere; // in this network namespace; in others
    std::vector<std::string> unknown;         // closed to this process: only root can tell
};
Leftovers leftovers();

// The helper whose journal, in use in the same namespace, has such a change. `own` is not looked at. An Error
// where one of the journals cannot be read.
Result<std::optional<pid_t>> otherHelperWith(const JournalFile& own,
                                             const std::function<bool(const JournalEntry&)>& isWanted);

} // namespace hookwalk::kernel
