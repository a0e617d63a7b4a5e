// SPDX-License-Identifier: GPL-3.0-or-later
// What must be put back on the machine, noted before each change: a file in /run/hookwalk for each helper
// (journalfolder.h), one line of JSON a change (changeline.h), the newest undone first.
//
// Whose it is: the helper and the process that it leaves behind (restorer.h) share one lock on the file
// (flock(2)), so a journal that can be locked belongs to nobody any more, and whoever finds it puts back what
// stands in it. It tells its network namespace by the kernel's cookie for it, a number never used again.
// /run is a tmpfs: a power cut takes the journal, but interfaces, settings and rules as well.
#pragma once

#include "kernel/netlink/rtmessages.h"

#include <cstdint>
#include <memory>
#include <string>
#include <sys/types.h>
#include <vector>

namespace hookwalk::kernel
{

class JournalFile;

// What was put back, could not be or was left: what is said of each thing.
using Told = std::vector<Sentences>;

// A setting that the kernel changes along with another one, as it was.
struct Along {
    std::string path; // "net/ipv4/conf/eth0/forwarding"
    std::string value;
    std::uint32_t device = 0; // its number; 0: it is of none
};

struct JournalEntry {
    enum class Kind : std::uint8_t {
        Setting, // name: "net/ipv4/ip_forward"
        Made,    // a device; after: its alias, by which it is known again
        Up,      // "1" or "0"
        Mtu,
        Address,  // messages: the one that was added
        TunFlags, // of a device that was there, as TUNSETIFF takes them
        State,    // of a device that was there: messages: its addresses and routes, before: its addrgenmode
        Lost, // messages: those of State that our changes took away so far; before "?": an unfinished change
    };
    Kind kind{};
    std::string name;
    std::uint32_t index = 0;   // ifindex of the device; Setting: of the device it belongs to, 0 if none
    std::string before, after; // values: as they were, and as we set them
    RtMessages messages;
    std::vector<Along> along; // of a Setting or an Mtu
};

class Journal
{
public:
    // For a place that goes by itself, as a lab does: in memory alone, to undo what fails in the middle.
    static Journal inMemory();
    // In the network namespace that the process is in; with a process that restores from it when this one is
    // gone. Takes CAP_NET_ADMIN there and the right to write to /run/hookwalk. Puts back first what killed
    // helpers, of whatever user, have left in the same namespace.
    static Result<Journal> begin();
    Journal(Journal&& other) noexcept;
    ~Journal();

    // To be called before the change. On an error the change must not be made: where another helper has
    // changed the same setting or device, what it was before could not be told apart any more.
    Result<void> note(JournalEntry change);
    // For a setting that needs no change. Fails if another helper will revert it.
    Result<void> checkSetting(const std::string& path) const;
    const std::vector<JournalEntry>& changes() const { return m_changes; }
    // What a device made by this helper says to everybody who lists it, and what it is known by at its end.
    std::string alias() const;
    // Undoes all but the first so many changes.
    void undoBeyond(std::size_t first);
    // Changes that were noted and then not made.
    void forgetBeyond(std::size_t first);
    // All of it; the file goes.
    void finish();

private:
    explicit Journal(JournalFile file);
    Result<void> checkOthers(const JournalEntry& change) const;
    void forgetLast(bool inFile);

    std::unique_ptr<JournalFile> m_file; // without a file: in memory
    std::vector<JournalEntry> m_changes;
    std::vector<off_t> m_ends; // of the changes' lines
};

// Journals that no process holds, of the network namespace that the process is in: put back and removed. Told
// is also of each journal that was left. An Error where the folder is not safe.
Result<Told> restoreLeftovers();

} // namespace hookwalk::kernel
