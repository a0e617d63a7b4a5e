// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/changes/peer.h"

#include <sys/socket.h>

namespace hookwalk::kernel
{

Peer Peer::at(int socket)
{
    Peer peer;
    ucred credentials{};
    socklen_t size = sizeof credentials;
    if (getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &credentials, &size) != 0)
        return peer;
    peer.process = credentials.pid;
    peer.user = credentials.uid;
    peer.groups.resize(256);
    size = static_cast<socklen_t>(peer.groups.size() * sizeof(gid_t));
    const bool isKnown = getsockopt(socket, SOL_SOCKET, SO_PEERGROUPS, peer.groups.data(), &size) == 0;
    peer.groups.resize(isKnown ? size / sizeof(gid_t) : 0);
    peer.groups.push_back(credentials.gid);
    return peer;
}

} // namespace hookwalk::kernel
