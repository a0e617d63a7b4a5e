// SPDX-License-Identifier: GPL-3.0-or-later
// Puts one thing back that a journal tells of. Carefully: what somebody else has changed since is left.
#pragma once

#include "kernel/journal/journal.h"

namespace hookwalk::kernel
{

// One that was made a moment ago. In the network namespace that the process is in. Tells where there was
// something to do, or where it was left. False: it was not put back, and it can be tried again.
bool undo(const JournalEntry& change, Told& told);

// All that a journal tells of, the newest first, with precautions (undoprecautions.h). What was changed
// repeatedly is undone in one step, so that what others have changed meanwhile stays.
bool undoAll(const std::vector<JournalEntry>& changes, Told& told);

} // namespace hookwalk::kernel
