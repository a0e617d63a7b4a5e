// SPDX-License-Identifier: GPL-3.0-or-later
// The JSON objects of `hookwalk-cli decode` (fields: see the manual page hookwalk-cli(1)).
#pragma once

#include "wire/fields.h"

#include <nlohmann/json.hpp>

namespace hookwalk::wire
{

// `lineNumber` counts from 1. Tokens absent in the line are absent in the object; numbers are numbers,
// addresses and hex fields are as printed.
nlohmann::ordered_json toJson(const LogLine& line, std::uint64_t lineNumber);
// {"field": [old, new]}; an absent token is null.
nlohmann::ordered_json toJson(const std::vector<FieldChange>& changes);
// One line of text for an object: never throws, bytes that are not UTF-8 become U+FFFD.
std::string dumpLine(const nlohmann::ordered_json& object);

} // namespace hookwalk::wire
