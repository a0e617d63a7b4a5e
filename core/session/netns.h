// SPDX-License-Identifier: GPL-3.0-or-later
// Network namespaces of this machine beside its own: which there are, and the way into one of them.
#pragma once

#include "model/result.h"
#include "model/uniquefd.h"

#include <optional>
#include <QString>
#include <sys/types.h>
#include <vector>

namespace hookwalk::session
{

// The one that the helper is to see as its machine.
struct NetworkNamespace {
    QString name; // as it was given
    QString file; // as setns(2) takes it; "": the one of this process
    QString
        user; // of the user namespace that owns it, which is entered first where it has to be; "": not known
    ino_t inode = 0; // of `file`: a PID may be another process's later; 0: not looked at
    bool operator==(const NetworkNamespace&) const = default;
};

// Where that is, if it is there at all.
NetworkNamespace netnsOf(const QString& given);
// NAME of `ip netns`, PATH, or PID of a process (of a container's, too). An Error where it is not there, may not be
// read, or may not be entered by this user, with a hint what it takes.
Result<NetworkNamespace> findNetns(const QString& given);
// Its files, opened; nothing, with errno, where it is not there any more.
struct OpenNetns {
    UniqueFd net, user; // user: only where it is known and may be read
};
std::optional<OpenNetns> openNetns(const NetworkNamespace& netns);
// Into it, in a process of one thread only: with the user namespace where it takes that. False with errno. With open
// files it is two system calls, for a child that has hardly any stack (vfork).
bool enterNetns(const OpenNetns& netns);
bool enterNetns(const NetworkNamespace& netns);
// The words before a command that let it run there, for root or for who may enter it.
QString netnsCommand(const NetworkNamespace& netns);

struct KnownNetns {
    QString given;   // for findNetns()
    QString program; // of a namespace without a name: its process; "": `ip netns` lists it
};
// Those with a name in their order, then those of processes that this user may look into, each by its lowest PID. The
// machine's own and labs of ours are left out.
std::vector<KnownNetns> knownNetns();

} // namespace hookwalk::session
