// Addresses and routes of a device as the kernel dumps them (rtnetlink(7)), kept byte for byte so that they
// can be given back, as `ip address save` and `ip address restore` do.
#pragma once

#include "kernel/netlink.h"

#include <string>
#include <vector>

namespace hookwalk::kernel
{

using RawMessage = std::string; // an nlmsghdr and what belongs to it

// In the kernel's order.
Result<std::vector<RawMessage>> addressesOf(nl_sock* socket, std::uint32_t device);
// Of all tables and both families: those that leave by the device, and those whose preferred source is one of
// its addresses, for they go with the address.
Result<std::vector<RawMessage>> routesOf(nl_sock* socket, std::uint32_t device,
                                         const std::vector<RawMessage>& addresses);

// What makes it this one: the same for two messages about the same thing, whatever its times and state.
std::string keyOf(const RawMessage& message);
// Those of `all` that are, or are not, among the known ones.
std::vector<RawMessage> among(std::vector<RawMessage> all, const std::vector<RawMessage>& known);
std::vector<RawMessage> without(std::vector<RawMessage> all, const std::vector<RawMessage>& known);
bool isSecondary(const RawMessage& address); // IFA_F_SECONDARY, which is the order of addresses
// Made by the kernel itself when a device comes up: a link-local address, a route of protocol "kernel".
bool isMadeByKernel(const RawMessage& message);
bool isV6(const RawMessage& message);
bool isAddress(const RawMessage& message);

// For bytes of any origin, whole or not: an address of this device; a route; one that leaves by this device
// alone. No attribute twice, so that the kernel reads what was looked at.
bool isAddressOf(const RawMessage& bytes, std::uint32_t device);
bool isRoute(const RawMessage& bytes);
bool isRouteOf(const RawMessage& bytes, std::uint32_t device);
// Whether the kernel makes such a route for the address: it is its source, or within the same network.
bool goesWith(const RawMessage& route, const RawMessage& address);

std::string describe(const RawMessage& message); // "the address 10.9.0.1/24", "the route to default"

// RTM_NEWADDR or RTM_NEWROUTE, or RTM_DEL… of it. The kernel's errno, 0 where it did it.
Result<int> giveBack(nl_sock* socket, const RawMessage& message);
Result<int> takeAway(nl_sock* socket, const RawMessage& message);

std::string toHex(const std::string& bytes);
std::string fromHex(const std::string& text); // "" where it is none

} // namespace hookwalk::kernel
