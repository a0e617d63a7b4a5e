// What our changes take from a device that was there (its addresses and routes), told apart from what others
// take: only the first is given back. Internal to kernel.
#pragma once

#include "kernel/journal.h"
#include "kernel/rtmessages.h"

#include <functional>

namespace hookwalk::kernel
{

// Makes the change and notes what of the device's State it took away. Where the process ends in the middle,
// that is not known, and everything that is missing is given back.
Result<void> noteLosses(Journal& journal, nl_sock* socket, std::uint32_t device,
                        const std::function<Result<void>()>& change);

Change allMayBeLost(const Change& state); // until what was lost is noted
// The device's addresses and routes now, and what was lost as far as these changes tell.
std::vector<RawMessage> messagesNow(nl_sock* socket, const Change& state);
std::vector<RawMessage> lostOf(const Change& state, const std::vector<Change>& changes);

} // namespace hookwalk::kernel
