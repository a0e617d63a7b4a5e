// SPDX-License-Identifier: GPL-3.0-or-later
// What `hookwalk-cli ping` and `explain` print: for people, and the summary as JSON.
#pragma once

#include "session/session.h"
#include "traversal/trace.h"

#include <nlohmann/json.hpp>

namespace hookwalk::cli
{

// What the summary needs besides the pings.
struct PingContext {
    const protocol::LabMade& lab;
    const protocol::TraceShown& trace;
    const Trace& events;
    std::uint64_t eventsLost = 0;
    const protocol::Lost& lost;
    Said detailsOff; // see session::Session::detailsOffReason()
    bool isLab = true;
    std::string netns = {}; // instead of the machine's own, as it was given; "" it is that
};

// Two lines: where the probe goes, and where the events come from.
std::vector<std::string> headText(const PingContext& context, const session::PingRequest& request);
std::vector<std::string> summaryText(const PingContext& context, const session::PingSummary& summary);
nlohmann::ordered_json summaryJson(const PingContext& context, const session::PingSummary& summary);

} // namespace hookwalk::cli
