// SPDX-License-Identifier: GPL-3.0-or-later
#include "caller.h"

#include "kernel/base/failure.h"

#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <sys/auxv.h>
#include <sys/prctl.h>
#include <sys/socket.h>
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
    ucred peer{};
    socklen_t size = sizeof peer;
    return userOfPkexec() && getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 && peer.uid != 0;
}

Result<void> checkCaller(int socket)
{
    ucred peer{};
    socklen_t size = sizeof peer;
    if (getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0)
        return kernel::systemFailure(say("peer-unknown"), errno);
    if (peer.uid == 0 || peer.uid == callingUser())
        return {};
    return failure(ErrorCode::PermissionDenied, say("peer-of-other-user", peer.uid, callingUser()));
}

} // namespace hookwalk::helper
