// SPDX-License-Identifier: GPL-3.0-or-later
// Namespaces of this process (namespaces(7)). None gets a name, so the kernel deletes them with the last
// process and descriptor, however these end.
#pragma once

#include "model/result.h"
#include "model/uniquefd.h"

#include <cstdint>
#include <string_view>

namespace hookwalk::kernel
{

// True where the machine's own root is root here too.
bool inInitialUserNamespace();

// Enters a new user namespace in which this user is root (user_namespaces(7)): the way to a network namespace
// without privileges.
Result<void> enterOwnUserNamespace();

// Enters a new, empty network namespace and gives a descriptor that keeps it alive.
Result<UniqueFd> enterNewNetworkNamespace();

// True if the network namespace with this inode (/proc/PID/ns/net) has no process in it, no open descriptor
// and no mount. False also where this process may not look, or /proc does not show it the processes of others.
bool isNamespaceGone(std::uint64_t inode);

// By the text of /proc/self/mountinfo: the option hidepid of proc(5).
bool hidesProcesses(std::string_view mountInfo);

} // namespace hookwalk::kernel
