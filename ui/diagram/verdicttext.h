// SPDX-License-Identifier: GPL-3.0-or-later
// What came of a packet at a chain, and which rule said so.
#pragma once

#include "traversal/walk.h"

#include <QString>

namespace hookwalk::ui
{

// "accept, by rule 2", "drop, by the policy"; "" where nftrace told of no verdict.
QString verdictText(const Stop& stop);

} // namespace hookwalk::ui
