// SPDX-License-Identifier: GPL-3.0-or-later
// Checks who the helper's client is: only the user who started it is served.
#pragma once

#include "model/result.h"

namespace hookwalk::helper
{

// If file capabilities gave this process more rights than its caller has: empties the environment, because it
// is the caller's, and forbids the caller's other processes to trace this one (PR_SET_DUMPABLE, prctl(2)).
void distrustTheCaller();

// An Error where the process that made the socket (SO_PEERCRED, unix(7)) is neither of the user who started
// the helper nor root's. Through pkexec that user is the one it names in PKEXEC_UID (pkexec(1)).
Result<void> checkCaller(int socket);

// Whether pkexec started this helper for an unprivileged session. Such a session only uses this machine, as a
// lab needs no consent. False in a root shell that pkexec started, which has the same environment.
bool isLetInByPkexec(int socket);

} // namespace hookwalk::helper
