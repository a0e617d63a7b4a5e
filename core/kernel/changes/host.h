// SPDX-License-Identifier: GPL-3.0-or-later
// The machine's own network as the place to work in: what has to be there first.
#pragma once

#include "kernel/journal/journal.h"

namespace hookwalk::kernel
{

// Checks the rights and begins the journal. Takes CAP_NET_ADMIN in the network namespace that the process is
// in.
Result<Journal> useHost();

} // namespace hookwalk::kernel
