// SPDX-License-Identifier: GPL-3.0-or-later
// The checksum of IPv4 headers and ICMP, RFC 1071, of which the helper writes a few itself.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace hookwalk::kernel
{

// In host order, over bytes whose own checksum is 0.
inline std::uint16_t checksumOf(std::span<const std::uint8_t> bytes)
{
    std::uint32_t sum = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i)
        sum += i % 2 == 0 ? std::uint32_t{bytes[i]} << 8 : bytes[i];
    while (sum >> 16 != 0)
        sum = (sum & 0xffff) + (sum >> 16);
    return static_cast<std::uint16_t>(~sum);
}

} // namespace hookwalk::kernel
