// SPDX-License-Identifier: GPL-3.0-or-later
// One probe and its answers among the packets of a trace, and the outcome.
#pragma once

#include "session/ping.h"
#include "traversal/walk.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

namespace hookwalk::cli
{

struct Exchange {
    std::vector<TraversalIndex> packets; // in the order they were seen
    // Of each that was sent which of them it is; noIndex: nothing saw it. Of a handshake: the SYN.
    std::vector<TraversalIndex> probes;
    TraversalIndex first() const; // the first that was seen
};

Exchange exchangeOf(const Trace& trace, const session::PingRequest& request);

struct Outcome {
    Said decision;    // "sent on by eth0", "dropped at filter FORWARD", …
    Said answer;      // "none came", "echo reply from 203.0.113.29 after 35.1 us", …; "" not read
    std::string code; // see causeCodes; "": nothing went wrong, or the cause is unknown
    Sentences reason, evidence;
    std::vector<std::string> connection; // a line for each tuple
    bool isGood = false;                 // it was answered or delivered
    TraversalIndex packet = noIndex;     // noIndex: nothing saw it
};

// One of each probe that was sent. `results`: what was read from the tun.
std::vector<Outcome> outcomesOf(const Trace& trace, const Exchange& exchange,
                                const session::PingRequest& request,
                                const QVector<session::PingResult>& results);
std::vector<std::string> toText(const Outcome& outcome, bool ofSeveral);
nlohmann::ordered_json toJson(const Outcome& outcome);

} // namespace hookwalk::cli
