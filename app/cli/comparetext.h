// SPDX-License-Identifier: GPL-3.0-or-later
// Two packets' ways beside each other as lines of text and as JSON, and the saved logs that they come from.
#pragma once

#include "query/comparison.h"

#include <nlohmann/json.hpp>
#include <QString>
#include <string>
#include <vector>

namespace hookwalk::cli
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

    Side a, b;
    query::Comparison comparison;
};

std::vector<std::string> toText(const Compared& compared);
nlohmann::ordered_json toJson(const Compared& compared);

struct SavedPacket {
    std::string file;
    Trace trace;
    TraversalIndex packet = noIndex; // noIndex: the locator names none
};
Result<SavedPacket> openLocator(const QString& argument);

} // namespace hookwalk::cli
