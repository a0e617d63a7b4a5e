// SPDX-License-Identifier: GPL-3.0-or-later
// The bytes of a packet's headers again, as far as its line tells of them: IP, and the ports, flags and numbers behind it.
// What no line has stays zero: the sequence numbers of TCP (unless logged), checksums but IPv4's own, which is worked out.
#pragma once

#include "wire/logline.h"

#include <cstdint>
#include <vector>

namespace hookwalk::wire
{

// `protocol`: IANA number. Empty where the line has no addresses.
std::vector<std::uint8_t> headerBytes(const PacketPart& packet, std::uint8_t protocol);

} // namespace hookwalk::wire
