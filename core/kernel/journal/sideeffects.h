// SPDX-License-Identifier: GPL-3.0-or-later
// What our changes delete from a device that was there before (addresses, routes), told apart from what
// others delete: only the first is added again. Internal to kernel.
#pragma once

#include "kernel/journal/journal.h"
#include "kernel/netlink/links.h"

#include <functional>

namespace hookwalk::kernel
{

// Notes, once and before the first change, what a device that was there before has: this tells later what was
// lost when it went down and what the kernel added when it came up.
Result<void> noteState(Journal& journal, nl_sock* socket, const Link& device);

// Notes the state, makes the change and notes which parts of the state it deleted. Where the process ends in
// between or the kernel gives no answer, that stays unknown, and everything that is missing is added again.
Result<void> noteLosses(Journal& journal, nl_sock* socket, const Link& device,
                        const std::function<Result<void>()>& change);

JournalEntry allMayBeLost(const JournalEntry& state); // stands until what was lost is noted
// The device's addresses and routes now; and those that were lost, as far as these changes say.
Result<RtMessages> messagesNow(nl_sock* socket, const JournalEntry& state);
RtMessages lostOf(const JournalEntry& state, const std::vector<JournalEntry>& changes);

} // namespace hookwalk::kernel
