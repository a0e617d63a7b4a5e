// SPDX-License-Identifier: GPL-3.0-or-later
// Which system calls a process of ours may still make, by a filter that its children inherit and that nobody
// takes away again (seccomp(2), through libseccomp).
//
// What is not on the list fails with EPERM: an Error like any other, which ends one request and not a helper
// in the middle of a change, also where another C library or kernel goes about a thing in another way.
// Killing would be no safer: whoever has taken the process over gets neither.
#pragma once

#include "model/result.h"

namespace hookwalk::kernel
{

enum class Duty {
    Serve,         // the verbs, in a place that is there: netlink, packets, tun, files that exist
    ServeRootsLab, // and a new file: the journal of net.netfilter.nf_log_all_netns, noted when it is first
                   // changed
    Undo,          // hookwalk-undo: waits, then netlink and files that exist
    Look,          // hookwalk-look: reads /proc
    Words, // hookwalk-words: runs iptables-nft-save, a program of others, so what is on its list is forbidden
};

// None of these but Words starts a program, makes a process or a file that can be run, traces, mounts,
// changes namespaces or its user, loads a module, or talks to a socket of another program.
Result<void> confineTo(Duty duty);

} // namespace hookwalk::kernel
