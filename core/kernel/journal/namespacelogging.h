// SPDX-License-Identifier: GPL-3.0-or-later
// net.netfilter.nf_log_all_netns: whether the kernel log shows packets of network namespaces other than the
// machine's own. It is the one setting of the machine itself that a lab changes, so it is borrowed: several
// helpers may use it at a time, and after the last one, by whatever end, it is what it was before.
//
// How: the value from before stands in a journal file on which every user holds a shared lock (flock(2): the
// kernel lets go of it with the process). A second process waits for the end of this one (pidfd); where
// nobody else holds the journal then, it writes the value back and removes the file. Where that process was
// killed too, the next helper finds a journal that nobody holds and restores from it.
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
    // Puts back what a helper and its restoring process, both killed, have left. True: there was such a
    // thing.
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
