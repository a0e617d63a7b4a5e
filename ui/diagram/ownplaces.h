// SPDX-License-Identifier: GPL-3.0-or-later
// The diagram with the base chains of a ruleset that are none of the 17: cards grow to hold them in the order
// in which they run, and fold those that find no room. The set belongs to the recording, not to the packet in
// view: going from packet to packet moves nothing.
#pragma once

#include "traversal/ownchains.h"
#include "ui/diagram/layout.h"

namespace hookwalk::ui
{

struct OwnPlaces {
    std::vector<OwnChain> chains;                     // all of the ruleset
    bool isAllShown = false;                          // else those that were met, or that decided
    std::string tunIn, networkIn, networkOut, tunOut; // the devices at the ports

    bool isShown(const OwnChain& chain) const { return isAllShown || chain.wasMet || chain.hasDecided; }
    bool operator==(const OwnPlaces&) const = default;
};

// `ruleset`: where the priorities of the 17 come from; null: the usual ones.
Layout withOwnPlaces(const Layout& atRest, const Ruleset* ruleset, const OwnPlaces& own);

// The chain stands at the hook of IP; those of bridges and devices stand elsewhere.
bool stands(const OwnChain& chain, Hook hook);

// "+10", "0", "−300", as nft has it
QString priorityText(int priority);
// With the order among chains of the same priority, where one was observed: "0, after filter"; in less room
// "= 0", or "0".
enum class PriorityWords { Full, Brief, Bare };
QString priorityText(const OwnChain& chain, PriorityWords words);

} // namespace hookwalk::ui
