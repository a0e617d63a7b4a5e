// SPDX-License-Identifier: GPL-3.0-or-later
// What a person is to be told, as a code and values: words/ has the sentence of each code in their language.
// So nothing below session builds a sentence, and a code says the same to a script in every language.
#pragma once

#include <string>
#include <type_traits>
#include <vector>

namespace hookwalk
{

struct Said {
    std::string code;                // "device-held"; "": nothing is said
    std::vector<std::string> values; // %1, %2, … of its sentence: UTF-8, and not for translation

    bool isEmpty() const { return code.empty(); }
    bool operator==(const Said&) const = default;
};

// Several sentences, one behind the other.
using Sentences = std::vector<Said>;

// say("device-held", name, holder): numbers are written as they are.
template<typename... Values> Said say(std::string code, const Values&... values)
{
    const auto text = [](const auto& value) {
        if constexpr (std::is_arithmetic_v<std::remove_cvref_t<decltype(value)>>)
            return std::to_string(value);
        else
            return std::string(value);
    };
    return {std::move(code), {text(values)...}};
}

} // namespace hookwalk
