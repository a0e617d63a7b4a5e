// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/changes/host.h"

#include "kernel/base/capabilities.h"

namespace hookwalk::kernel
{

Result<Journal> useHost()
{
    if (!hasCapability(CAP_NET_ADMIN))
        return failure(
            ErrorCode::PermissionDenied,
            "This user may not change the network of this machine (CAP_NET_ADMIN is missing). Start the "
            "helper with pkexec or run Hookwalk as root; the lab needs neither.");
    return Journal::begin();
}

} // namespace hookwalk::kernel
