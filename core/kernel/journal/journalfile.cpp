// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/journal/journalfile.h"

#include "kernel/base/failure.h"
#include "kernel/base/netns.h"
#include "kernel/base/procfile.h"
#include "kernel/journal/changeline.h"
#include "kernel/journal/sideeffects.h"
#include "kernel/journal/undo.h"
#include "wire/jsoninteger.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <poll.h>
#include <sys/file.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>

namespace hookwalk::kernel
{

namespace
{

using nlohmann::json;
using Head = JournalFile::Head;

constexpr std::size_t mostBytes = 8 * 1024 * 1024;

std::uint64_t namespaceInode()
{
    struct stat status {
    };
    return stat("/proc/self/ns/net", &status) == 0 ? status.st_ino : 0;
}

// The cookie of the network namespace that the process is in (SO_NETNS_COOKIE, Linux 5.14); on an older
// kernel its inode.
std::uint64_t namespaceCookie()
{
    const UniqueFd any(socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    std::uint64_t cookie = 0;
    socklen_t size = sizeof cookie;
    if (getsockopt(any.get(), SOL_SOCKET, SO_NETNS_COOKIE, &cookie, &size) == 0)
        return cookie;
    return namespaceInode();
}

std::string toLine(const Head& head)
{
    return json{
        {"boot", head.boot}, {"namespace", head.space}, {"inode", head.inode}, {"helper", head.helper}}
        .dump();
}

std::optional<Head> headIn(const std::string& line)
{
    const auto object = json::parse(line, nullptr, false);
    try {
        Head head;
        head.boot = object.at("boot");
        head.space = wire::integerOf<std::uint64_t>(object.at("namespace")).value();
        head.inode = wire::integerOf<std::uint64_t>(object.at("inode")).value();
        head.helper = wire::integerOf<pid_t>(object.at("helper")).value();
        return head;
    } catch (const std::exception&) {
        return {};
    }
}

std::string newName()
{
    std::array<char, 8> bytes{};
    (void)!getrandom(bytes.data(), bytes.size(), 0); // fewer than 256 bytes always come (getrandom(2))
    return std::string(journalPrefix) + std::to_string(getpid()) + '-' + toHex({bytes.data(), bytes.size()});
}

} // namespace

Head Head::ofThisProcess()
{
    return {readProcFile("/proc/sys/kernel/random/boot_id"), namespaceCookie(), namespaceInode(), getpid()};
}

bool Head::isHere() const
{
    const Head own = ofThisProcess();
    return boot == own.boot && space == own.space;
}

bool Head::isOver() const
{
    return boot != ofThisProcess().boot || isNamespaceGone(inode);
}

bool Head::isHelperGone() const
{
    const UniqueFd process(static_cast<int>(syscall(SYS_pidfd_open, helper, 0)));
    pollfd ended{process.get(), POLLIN, 0};
    return process ? poll(&ended, 1, 0) == 1 : errno == ESRCH;
}

Result<JournalFile> JournalFile::create()
{
    std::signal(SIGXFSZ, SIG_IGN); // with the caller's RLIMIT_FSIZE, write() then fails and the process lives
    constexpr int mostTries = 20;  // another helper may take it for a leftover before it is locked
    for (int tries = 0;; ++tries) {
        auto folder = makeJournalFolder();
        if (!folder)
            return tl::unexpected(folder.error());
        const auto name = newName();
        UniqueFd file(openat(folder->get(), name.c_str(),
                             O_RDWR | O_CREAT | O_EXCL | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0660));
        const int error = errno;
        JournalFile made(std::move(*folder), std::move(file), name);
        if (!made && (error != ENOENT || tries == mostTries)) // ENOENT: the folder has just been removed
            return systemFailure(say("journal-not-made", made.path()), error);
        if (made && made.lock() && made.isInPlace())
            return made.add(toLine(Head::ofThisProcess())).map([&](off_t) { return std::move(made); });
        if (tries == mostTries)
            return failure(ErrorCode::Busy, say("journals-locked", journalFolder), EBUSY);
    }
}

Result<JournalFile> JournalFile::open(const std::string& name)
{
    return openJournalFolder().and_then([&](UniqueFd folder) -> Result<JournalFile> {
        const auto path = std::string(journalFolder) + '/' + name;
        const int access = O_RDWR | O_APPEND | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC;
        UniqueFd file(openat(folder.get(), name.c_str(), access));
        if (!file)
            return systemFailure(say("journal-not-opened", path), errno,
                                 errno == EACCES ? say("as-root", "hookwalk-cli doctor --restore") : Said());
        if (!isHelpersFile(file))
            return failure(ErrorCode::PermissionDenied, say("journal-not-followed", path), EPERM,
                           say("as-root", "rm " + path));
        return JournalFile(std::move(folder), std::move(file), name);
    });
}

std::string JournalFile::alias() const
{
    return std::string(aliasOfAll) + ' ' + m_name.substr(m_name.rfind('-') + 1);
}

bool JournalFile::lock() const
{
    return flock(m_file.get(), LOCK_EX | LOCK_NB) == 0;
}

bool JournalFile::isInPlace() const
{
    struct stat status {
    };
    return fstat(m_file.get(), &status) == 0 && status.st_nlink > 0;
}

JournalFile::Content JournalFile::read() const
{
    lseek(m_file.get(), 0, SEEK_SET);
    const std::string text = readAll(m_file.get(), mostBytes);
    Content content;
    std::size_t number = 0;
    for (std::size_t start = 0, end = 0; (end = text.find('\n', start)) != text.npos; start = end + 1) {
        const auto line = text.substr(start, end - start);
        if (++number > 2 * mostChanges) // more than a helper and its restoring process write
            break;
        if (number == 1 && (content.head = headIn(line)))
            continue;
        if (auto change = fromLine(line);
            change && (change->kind != JournalEntry::Kind::Made || change->after == alias()))
            content.changes.push_back(std::move(*change));
        else
            content.refused.push_back(number);
    }
    return content;
}

Result<off_t> JournalFile::add(const std::string& line) const
{
    const off_t end = lseek(m_file.get(), 0, SEEK_END);
    const auto whole = line + '\n';
    const bool hasRoom = static_cast<std::size_t>(end) + whole.size() <= mostBytes;
    const int error = hasRoom ? writeAll(m_file.get(), whole) : EFBIG;
    if (error == 0)
        return end;
    cutAt(end);
    return systemFailure(say("journal-full", path()), error, say("end-this-session"));
}

bool JournalFile::cutAt(off_t end) const
{
    return ftruncate(m_file.get(), end) == 0;
}

void JournalFile::remove() const
{
    unlinkat(m_folder.get(), m_name.c_str(), 0);
    removeJournalFolder();
}

Report restoreFrom(const JournalFile& journal)
{
    Report report;
    if (!journal.isInPlace()) // the helper did it
        return report;
    const auto content = journal.read();
    for (const std::size_t number : content.refused)
        report.push_back({say("journal-line-damaged", number, journal.path())});
    // If this process is killed half way, the next one cannot tell what the undoing has deleted so far.
    for (const JournalEntry& change : content.changes) {
        if (change.kind == JournalEntry::Kind::State)
            static_cast<void>(journal.add(toLine(allMayBeLost(change))));
    }
    if (undoAll(content.changes, report))
        journal.remove();
    return report;
}

} // namespace hookwalk::kernel
