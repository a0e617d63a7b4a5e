// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/pathmarks.h"

#include "ui/theme/text.h"

#include <algorithm>

namespace hookwalk::ui
{

std::vector<PathMark> pathMarks(const Walk& walk)
{
    std::vector<PathMark> marks;
    std::optional<Hook> hook;
    for (const Stop& stop : walk.stops) {
        const bool own = stop.stage.kind == StageKind::BaseChain;
        if ((stop.stage.kind != StageKind::Chain && !own) || stop.inChain)
            continue;
        if (hook && *hook != stop.stage.chain.hook)
            marks.push_back({PathMark::Kind::HookGap});
        hook = stop.stage.chain.hook;
        const auto kind = own                              ? PathMark::Kind::Own
                          : stop.kind == StopKind::Skipped ? PathMark::Kind::Skipped
                                                           : PathMark::Kind::Chain;
        marks.push_back({kind, stop.stage.chain.table});
        if (stop.copy)
            marks.push_back({PathMark::Kind::Copied});
    }
    const auto ending = walk.ending.kind;
    if (isDropped(ending))
        marks.push_back({PathMark::Kind::Dropped});
    else if (ending != EndingKind::Transmitted && ending != EndingKind::Delivered)
        marks.push_back({PathMark::Kind::Ended});
    return marks;
}

QString chainsInWords(const Walk& walk)
{
    QStringList hooks;
    std::optional<Hook> hook;
    for (const Stop& stop : walk.stops) {
        if (stop.stage.kind != StageKind::Chain || stop.inChain)
            continue;
        const auto text = [](std::string_view name) {
            return QString::fromUtf8(name.data(), std::ssize(name));
        };
        const QString table = text(name(stop.stage.chain.table));
        const QString chain = stop.kind == StopKind::Skipped ? tr("%1 skipped").arg(table) : table;
        if (hook == stop.stage.chain.hook)
            hooks.last() += QStringLiteral(", ") + chain;
        else
            hooks << QStringLiteral("%1: %2").arg(text(name(stop.stage.chain.hook)), chain);
        hook = stop.stage.chain.hook;
    }
    return hooks.join(QStringLiteral(" · "));
}

std::optional<double> seenForUs(const Walk& walk)
{
    std::optional<double> last;
    for (const Stop& stop : walk.stops) {
        if (stop.toldUs)
            last = stop.toldUs;
    }
    return last;
}

std::optional<double> toldUs(std::optional<double> seen, double us)
{
    return seen ? std::optional(std::clamp(us, 0.0, std::max(0.0, *seen))) : std::nullopt;
}

} // namespace hookwalk::ui
