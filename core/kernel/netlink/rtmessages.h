// SPDX-License-Identifier: GPL-3.0-or-later
// Addresses and routes of a device as the kernel dumps them (rtnetlink(7)), kept byte for byte so that they
// can be given back, as `ip address save` and `ip address restore` do.
#pragma once

#include "kernel/netlink/netlink.h"
#include "model/network.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hookwalk::kernel
{

// A message about an address (RTM_NEWADDR) or a route (RTM_NEWROUTE) of IPv4 or IPv6. Bytes of any origin
// become one only here, where every length in them is checked; so nobody else has to.
class RtMessage
{
public:
    // Nothing where a length does not fit or it is about something else.
    static std::optional<RtMessage> parse(std::string_view bytes);
    // flags: IFA_F_…, the lowest eight.
    static RtMessage ofAddress(std::uint32_t device, const Network& network, std::uint8_t flags = 0);

    std::string_view bytes() const;
    bool isAddress() const;
    bool isV6() const;
    std::uint32_t addressOwner() const;          // the number of an address's device
    std::string localAddress() const;            // bytes, in network order
    std::optional<Network> network() const;      // of an address: it and its prefix
    bool leavesBy(std::uint32_t device) const;   // a route, by one of its hops
    std::string preferredSource() const;         // of a route; "" none
    bool isFrom(int protocol, int prefix) const; // a route's maker (RTPROT_…) and prefix length
    bool isCloned() const;                       // a route that the kernel has made of another one
    bool isSecondary() const;                    // IFA_F_SECONDARY, which is the order of addresses
    // Made by the kernel itself when a device comes up: a link-local address, a route of protocol "kernel".
    bool isMadeByKernel() const;
    // Whether the kernel makes this route for the address: it is its source, or within the same network.
    bool goesWith(const RtMessage& address) const;
    // What makes it this one: the same for two messages about the same thing, whatever its times and state.
    std::string key() const;
    std::string describe() const;   // the address, or where the route leads to: "10.9.0.1/24", "default"
    RtMessage withoutState() const; // without the flags of a route that the kernel does not take

private:
    nlmsghdr* header();
    const nlmsghdr* header() const;
    template<typename Content> const Content& content() const;
    nlattr* find(int attribute) const;
    std::string value(int attribute) const; // "" where it has none
    bool fits(std::size_t size);

    std::vector<std::uint32_t> m_words; // for the kernel's structures lie aligned
};

using RtMessages = std::vector<RtMessage>;

// In the kernel's order.
Result<RtMessages> addressesOf(nl_sock* socket, std::uint32_t device);
// Of all tables and both families: those that leave by the device, and those whose preferred source is one of
// its addresses, for they go with the address.
Result<RtMessages> routesOf(nl_sock* socket, std::uint32_t device, const RtMessages& addresses);

// Those of `all` that are, or are not, among the known ones.
RtMessages among(RtMessages all, const RtMessages& known);
RtMessages without(RtMessages all, const RtMessages& known);

// RTM_NEWADDR or RTM_NEWROUTE, or RTM_DEL… of it. errno, 0 where it was done.
int addToKernel(nl_sock* socket, const RtMessage& message);
int removeFromKernel(nl_sock* socket, const RtMessage& message);

std::string toHex(std::string_view bytes);
std::string fromHex(std::string_view text); // "" where it is none

} // namespace hookwalk::kernel
