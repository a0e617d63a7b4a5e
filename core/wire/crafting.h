// SPDX-License-Identifier: GPL-3.0-or-later
// What libtins does for a probe: a part of its own (model/part.h). Internal to wire.
#pragma once

#include "wire/probe.h"

namespace hookwalk::wire
{

struct CraftedPiece {
    std::size_t offset = 0; // in the IP payload, a multiple of 8
    std::span<const std::uint8_t> bytes;
    bool isLast = false;
};

struct Crafting {
    Packet (*whole)(const Probe& probe); // checksums filled in; no damage
    Packet (*piece)(const Probe& probe, std::uint8_t ipProtocol, const CraftedPiece& piece);
};

} // namespace hookwalk::wire
