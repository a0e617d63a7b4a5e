// What is refused on a person's own machine because connections through it would be cut, an ssh session among
// them, or because it could not be put back afterwards. Each Error names the reason and what can be done.
#pragma once

#include "kernel/netlink.h"
#include "model/network.h"

#include <cstdint>

namespace hookwalk::kernel
{

// Taking a device down that was there before Hookwalk and that nobody has open: what the kernel then takes
// away with it that neither `ip address` nor `ip route` shows (net/core/neighbour.c, neigh_ifdown(); devices
// on top of it; the table of its bridge).
Result<void> checkGoingDown(nl_sock* socket, std::uint32_t device, const std::string& name);

// A new address and its network, at a device: where it draws the traffic of another device, or of a
// connection of this machine, to it.
Result<void> checkNewNetwork(nl_sock* socket, std::uint32_t device, const Network& network);

// Bringing a device up, which makes the routes of its addresses: the same.
Result<void> checkComingUp(nl_sock* socket, std::uint32_t device);

// A network whose sources are to be rewritten: where addresses of this machine's other devices lie in it, all
// that their hosts send through this machine would be rewritten, too.
Result<void> checkNatNetwork(nl_sock* socket, const Network& network);

// The reverse path filter made strict at a device, or at "all": on a machine with several networks an answer
// may leave by another one than the question came in (RFC 3704, 2.2).
Result<void> checkStrictFilter(nl_sock* socket, const std::string& device);

} // namespace hookwalk::kernel
