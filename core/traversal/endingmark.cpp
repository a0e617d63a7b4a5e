// SPDX-License-Identifier: GPL-3.0-or-later
#include "traversal/endingmark.h"

#include <algorithm>
#include <array>

namespace hookwalk
{

EndingMark markOf(const Ending& ending)
{
    constexpr std::array byRule{"rule-drop", "invalid-dropped", "unexplained", ""};
    switch (ending.kind) {
    case EndingKind::Transmitted:
        return EndingMark::Transmitted;
    case EndingKind::Delivered:
        return EndingMark::Delivered;
    case EndingKind::Rejected:
        return EndingMark::Rejected;
    case EndingKind::Redirected:
        return EndingMark::Redirected;
    case EndingKind::Queued:
        return EndingMark::Queued;
    case EndingKind::Stolen:
        return EndingMark::Stolen;
    case EndingKind::Unknown:
        return EndingMark::Unknown;
    case EndingKind::Dropped:
        break;
    }
    if (ending.code == "rule-reject")
        return EndingMark::Rejected;
    if (ending.code == "policy-drop")
        return EndingMark::DroppedByPolicy;
    const bool inChain = ending.isAt(StageKind::Chain) || ending.isAt(StageKind::BaseChain) || !ending.at;
    return inChain && std::ranges::find(byRule, ending.code) != byRule.end() ? EndingMark::DroppedByRule
                                                                             : EndingMark::DroppedByKernel;
}

bool isDrop(EndingMark mark)
{
    return mark == EndingMark::DroppedByRule || mark == EndingMark::DroppedByPolicy ||
           mark == EndingMark::DroppedByKernel || mark == EndingMark::Rejected;
}

} // namespace hookwalk
