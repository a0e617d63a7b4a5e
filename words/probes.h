// SPDX-License-Identifier: GPL-3.0-or-later
// Probes, and what came back.
#pragma once

#include "protocol/messages.h"
#include "session/ping.h"
#include "traversal/traversal.h"

#include <string>

namespace hookwalk::words
{

// "UDP from 192.168.69.1 to port 9 of 203.0.113.29, 13 bytes of payload, TTL 64, written to tun0"
std::string probe(const session::PingRequest& request, const std::string& tun);
// "echo reply from 203.0.113.29, read after 35.1 us", "none came"; nothing where answers are not read.
Said answer(const session::PingResult& result);
// "3 sent, 2 received, 1 lost", and where something came back how long it took.
std::vector<std::string> summary(const session::PingSummary& summary);
// Why a packet came no further, in passing: "dropped by rule 1 of ip filter FORWARD", "no route"; "" not known.
std::string cause(const Ending& ending);
// One line: "4 sent, 4 answered, median 246 µs", "1 sent, no answer: dropped by …". `cause`: of the first packet that
// came no further, "" where none is known; allForThat: of all of them.
std::string outcome(const session::PingSummary& summary, const std::string& cause, bool allForThat);

} // namespace hookwalk::words
