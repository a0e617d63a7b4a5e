// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/journal/journalfolder.h"

#include "kernel/base/failure.h"
#include "model/letin.h"

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
constexpr auto cannotNote = "What would be changed cannot be noted first: ";
constexpr auto remedyOfRoot = "As root: install -d -m 0755 -o root -g root /run/hookwalk";
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

// A user of this machine who is in the group; "" none. Read without the name service, whose modules have no
// place in a privileged process.
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

// What is wrong with it, "" nothing.
std::string faultOf(const struct stat& folder)
{
    if (folder.st_uid != 0)
        return "belongs to user " + std::to_string(folder.st_uid);
    if (folder.st_mode & S_IWOTH)
        return "has mode " + octal(folder.st_mode) + ", so everybody may write to it";
    if ((folder.st_mode & S_IWGRP) && (folder.st_mode & S_IXOTH)) // where a helper's file is its user's
        return "has mode " + octal(folder.st_mode) + ", so users may enter it";
    const auto member = folder.st_mode & S_IWGRP ? memberOf(folder.st_gid) : std::string();
    return member.empty()
               ? std::string()
               : "is open to group " + std::to_string(folder.st_gid) + ", and user " + member + " is in it";
}

// By its setgid bit, and not one that its caller is in anyway.
bool hasOwnGroup()
{
    return getegid() != getgid() && std::ranges::count(ownGroups(), getegid()) == 0;
}

Result<UniqueFd> openChecked(bool isToBeWritten)
{
    const bool isRoot = geteuid() == 0;
    const std::string remedy =
        isRoot ? remedyOfRoot : std::string("As root, in the folder of hookwalk-helper: ") + letInCommands;
    if (isToBeWritten && !isRoot && !hasOwnGroup())
        return failure(ErrorCode::PermissionDenied,
                       cannotNote + ("this copy of the helper has no group of its own (setgid). " + remedy),
                       EPERM);
    UniqueFd folder(open(journalFolder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    const int error = errno;
    if (!folder && !isToBeWritten)
        return systemFailure(std::string("What helpers have noted in ") + journalFolder +
                                 " cannot be seen from here",
                             error, "As root: hookwalk-cli doctor --restore");
    if (!folder)
        return systemFailure(std::string(cannotNote) + journalFolder + " cannot be opened", error, remedy);
    struct stat status {
    };
    if (fstat(folder.get(), &status) != 0)
        return systemFailure(std::string("The folder ") + journalFolder + " cannot be looked at", errno);
    auto fault = faultOf(status);
    constexpr mode_t ofGroup = S_IWGRP | S_ISGID;
    if (fault.empty() && isToBeWritten && !isRoot &&
        (status.st_gid != getegid() || (status.st_mode & ofGroup) != ofGroup))
        fault = "is not open to the group of this copy of the helper";
    if (!fault.empty())
        return failure(ErrorCode::PermissionDenied,
                       "Nothing is noted in " + std::string(journalFolder) + " or put back from it: it " +
                           fault + ". " + remedy,
                       EPERM);
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
    (void)setgroups(groups.size(), groups.data()); // without it, what cannot be read is said
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
