// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/changes/peer.h"

#include <sys/socket.h>

namespace hookwalk::kernel
{

Peer Peer::at(int socket)
{
    Peer asker;
    ucred peer{};
    socklen_t size = sizeof peer;
    if (getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0)
        return asker;
    asker.process = peer.pid;
    asker.user = peer.uid;
    asker.groups.resize(256);
    size = static_cast<socklen_t>(asker.groups.size() * sizeof(gid_t));
    const bool told = getsockopt(socket, SOL_SOCKET, SO_PEERGROUPS, asker.groups.data(), &size) == 0;
    asker.groups.resize(told ? size / sizeof(gid_t) : 0);
    asker.groups.push_back(peer.gid);
    return asker;
}

} // namespace hookwalk::kernel
