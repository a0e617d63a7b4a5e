// SPDX-License-Identifier: GPL-3.0-or-later
// An address with its prefix length, as ip(8) writes it: 192.0.2.1/24, 2001:db8::1/64.
#pragma once

#include "model/ipaddress.h"

namespace hookwalk
{

struct Network {
    IpAddress address;
    std::uint8_t prefix = 0; // 0 to longestPrefix()

    bool operator==(const Network&) const = default;
    static std::optional<Network> parse(std::string_view text); // nothing else than the form above
    Network subnet() const; // its first address: the bits behind the prefix are zero
    bool contains(const IpAddress& other) const;
    bool overlaps(const Network& other) const;
    std::string toString() const;
};

constexpr unsigned longestPrefix(bool isV4)
{
    return isV4 ? 32 : 128;
}
bool isLinkLocal(const IpAddress& address); // fe80::/10 (RFC 4291, 2.5.6): the kernel makes them itself

} // namespace hookwalk
