// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chaintimes.h"

namespace hookwalk::ui
{

std::vector<ChainTime> chainTimes(const Walk& walk)
{
    std::vector<ChainTime> times;
    const Stop* before = nullptr;
    for (const Stop& stop : walk.stops) {
        if (!stop.toldUs || stop.stage.kind != StageKind::Chain || stop.inChain)
            continue;
        if (before)
            times.push_back({before->stage.chain, *stop.toldUs - *before->toldUs});
        before = &stop;
    }
    return times;
}

} // namespace hookwalk::ui
