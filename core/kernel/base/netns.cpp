// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/base/netns.h"

#include "kernel/base/capabilities.h"
#include "kernel/base/failure.h"
#include "kernel/base/procfile.h"

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <sched.h>
#include <string>
#include <sys/capability.h>
#include <sys/prctl.h>
#include <sys/stat.h>

namespace hookwalk::kernel
{

namespace
{

namespace fs = std::filesystem;

constexpr ino_t initialUserNamespace = 0xEFFFFFFDU; // PROC_USER_INIT_INO, include/linux/proc_ns.h

Result<void> writeOwn(const char* path, const std::string& text)
{
    const UniqueFd file(open(path, O_WRONLY | O_CLOEXEC));
    if (!file || write(file.get(), text.data(), text.size()) != static_cast<ssize_t>(text.size()))
        return systemFailure(say("not-root-in-namespace", path), errno, say("allow-user-namespaces"));
    return {};
}

} // namespace

bool inInitialUserNamespace()
{
    struct stat status {
    };
    return stat("/proc/self/ns/user", &status) == 0 && status.st_ino == initialUserNamespace;
}

Result<void> enterOwnUserNamespace()
{
    // The owner of a user namespace may trace the processes in it.
    if (auto left = leaveSetgidGroup(); !left)
        return left;
    const std::string user = std::to_string(geteuid());
    const std::string group = std::to_string(getegid());
    if (unshare(CLONE_NEWUSER) != 0)
        return systemFailure(say("no-user-namespaces"), errno, say("set-user-namespaces"));
    // A program with file capabilities cannot be traced by its user, nor read its own /proc/self (prctl(2)).
    // In here it has no capability any more that this user could not get as well.
    prctl(PR_SET_DUMPABLE, 1, 0, 0, 0);
    if (auto written = writeOwn("/proc/self/setgroups", "deny"); !written)
        return written;
    if (auto written = writeOwn("/proc/self/uid_map", "0 " + user + " 1"); !written)
        return written;
    return writeOwn("/proc/self/gid_map", "0 " + group + " 1");
}

Result<UniqueFd> enterNewNetworkNamespace()
{
    if (unshare(CLONE_NEWNET) != 0)
        return systemFailure(say("no-network-namespace"), errno, say("run-as-root-or-elsewhere"));
    UniqueFd held(open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC));
    if (!held)
        return systemFailure(say("namespace-not-held"), errno, say("mount-proc"));
    return held;
}

bool hidesProcesses(std::string_view mountInfo)
{
    bool hides = false; // as the latest mount there says
    for (std::size_t end = 0; !mountInfo.empty();
         mountInfo.remove_prefix(std::min(end + 1, mountInfo.size()))) {
        end = std::min(mountInfo.find('\n'), mountInfo.size());
        const auto line = mountInfo.substr(0, end);
        if (line.find(" /proc ") != line.npos)
            hides = line.find("hidepid=") != line.npos && line.find("hidepid=0") == line.npos &&
                    line.find("hidepid=off") == line.npos;
    }
    return hides;
}

bool isNamespaceGone(std::uint64_t inode)
{
    const bool seesAll = inInitialUserNamespace() && hasCapability(CAP_SYS_PTRACE);
    if (!seesAll && hidesProcesses(readProcFile("/proc/self/mountinfo")))
        return false;
    const std::string name = "net:[" + std::to_string(inode) + ']';
    std::error_code none;
    for (const auto& process : fs::directory_iterator("/proc", none)) {
        if (!std::isdigit(static_cast<unsigned char>(process.path().filename().string().front())))
            continue;
        std::error_code error;
        // One that ends just now is hidden, too, for a moment (fs/proc/namespaces.c), and then is there no more.
        const auto isHidden = [&] {
            const bool refused =
                error == std::errc::permission_denied || error == std::errc::operation_not_permitted;
            return refused && fs::exists(process.path(), none);
        };
        if (fs::read_symlink(process.path() / "ns/net", error) == name || isHidden() ||
            readProcFile(process.path() / "mountinfo").find(name) != std::string::npos)
            return false;
        for (const auto& open : fs::directory_iterator(process.path() / "fd", error)) {
            if (fs::read_symlink(open.path(), none) == name)
                return false;
        }
        if (isHidden())
            return false;
    }
    return true;
}

} // namespace hookwalk::kernel
