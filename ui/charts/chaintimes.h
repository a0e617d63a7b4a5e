// SPDX-License-Identifier: GPL-3.0-or-later
// How long a packet was in each chain, as far as its lines tell.
#pragma once

#include "traversal/walk.h"

#include <vector>

namespace hookwalk::ui
{

struct ChainTime {
    Chain chain;
    double us = 0; // until the next line, what lies between included
};
std::vector<ChainTime> chainTimes(const Walk& walk);

} // namespace hookwalk::ui
