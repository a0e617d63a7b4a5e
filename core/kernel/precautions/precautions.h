// SPDX-License-Identifier: GPL-3.0-or-later
// What is refused on a person's own machine, because it would cut connections of the machine or through it
// (an ssh session, perhaps), or could not be undone. Each Error names the reason and what can be done
// instead. All but the first function judge what is in use (inuse.h).
#pragma once

#include "change/setting.h"
#include "kernel/precautions/inuse.h"

namespace hookwalk::kernel
{

// Taking down a device that was there before Hookwalk and that no program has open: refused where the kernel
// would then delete what neither `ip address` nor `ip route` shows (neigh_ifdown() in net/core/neighbour.c;
// devices on top of it; the table of its bridge).
Result<void> checkGoingDown(nl_sock* socket, std::uint32_t device, const std::string& name);

// A new address and its network at a device: refused where it would attract the traffic of another device, of
// a network behind a router, or of a connection of this machine or through it.
Result<void> checkNewNetwork(const InUse& inUse, std::uint32_t device, const Network& network);

// Bringing a device up, which adds the routes of its addresses: the same for each of them.
Result<void> checkComingUp(const InUse& inUse, std::uint32_t device);

// Giving back a route through a device: refused where it would take over a connection of this machine or through it
// that goes by another device, or may do so.
Result<void> checkRoute(const InUse& inUse, std::uint32_t device, const change::RestoreRoute& route);

// Losing addresses, with or without their device: refused where a socket uses one of them.
Result<void> checkLosing(const InUse& inUse, const std::vector<IpAddress>& addresses);
std::vector<IpAddress> addressesOf(const InUse& inUse, std::uint32_t device);

// Source NAT of a network: refused where other hosts are, or may be, in it, because what they send through
// this machine would be rewritten, too.
Result<void> checkNatNetwork(const InUse& inUse, const Network& network);

// A new value of a setting, by a change or by undoing one. Refused are: switching forwarding off where
// connections pass through the machine that do not come from a tun of ours; and making the reverse path
// filter strict, at a device or at "all", on a machine with several networks, where an answer may leave by
// another network than its question came from (RFC 3704, 2.2).
Result<void> checkSetting(const InUse& inUse, const change::SettingValue& wanted);
bool canCut(const change::SettingValue& wanted); // false: it need not be checked

} // namespace hookwalk::kernel
