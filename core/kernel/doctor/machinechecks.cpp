// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/shelltext.h"
#include "kernel/base/capabilities.h"
#include "kernel/base/netns.h"
#include "kernel/base/restorer.h"
#include "kernel/doctor/checks.h"
#include "kernel/journal/leftovers.h"
#include "kernel/sources/kernellog.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <climits>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace hookwalk::kernel
{

namespace
{

constexpr auto tunPath = "/dev/net/tun";

// Whether the kernel gives this user a user namespace and a network namespace in it: tried by a child. Its
// errno, 0: yes. The answer comes through a pipe, because nobody may be waiting for children here.
int tryNamespaces()
{
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0)
        return errno;
    const UniqueFd readEnd(ends[0]);
    UniqueFd writeEnd(ends[1]);
    const pid_t child = fork();
    if (child == 0) {
        int error = 0;
        closeAllBut(
            {writeEnd.get()}); // entering a user namespace makes it open to whoever may trace this user
        if (geteuid() != 0)    // as a program of this user would, without the helper's own capabilities
            (void)keepOnly({});
        if (const auto entered = enterOwnUserNamespace(); !entered)
            error = entered.error().systemError;
        else if (const auto network = enterNewNetworkNamespace(); !network)
            error = network.error().systemError;
        _exit(write(writeEnd.get(), &error, sizeof error) == sizeof error ? EXIT_SUCCESS : EXIT_FAILURE);
    }
    const int forkError = errno;
    writeEnd = UniqueFd();
    int error = child < 0 ? forkError : ECHILD;
    (void)!read(readEnd.get(), &error, sizeof error);
    waitpid(child, nullptr, 0);
    return error;
}

std::string ownProgram()
{
    std::array<char, PATH_MAX> path{};
    const auto size = readlink("/proc/self/exe", path.data(), path.size());
    return {path.data(), static_cast<std::size_t>(std::max<ssize_t>(size, 0))};
}

} // namespace

std::string appArmorProfileLine(const std::string& program)
{
    constexpr auto file = "/etc/apparmor.d/hookwalk-helper";
    // What the package has there is a link to a file of its own.
    return std::string("rm -f ") + file +
           "; printf 'abi <abi/4.0>,\\nprofile hookwalk-helper \"%s\" flags=(unconfined) { userns, }\\n' " +
           change::shellWord(program) + " > " + file + " && apparmor_parser -r " + file;
}

Check privilegesCheck()
{
    constexpr auto id = "privileges";
    if (!hasCapability(CAP_NET_ADMIN))
        return hint(id, "Without privileges here",
                    "This machine's own network cannot be changed or traced so, and some of what follows "
                    "cannot be looked at. A lab of its own needs none.");
    if (!hasCapability(CAP_NET_RAW))
        return hint(id, "CAP_NET_RAW is missing", "Frames at devices cannot be seen.");
    return good(id, inInitialUserNamespace() ? "The helper may change this machine's network"
                                             : "The helper may change the network of this namespace");
}

Check tunDeviceCheck()
{
    constexpr auto id = "tun-device";
    struct stat device {
    };
    if (stat(tunPath, &device) != 0)
        return bad(id, "There is no /dev/net/tun", "No tun can be made, so there is nothing to send into.",
                   onMachine("modprobe tun && mkdir -p /dev/net && mknod -m 0666 /dev/net/tun c 10 200"));
    const bool forAll = (device.st_mode & 0666) == 0666;
    if (!UniqueFd(open(tunPath, O_RDWR | O_CLOEXEC)))
        return errno == EACCES || errno == EPERM
                   ? bad(id, "/dev/net/tun is closed to this user",
                         "No tun can be made or opened. The kernel asks for privileges besides, so mode 0666 "
                         "is "
                         "safe and usual.",
                         onMachine("chmod 0666 /dev/net/tun"))
                   : bad(id, "The kernel has no tun driver",
                         std::string("/dev/net/tun cannot be opened: ") + std::strerror(errno) + '.',
                         onMachine("modprobe tun"));
    if (!forAll)
        return hint(id, "/dev/net/tun is open to some only",
                    "Other users cannot make a lab or open a tun that they own.",
                    onMachine("chmod 0666 /dev/net/tun"));
    return good(id, "/dev/net/tun is there", "Every user may open it; making a tun takes privileges.");
}

