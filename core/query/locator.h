// SPDX-License-Identifier: GPL-3.0-or-later
// A place in a saved log, to be shown to somebody else: kern.log#packet=7&step=4&filter=dropped%20-udp; in a log that is
// read with a capture: kern.log#with=eth0.pcap&packet=7
#pragma once

#include "query/filter.h"
#include "traversal/walk.h"

#include <string>
#include <string_view>
#include <vector>

namespace hookwalk::query
{

struct Locator {
    std::string file;              // its name, as it is
    std::vector<std::string> with; // read together with it (traversal/together.h)
    std::uint32_t packet = 0;      // from 1, as window and JSON count them; 0: none is named
    std::uint32_t step = 0;        // of the packet, from 1; 0: none is named
    Filter filter;                 // none: all packets

    std::vector<std::string> files() const; // all of them, `file` first

    bool operator==(const Locator&) const = default;
};

// Only a name, where no locator stands behind its last "#", or where a file of the whole name is there. An Error where
// the locator is none that can be followed.
Result<Locator> parseLocator(std::string_view text);
// "%" and two hex digits for each byte of a filter, or of a name behind "with=", that has a meaning of its own.
std::string toText(const Locator& locator);

// Its files, as traversal/together.h reads them.
Result<Trace> open(const Locator& locator);
// The packet of the log; noIndex: none is named. An Error where the log has no such packet or step.
Result<TraversalIndex> packetOf(const Locator& locator, const Trace& trace);
// That one where it is named, of those that the filter shows; an Error also where the log does not know a name of it.
Result<std::vector<TraversalIndex>> packetsAt(const Locator& locator, const Trace& trace);

} // namespace hookwalk::query
