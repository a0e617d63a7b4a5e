// SPDX-License-Identifier: GPL-3.0-or-later
// What the stages of the diagram are called, and what each is for.
#pragma once

#include "model/stage.h"
#include "traversal/walk.h"

#include <string>

namespace hookwalk::words
{

std::string stageTitle(const Stage& stage); // "mangle FORWARD", "Routing decision"
std::string
stopTitle(const Stop& stop); // the same, and "inet fw4 forward (FORWARD 0)", "rule 1 of mychain (nat)"
std::string stagePurpose(const Stage& stage); // two or three sentences that teach
std::string stopPurpose(const Stop& stop);    // the same, of what is known of the stop
bool isUnplacedFrame(const Stop& stop);       // of a capture that does not say which way it went
// The priority at which the kernel runs the stage, with a real minus sign; "" where it has none.
std::string priority(const Stage& stage);

} // namespace hookwalk::words
