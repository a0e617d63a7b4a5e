// SPDX-License-Identifier: GPL-3.0-or-later
// One journal: a file in /run/hookwalk (journalfolder.h). Its first line names its helper, each other line is
// a change. Internal to kernel.
#pragma once

#include "kernel/journal/journal.h"
#include "kernel/journal/journalfolder.h"

#include <cstdint>
#include <optional>

namespace hookwalk::kernel
{

inline constexpr std::string_view journalPrefix = "journal-";
inline constexpr std::size_t mostChanges = 10'000; // in the journal of one helper

class JournalFile
{
public:
    // The first line: the boot id, the network namespace (its cookie, and the inode of /proc/PID/ns/net) and
    // the helper.
    struct Head {
        std::string boot;
        std::uint64_t space = 0, inode = 0;
        pid_t helper = 0;
        static Head ofThisProcess();
        bool isHere() const; // written since boot, for the namespace that the process is in
        // Nothing can be put back any more: the machine was rebooted, or the namespace is gone. False also
        // where that is not known.
        bool isOver() const;
        bool isHelperGone() const;
    };
    struct Content {
        std::optional<Head> head;          // nothing: its helper was killed before it wrote it
        std::vector<JournalEntry> changes; // as noted
        std::vector<std::size_t> refused;  // numbers of lines that this helper cannot have written
    };

    // In memory alone: no file.
    JournalFile() = default;
    // A new one, locked. Its name is random, so that nobody can have made the file in advance.
    static Result<JournalFile> create();
    // An existing one. NotFound: it is gone; PermissionDenied: others than helpers may write to it.
    static Result<JournalFile> open(const std::string& name);

    explicit operator bool() const { return static_cast<bool>(m_file); }
    std::string path() const { return std::string(journalFolder) + '/' + m_name; }
    std::string alias() const; // of devices that its helper makes
    bool lock() const;         // false: somebody else has it
    bool isInPlace() const;
    Content read() const;
    // Returns the line's offset. A line without a line end was never acted on.
    Result<off_t> add(const std::string& line) const;
    bool cutAt(off_t end) const;
    void remove() const; // and the folder (removeJournalFolder())
    std::vector<int> descriptors() const { return {m_folder.get(), m_file.get()}; }

private:
    JournalFile(UniqueFd folder, UniqueFd file, std::string name)
        : m_folder(std::move(folder))
        , m_file(std::move(file))
        , m_name(std::move(name))
    {
    }

    UniqueFd m_folder, m_file;
    std::string m_name;
};

// Undoes its changes, the newest first, and deletes it if all of them are undone. The caller holds the lock
// and is in its namespace.
Report restoreFrom(const JournalFile& journal);

} // namespace hookwalk::kernel
