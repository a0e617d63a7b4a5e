// SPDX-License-Identifier: GPL-3.0-or-later
// Walks for tests of the diagram: those of the real traces, and of made-up logs for what no trace shows.
#pragma once

#include "traversal/walk.h"

#include <string>
#include <vector>

namespace hookwalk::test
{

std::vector<Walk> walksOfTrace(const std::string& name); // a file of tests/data/traces
std::vector<Walk> walksOfText(std::string text);

Walk forwardedRequest(); // echo request, first of its connection: nat is run
Walk forwardedReply();   // its reply: both nat chains skipped, the destination rewritten by conntrack
Walk localIn();          // nat before security in INPUT, as iptables-nft has it
Walk localAnswer();      // the answer to it, out by eth0
Walk localOutToTun();    // ping -I tun0
Walk forwardingOff();    // ip_forward=0: dropped at the routing decision
Walk timeToLiveRanOut(); // TTL 1: dropped at the routing decision
Walk droppedInFilter();  // filter FORWARD drops
Walk throughLoopback();  // the machine pings itself

} // namespace hookwalk::test
