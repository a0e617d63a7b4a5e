// SPDX-License-Identifier: GPL-3.0-or-later
// What was read from the tun, as lines of the stream: the last sighting of an answer.
#pragma once

#include "session/ping.h"

#include <string>
#include <string_view>

namespace hookwalk::session
{

// Appends a line (wire/packetline.h, Source::TunRead) for every result that kept bytes of its answer.
void appendTunReadLines(const QVector<PingResult>& results, std::string_view tun, std::string& lines);

} // namespace hookwalk::session
