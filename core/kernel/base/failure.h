// SPDX-License-Identifier: GPL-3.0-or-later
// What the kernel answered, as an Error that a person can act on.
#pragma once

#include "model/result.h"

namespace hookwalk::kernel
{

// "WHAT: No such file or directory. WAYOUT" with the code that fits errno.
tl::unexpected<Error> systemFailure(const std::string& what, int error, const std::string& hint = {});
// The same said by codes; the sentence has %e where errno's own words stand.
tl::unexpected<Error> systemFailure(Said what, int error, Said hint = {});

} // namespace hookwalk::kernel
