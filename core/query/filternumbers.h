// SPDX-License-Identifier: GPL-3.0-or-later
// The numbers and times of the filter's language. Internal to query.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace hookwalk::query
{

std::optional<std::uint32_t> numberIn(std::string_view text,
                                      std::uint32_t most); // decimal; nothing: it is none

struct Moment {
    std::int64_t us = 0;
    bool isOfDay = false; // since midnight; else on the log's clock
};
// "10:42", "10:42:31.402": of a day; "31.402": seconds on the log's clock.
std::optional<Moment> momentIn(std::string_view text);

} // namespace hookwalk::query
