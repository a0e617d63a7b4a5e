// SPDX-License-Identifier: GPL-3.0-or-later
// What the kernel answered, as an Error that a person can act on.
#pragma once

#include "model/result.h"

namespace hookwalk::kernel
{

// With the code that fits errno (`error`); the sentence of `what` has %e where errno's own words stand.
tl::unexpected<Error> systemFailure(Said what, int error, Said hint = {});

} // namespace hookwalk::kernel
