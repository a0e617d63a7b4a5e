// SPDX-License-Identifier: GPL-3.0-or-later
// The places where NAT changed a packet's addresses. No chain reports them: the mapping takes effect behind
// the rule, or with no rule run at all for a known connection (nf_nat_packet in net/netfilter/nf_nat_core.c).
#pragma once

#include "traversal/walk.h"

#include <optional>

namespace hookwalk
{

// What is an address to NAT: addresses, ports, the id of an echo.
bool isAddressField(std::string_view field);

// False where walkOf() has no such stop; true nearly only where it has. By the events alone: a million packets take some
// ten milliseconds.
bool mayBeRewritten(const Trace& trace, TraversalIndex which);
// Addresses that differ from one sighting to the next; nothing where they are the same.
std::optional<Stop> rewriteBetween(const Trace& trace, EventIndex before, EventIndex after, Hook hook,
                                   const Said& evidence);
// Without a frame only the address that the reply came to shows the source it was sent with.
std::optional<Stop> rewriteShownByReply(const Trace& trace, TraversalIndex which, const TraceEvent& last);

} // namespace hookwalk
