// SPDX-License-Identifier: GPL-3.0-or-later
// A change as lines for sh(1), one after another, each with the line that takes it back. Internal to
// shelltext.h.
#pragma once

#include "change/shelltext.h"

namespace hookwalk::change
{

struct Step {
    std::string what; // for people; "": belongs to the step before
    std::string command;
    std::string undo; // "": goes with the step before. With `former` its last word is missing
    std::string former =
        {}; // prints that word, to be asked before the change; both may use the tools of the script
};

// `table`: the name of its nftables table, if it needs one.
std::vector<Step> stepsOf(const Change& change, NatTool tool, const std::string& table);

} // namespace hookwalk::change