Check userNamespacesCheck()
{
    constexpr auto id = "user-namespaces";
    if (!inInitialUserNamespace())
        return good(id, "In a user namespace already");
    const bool mayTry = geteuid() != 0 || hasCapability(CAP_SETFCAP); // user_namespaces(7)
    if (hasCapability(CAP_SYS_ADMIN) || !mayTry)
        return good(id, "Privileged: a lab needs no user namespace");
    static const int error = tryNamespaces(); // later nothing may be tried any more (confinement.h)
    if (error == 0)
        return good(id, "User namespaces are allowed", "A lab can be made without root.");
    const std::string meaning = "A lab cannot be made without root.";
    if (settingValue("user/max_user_namespaces") == "0")
        return bad(id, "User namespaces are switched off", meaning,
                   onMachine("sysctl -w user.max_user_namespaces=10000"));
    if (settingValue("kernel/unprivileged_userns_clone") == "0")
        return bad(id, "User namespaces are for root only", meaning,
                   onMachine("sysctl -w kernel.unprivileged_userns_clone=1"));
    if (settingValue("kernel/apparmor_restrict_unprivileged_userns") == "1")
        return bad(id, "AppArmor restricts user namespaces", meaning,
                   onMachine(appArmorProfileLine(ownProgram())));
    return bad(id, "The kernel gives no user namespace", meaning + " It says: " + std::strerror(error) + '.');
}

Check kernelLogCheck()
{
    constexpr auto id = "kernel-log";
    const bool isRestricted = settingValue("kernel/dmesg_restrict") == "1";
    const auto log = openKernelLog();
    if (log)
        return good(id, "The kernel log can be read",
                    isRestricted ? "kernel.dmesg_restrict closes it to others." : "");
    const std::string instead = " Trace points report through NFLOG instead: the same events.";
    if (log.error().systemError == EPERM && isRestricted)
        return hint(id, "The kernel log is closed (kernel.dmesg_restrict)",
                    "LOG lines cannot be read here." + instead,
                    onMachine("sysctl -w kernel.dmesg_restrict=0"));
    return hint(id, "The kernel log cannot be read", log.error().sentence + instead);
}

Check allNamespacesLogCheck()
{
    constexpr auto id = "log-all-namespaces";
    const std::string value = settingValue("net/netfilter/nf_log_all_netns"); // the machine's own only
    if (value == "1")
        return good(id, "The kernel log shows the packets of every network namespace");
    if (inInitialUserNamespace() && geteuid() == 0)
        return good(id, "The kernel log can show a lab's packets",
                    "net.netfilter.nf_log_all_netns is set while a lab is traced, and put back.");
    return hint(
        id, "The kernel log shows no packets of a lab",
        "net.netfilter.nf_log_all_netns is not 1. Trace points report through NFLOG instead: the same "
        "events. LOG rules of your own stay silent there.",
        onMachine("sysctl -w net.netfilter.nf_log_all_netns=1"));
}

Check leftoversCheck()
{
    constexpr auto id = "leftovers";
    const auto left = leftovers();
    const auto files = [](const std::vector<std::string>& paths) {
        return (paths.size() == 1 ? "1 file, " : std::to_string(paths.size()) + " files, the first ") +
               paths.front() + '.';
    };
    if (!left.here.empty())
        return bad(id, "A helper that was killed has left changes behind",
                   "Its journal is there and nobody uses it any more: " + files(left.here),
                   protocol::RestoreLeftovers{});
    if (!left.elsewhere.empty())
        return hint(id, "A helper that was killed has left changes in another network namespace",
                    "They can be put back from there alone, with hookwalk-cli doctor --restore: " +
                        files(left.elsewhere));
    if (!left.unknown.empty())
        return hint(id, "Helpers that were killed may have left changes behind",
                    "What they noted is closed to this user: " + files(left.unknown),
                    protocol::RestoreLeftovers{});
    return good(id, "Nothing was left behind");
}

} // namespace hookwalk::kernel
