#include "kernel/leftovers.h"

#include "kernel/journalfile.h"
#include "kernel/namespacelogging.h"
#include "kernel/procfile.h"

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

// As create() makes them: the name is shown to people.
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

// Where the helper is gone but its restoring process is still at it, it is waited for.
bool lockPatiently(const JournalFile& journal)
{
    constexpr auto pause = std::chrono::milliseconds(10);
    for (int tries = 500; !journal.lock(); --tries) {
        const auto head = journal.read().head;
        if (tries == 0 || !head || !head->isHere() || !head->isHelperGone())
            return false;
        std::this_thread::sleep_for(pause);
    }
    return true;
}

void restoreLeftover(const JournalFile& journal, std::vector<std::string>& told)
{
    if (!lockPatiently(journal) || !journal.isInPlace())
        return;
    const auto head = journal.read().head;
    if (head && head->isHere())
        std::ranges::move(restoreFrom(journal), std::back_inserter(told));
    else if (!head || head->isOver()) // no head: its helper was killed before it noted anything
        journal.remove();
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

// Every helper that uses a journal has a lock on it until it ends, by whatever end.
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
    for (const uid_t user : usersWithJournals()) {
        const auto folder = openJournalFolder(user);
        for (const auto& name : folder ? journalsIn(*folder) : std::vector<std::string>()) {
            const auto path = journalFolderOf(user) + '/' + name;
            const auto journal = JournalFile::open(user, name);
            const auto head = journal ? journal->read().head : std::nullopt;
            if (isHeld(path, locks) || (head && head->isOver()))
                continue;
            (!head || head->isHere() ? found.here : found.elsewhere).push_back(path);
        }
    }
    return found;
}

Result<std::vector<std::string>> restoreLeftoversOf(uid_t user)
{
    std::vector<std::string> told;
    const auto folder = openJournalFolder(user);
    if (!folder && folder.error().code == ErrorCode::NotFound)
        return told;
    if (!folder)
        return tl::unexpected(folder.error());
    for (const auto& name : journalsIn(*folder)) {
        const auto journal = JournalFile::open(user, name);
        if (journal)
            restoreLeftover(*journal, told);
        else if (journal.error().code != ErrorCode::NotFound)
            told.push_back(journal.error().sentence);
    }
    return told;
}

std::optional<pid_t> otherHelperWith(const JournalFile& own,
                                     const std::function<bool(const Change&)>& isWanted)
{
    const auto locks = readProcFile("/proc/locks");
    const auto folder = openJournalFolder(geteuid());
    for (const auto& name : folder ? journalsIn(*folder) : std::vector<std::string>()) {
        const auto journal = JournalFile::open(geteuid(), name);
        if (!journal || journal->path() == own.path() || !isHeld(journal->path(), locks))
            continue;
        const auto content = journal->read();
        if (content.head && content.head->isHere() && std::ranges::any_of(content.changes, isWanted))
            return content.head->helper;
    }
    return {};
}

Result<std::vector<std::string>> restoreLeftovers()
{
    std::vector<std::string> told;
    if (NamespaceLogging::restoreLeftover())
        told.emplace_back("net.netfilter.nf_log_all_netns is as it was.");
    auto own = restoreLeftoversOf(geteuid());
    if (!own)
        return own;
    std::ranges::move(*own, std::back_inserter(told));
    if (geteuid() != 0)
        return told;
    for (const uid_t user : usersWithJournals()) {
        if (user == 0)
            continue;
        if (auto theirs = restoreLeftoversOf(user))
            std::ranges::move(*theirs, std::back_inserter(told));
        else if (theirs.error().systemError == EACCES)
            told.push_back("What helpers of user " + std::to_string(user) +
                           " have left cannot be seen from here. As root: hookwalk-cli doctor --restore");
        else
            told.push_back(theirs.error().sentence);
    }
    return told;
}

} // namespace hookwalk::kernel
