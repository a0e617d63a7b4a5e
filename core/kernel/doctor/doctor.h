// SPDX-License-Identifier: GPL-3.0-or-later
// What the place needs that the process is in, and why something would not be seen there. Only looks.
#pragma once

#include "protocol/messages.h"

#include <vector>

namespace hookwalk::kernel
{

// One check for each thing, always the same ones in the same order; what this process may not look at is said
// so. In the lab it tells of the lab, else of the network namespace that the helper was started in.
std::vector<protocol::Check> examine();

} // namespace hookwalk::kernel
