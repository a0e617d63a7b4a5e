// SPDX-License-Identifier: GPL-3.0-or-later
// Gives a device that was there its addresses and routes back (JournalEntry::Kind::State). Internal to kernel.
#pragma once

#include "kernel/journal/undoprecautions.h"
#include "kernel/netlink/links.h"

namespace hookwalk::kernel
{

// As undo() of undo.h. Given back is only what is among the lost; the rest was taken by somebody else.
bool undoState(nl_sock* socket, const JournalEntry& change, const Link& link, const RtMessages& lost,
               const UndoPrecautions& precautions, Told& told);

} // namespace hookwalk::kernel
