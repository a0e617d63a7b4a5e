// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/changes/host.h"

#include "kernel/base/capabilities.h"

namespace hookwalk::kernel
{

Result<Journal> useHost()
{
    if (!hasCapability(CAP_NET_ADMIN))
        return failure(ErrorCode::PermissionDenied, say("may-not-change-machine"), 0,
                       say("use-pkexec-or-lab"));
    return Journal::begin();
}

} // namespace hookwalk::kernel
