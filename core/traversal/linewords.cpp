// SPDX-License-Identifier: GPL-3.0-or-later
#include "traversal/linewords.h"

namespace hookwalk
{

std::optional<BridgePorts> bridgeThatPassed(const Trace& trace, const TraceEvent& forwarded,
                                            const TraceEvent* before)
{
    if (forwarded.in == 0 || forwarded.in != forwarded.out)
        return std::nullopt;
    const auto line = trace.line(forwarded);
    if (line.physin.empty() || line.physout.empty() || line.physin == line.physout ||
        (before && before->ttl != forwarded.ttl))
        return std::nullopt;
    return BridgePorts{std::string(line.physin), std::string(line.physout)};
}

Said saidOf(const wire::PlaceHint& hint)
{
    const auto place = hint.place();
    if (hint.by == "ulogd2") // it tells the number of the hook
        return say("logged-in-hook", place);
    return place.empty()          ? say("hint-of-verdict", hint.by, hint.verdict)
           : hint.verdict.empty() ? say("hint-of-place", hint.by, place)
                                  : say("hint-of-place-and-verdict", hint.by, place, hint.verdict);
}

} // namespace hookwalk
