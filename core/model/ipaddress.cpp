// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/ipaddress.h"

#include <algorithm>
#include <arpa/inet.h>
#include <cstring>

namespace hookwalk
{

namespace
{
constexpr std::array<std::uint8_t, 12> mappedPrefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
}

bool IpAddress::isNull() const
{
    return *this == IpAddress{};
}

bool IpAddress::isV4() const
{
    return std::equal(mappedPrefix.begin(), mappedPrefix.end(), bytes.begin());
}

bool IpAddress::isLoopback() const
{
    constexpr std::array<std::uint8_t, 16> v6Loopback{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
    return isV4() ? bytes[12] == 127 : bytes == v6Loopback;
}

bool IpAddress::isMulticast() const
{
    return isV4() ? bytes[12] >> 4 == 14 : bytes[0] == 0xff;
}

IpAddress IpAddress::v4(std::uint32_t hostOrder)
{
    IpAddress address;
    std::ranges::copy(mappedPrefix, address.bytes.begin());
    for (unsigned i = 0; i < 4; ++i)
        address.bytes[12 + i] = static_cast<std::uint8_t>(hostOrder >> (24 - 8 * i));
    return address;
}

std::optional<IpAddress> IpAddress::parse(std::string_view text)
{
    std::array<char, INET6_ADDRSTRLEN + 1> buffer{};
    if (text.empty() || text.size() >= buffer.size())
        return std::nullopt;
    text.copy(buffer.data(), text.size());
    in_addr four{};
    if (inet_pton(AF_INET, buffer.data(), &four) == 1)
        return v4(ntohl(four.s_addr));
    IpAddress address;
    if (inet_pton(AF_INET6, buffer.data(), address.bytes.data()) == 1)
        return address;
    return std::nullopt;
}

std::string IpAddress::toString() const
{
    std::array<char, INET6_ADDRSTRLEN> buffer{};
    if (isV4())
        inet_ntop(AF_INET, bytes.data() + 12, buffer.data(), buffer.size());
    else
        inet_ntop(AF_INET6, bytes.data(), buffer.data(), buffer.size());
    return buffer.data();
}

} // namespace hookwalk
