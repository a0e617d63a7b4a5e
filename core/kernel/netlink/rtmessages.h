// SPDX-License-Identifier: GPL-3.0-or-later
// Addresses and routes of a device as the kernel sends them (rtnetlink(7)), kept byte for byte so that they
// can be added again, as with `ip address save` and `ip address restore`.
#pragma once

#include "change/change.h"
#include "kernel/netlink/netlink.h"
#include "model/network.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hookwalk::kernel
{

// A message about an address (RTM_NEWADDR) or a route (RTM_NEWROUTE) of IPv4 or IPv6. parse() is the only way
// from bytes to a message, and checks every length in them, so that no other code has to.
class RtMessage
{
public:
    // Nothing where a length is wrong or the message is of another kind.
    static std::optional<RtMessage> parse(std::string_view bytes);
    // flags: IFA_F_…, the lowest eight.
    static RtMessage ofAddress(std::uint32_t device, const Network& network, std::uint8_t flags = 0);

    std::string_view bytes() const;
    bool isAddress() const;
    bool isV6() const;
    std::uint32_t addressOwner() const;          // of an address: the index of its device
    std::string localAddress() const;            // bytes, in network order
    std::optional<Network> network() const;      // of an address: it and its prefix
    bool leavesBy(std::uint32_t device) const;   // of a route: one of its next hops does
    std::string preferredSource() const;         // of a route; "" none
    bool isFrom(int protocol, int prefix) const; // of a route: protocol (RTPROT_…), prefix length
    bool isCloned() const;                       // a cache entry of another route (RTM_F_CLONED)
    bool isSecondary() const;                    // IFA_F_SECONDARY: another address comes first
    // Made by the kernel itself when a device comes up: a link-local address, a route of protocol "kernel".
    bool isMadeByKernel() const;
    // Whether the kernel makes this route for the address: it is its source, or within the same network.
    bool goesWith(const RtMessage& address) const;
    // Identifies the address or route: equal for two messages about the same one, whatever its times and
    // state.
    std::string key() const;
    std::string describe() const;   // the address, or where the route leads to: "10.9.0.1/24", "default"
    RtMessage withoutState() const; // without route flags that the kernel only reports
    // Of a route that a person or program has set, as one that was lost with `name`. `nameOf`: of a device by its index,
    // "" of none. Nothing: it is of another kind.
    using NameOf = std::function<std::string(std::uint32_t)>;
    std::optional<change::RestoreRoute> asChange(const std::string& name, const NameOf& nameOf) const;
    RtMessage through(std::uint32_t was, std::uint32_t now) const; // with another device for one of its hops'
    // IPv6 has a route for each next hop, which come and go by themselves, and tells of them as one
    // (rt6_fill_node() in net/ipv6/route.c): each of them. Of another message: itself.
    std::vector<RtMessage> apart() const;

private:
    nlmsghdr* header();
    const nlmsghdr* header() const;
    template<typename Content> const Content& content() const;
    nlattr* find(int attribute) const;
    std::string value(int attribute) const; // "" where it has none
    bool fits(std::size_t size);

    std::vector<std::uint32_t> m_words; // aligned, as the kernel's structures must be
};

using RtMessages = std::vector<RtMessage>;

// In the kernel's order.
Result<RtMessages> addressesOf(nl_sock* socket, std::uint32_t device);
// Of all tables and both families: those through the device, and those whose preferred source is one of the
// addresses, because they are deleted with the address.
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
