// SPDX-License-Identifier: GPL-3.0-or-later
// Undoing passes the same precautions as the change that is undone (kernel/precautions): what would cut
// somebody's connections is left, and stands in the journal until it can be done. Internal to kernel.
#pragma once

#include "kernel/journal/journal.h"
#include "kernel/netlink/links.h"
#include "kernel/precautions/precautions.h"

#include <chrono>
#include <functional>

namespace hookwalk::kernel
{

// The session that had a device may need a moment to let go of it, and programs to end their connections: all
// that one journal tells of is waited for together, up to 2 s. An Error says why a thing is left.
class UndoPrecautions
{
public:
    // `isJustMade`: a moment ago, by a verb that failed then: nobody relies on it, so nobody is asked about.
    UndoPrecautions(nl_sock* socket, const std::vector<JournalEntry>& changes, bool isJustMade);

    Result<void> forDown(const Link& link) const; // a device that was there before
    Result<void> forUp(const Link& link) const;
    Result<void> forDeleting(const Link& link) const;
    Result<void> forAddress(const Link& link, const RtMessage& added) const; // that goes
    Result<void> forGivingBack(const Link& link, const RtMessage& address) const;
    Result<void> forSetting(const std::string& path, const std::string& value) const;

    // Until it is done, or the time is over.
    Result<void> patiently(const std::function<Result<void>()>& attempt) const;

private:
    Result<InUse> inUse() const;
    Result<void> judge(const std::function<Result<void>(const InUse&)>& precaution) const;

    nl_sock* m_socket;
    const std::vector<JournalEntry>* m_changes;
    bool m_isJustMade;
    std::chrono::steady_clock::time_point m_end;
};

// That a device or setting is left, why, and how it is put back then.
Sentences leftForNow(const std::string& name, const Error& why);

} // namespace hookwalk::kernel
