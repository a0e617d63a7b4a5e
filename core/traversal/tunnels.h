// SPDX-License-Identifier: GPL-3.0-or-later
// A packet inside another one: VXLAN, Geneve, GRE, IP in IP. They are two packets, each with its own way; a log that shows
// both tells by order, lengths and devices which belong together. Ports are those of this machine's devices, where the kernel
// was asked for them (LinkState), and those that are usual.
#pragma once

#include "traversal/trace.h"

#include <optional>
#include <string_view>
#include <vector>

namespace hookwalk
{

struct TunnelLink {
    TraversalIndex packet = noIndex; // the other one
    std::string_view
        kind; // "VXLAN", "VXLAN-GPE", "Geneve", "GRE", "IP in IP"; these two over UDP: "FOU", "GUE"
    bool isSent = false; // put in here; else it came so and was taken out here
};

// The packet inside this one, or of which a fragment is. Nothing where none fits exactly (segments of one have other lengths),
// or where more than one may be it.
std::optional<TunnelLink> carriedBy(const Trace& trace, TraversalIndex outer);
// The packet that this one was inside of; where it went in fragments the first of them.
std::optional<TunnelLink> carrierOf(const Trace& trace, TraversalIndex inner);
// All that carried its fragments; those that are alike cannot be told apart, and are not among them.
std::vector<TunnelLink> carriersOf(const Trace& trace, TraversalIndex inner);
// Made by a tunnel of this machine, as far as its headers, POSTROUTING and the devices tell: what it carries need not be
// known. Nobody answers it as such.
bool isOfTunnel(const Trace& trace, TraversalIndex outer);
// By a tunnel of this machine, and not all of what it went on inside of is known (kernel/sources/carriers).
bool wentOnUnseen(const Trace& trace, TraversalIndex inner);
// A packet of the tunnel that this one went into: it came in behind it and before the kernel was asked, and what it carried was
// not told of. noIndex: there is none.
TraversalIndex mayHoldAnswerTo(const Trace& trace, TraversalIndex inner);

} // namespace hookwalk
