// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/netns.h"

#include "change/shelltext.h"
#include "model/uniquefd.h"

#include <cerrno>
#include <fcntl.h>
#include <map>
#include <QDir>
#include <QFile>
#include <sched.h>
#include <set>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace hookwalk::session
{

namespace
{

const QString namedFolder = QStringLiteral("/run/netns/"); // ip-netns(8)

bool isNumber(const QString& text)
{
    bool is = false;
    text.toUInt(&is);
    return is;
}

// 0 where this user may not look.
ino_t inodeOf(const QString& file)
{
    struct stat status {
    };
    return ::stat(QFile::encodeName(file).constData(), &status) == 0 ? status.st_ino : 0;
}

ino_t ownInode()
{
    return inodeOf(QStringLiteral("/proc/self/ns/net"));
}

// errno; 0: it can be entered. Tried by a child: a process of several threads cannot enter a user namespace.
int tryToEnter(const NetworkNamespace& netns)
{
    const auto child = ::fork();
    if (child == 0)
        ::_exit(enterNetns(netns) ? 0 : errno);
    int status = 0;
    if (child < 0 || ::waitpid(child, &status, 0) != child)
        return errno;
    return WIFEXITED(status) ? WEXITSTATUS(status) : EIO;
}

} // namespace

NetworkNamespace netnsOf(const QString& given)
{
    bool isPid = false;
    const auto pid = given.toUInt(&isPid);
    if (isPid)
        return {given, QStringLiteral("/proc/%1/ns/net").arg(pid),
                QStringLiteral("/proc/%1/ns/user").arg(pid)};
    return {given, given.contains(u'/') ? given : namedFolder + given, {}};
}

std::optional<OpenNetns> openNetns(const NetworkNamespace& netns)
{
    // Not waiting for a writer, where it is a pipe.
    constexpr int flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK;
    OpenNetns open{UniqueFd(::open(QFile::encodeName(netns.file).constData(), flags)), UniqueFd()};
    if (!open.net)
        return std::nullopt;
    struct stat opened {
    };
    if (netns.inode != 0 && (::fstat(open.net.get(), &opened) != 0 || opened.st_ino != netns.inode)) {
        errno = ENOENT;
        return std::nullopt;
    }
    if (!netns.user.isEmpty())
        open.user = UniqueFd(::open(QFile::encodeName(netns.user).constData(), flags));
    return open;
}

bool enterNetns(const OpenNetns& netns)
{
    if (::setns(netns.net.get(), CLONE_NEWNET) == 0)
        return true;
    // The owner of a user namespace has all rights in it (user_namespaces(7)).
    return errno == EPERM && netns.user && ::setns(netns.user.get(), CLONE_NEWUSER) == 0 &&
           ::setns(netns.net.get(), CLONE_NEWNET) == 0;
}

bool enterNetns(const NetworkNamespace& netns)
{
    const auto open = openNetns(netns);
    return open && enterNetns(*open);
}

Result<NetworkNamespace> findNetns(const QString& given)
{
    NetworkNamespace found = netnsOf(given);
    found.inode = inodeOf(found.file);
    if (found.inode != 0 && found.inode == ownInode())
        return NetworkNamespace{given, {}, {}};
    const int refusal = tryToEnter(found);
    if (refusal == 0)
        return found;
    const auto code = refusal == ENOENT                       ? ErrorCode::NotFound
                      : refusal == EPERM || refusal == EACCES ? ErrorCode::PermissionDenied
                                                              : ErrorCode::KernelRefused;
    return failure(code, say("netns-not-entered", given.toStdString()), refusal,
                   code == ErrorCode::PermissionDenied ? say("netns-takes-root") : say("netns-are-named"));
}

QString netnsCommand(const NetworkNamespace& netns)
{
    std::vector<std::string> words{"nsenter", "--net=" + netns.file.toStdString()};
    if (::geteuid() != 0 && !netns.user.isEmpty())
        words = {"nsenter", "--user=" + netns.user.toStdString(), "--net=" + netns.file.toStdString(),
                 "--preserve-credentials"};
    return QString::fromStdString(change::shellLine(words));
}

std::vector<KnownNetns> knownNetns()
{
    std::vector<KnownNetns> known;
    std::set<ino_t> told{0, ownInode()};
    for (const QString& name : QDir(namedFolder).entryList(QDir::Files | QDir::System, QDir::Name)) {
        if (told.insert(inodeOf(namedFolder + name)).second)
            known.push_back({isNumber(name) ? namedFolder + name : name, {}}); // a number alone is a PID
    }
    std::map<uint, ino_t> others; // by the PID
    for (const QString& process : QDir(QStringLiteral("/proc")).entryList(QDir::Dirs, QDir::NoSort)) {
        bool isPid = false;
        const auto pid = process.toUInt(&isPid);
        if (isPid)
            others[pid] = inodeOf(QStringLiteral("/proc/%1/ns/net").arg(pid));
    }
    for (const auto& [pid, inode] : others) {
        QFile file(QStringLiteral("/proc/%1/comm").arg(pid));
        if (!told.insert(inode).second || !file.open(QIODevice::ReadOnly))
            continue;
        const auto program = QString::fromUtf8(file.readAll()).trimmed();
        if (!program.startsWith(QLatin1String("hookwalk"))) // a lab
            known.push_back({QString::number(pid), program});
    }
    return known;
}

} // namespace hookwalk::session
