// SPDX-License-Identifier: GPL-3.0-or-later
#include "caller.h"

#include "kernel/base/failure.h"
#include "kernel/changes/peer.h"

#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <sys/auxv.h>
#include <sys/prctl.h>
#include <unistd.h>

namespace hookwalk::helper
{

namespace
{

// pkexec empties the environment and names the user who asked.
const char* userOfPkexec()
{
    return getuid() == 0 ? secure_getenv("PKEXEC_UID") : nullptr;
}

uid_t callingUser()
{
    uid_t user = getuid();
    if (const char* named = userOfPkexec())
        std::from_chars(named, named + std::strlen(named), user);
    return user;
}

} // namespace

void distrustTheCaller()
{
    if (getauxval(AT_SECURE) == 0)
        return;
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    clearenv();
}

bool isLetInByPkexec(int socket)
{
    const auto user = kernel::Peer::at(socket).user;
    return userOfPkexec() && user != kernel::Peer().user && user != 0;
}

Result<void> checkCaller(int socket)
{
    const auto user = kernel::Peer::at(socket).user;
    if (user == kernel::Peer().user)
        return kernel::systemFailure(say("peer-unknown"), errno);
    if (user == 0 || user == callingUser())
        return {};
    return failure(ErrorCode::PermissionDenied, say("peer-of-other-user", user, callingUser()));
}

} // namespace hookwalk::helper
