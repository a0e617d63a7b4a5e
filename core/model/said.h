// SPDX-License-Identifier: GPL-3.0-or-later
// A message for people as a code and values: words/ has the sentence of each code, in their language. So
// nothing below session builds a sentence, and scripts get the same code in every language.
#pragma once

#include <string>
#include <type_traits>
#include <vector>

namespace hookwalk
{

struct Said {
    std::string code;                // "device-held"; "": nothing is said
    std::vector<std::string> values; // %1, %2, … of its sentence: UTF-8, and not for translation
    int systemError = 0;             // %e: errno, where it stands without an Error

    bool isEmpty() const { return code.empty(); }
    bool operator==(const Said&) const = default;
};

// Several sentences, one behind the other.
using Sentences = std::vector<Said>;

// Separates code and values where a Said is itself a value of another Said: the ASCII unit separator.
inline constexpr char saidSeparator = '\x1f';

template<typename Value> std::string saidValue(const Value& value)
{
    if constexpr (std::is_same_v<Value, Said>) {
        std::string all = value.code;
        for (const auto& inner : value.values)
            (all += saidSeparator) += inner;
        return all;
    } else if constexpr (std::is_arithmetic_v<Value>) {
        return std::to_string(value);
    } else {
        return std::string(value);
    }
}

// say("device-held", name, holder). Values are texts, numbers, or a Said, which the sentence shows by %w1,
// %w2, ….
template<typename... Values> Said say(std::string code, const Values&... values)
{
    return {std::move(code), {saidValue(values)...}};
}

} // namespace hookwalk
