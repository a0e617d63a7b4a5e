// SPDX-License-Identifier: GPL-3.0-or-later
// Whom the helper serves: the one user who started it, and nobody else.
#pragma once

#include "model/result.h"

namespace hookwalk::helper
{

// For a start with more rights than the caller's own, by file capabilities: the environment is emptied,
// because it is the caller's, and no other process of the caller may look into this one (PR_SET_DUMPABLE,
// prctl(2)).
void distrustTheCaller();

// An Error where the process that made the socket (SO_PEERCRED, unix(7)) is neither of the user who started
// the helper nor root's. Through pkexec that user is the one it names in PKEXEC_UID (pkexec(1)).
Result<void> checkCaller(int socket);

// Let in by pkexec for a session without privileges, which asks it for this machine only: a lab needs
// nobody's consent. Not so in a shell that pkexec started, which has the same environment.
bool isLetInByPkexec(int socket);

} // namespace hookwalk::helper
