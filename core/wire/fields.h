// SPDX-License-Identifier: GPL-3.0-or-later
// The tokens of a LOG line as a flat list in the kernel's order: what the inspector shows and what two
// sightings of a packet are compared by.
#pragma once

#include "wire/logline.h"

#include <string>
#include <vector>

namespace hookwalk::wire
{

struct Field {
    std::string_view name; // JSON name: "out", "ttl", "icmp.id", "tcp.flags", "inner.src"; static storage
    std::string value;     // as printed; "" for a present but empty token; lists joined by a blank
    bool number = false;   // JSON writes it as a number
    bool operator==(const Field&) const = default;
};

// Every token present in the line from IN= on, in the kernel's order; not time and prefix.
std::vector<Field> fields(const LogLine& line);

// Whether a token that is not there means something: no line of ebtables, and none with damage.
bool tellsAll(const LogLine& line);

struct FieldChange {
    std::string_view name;
    std::optional<Field> before, after; // absent: the line had no such token
};

// What differs between two sightings, in the order of `after`, then what is only in `before`: a mark of 0 has no token. Where
// one of them does not tell all, only what both tell counts, and no device: ebtables names the bridge's ports as IN and OUT.
std::vector<FieldChange> changes(const LogLine& before, const LogLine& after);

} // namespace hookwalk::wire
