// Journals that no process holds any more. Internal to kernel.
#pragma once

#include "kernel/journal.h"

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

} // namespace hookwalk::kernel
