// SPDX-License-Identifier: GPL-3.0-or-later
// net.netfilter.nf_log_all_netns: whether the kernel log shows packets of network namespaces other than the
// machine's own. It is the one setting of the machine itself that a lab changes, so it is borrowed: several
// helpers may use it at a time, and after the last one has ended, in whatever way, it has its old value.
//
// The old value stands in a journal file on which every helper holds a shared lock (flock(2); the kernel
// releases it with the process). A second process waits until this one has ended (pidfd). If nobody else
// holds the journal then, it writes the value back and deletes the file. Where that process was killed as
// well, the next helper finds a journal without a lock and restores from it.
#pragma once

#include "kernel/base/sysctl.h"
#include "model/result.h"
#include "model/uniquefd.h"

#include <optional>

namespace hookwalk::kernel
{

class NamespaceLogging
{
public:
    static constexpr auto journalPath = "/run/hookwalk/nf_log_all_netns";

    // Opens the setting and starts the process that restores it. To be called in the machine's own network
    // namespace, by root; changes nothing yet. The error says why the kernel log cannot be used.
    static Result<NamespaceLogging> prepare();

    // For the machine's own network namespace, which the kernel log shows anyway. The error says that the
    // process is in another one.
    static Result<NamespaceLogging> notNeeded();
    // Restores the value where both a helper and its restoring process were killed. True if it was necessary.
    static bool restoreLeftover();

    // Sets it to 1 until this process ends.
    Result<void> borrow();

private:
    explicit NamespaceLogging(std::optional<Sysctl> setting)
        : m_setting(std::move(setting))
    {
    }

    std::optional<Sysctl> m_setting; // nothing: not needed
    UniqueFd m_journal;              // open and locked while borrowed
};

} // namespace hookwalk::kernel
