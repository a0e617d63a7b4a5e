// SPDX-License-Identifier: GPL-3.0-or-later
// Undoing obeys the same precautions as changing (kernel/precautions): what would cut somebody's connections
// is left, and stays in the journal until it can be undone. Internal to kernel.
#pragma once

#include "kernel/journal/journal.h"
#include "kernel/netlink/links.h"
#include "kernel/precautions/precautions.h"

#include <chrono>
#include <functional>

namespace hookwalk::kernel
{

// A session may need a moment to close a device, and programs to end their connections: undoing waits for
// them, up to 2 s for the whole journal. An Error says why something is left.
class UndoPrecautions
{
public:
    // `isJustMade`: by a verb that then failed. Nobody relies on such a change yet, so nothing is checked.
    UndoPrecautions(nl_sock* socket, const std::vector<JournalEntry>& changes, bool isJustMade);

    Result<void> forDown(const Link& link) const; // a device that was there before
    Result<void> forUp(const Link& link) const;
    Result<void> forDeleting(const Link& link) const;
    Result<void> forAddress(const Link& link, const RtMessage& added) const; // to be deleted
    Result<void> forGivingBack(const Link& link, const RtMessage& address) const;
    Result<void> forSetting(const std::string& path, const std::string& value) const;

    // Repeats it until it succeeds or the time is over.
    Result<void> patiently(const std::function<Result<void>()>& attempt) const;

private:
    Result<InUse> inUse() const;
    Result<void> judge(const std::function<Result<void>(const InUse&)>& precaution) const;

    nl_sock* m_socket;
    const std::vector<JournalEntry>* m_changes;
    bool m_isJustMade;
    std::chrono::steady_clock::time_point m_end;
};

// Says that a device or setting is left, why, and how to restore it later.
Sentences leftForNow(const std::string& name, const Error& why);

} // namespace hookwalk::kernel
