// What came of a packet at a chain, and which rule said so.
#pragma once

#include "traversal/ruleset.h"
#include "traversal/walk.h"

#include <QString>

namespace hookwalk::ui
{

// "accept, by rule 2", "drop, by the policy"; "" where nftrace told of no verdict. `ruleset`: null where this
// log does not hold one; then the rule has no number.
QString verdictText(const Ruleset* ruleset, const Stop& stop);

} // namespace hookwalk::ui
