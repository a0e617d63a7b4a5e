// SPDX-License-Identifier: GPL-3.0-or-later
// The process at the other end of a Unix socket.
#pragma once

#include <sys/types.h>
#include <vector>

namespace hookwalk::kernel
{

// Who asks, as SO_PEERCRED and SO_PEERGROUPS (unix(7)) tell it.
struct Peer {
    pid_t process = 0;
    uid_t user = 0xffffffff;
    std::vector<gid_t> groups;
    static Peer at(int socket);
};

} // namespace hookwalk::kernel
