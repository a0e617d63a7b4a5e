// SPDX-License-Identifier: GPL-3.0-or-later
// The privileges of this process (capabilities(7), through libcap), given up as soon as they are not needed.
#pragma once

#include "model/result.h"

#include <initializer_list>
#include <sys/capability.h>

namespace hookwalk::kernel
{

bool hasCapability(cap_value_t capability); // in effect now, in the user namespace of this process

// Gives up every capability but these, for good; those that the process does not have are skipped. With
// CAP_SETPCAP they leave the bounding set as well, so that no program that is started can get them back;
// without it only forbidNewPrivileges() prevents that.
Result<void> keepOnly(std::initializer_list<cap_value_t> capabilities);

// A program that this process starts can never have more than the process itself (PR_SET_NO_NEW_PRIVS).
Result<void> forbidNewPrivileges();

// Leaves the group that a setgid bit gave: a process that its user may trace must not be in it.
Result<void> leaveSetgidGroup();

} // namespace hookwalk::kernel
