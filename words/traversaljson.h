// SPDX-License-Identifier: GPL-3.0-or-later
// The JSON objects of `hookwalk-cli traversals`.
#pragma once

#include "traversal/walk.h"

#include <nlohmann/json.hpp>

namespace hookwalk
{

// `packet` counts from 1 in the order of first sighting; reply_to is such a number or null.
nlohmann::ordered_json toJson(const Trace& trace, const Walk& walk);
// {"connection": …}: its addresses before and after NAT. For a log that tells of connections only.
nlohmann::ordered_json toJson(const Connection& connection);

} // namespace hookwalk
