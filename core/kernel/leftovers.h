// Journals other than this process's: those that nobody holds any more, and those that are in use. Internal
// to kernel.
#pragma once

#include "kernel/journal.h"

#include <functional>
#include <optional>

namespace hookwalk::kernel
{

// What killed helpers have left and can still be put back: paths. Only looks.
struct Leftovers {
    std::vector<std::string> here, elsewhere; // in this network namespace; in others
};
Leftovers leftovers();

// Those of one user, of the network namespace that the process is in: put back and removed. One sentence for
// each thing. An Error where the folder is not that user's own, or closed to this one.
Result<std::vector<std::string>> restoreLeftoversOf(uid_t user);

// The helper that has such a change in a journal in use, in the same namespace: one of this user, for no
// other user's can be read. `own` is left out.
std::optional<pid_t> otherHelperWith(const JournalFile& own,
                                     const std::function<bool(const Change&)>& isWanted);

} // namespace hookwalk::kernel
