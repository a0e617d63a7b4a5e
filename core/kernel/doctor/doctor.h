// SPDX-License-Identifier: GPL-3.0-or-later
// Checks what the place that the process is in needs, and why something would not be seen there. Changes
// nothing.
#pragma once

#include "protocol/messages.h"

#include <vector>

namespace hookwalk::kernel
{

// Always the same checks in the same order; a check says so where this process may not look. In the lab they
// are about the lab, else about the network namespace that the helper was started in.
std::vector<protocol::Check> examine();

} // namespace hookwalk::kernel
