// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/base/capabilities.h"

#include "kernel/base/failure.h"

#include <algorithm>
#include <cerrno>
#include <memory>
#include <sys/prctl.h>
#include <unistd.h>

namespace hookwalk::kernel
{

namespace
{

struct Free {
    void operator()(cap_t set) const { cap_free(set); }
};
using CapabilitySet = std::unique_ptr<_cap_struct, Free>;

} // namespace

bool hasCapability(cap_value_t capability)
{
    const CapabilitySet own(cap_get_proc());
    cap_flag_value_t value = CAP_CLEAR;
    return own && cap_get_flag(own.get(), capability, CAP_EFFECTIVE, &value) == 0 && value == CAP_SET;
}

Result<void> keepOnly(std::initializer_list<cap_value_t> capabilities)
{
    const CapabilitySet kept(cap_init()); // empty at first; the inheritable set stays so
    if (!kept)
        return systemFailure(say("privileges-kept"), errno);
    const bool mayBound = hasCapability(CAP_SETPCAP);
    for (cap_value_t one = 0; mayBound && cap_get_bound(one) >= 0; ++one) {
        if (std::ranges::find(capabilities, one) == capabilities.end() && cap_drop_bound(one) != 0)
            return systemFailure(say("privileges-kept"), errno);
    }
    for (const cap_value_t capability : capabilities) {
        if (!hasCapability(capability))
            continue;
        cap_set_flag(kept.get(), CAP_PERMITTED, 1, &capability, CAP_SET);
        cap_set_flag(kept.get(), CAP_EFFECTIVE, 1, &capability, CAP_SET);
    }
    if (cap_reset_ambient() != 0 || cap_set_proc(kept.get()) != 0)
        return systemFailure(say("privileges-kept"), errno);
    return {};
}

Result<void> forbidNewPrivileges()
{
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return systemFailure(say("new-privileges-possible"), errno);
    return {};
}

Result<void> leaveSetgidGroup()
{
    if (setresgid(getgid(), getgid(), getgid()) != 0)
        return systemFailure(say("setgid-group-kept"), errno);
    return {};
}

} // namespace hookwalk::kernel
