// SPDX-License-Identifier: GPL-3.0-or-later
// The IP packet in a captured frame, and what the frame's head says of device and direction. Link types:
// https://www.tcpdump.org/linktypes.html
#pragma once

#include "wire/capture/capturefile.h"

#include <cstdint>
#include <optional>
#include <span>

namespace hookwalk::wire
{

struct LinkPayload {
    std::span<const std::uint8_t> packet; // from the IP header on; may be cut anywhere
    Direction direction = Direction::Unknown;
    std::uint32_t deviceIndex = 0; // the kernel's number of the device; 0: not said
};

// Ethernet, raw IP, Linux cooked (v1, v2), BSD loopback.
bool isKnownLinkType(int linkType);
// Nothing where it is no IP. VLAN tags are passed over.
std::optional<LinkPayload> ipPacketIn(int linkType, std::span<const std::uint8_t> frame);

} // namespace hookwalk::wire
