// SPDX-License-Identifier: GPL-3.0-or-later
// An IPv4 or IPv6 address as 16 bytes, small enough to be held in every event.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hookwalk
{

// IPv4 is held in its IPv6-mapped form ::ffff:a.b.c.d (RFC 4291, 2.5.5.2). All zero: no address.
struct IpAddress {
    std::array<std::uint8_t, 16> bytes{};

    constexpr auto operator<=>(const IpAddress&) const = default; // NOLINT(modernize-use-nullptr)
    bool isNull() const;
    bool isV4() const;
    bool isLoopback() const;  // 127.0.0.0/8 or ::1
    bool isMulticast() const; // 224.0.0.0/4 or ff00::/8

    static IpAddress v4(std::uint32_t hostOrder);
    // Dotted IPv4 with four decimal numbers, or IPv6 in any of its forms (RFC 4291, 2.2); nothing else.
    static std::optional<IpAddress> parse(std::string_view text);
    std::string toString() const; // dotted, or IPv6 as RFC 5952 writes it
};

} // namespace hookwalk
