#include "kernel/journalfolder.h"

#include "kernel/failure.h"

#include <cerrno>
#include <charconv>
#include <cstdio>
#include <fcntl.h>
#include <filesystem>
#include <sys/stat.h>

namespace hookwalk::kernel
{

namespace
{

constexpr int asFolder = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
constexpr mode_t rootMode = 0755;
constexpr mode_t userMode = 0700;
constexpr mode_t othersMayWrite = 0022;
constexpr int mostTries = 100; // a restoring process may remove a folder at any time, but not for ever

std::string octal(mode_t mode)
{
    char text[8]{};
    std::snprintf(text, sizeof text, "%04o", mode & 07777);
    return text;
}

// How the administrator makes the folder of a user who is let in by file capabilities.
std::string wayOut()
{
    const auto user = std::to_string(geteuid());
    return "As root: install -d -m 0700 -o " + user + ' ' + journalFolderOf(geteuid());
}

tl::unexpected<Error> cannotBeMade(const std::string& path, int error)
{
    return systemFailure("What would be changed cannot be noted first: the folder " + path +
                             " cannot be made",
                         error, wayOut());
}

Result<UniqueFd> checked(UniqueFd folder, const std::string& path, bool isOwners, uid_t owner, mode_t mode)
{
    struct stat status {
    };
    if (fstat(folder.get(), &status) != 0)
        return systemFailure("The folder " + path + " cannot be looked at", errno);
    const bool isOwned = status.st_uid == owner || (!isOwners && status.st_uid == geteuid());
    if (isOwned && (status.st_mode & othersMayWrite) == 0)
        return folder;
    return failure(ErrorCode::PermissionDenied,
                   "Nothing is noted in " + path + " or put back from it: it belongs to user " +
                       std::to_string(status.st_uid) + " with mode " + octal(status.st_mode) +
                       ", so somebody other than user " + std::to_string(owner) +
                       " may write to it. As root: chown " + std::to_string(owner) + ' ' + path +
                       " && chmod " + octal(mode) + ' ' + path,
                   EPERM);
}

Result<UniqueFd> checkedRoot(UniqueFd folder)
{
    return checked(std::move(folder), journalFolder, false, 0, rootMode);
}

} // namespace

std::string journalFolderOf(uid_t user)
{
    return std::string(journalFolder) + '/' + std::to_string(user);
}

Result<UniqueFd> makeJournalRoot()
{
    for (int tries = 0;; ++tries) {
        const bool isMade = mkdir(journalFolder, rootMode) == 0;
        const int error = isMade ? 0 : errno;
        UniqueFd folder(open(journalFolder, asFolder));
        if (!folder && tries < mostTries && (isMade || error == EEXIST) && errno == ENOENT)
            continue;
        if (!folder)
            return cannotBeMade(journalFolder, error == 0 || error == EEXIST ? errno : error);
        if (isMade)
            fchmod(folder.get(), rootMode); // whatever the mask
        return checkedRoot(std::move(folder));
    }
}

Result<UniqueFd> makeJournalFolder()
{
    const auto path = journalFolderOf(geteuid());
    const auto name = std::to_string(geteuid());
    for (int tries = 0;; ++tries) {
        const auto root = makeJournalRoot();
        if (!root)
            return tl::unexpected(root.error());
        const int error = mkdirat(root->get(), name.c_str(), userMode) == 0 ? 0 : errno;
        UniqueFd folder(openat(root->get(), name.c_str(), asFolder));
        if (!folder && tries < mostTries && errno == ENOENT &&
            (error == 0 || error == EEXIST || error == ENOENT))
            continue;
        if (!folder)
            return cannotBeMade(path, error == 0 || error == EEXIST ? errno : error);
        return checked(std::move(folder), path, true, geteuid(), userMode);
    }
}

Result<UniqueFd> openJournalFolder(uid_t user)
{
    UniqueFd root(open(journalFolder, asFolder));
    if (!root)
        return systemFailure(std::string("The folder ") + journalFolder + " cannot be opened", errno);
    return checkedRoot(std::move(root)).and_then([&](const UniqueFd& safe) -> Result<UniqueFd> {
        UniqueFd folder(openat(safe.get(), std::to_string(user).c_str(), asFolder));
        if (!folder)
            return systemFailure("The folder " + journalFolderOf(user) + " cannot be opened", errno);
        return checked(std::move(folder), journalFolderOf(user), true, user, userMode);
    });
}

std::vector<uid_t> usersWithJournals()
{
    std::vector<uid_t> users;
    std::error_code none;
    for (const auto& entry : std::filesystem::directory_iterator(journalFolder, none)) {
        const std::string name = entry.path().filename();
        uid_t user = 0;
        const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), user);
        if (error == std::errc() && end == name.data() + name.size())
            users.push_back(user);
    }
    return users;
}

void removeJournalFolder(uid_t user)
{
    rmdir(journalFolderOf(user).c_str());
    rmdir(journalFolder);
}

bool isFileOf(const UniqueFd& file, uid_t user)
{
    struct stat status {
    };
    return fstat(file.get(), &status) == 0 && S_ISREG(status.st_mode) && status.st_uid == user &&
           (status.st_mode & othersMayWrite) == 0;
}

} // namespace hookwalk::kernel
