// SPDX-License-Identifier: GPL-3.0-or-later
// Journals other than this process's: those that nobody holds any more, and those that are in use. Internal
// to kernel.
#pragma once

#include "kernel/journal/journal.h"

#include <functional>
#include <optional>

namespace hookwalk::kernel
{

// What killed helpers have left and can still be put back: paths. Only looks.
struct Leftovers {
    std::vector<std::string> here, elsewhere; // in this network namespace; in others
    std::vector<std::string> unknown;         // closed to this process: only root can tell
};
Leftovers leftovers();

// The helper that has such a change in a journal in use, in the same namespace. `own` is left out. An Error
// where one of the journals cannot be read: what stands there is not known.
Result<std::optional<pid_t>> otherHelperWith(const JournalFile& own,
                                             const std::function<bool(const JournalEntry&)>& isWanted);

} // namespace hookwalk::kernel
