// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/level.h"

#include <algorithm>
#include <type_traits>

namespace hookwalk::protocol
{

namespace
{

template<typename Message, typename... Others>
constexpr bool isOneOf = (std::is_same_v<Message, Others> || ...);

} // namespace

std::optional<Level> levelNamed(std::string_view word)
{
    const auto found = std::ranges::find(levelWords, word);
    return found == levelWords.end() ? std::nullopt : std::optional(Level(found - levelWords.begin()));
}

// A verb that is not listed here, a new one perhaps, counts as a change. UseHost restores what a killed
// helper has left, but that is no change that a person asks for.
Level levelOf(const Request& request)
{
    return std::visit(
        [](const auto& message) {
            using Message = std::decay_t<decltype(message)>;
            if (isOneOf<Message, Hello, UseHost, Examine, ShowTrace, ShowRules, ShowGateway, WatchDevices,
                        MarkCounters, Investigate, Sync>)
                return Level::Look;
            return isOneOf<Message, OpenTun, SetTrace, ClearTrace, Canary, SendHere> ? Level::Trace
                                                                                     : Level::Change;
        },
        request);
}

} // namespace hookwalk::protocol
