// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/network.h"

#include <algorithm>
#include <charconv>

namespace hookwalk
{

std::optional<Network> Network::parse(std::string_view text)
{
    const auto slash = text.find('/');
    if (slash == text.npos)
        return std::nullopt;
    const auto found = IpAddress::parse(text.substr(0, slash));
    const auto digits = text.substr(slash + 1);
    const bool plain = !digits.empty() && digits.size() <= 3 &&
                       std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
    unsigned length = 0;
    if (!found || found->isNull() || !plain ||
        std::from_chars(digits.data(), digits.data() + digits.size(), length).ec != std::errc() ||
        length > longestPrefix(found->isV4()))
        return std::nullopt;
    return Network{*found, static_cast<std::uint8_t>(length)};
}

Network Network::subnet() const
{
    Network first = *this;
    const unsigned kept = prefix + (address.isV4() ? 96U : 0U); // IPv4 is held IPv6-mapped
    for (unsigned bit = kept; bit < 128; ++bit)
        first.address.bytes[bit / 8] &= static_cast<std::uint8_t>(~(0x80U >> bit % 8));
    return first;
}

bool Network::contains(const IpAddress& other) const
{
    const unsigned bits = prefix + (address.isV4() ? 96U : 0U); // an IPv4 address is held as ::ffff:a.b.c.d
    for (unsigned bit = 0; bit < bits; ++bit) {
        const auto mask = static_cast<std::uint8_t>(0x80U >> bit % 8);
        if ((address.bytes[bit / 8] ^ other.bytes[bit / 8]) & mask)
            return false;
    }
    return true;
}

bool Network::overlaps(const Network& other) const
{
    return contains(other.address) || other.contains(address);
}

std::string Network::toString() const
{
    return address.toString() + '/' + std::to_string(prefix);
}

bool isLinkLocal(const IpAddress& address)
{
    return !address.isV4() && address.bytes[0] == 0xfe && (address.bytes[1] & 0xc0) == 0x80;
}

} // namespace hookwalk
