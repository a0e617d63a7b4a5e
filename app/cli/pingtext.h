// What `hookwalk-cli ping` prints: for people, and the summary as JSON.
#pragma once

#include "session/session.h"
#include "traversal/walk.h"

#include <nlohmann/json.hpp>

namespace hookwalk::cli
{

// All that the summary tells besides the pings themselves.
struct PingContext {
    const protocol::LabMade& lab;
    const protocol::TraceShown& trace;
    std::size_t events = 0;
    std::uint64_t eventsLost = 0;
};

// Where it is sent and where the events come from: two lines.
std::string headText(const PingContext& context, const session::PingRequest& request);
// A line for the packet, one a step, one for how it ended.
std::string walkText(const Trace& trace, const Walk& walk);
std::string summaryText(const PingContext& context, const session::PingSummary& summary);
nlohmann::ordered_json summaryJson(const PingContext& context, const session::PingSummary& summary);

} // namespace hookwalk::cli
