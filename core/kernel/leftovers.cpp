#include "kernel/leftovers.h"

#include "kernel/journalfile.h"
#include "kernel/namespacelogging.h"

#include <algorithm>
#include <cerrno>
#include <dirent.h>
#include <memory>

namespace hookwalk::kernel
{

namespace
{

std::vector<std::string> journalsIn(const UniqueFd& folder)
{
    std::vector<std::string> names;
    const std::unique_ptr<DIR, int (*)(DIR*)> entries(fdopendir(dup(folder.get())), closedir);
    while (const dirent* entry = entries ? readdir(entries.get()) : nullptr) {
        if (std::string_view(entry->d_name).starts_with(journalPrefix))
            names.emplace_back(entry->d_name);
    }
    std::ranges::sort(names);
    return names;
}

void restoreLeftover(const JournalFile& journal, std::vector<std::string>& told)
{
    if (!journal.lock())
        return;
    const auto head = journal.read().head;
    if (!head) { // its helper was killed before it noted anything
        journal.remove();
        return;
    }
    if (head->isHere())
        std::ranges::move(restoreFrom(journal), std::back_inserter(told));
}

} // namespace

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
