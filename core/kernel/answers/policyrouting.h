// SPDX-License-Identifier: GPL-3.0-or-later
// What decides beside the tables that a route is usually looked up in: rules of `ip rule`, routes that refuse in
// any table, and next hops that do not answer (rtnetlink(7)).
#pragma once

#include "kernel/netlink/netlink.h"

#include <nlohmann/json_fwd.hpp>

namespace hookwalk::kernel
{

// The lists "policy" and "neighbours" of wire/factline.h.
Result<nlohmann::ordered_json> readPolicy(nl_sock* socket);
Result<nlohmann::ordered_json> readNeighbours(nl_sock* socket); // those that have not answered

} // namespace hookwalk::kernel
