// SPDX-License-Identifier: GPL-3.0-or-later
// What packets are called, which way they took and how they ended, in a few words; the sentences are the Ending's own.
// text(walk.title) is "echo reply, seq 0", "time exceeded", "TCP 40000 → 80 SYN".
#pragma once

#include "traversal/walk.h"

#include <string>

namespace hookwalk::words
{

std::string briefTitle(const Said& title);   // "echo reply": where there is room for two words
std::string pathName(Path path);             // "forwarded", "local-in"
std::string routeSummary(const Walk& walk);  // "tun0 → eth0", "local → tun0", "from tun0"
std::string endingSummary(const Walk& walk); // "left by eth0", "read from tun0", "forwarding off"
std::string endingTag(const Walk& walk);     // "left by eth0", "dropped · rule 3": beside its mark
std::string copyTag(const CopySent& copy);   // "copy to 198.51.100.9": beside its mark
std::string refusalWords(const Walk& walk);  // "port unreachable", "TCP reset"; "" where none was seen
Said decision(const Ending& ending);         // "sent on by eth0", "dropped at filter FORWARD"
// The kernel's log writes IPv6 addresses in full; this is the short form (RFC 5952). All else as the line has it.
// "192.0.2.1"; "(not in the line)"
std::string addressText(const TraceEvent& event, const IpAddress& address);
std::string fieldValue(const wire::Field& field);

} // namespace hookwalk::words
