// SPDX-License-Identifier: GPL-3.0-or-later
// A process that outlives this one: it waits until this one has ended, for whatever reason, and puts things
// back.
#pragma once

#include "model/result.h"

#include <functional>
#include <initializer_list>
#include <sys/capability.h>
#include <vector>

namespace hookwalk::kernel
{

// `restore` runs in the new process ("hookwalk-undo") when this one has ended. That process keeps the
// descriptors in `kept`, the given capabilities, and the namespaces that this process is in now.
Result<void> restoreAfterwards(const std::vector<int>& kept, std::initializer_list<cap_value_t> capabilities,
                               const std::function<void()>& restore);

// A child must keep no socket, namespace or device of this process alive.
void closeAllBut(std::vector<int> kept);

} // namespace hookwalk::kernel
