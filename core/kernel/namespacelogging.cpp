#include "kernel/namespacelogging.h"

#include "kernel/capabilities.h"
#include "kernel/failure.h"
#include "kernel/netns.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <poll.h>
#include <string>
#include <sys/file.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>

namespace hookwalk::kernel
{

namespace
{

constexpr auto settingName = "net/netfilter/nf_log_all_netns";
constexpr auto journalFolder = "/run/hookwalk";
constexpr auto journalPath = "/run/hookwalk/nf_log_all_netns";

// Whether the path still leads to this open file: a restoring process may have removed it meanwhile.
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

// With nobody else using the setting: what a killed helper left is put right, else the value is noted.
Result<void> noteOriginal(const UniqueFd& journal, const Sysctl& setting)
{
    if (const std::string orphaned = contentOf(journal); !orphaned.empty())
        return setting.write(orphaned);
    return setting.read().and_then([&](const std::string& original) -> Result<void> {
        if (write(journal.get(), original.data(), original.size()) != static_cast<ssize_t>(original.size()))
            return systemFailure(std::string("The journal ") + journalPath + " cannot be written", errno);
        return {};
    });
}

// The journal, with the original value in it and a shared lock on it.
Result<UniqueFd> holdJournal(const Sysctl& setting)
{
    for (;;) {
        if (mkdir(journalFolder, 0755) != 0 && errno != EEXIST)
            return systemFailure(std::string("The folder ") + journalFolder + " cannot be made", errno);
        UniqueFd journal(open(journalPath, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600));
        if (!journal && errno == ENOENT) // a restoring process has just removed the folder
            continue;
        if (!journal)
            return systemFailure(std::string("The journal ") + journalPath + " cannot be opened", errno);
        const bool alone = flock(journal.get(), LOCK_EX | LOCK_NB) == 0;
        if (alone && isInPlace(journal)) {
            if (auto noted = noteOriginal(journal, setting); !noted)
                return tl::unexpected(noted.error());
        }
        if (flock(journal.get(), LOCK_SH) != 0)
            return systemFailure(std::string("The journal ") + journalPath + " cannot be locked", errno);
        if (isInPlace(journal) && !contentOf(journal).empty())
            return journal;
    }
}

void restoreFromJournal(const Sysctl& setting)
{
    const UniqueFd journal(open(journalPath, O_RDWR | O_NOFOLLOW | O_CLOEXEC));
    if (!journal || flock(journal.get(), LOCK_EX | LOCK_NB) != 0 || !isInPlace(journal))
        return; // never borrowed, still used by another helper, or restored by another one's process
    const std::string original = contentOf(journal);
    if (original.empty() || setting.write(original))
        unlink(journalPath);
    rmdir(journalFolder); // where it is empty
}

// All but the two that the restoring process needs: it must keep no socket, namespace or device of the helper
// alive.
void closeAllBut(int first, int second)
{
    const auto [low, high] = std::minmax(first, second);
    if (low > 0)
        close_range(0, static_cast<unsigned>(low - 1), 0);
    if (high > low + 1)
        close_range(static_cast<unsigned>(low + 1), static_cast<unsigned>(high - 1), 0);
    close_range(static_cast<unsigned>(high + 1), ~0U, 0);
}

[[noreturn]] void restoreWhenEnded(int helper, const Sysctl& setting)
{
    setsid(); // a signal for the helper's group is not for this process
    for (const int signal : {SIGHUP, SIGINT, SIGQUIT, SIGTERM})
        std::signal(signal, SIG_IGN);
    prctl(PR_SET_NAME, "hookwalk-undo");
    closeAllBut(helper, setting.fd());
    if (!keepOnly({})) // root's own files are enough
        _exit(EXIT_FAILURE);
    // A pidfd is readable when the process is gone and its locks with it.
    pollfd ended{helper, POLLIN, 0};
    while (poll(&ended, 1, -1) < 0 && errno == EINTR) {
    }
    restoreFromJournal(setting);
    _exit(EXIT_SUCCESS);
}

} // namespace

Result<NamespaceLogging> NamespaceLogging::prepare()
{
    if (!inInitialUserNamespace() || geteuid() != 0)
        return failure(ErrorCode::PermissionDenied,
                       "The kernel log does not show packets of a namespace made without root.");
    auto setting = Sysctl::open(settingName);
    if (!setting)
        return failure(
            setting.error().code,
            "The kernel log does not show packets of this namespace (net.netfilter.nf_log_all_netns "
            "cannot be set here).",
            setting.error().systemError);
    restoreFromJournal(*setting); // where helper and restoring process were killed together
    const UniqueFd self(static_cast<int>(syscall(SYS_pidfd_open, getpid(), 0))); // glibc 2.36: not for C++
    if (!self)
        return systemFailure("The kernel log is not used, because its setting could not be restored (pidfd)",
                             errno);
    std::signal(SIGCHLD, SIG_IGN); // nobody waits for the restoring process
    const auto child = fork();
    if (child < 0)
        return systemFailure("The kernel log is not used, because its setting could not be restored (fork)",
                             errno);
    if (child == 0)
        restoreWhenEnded(self.get(), *setting);
    return NamespaceLogging(std::move(*setting));
}

Result<void> NamespaceLogging::borrow()
{
    if (m_journal)
        return {};
    return holdJournal(m_setting).and_then([&](UniqueFd journal) {
        m_journal = std::move(journal);
        return m_setting.write("1");
    });
}

} // namespace hookwalk::kernel
