// SPDX-License-Identifier: GPL-3.0-or-later
// A change as lines for sh(1), in order, each with the line that undoes it. Internal to core/change.
#pragma once

#include "change/shelltext.h"

namespace hookwalk::change
{

struct Step {
    std::string what; // for people; "": belongs to the step before
    std::string command;
    std::string undo; // "": undone with the step before. With `former` its last word is missing
    std::string former =
        {}; // prints that word, to be asked before the change; both may use the tools of the script
};

// `table`: the name of its nftables table, if it needs one.
std::vector<Step> stepsOf(const Change& change, NatTool tool, const std::string& table);

} // namespace hookwalk::change
