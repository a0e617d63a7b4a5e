// SPDX-License-Identifier: GPL-3.0-or-later
// What must be put back on the machine, noted before each change: a file in /run/hookwalk for each helper
// (journalfolder.h), one line of JSON for each change (changeline.h). The newest change is undone first.
//
// The helper and its restoring process (restorer.h) share one lock on the file (flock(2)). So a journal that
// can be locked has lost both, and whoever finds it puts back what it says. The file names its network
// namespace by the kernel's cookie for it, a number that is never used again. /run is a tmpfs: a power cut
// deletes the journal, together with the interfaces, settings and rules.
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

// A report for people: what was put back, what could not be, and what was left.
using Report = std::vector<Sentences>;

// A setting that the kernel changes along with another one, as it was.
struct Along {
    std::string path; // "net/ipv4/conf/eth0/forwarding"
    std::string value;
    std::uint32_t device = 0; // ifindex of its device; 0 if none
};

struct JournalEntry {
    enum class Kind : std::uint8_t {
        Setting, // name: "net/ipv4/ip_forward"
        Made,    // a device; after: its alias, by which it is recognized
        Up,      // "1" or "0"
        Mtu,
        Address,  // messages: the one that was added
        TunFlags, // of a device that was there before, as TUNSETIFF takes them
        State,    // of a device that was there before: addresses and routes; before: addrgenmode
        Lost, // messages: those of State that our changes took away so far; before "?": an unfinished change
    };
    Kind kind{};
    std::string name;
    std::uint32_t index = 0;   // ifindex of the device; Setting: of the device it belongs to, 0 if none
    std::string before, after; // values before and after our change
    RtMessages messages;
    std::vector<Along> along; // of a Setting or an Mtu
};

class Journal
{
public:
    // For a lab, which disappears with its helper: in memory only, to undo a change that fails half way.
    static Journal inMemory();
    // For the network namespace that the process is in. Starts the process that restores when this one has
    // ended. Needs CAP_NET_ADMIN there and write access to /run/hookwalk. First puts back what killed helpers
    // of any user have left in the same namespace.
    static Result<Journal> begin();
    Journal(Journal&& other) noexcept;
    ~Journal();

    // To be called before the change. On an error the change must not be made: another helper has changed the
    // same setting or device, so its original value would no longer be known.
    Result<void> note(JournalEntry change);
    // For a setting that needs no change. Fails if another helper will revert it.
    Result<void> checkSetting(const std::string& path) const;
    const std::vector<JournalEntry>& changes() const { return m_changes; }
    // The alias of devices made by this helper: seen by everybody who lists them, and used to recognize them.
    std::string alias() const;
    // Undoes all but the first so many changes.
    void undoBeyond(std::size_t first);
    // Drops changes that were noted and then not made.
    void forgetBeyond(std::size_t first);
    // Undoes all and deletes the file.
    void finish();

private:
    explicit Journal(JournalFile file);
    Result<void> checkOthers(const JournalEntry& change) const;
    void forgetLast(bool inFile);

    std::unique_ptr<JournalFile> m_file; // without a file: in memory
    std::vector<JournalEntry> m_changes;
    std::vector<off_t> m_ends; // of the changes' lines
};

// Puts back and deletes the journals of this network namespace that no process holds. The report also names
// each journal that was left. An Error where others could write to the folder.
Result<Report> restoreLeftovers();

} // namespace hookwalk::kernel
