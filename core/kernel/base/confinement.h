// SPDX-License-Identifier: GPL-3.0-or-later
// Which system calls a process of ours may still make: a filter that its children inherit and that cannot be
// removed (seccomp(2), through libseccomp).
//
// What is not on the list fails with EPERM, which is an Error like any other: it ends one request, not the
// helper in the middle of a change. This matters where another C library or kernel uses other calls for the
// same thing. Killing the process would be no safer: an attacker does not get the call either way.
#pragma once

#include "model/result.h"

namespace hookwalk::kernel
{

enum class Duty {
    Serve,         // the verbs, once the place is made: netlink, packets, tun, files that exist
    ServeRootsLab, // and a new file: the journal of net.netfilter.nf_log_all_netns, made when that setting is
                   // first changed
    Undo,          // hookwalk-undo: waits, then netlink and files that exist
    Look,          // hookwalk-look: reads /proc
    Words, // hookwalk-words: runs iptables-nft-save, a foreign program, so its list names what is forbidden
};

// Words alone may start a program. None of the others starts one, makes a process or an executable file,
// traces, mounts, changes its namespaces or user, loads a module, or talks to another program's socket.
Result<void> confineTo(Duty duty);

} // namespace hookwalk::kernel
