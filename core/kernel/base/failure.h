// SPDX-License-Identifier: GPL-3.0-or-later
// What the kernel answered, as an Error that a person can act on.
#pragma once

#include "model/result.h"

namespace hookwalk::kernel
{

// "WHAT: No such file or directory. WAYOUT" with the code that fits errno.
tl::unexpected<Error> systemFailure(const std::string& what, int error, const std::string& hint = {});

} // namespace hookwalk::kernel
