// SPDX-License-Identifier: GPL-3.0-or-later
// What is set up and asked around a ping run, as it follows from the request and the place it runs in.
#pragma once

#include "protocol/messages.h"
#include "session/ping.h"

namespace hookwalk::session
{

// More than 100 pings, less than a millisecond apart: details (rules, connections, frames) would slow them
// down.
bool isTooFastForDetails(const PingRequest& request);

// Whose packets are traced: destination, source, those that the request names, and the lab's server where
// the destination may be translated to it.
std::vector<IpAddress> addressesOf(const PingRequest& request, const protocol::LabMade& lab);

// Where would the probe go?
protocol::RouteQuestion routeQuestion(const PingRequest& request, const protocol::LabMade& lab);

} // namespace hookwalk::session
