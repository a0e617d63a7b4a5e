// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/journal/namespacelogging.h"

#include "kernel/base/failure.h"
#include "kernel/base/netns.h"
#include "kernel/base/procfile.h"
#include "kernel/base/restorer.h"
#include "kernel/journal/journalfolder.h"

#include <array>
#include <cerrno>
#include <fcntl.h>
#include <string>
#include <sys/file.h>
#include <sys/stat.h>

namespace hookwalk::kernel
{

namespace
{

constexpr auto settingName = "net/netfilter/nf_log_all_netns";
constexpr auto journalPath = NamespaceLogging::journalPath;

// Whether the path still names this open file: a restoring process may have deleted it meanwhile.
bool isInPlace(const UniqueFd& file)
{
    struct stat opened {
    };
    struct stat named {
    };
    return fstat(file.get(), &opened) == 0 && lstat(journalPath, &named) == 0 &&
           opened.st_ino == named.st_ino && opened.st_dev == named.st_dev;
}

std::string contentOf(const UniqueFd& file)
{
    std::array<char, 32> buffer{};
    const auto size = pread(file.get(), buffer.data(), buffer.size(), 0);
    return {buffer.data(), static_cast<std::size_t>(size > 0 ? size : 0)};
}

// If nobody else uses the setting: restores what a killed helper left, else notes the value.
Result<void> noteOriginal(const UniqueFd& journal, const Sysctl& setting)
{
    if (const std::string orphaned = contentOf(journal); !orphaned.empty())
        return setting.write(orphaned);
    return setting.read().and_then([&](const std::string& value) -> Result<void> {
        if (const int error = writeAll(journal.get(), value); error != 0)
            return systemFailure(say("journal-not-written", journalPath), error);
        return {};
    });
}

// The journal, with the original value in it and a shared lock on it.
Result<UniqueFd> holdJournal(const Sysctl& setting)
{
    for (;;) {
        if (const auto folder = makeJournalFolder(); !folder)
            return tl::unexpected(folder.error());
        UniqueFd journal(open(journalPath, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600));
        if (!journal && errno == ENOENT) // a restoring process has just removed the folder
            continue;
        if (!journal)
            return systemFailure(say("journal-not-opened", journalPath), errno);
        if (!isHelpersFile(journal))
            return failure(ErrorCode::PermissionDenied, say("journal-not-followed", journalPath), 0,
                           say("as-root", std::string("rm ") + journalPath));
        const bool alone = flock(journal.get(), LOCK_EX | LOCK_NB) == 0;
        if (alone && isInPlace(journal)) {
            if (auto noted = noteOriginal(journal, setting); !noted)
                return tl::unexpected(noted.error());
        }
        if (flock(journal.get(), LOCK_SH) != 0)
            return systemFailure(say("journal-not-locked", journalPath), errno);
        if (isInPlace(journal) && !contentOf(journal).empty())
            return journal;
    }
}

// True if it restored the setting.
bool restoreFromJournal(const Sysctl& setting)
{
    const UniqueFd journal(open(journalPath, O_RDWR | O_NOFOLLOW | O_CLOEXEC));
    if (!journal || !isHelpersFile(journal) || flock(journal.get(), LOCK_EX | LOCK_NB) != 0 ||
        !isInPlace(journal))
        return false; // never borrowed, still used by another helper, or restored by another one's process
    const std::string noted = contentOf(journal);
    const bool restored = noted.empty() || setting.write(noted);
    if (restored)
        unlink(journalPath);
    removeJournalFolder();
    return restored;
}

} // namespace

Result<NamespaceLogging> NamespaceLogging::prepare()
{
    if (!inInitialUserNamespace() || geteuid() != 0)
        return failure(ErrorCode::PermissionDenied, say("kernel-log-without-root"));
    auto setting = Sysctl::open(settingName);
    if (!setting)
        return failure(setting.error().code,
                       say("kernel-log-not-of-namespace", "net.netfilter.nf_log_all_netns"),
                       setting.error().systemError);
    restoreFromJournal(*setting); // where helper and restoring process were killed together
    // Root's own files are enough, so it needs no capability.
    auto restored = restoreAfterwards({setting->fd()}, {}, [&] { restoreFromJournal(*setting); });
    if (!restored)
        return failure(restored.error().code, say("kernel-log-not-used"), restored.error().systemError,
                       restored.error().said);
    return NamespaceLogging(std::move(*setting));
}

Result<NamespaceLogging> NamespaceLogging::notNeeded()
{
    // The setting is there in the initial network namespace alone (nf_log_net_init(),
    // net/netfilter/nf_log.c).
    if (access((std::string("/proc/sys/") + settingName).c_str(), F_OK) != 0)
        return failure(ErrorCode::Unsupported, say("kernel-log-of-first-namespace"));
    return NamespaceLogging(std::nullopt);
}

bool NamespaceLogging::restoreLeftover()
{
    const auto setting = Sysctl::open(settingName);
    return setting && restoreFromJournal(*setting);
}

Result<void> NamespaceLogging::borrow()
{
    if (m_journal || !m_setting)
        return {};
    return holdJournal(*m_setting).and_then([&](UniqueFd journal) {
        m_journal = std::move(journal);
        return m_setting->write("1");
    });
}

} // namespace hookwalk::kernel
