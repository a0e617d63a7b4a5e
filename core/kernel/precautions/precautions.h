// SPDX-License-Identifier: GPL-3.0-or-later
// What is refused on a person's own machine because connections of it or through it would be cut, an ssh
// session among them, or because it could not be put back afterwards. Each Error names the reason and what
// can be done. All but the first judge what was found in use (inuse.h), which is an Error itself where it
// cannot be asked.
#pragma once

#include "change/setting.h"
#include "kernel/precautions/inuse.h"

namespace hookwalk::kernel
{

// Taking a device down that was there before Hookwalk and that nobody has open: what the kernel then takes
// away with it that neither `ip address` nor `ip route` shows (net/core/neighbour.c, neigh_ifdown(); devices
// on top of it; the table of its bridge).
Result<void> checkGoingDown(nl_sock* socket, std::uint32_t device, const std::string& name);

// A new address and its network, at a device: where it draws the traffic of another device, of a network
// behind a router, or of a connection of this machine or through it, to it.
Result<void> checkNewNetwork(const InUse& inUse, std::uint32_t device, const Network& network);

// Bringing a device up, which makes the routes of its addresses: the same.
Result<void> checkComingUp(const InUse& inUse, std::uint32_t device);

// Addresses that go from the machine, by themselves or with their device: where a socket has one of them.
Result<void> checkLosing(const InUse& inUse, const std::vector<IpAddress>& addresses);
std::vector<IpAddress> addressesOf(const InUse& inUse, std::uint32_t device);

// A network whose sources are to be rewritten: where other hosts are, or may be, in it, all that they send
// through this machine would be rewritten, too.
Result<void> checkNatNetwork(const InUse& inUse, const Network& network);

// A setting that gets a value, by a change or by its undoing. Refused are forwarding that goes off where
// connections pass through the machine that do not come from a tun of ours; and the reverse path filter made
// strict, at a device or at "all", on a machine with several networks, where an answer may leave by another
// one than the question came in (RFC 3704, 2.2).
Result<void> checkSetting(const InUse& inUse, const change::SettingValue& wanted);
bool canCut(const change::SettingValue& wanted); // false: it need not be checked

} // namespace hookwalk::kernel
