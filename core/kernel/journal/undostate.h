// SPDX-License-Identifier: GPL-3.0-or-later
// Restores addresses and routes of a device that was there before (JournalEntry::Kind::State). Internal to
// kernel.
#pragma once

#include "kernel/journal/undoprecautions.h"
#include "kernel/netlink/links.h"

namespace hookwalk::kernel
{

// As undo() in undo.h. Restores only what is in `lost`: what else is missing was deleted by somebody else.
bool undoState(nl_sock* socket, const JournalEntry& change, const Link& link, const RtMessages& lost,
               const UndoPrecautions& precautions, Report& report);

} // namespace hookwalk::kernel
