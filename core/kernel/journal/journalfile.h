// SPDX-License-Identifier: GPL-3.0-or-later
// One journal: a file in /run/hookwalk (journalfolder.h). Its first line says whose it is, each other one is
// a change. Internal to kernel.
#pragma once

#include "kernel/journal/journal.h"
#include "kernel/journal/journalfolder.h"

#include <cstdint>
#include <optional>

namespace hookwalk::kernel
{

inline constexpr std::string_view journalPrefix = "journal-";
inline constexpr std::size_t mostChanges = 10'000; // that one helper notes

class JournalFile
{
public:
    // The first line: the start of the machine, the network namespace (its cookie, never used again, and the
    // inode of /proc/PID/ns/net) and the helper.
    struct Head {
        std::string boot;
        std::uint64_t space = 0, inode = 0;
        pid_t helper = 0;
        static Head ofThisProcess();
        bool isHere() const; // this start of the machine, the namespace that the process is in
        // Nothing can be put back any more: the machine was started anew, or the namespace is gone. False
        // also where that cannot be told.
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
    // A new one, locked. Nobody else can have made it: its name cannot be foreseen.
    static Result<JournalFile> create();
    // One that is there. NotFound: not any more; PermissionDenied: it is no helper's.
    static Result<JournalFile> open(const std::string& name);

    explicit operator bool() const { return static_cast<bool>(m_file); }
    std::string path() const { return std::string(journalFolder) + '/' + m_name; }
    std::string alias() const; // of devices that its helper makes
    bool lock() const;         // false: somebody else has it
    bool isInPlace() const;
    Content read() const;
    // Returns where it begins. A line without its end was never acted on.
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

// Undoes what stands in it, the newest first, and removes it where all of it is done. The caller has the lock
// and is in its namespace.
Told restoreFrom(const JournalFile& journal);

} // namespace hookwalk::kernel
