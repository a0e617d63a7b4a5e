// SPDX-License-Identifier: GPL-3.0-or-later
// What our changes take from a device that was there (its addresses and routes), told apart from what others
// take: only the first is given back. Internal to kernel.
#pragma once

#include "kernel/journal/journal.h"
#include "kernel/netlink/links.h"

#include <functional>

namespace hookwalk::kernel
{

// What a device that was there is like, noted once, before its first change: what is lost when it goes down,
// and what the kernel makes when it comes up.
Result<void> noteState(Journal& journal, nl_sock* socket, const Link& device);

// Notes that, makes the change and notes what of the device's State it took away. Where the process ends in
// the middle or the kernel does not tell, that is not known, and everything that is missing is given back.
Result<void> noteLosses(Journal& journal, nl_sock* socket, const Link& device,
                        const std::function<Result<void>()>& change);

JournalEntry allMayBeLost(const JournalEntry& state); // until what was lost is noted
// The device's addresses and routes now, and what was lost as far as these changes tell.
Result<RtMessages> messagesNow(nl_sock* socket, const JournalEntry& state);
RtMessages lostOf(const JournalEntry& state, const std::vector<JournalEntry>& changes);

} // namespace hookwalk::kernel
