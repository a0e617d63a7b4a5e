// SPDX-License-Identifier: GPL-3.0-or-later
// A packet inside another one: VXLAN, Geneve, GRE, IP in IP. They are two packets, each with its own way; a log that shows
// both tells by order, lengths and devices which belong together.
#pragma once

#include "traversal/trace.h"

#include <optional>
#include <string_view>

namespace hookwalk
{

struct TunnelLink {
    TraversalIndex packet = noIndex; // the other one
    std::string_view kind;           // "VXLAN", "Geneve", "GRE", "IP in IP"
    bool isSent = false;             // put in here; else it came so and was taken out here
};

// The packet inside this one. Nothing where none fits exactly (several fragments or segments of one have other lengths), or
// where more than one may be it.
std::optional<TunnelLink> carriedBy(const Trace& trace, TraversalIndex outer);
// The packet that this one was inside of.
std::optional<TunnelLink> carrierOf(const Trace& trace, TraversalIndex inner);
// Made by a tunnel of this machine, as far as its headers, POSTROUTING and the devices tell: what it carries need not be
// known. Nobody answers it as such.
bool isOfTunnel(const Trace& trace, TraversalIndex outer);
// To go on inside another one, which is told of, too (kernel/sources/carriers).
bool wentIntoTunnel(const Trace& trace, TraversalIndex inner);

} // namespace hookwalk
