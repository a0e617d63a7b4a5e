// SPDX-License-Identifier: GPL-3.0-or-later
// What is traced and asked around a ping run; follows from the request and the place.
#pragma once

#include "protocol/messages.h"
#include "session/ping.h"
#include "traversal/inquiry.h"

namespace hookwalk::session
{

quint8 ipProtocol(const PingRequest& request); // IANA number

// More than 100 pings, less than a millisecond apart: details (rules, connections, frames) would slow them
// down.
bool isTooFastForDetails(const PingRequest& request);

// Whose packets are traced: source, destination, the addresses that the request adds, and the lab's server if
// the destination may be translated to it.
std::vector<IpAddress> addressesOf(const PingRequest& request, const protocol::LabMade& lab);

// Where would the probe go?
protocol::RouteQuestion routeQuestion(const PingRequest& request, const protocol::LabMade& lab);
// And where those that the traces leave open?
std::vector<protocol::RouteQuestion> routeQuestions(const std::vector<RouteSearch>& open);

} // namespace hookwalk::session
