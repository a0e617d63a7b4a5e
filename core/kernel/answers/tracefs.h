// SPDX-License-Identifier: GPL-3.0-or-later
// The tracepoint skb:kfree_skb as tracefs describes it: its id, the offsets of its fields, the names of its
// reasons.
#pragma once

#include "model/result.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace hookwalk::kernel
{

struct TraceField {
    std::size_t offset = 0, size = 0; // bytes in the event's record; size 0: there is no such field
};

struct DropEvent {
    std::uint64_t id = 0;
    TraceField location, protocol, reason;
    std::map<std::uint64_t, std::string> reasons; // without the "SKB_DROP_REASON_" of the sources
};

// Opens a tracefs of this process alone, mounted nowhere (fsopen, fsmount). Takes CAP_SYS_ADMIN.
Result<DropEvent> describeDropEvent();

// From the file events/skb/kfree_skb/format; an Error where it does not have what is needed.
Result<DropEvent> readDropFormat(std::string_view format);

} // namespace hookwalk::kernel
