// SPDX-License-Identifier: GPL-3.0-or-later
// Two packets' ways beside each other as lines of text and as JSON.
#pragma once

#include "query/comparison.h"

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace hookwalk::exports
{

struct Compared {
    struct Side {
        const Trace& trace;
        Walk walk;
    };
    Compared(Side first, Side second)
        : a(std::move(first))
        , b(std::move(second))
        , comparison(query::compare({a.trace, a.walk}, {b.trace, b.walk}))
    {
    }

    // A's stop of the pair, else B's.
    const Stop& stopOf(const query::StepPair& pair) const
    {
        return pair.stopOfA >= 0 ? a.walk.stops[static_cast<std::size_t>(pair.stopOfA)]
                                 : b.walk.stops[static_cast<std::size_t>(pair.stopOfB)];
    }

    Side a, b;
    query::Comparison comparison;
};

std::vector<std::string> toText(const Compared& compared);
nlohmann::ordered_json toJson(const Compared& compared);

} // namespace hookwalk::exports
