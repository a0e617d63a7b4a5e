// SPDX-License-Identifier: GPL-3.0-or-later
// The machine that the kernel tests run on: what it looks like, to be found the same afterwards, and the
// namespaces of the processes that a test started.
#pragma once

#include "model/uniquefd.h"

#include <QTest>
#include <set>
#include <string>
#include <sys/types.h>

namespace hookwalk::test
{

// What a helper could leave behind. Equal before and after a test.
struct MachineState {
    std::set<std::string> interfaces;
    std::string tables;                   // of nftables
    std::string logsAllNamespaces;        // net.netfilter.nf_log_all_netns, once helpers of others are gone
    std::set<std::string> heldNamespaces; // network namespaces kept by a mount
    bool journal = false;                 // of that setting, and no helper of others uses it
    std::set<pid_t> helpers;              // of this test program, with the processes that they started

    bool operator==(const MachineState&) const = default;
    static MachineState now();
    // Until it is as given, at most five seconds; "" or what is different.
    static std::string differenceTo(const MachineState& before);
};

// Sets of one capability (include/uapi/linux/capability.h), as /proc/PID/status shows them.
constexpr quint64 netAdmin = 1ULL << 12;
constexpr quint64 netRaw = 1ULL << 13;
constexpr quint64 sysPtrace = 1ULL << 19;
constexpr quint64 syslog = 1ULL << 34;

// Marks the helpers that this program starts from now on, by a variable of their environment, so that other people's are
// not counted.
constexpr auto helperMark = "HOOKWALK_TEST";
void markHelpers();
// The process that restores kernel settings for a helper of this program, or 0.
pid_t restoringProcess();

// Puts the calling thread into the network namespace of a process, and back at the end.
class InNamespaceOf
{
public:
    explicit InNamespaceOf(pid_t process);
    ~InNamespaceOf();

private:
    UniqueFd m_own;
};

std::string fileContent(const std::string& path); // trimmed, "" where there is none

} // namespace hookwalk::test
