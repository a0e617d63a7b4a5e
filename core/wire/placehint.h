// SPDX-License-Identifier: GPL-3.0-or-later
// What the prefixes of well-known firewalls say of place and verdict. The words are the rule author's: a hint, no proof.
#pragma once

#include "wire/logline.h"

namespace hookwalk::wire
{

struct PlaceHint {
    std::string
        by; // "ufw", "firewalld", "Shorewall", "CSF", "VyOS", "OpenWrt", "pve-firewall", "words of the prefix",
            // "name of the chain"; "ulogd2", which knows the hook
    std::optional<Table> table;
    std::optional<Hook> hook;
    std::string verdict; // "block", "drop", "reject", "accept", …; "": not said

    bool isEmpty() const { return !table && !hook && verdict.empty(); }
    std::string place() const; // "filter INPUT", "FORWARD", "filter"; "" not said
};

// Of a line whose prefix names no base chain.
PlaceHint placeHint(const LogLine& line);

} // namespace hookwalk::wire
