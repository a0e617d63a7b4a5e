// SPDX-License-Identifier: GPL-3.0-or-later
// The content of lines about packets and rules (wire/factline.h) from events of nftrace.
#pragma once

#include <nlohmann/json_fwd.hpp>

namespace hookwalk::kernel
{

struct NftraceEvent;

nlohmann::ordered_json ruleFact(const NftraceEvent& event);
nlohmann::ordered_json trackingFact(const NftraceEvent& event); // of one with a connection

} // namespace hookwalk::kernel
