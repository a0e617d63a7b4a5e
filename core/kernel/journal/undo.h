// SPDX-License-Identifier: GPL-3.0-or-later
// Undoes the changes in a journal. What somebody else has changed since then is left alone.
#pragma once

#include "kernel/journal/journal.h"

namespace hookwalk::kernel
{

// Undoes a change that was made a moment ago, in the network namespace that the process is in. Reports what
// it did, or left. False: it is not undone, and can be tried again.
bool undo(const JournalEntry& change, Report& report);

// Undoes all changes of a journal, the newest first, with precautions (undoprecautions.h). What was changed
// repeatedly is undone in one step, so that others' changes in between stay.
bool undoAll(const std::vector<JournalEntry>& changes, Report& report);

} // namespace hookwalk::kernel
