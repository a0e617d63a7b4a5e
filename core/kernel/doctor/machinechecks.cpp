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
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace hookwalk::kernel
{

namespace
{

constexpr auto tunPath = "/dev/net/tun";

// Tries in a child whether this user gets a user namespace and a network namespace in it. Returns errno, or 0
// if it does. The answer comes through a pipe, because SIGCHLD may be ignored here and waitpid() fail.
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
        closeAllBut({writeEnd.get()}); // in a user namespace, whoever may trace this user may trace the child
        if (geteuid() != 0) // as a program of this user would, without the helper's own capabilities
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
    // The package's entry there is a link to a file of its own.
    return std::string("rm -f ") + file +
           "; printf 'abi <abi/4.0>,\\nprofile hookwalk-helper \"%s\" flags=(unconfined) { userns, }\\n' " +
           change::shellWord(program) + " > " + file + " && apparmor_parser -r " + file;
}

Check privilegesCheck()
{
    constexpr auto id = "privileges";
    if (!hasCapability(CAP_NET_ADMIN))
        return hint(id, say("privileges-none"), {say("privileges-none-means")});
    if (!hasCapability(CAP_NET_RAW))
        return hint(id, say("privileges-no-net-raw"), {say("privileges-no-net-raw-means")});
    return good(id,
                inInitialUserNamespace() ? say("privileges-for-machine") : say("privileges-for-namespace"));
}

Check tunDeviceCheck()
{
    constexpr auto id = "tun-device";
    struct stat device {
    };
    if (stat(tunPath, &device) != 0)
        return bad(id, say("tun-device-missing"), {say("tun-device-missing-means")},
                   onMachine("modprobe tun && mkdir -p /dev/net && mknod -m 0666 /dev/net/tun c 10 200"));
    const bool forAll = (device.st_mode & 0666) == 0666;
    if (!UniqueFd(open(tunPath, O_RDWR | O_CLOEXEC)))
        return errno == EACCES || errno == EPERM
                   ? bad(id, say("tun-device-closed"), {say("tun-device-closed-means")},
                         onMachine("chmod 0666 /dev/net/tun"))
                   : bad(id, say("tun-device-no-driver"), {say("tun-device-no-driver-means", errno)},
                         onMachine("modprobe tun"));
    if (!forAll)
        return hint(id, say("tun-device-for-some"), {say("tun-device-for-some-means")},
                    onMachine("chmod 0666 /dev/net/tun"));
    return good(id, say("tun-device-there"), {say("tun-device-there-means")});
}

Check userNamespacesCheck()
{
    constexpr auto id = "user-namespaces";
    if (!inInitialUserNamespace())
        return good(id, say("user-namespaces-within"));
    const bool mayTry = geteuid() != 0 || hasCapability(CAP_SETFCAP); // user_namespaces(7)
    if (hasCapability(CAP_SYS_ADMIN) || !mayTry)
        return good(id, say("user-namespaces-not-needed"));
    static const int error = tryNamespaces(); // later seccomp forbids it (confinement.h)
    if (error == 0)
        return good(id, say("user-namespaces-allowed"), {say("user-namespaces-allowed-means")});
    const Said meaning = say("user-namespaces-none-means");
    if (sysctlValue("user/max_user_namespaces") == "0")
        return bad(id, say("user-namespaces-off"), {meaning},
                   onMachine("sysctl -w user.max_user_namespaces=10000"));
    if (sysctlValue("kernel/unprivileged_userns_clone") == "0")
        return bad(id, say("user-namespaces-root-only"), {meaning},
                   onMachine("sysctl -w kernel.unprivileged_userns_clone=1"));
    if (sysctlValue("kernel/apparmor_restrict_unprivileged_userns") == "1")
        return bad(id, say("user-namespaces-apparmor"), {meaning, say("user-namespaces-apparmor-means")},
                   onMachine(appArmorProfileLine(ownProgram())));
    return bad(id, say("user-namespaces-none"), {meaning, say("kernel-says", error)});
}

Check kernelLogCheck()
{
    constexpr auto id = "kernel-log";
    const bool isRestricted = sysctlValue("kernel/dmesg_restrict") == "1";
    const auto log = openKernelLog();
    if (log)
        return good(id, say("kernel-log-open"),
                    isRestricted ? Sentences{say("kernel-log-open-means")} : Sentences());
    const Said instead = say("kernel-log-nflog-instead");
    if (log.error().systemError == EPERM && isRestricted)
        return hint(id, say("kernel-log-closed"), {say("kernel-log-closed-means"), instead},
                    onMachine("sysctl -w kernel.dmesg_restrict=0"));
    auto meaning = sentencesOf(log.error());
    meaning.push_back(instead);
    return hint(id, say("kernel-log-unreadable"), std::move(meaning));
}

Check allNamespacesLogCheck()
{
    constexpr auto id = "log-all-namespaces";
    const std::string value = sysctlValue("net/netfilter/nf_log_all_netns"); // the machine's own only
    if (value == "1")
        return good(id, say("log-all-namespaces-on"));
    if (inInitialUserNamespace() && geteuid() == 0)
        return good(id, say("log-all-namespaces-when-traced"), {say("log-all-namespaces-when-traced-means")});
    return hint(id, say("log-all-namespaces-off"), {say("log-all-namespaces-off-means")},
                onMachine("sysctl -w net.netfilter.nf_log_all_netns=1"));
}

Check leftoversCheck()
{
    constexpr auto id = "leftovers";
    const auto left = leftovers();
    const auto files = [](const std::vector<std::string>& paths) {
        return say("leftovers-files", paths.size(), paths.front());
    };
    if (!left.here.empty())
        return bad(id, say("leftovers-here"), {say("leftovers-here-means"), files(left.here)},
                   protocol::RestoreLeftovers{});
    if (!left.elsewhere.empty())
        return hint(id, say("leftovers-elsewhere"),
                    {say("leftovers-elsewhere-means"), files(left.elsewhere)});
    if (!left.unknown.empty())
        return hint(id, say("leftovers-unknown"), {say("leftovers-unknown-means"), files(left.unknown)},
                    protocol::RestoreLeftovers{});
    return good(id, say("leftovers-none"));
}

} // namespace hookwalk::kernel
