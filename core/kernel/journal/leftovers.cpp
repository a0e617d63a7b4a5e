// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/journal/leftovers.h"

#include "kernel/base/procfile.h"
#include "kernel/journal/journalfile.h"
#include "kernel/journal/namespacelogging.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <dirent.h>
#include <memory>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <thread>

namespace hookwalk::kernel
{

namespace
{

// As JournalFile::create() makes them; the name is shown to people.
bool isJournalName(std::string_view name)
{
    constexpr std::size_t most = 100;
    return name.starts_with(journalPrefix) && name.size() <= most &&
           std::ranges::all_of(name, [](unsigned char c) { return std::isalnum(c) || c == '-'; });
}

std::vector<std::string> journalsIn(const UniqueFd& folder)
{
    std::vector<std::string> names;
    const std::unique_ptr<DIR, int (*)(DIR*)> entries(fdopendir(dup(folder.get())), closedir);
    while (const dirent* entry = entries ? readdir(entries.get()) : nullptr) {
        if (isJournalName(entry->d_name))
            names.emplace_back(entry->d_name);
    }
    std::ranges::sort(names);
    return names;
}

// Until when to wait for restoring processes that are still at work; one time for all journals.
using Patience = std::chrono::steady_clock::time_point;

bool lockPatiently(const JournalFile& journal, Patience end)
{
    constexpr auto pause = std::chrono::milliseconds(10);
    while (!journal.lock()) {
        const auto head = journal.read().head;
        if (!head || !head->isHere() || !head->isHelperGone() || std::chrono::steady_clock::now() >= end)
            return false;
        std::this_thread::sleep_for(pause);
    }
    return true;
}

// What was put back, and what was not.
Report restoreLeftover(const JournalFile& journal, Patience end)
{
    const bool isLocked = lockPatiently(journal, end);
    if (!journal.isInPlace()) // somebody else was quicker
        return {};
    const auto content = journal.read();
    const auto& head = content.head;
    const auto path = journal.path();
    if (!isLocked && head && head->isHelperGone())
        return {{say("journal-held-by-undo", path)}};
    if (!isLocked)
        return {{head ? say("journal-in-use-by", path, head->helper) : say("journal-in-use", path)}};
    if (head && head->isHere())
        return restoreFrom(journal);
    if (head && !head->isOver())
        return {{say("journal-of-other-namespace", path)}};
    if (!head && !content.refused.empty())
        return {{say("journal-damaged", path), say("as-root", "rm " + path)}};
    journal.remove(); // no head: its helper was killed before it noted anything
    return {};
}

// Device and inode of every file that somebody holds a lock on, as /proc/locks writes them (proc(5)):
// "08:01:1234".
std::string nameInLocks(const struct stat& file)
{
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), " %02x:%02x:%llu ", major(file.st_dev), minor(file.st_dev),
                  static_cast<unsigned long long>(file.st_ino));
    return text.data();
}

// A helper holds a lock on its journal until it ends, however it ends.
bool isHeld(const std::string& path, const std::string& locks)
{
    struct stat file {
    };
    return stat(path.c_str(), &file) != 0 || locks.find(nameInLocks(file)) != std::string::npos;
}

} // namespace

Leftovers leftovers()
{
    Leftovers found;
    const auto locks = readProcFile("/proc/locks");
    if (!isHeld(NamespaceLogging::journalPath, locks))
        found.here.emplace_back(NamespaceLogging::journalPath);
    const auto folder = openJournalFolder();
    for (const auto& name : folder ? journalsIn(*folder) : std::vector<std::string>()) {
        const auto path = std::string(journalFolder) + '/' + name;
        if (isHeld(path, locks))
            continue;
        const auto journal = JournalFile::open(name);
        const auto head = journal ? journal->read().head : std::nullopt;
        if (!journal && journal.error().systemError == EACCES)
            found.unknown.push_back(path);
        else if (!head || !head->isOver())
            (!head || head->isHere() ? found.here : found.elsewhere).push_back(path);
    }
    if (!folder && folder.error().code != ErrorCode::NotFound)
        found.unknown.emplace_back(journalFolder);
    return found;
}

Result<std::optional<pid_t>> otherHelperWith(const JournalFile& own,
                                             const std::function<bool(const JournalEntry&)>& isWanted)
{
    const auto locks = readProcFile("/proc/locks");
    const auto folder = openJournalFolder();
    if (!folder)
        return tl::unexpected(folder.error());
    for (const auto& name : journalsIn(*folder)) {
        const auto journal = JournalFile::open(name);
        if (!journal && journal.error().code != ErrorCode::NotFound)
            return tl::unexpected(journal.error());
        if (!journal || journal->path() == own.path() || !isHeld(journal->path(), locks))
            continue;
        const auto content = journal->read();
        if (content.head && content.head->isHere() && std::ranges::any_of(content.changes, isWanted))
            return content.head->helper;
    }
    return std::nullopt;
}

Result<Report> restoreLeftovers()
{
    Report report;
    if (NamespaceLogging::restoreLeftover())
        report.push_back({say("setting-as-it-was", "net.netfilter.nf_log_all_netns")});
    const auto folder = openJournalFolder();
    if (!folder && folder.error().code != ErrorCode::NotFound)
        return tl::unexpected(folder.error());
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(3);
    for (const auto& name : folder ? journalsIn(*folder) : std::vector<std::string>()) {
        const auto journal = JournalFile::open(name);
        if (journal)
            std::ranges::move(restoreLeftover(*journal, end), std::back_inserter(report));
        else if (journal.error().code != ErrorCode::NotFound)
            report.push_back(sentencesOf(journal.error()));
    }
    return report;
}

} // namespace hookwalk::kernel
