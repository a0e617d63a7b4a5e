// SPDX-License-Identifier: GPL-3.0-or-later
// What other tools print of packets, rules and connections, written as a stream of Hookwalk's would say it: a packet as
// the line of the LOG target, everything else as a fact (wire/factline.h). What they do not tell is left out. Read are
// `nft monitor trace` (libnftables, src/netlink.c), `xtables-monitor --trace` (iptables/xtables-monitor.c), ulogd2's
// JSON, GPRINT and OPRINT (its output plugins), `conntrack -E` and `-L` (libnetfilter_conntrack, snprintf_default.c).
// Internal to wire.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace hookwalk::wire
{

// Tools that take several lines for a packet: `text` begins with its first line and goes on behind it. Returns the lines
// that belong together, or nothing where the first line is not of that kind.
std::optional<std::string_view> recordOfSeveralLines(std::string_view text);

// A packet; nothing where the text tells of none.
std::optional<std::string> otherToolsPacket(std::string_view text);

// A rule that was run, the end of a chain, a connection: the fact's line without its end; nothing where it is neither.
std::optional<std::string> otherToolsFact(std::string_view line);

} // namespace hookwalk::wire
