// SPDX-License-Identifier: GPL-3.0-or-later
// The numbers of pcapng that reader and writer share (draft-ietf-opsawg-pcapng, section 4).
#pragma once

#include <cstdint>

namespace hookwalk::wire::pcapng
{

enum Block : std::uint32_t {
    InterfaceDescription = 1,
    OldPacket = 2, // before the enhanced one
    SimplePacket = 3,
    EnhancedPacket = 6,
    SectionHeader = 0x0a0d0d0a,
};
inline constexpr std::uint32_t byteOrder = 0x1a2b3c4d; // as its writer's machine has it

enum Option : std::uint16_t {
    EndOfOptions = 0,
    Comment = 1,
    InterfaceName = 2,
    PacketFlags = 2, // of a packet; bits 0 and 1: 1 inbound, 2 outbound
    UserApplication = 4,
    TimeResolution = 9,
    TimeOffset = 14,
};
inline constexpr std::uint32_t inbound = 1, outbound = 2, directionBits = 3;

constexpr std::uint32_t padded(std::uint32_t size)
{
    return (size + 3) & ~3U;
}

} // namespace hookwalk::wire::pcapng
