// SPDX-License-Identifier: GPL-3.0-or-later
// Integers out of JSON that somebody else wrote: nlohmann's own get() turns 1e300 or -1 into whatever comes
// of it.
#pragma once

#include <concepts>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

namespace hookwalk::wire
{

// Nothing where the value is no integer or does not fit.
template<std::integral Integer> std::optional<Integer> integerOf(const nlohmann::json& value)
{
    if (const auto* number = value.get_ptr<const nlohmann::json::number_unsigned_t*>())
        return std::in_range<Integer>(*number) ? std::optional(static_cast<Integer>(*number)) : std::nullopt;
    if (const auto* number = value.get_ptr<const nlohmann::json::number_integer_t*>())
        return std::in_range<Integer>(*number) ? std::optional(static_cast<Integer>(*number)) : std::nullopt;
    return std::nullopt;
}

// The same of a member; `otherwise` also where there is none.
template<std::integral Integer>
Integer integerOr(const nlohmann::json& object, const char* name, Integer otherwise)
{
    const auto found = object.find(name);
    return found == object.end() ? otherwise : integerOf<Integer>(*found).value_or(otherwise);
}

} // namespace hookwalk::wire
