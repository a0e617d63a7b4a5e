// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/journal/journalfolder.h"

#include "kernel/base/failure.h"
#include "model/groupaccess.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <grp.h>
#include <memory>
#include <pwd.h>
#include <sys/stat.h>
#include <vector>

namespace hookwalk::kernel
{

namespace
{

constexpr mode_t rootsMode = 0755;
struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

std::vector<gid_t> ownGroups()
{
    std::vector<gid_t> groups(static_cast<std::size_t>(std::max(getgroups(0, nullptr), 0)));
    groups.resize(
        static_cast<std::size_t>(std::max(getgroups(static_cast<int>(groups.size()), groups.data()), 0)));
    return groups;
}

// The name of a user who is in the group; "" if none. Read from /etc directly: modules of the name service
// have no place in a privileged process.
std::string memberOf(gid_t group)
{
    const File groups(std::fopen("/etc/group", "re"));
    while (const ::group* entry = groups ? fgetgrent(groups.get()) : nullptr) {
        if (entry->gr_gid == group && *entry->gr_mem)
            return *entry->gr_mem;
    }
    const File users(std::fopen("/etc/passwd", "re"));
    while (const passwd* entry = users ? fgetpwent(users.get()) : nullptr) {
        if (entry->pw_gid == group && entry->pw_uid != 0)
            return entry->pw_name;
    }
    return {};
}

std::string octal(mode_t mode)
{
    char text[8]{};
    std::snprintf(text, sizeof text, "%04o", mode & 07777);
    return text;
}

// What is wrong with it, if anything is.
Said faultOf(const struct stat& folder)
{
    if (folder.st_uid != 0)
        return say("journal-folder-of-user", journalFolder, folder.st_uid);
    if (folder.st_mode & S_IWOTH)
        return say("journal-folder-open-to-all", journalFolder, octal(folder.st_mode));
    if ((folder.st_mode & S_IWGRP) && (folder.st_mode & S_IXOTH)) // where a helper's file is its user's
        return say("journal-folder-entered-by-users", journalFolder, octal(folder.st_mode));
    const auto member = folder.st_mode & S_IWGRP ? memberOf(folder.st_gid) : std::string();
    return member.empty() ? Said()
                          : say("journal-folder-group-has-user", journalFolder, folder.st_gid, member);
}

// True if the setgid bit gave this process a group that its caller is not in.
bool hasOwnGroup()
{
    return getegid() != getgid() && std::ranges::count(ownGroups(), getegid()) == 0;
}

Result<UniqueFd> openChecked(bool isToBeWritten)
{
    const bool isRoot = geteuid() == 0;
    const auto remedy = isRoot ? say("as-root", "install -d -m 0755 -o root -g root /run/hookwalk")
                               : say("as-root-beside-helper", letInCommands);
    if (isToBeWritten && !isRoot && !hasOwnGroup())
        return failure(ErrorCode::PermissionDenied, say("helper-without-group"), EPERM, remedy);
    UniqueFd folder(open(journalFolder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    const int error = errno;
    if (!folder && !isToBeWritten)
        return systemFailure(say("journals-not-seen", journalFolder), error,
                             say("as-root", "hookwalk-cli doctor --restore"));
    if (!folder)
        return systemFailure(say("journal-folder-not-opened", journalFolder), error, remedy);
    struct stat status {
    };
    if (fstat(folder.get(), &status) != 0)
        return systemFailure(say("journal-folder-not-seen", journalFolder), errno);
    auto fault = faultOf(status);
    constexpr mode_t ofGroup = S_IWGRP | S_ISGID;
    if (fault.isEmpty() && isToBeWritten && !isRoot &&
        (status.st_gid != getegid() || (status.st_mode & ofGroup) != ofGroup))
        fault = say("journal-folder-of-other-group", journalFolder);
    if (!fault.isEmpty())
        return failure(ErrorCode::PermissionDenied, std::move(fault), EPERM, remedy);
    return folder;
}

} // namespace

void joinJournalGroup()
{
    struct stat status {
    };
    if (geteuid() != 0 || lstat(journalFolder, &status) != 0 || status.st_uid != 0 || status.st_gid == 0)
        return;
    auto groups = ownGroups();
    groups.push_back(status.st_gid);
    (void)setgroups(groups.size(), groups.data()); // if it fails, reading reports an error later
}

Result<UniqueFd> makeJournalFolder()
{
    constexpr int mostTries = 100; // a restoring process may remove it at any time, but not for ever
    for (int tries = 0;; ++tries) {
        const bool isMade = geteuid() == 0 && mkdir(journalFolder, rootsMode) == 0;
        auto folder = openChecked(true);
        if (folder && isMade)
            fchmod(folder->get(), rootsMode); // whatever the mask
        if (folder || folder.error().systemError != ENOENT || geteuid() != 0 || tries == mostTries)
            return folder;
    }
}

Result<UniqueFd> openJournalFolder()
{
    return openChecked(false);
}

void removeJournalFolder()
{
    struct stat status {
    };
    if (lstat(journalFolder, &status) == 0 && status.st_uid == geteuid() && status.st_gid == 0)
        rmdir(journalFolder);
}

bool isHelpersFile(const UniqueFd& file)
{
    struct stat own {
    };
    struct stat around {
    };
    if (fstat(file.get(), &own) != 0 || lstat(journalFolder, &around) != 0)
        return false;
    const bool isItsGroups = own.st_gid == around.st_gid && (around.st_mode & S_IWGRP);
    return S_ISREG(own.st_mode) && own.st_nlink <= 1 && (own.st_mode & S_IWOTH) == 0 &&
           (own.st_uid == 0 || isItsGroups) &&
           ((own.st_mode & S_IWGRP) == 0 || own.st_gid == 0 || isItsGroups);
}

} // namespace hookwalk::kernel
