// SPDX-License-Identifier: GPL-3.0-or-later
// hookwalk-helper: the only part of Hookwalk with privileges. Serves one session over the Unix socket that is
// its standard input, with a few fixed verbs (core/protocol/messages.h), and ends with it.
#include "caller.h"
#include "kernel/base/capabilities.h"
#include "kernel/journal/journalfolder.h"
#include "model/standardstreams.h"
#include "server.h"

#include <algorithm>
#include <cstdio>
#include <exception>
#include <string>
#include <string_view>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>

using namespace hookwalk;

namespace
{

enum ExitStatus { Success = 0, Failed = 1, BadArguments = 2 };

constexpr auto help =
    "Usage: hookwalk-helper [--look | --trace | --change]\n"
    "Makes the lab and its trace points for Hookwalk, which starts it by itself and speaks to it\n"
    "over a Unix stream socket on its standard input.\n"
    "  --look     refuses to trace and to change\n"
    "  --trace    refuses to change\n"
    "  --change   does everything, as without one of these three\n"
    "  --help     print this\n"
    "  --version  print the version\n";

int complain(int status, const std::string& said)
{
    std::fprintf(stderr, "hookwalk-helper: %s\n", said.c_str());
    return status;
}

// Prints code, errno and values for the session, which has the sentence (core/session/helperlink).
int complain(const Error& error)
{
    std::string said = error.said.code + '\t' + std::to_string(error.systemError);
    for (const auto& value : error.said.values)
        said += '\t' + value;
    return complain(Failed, said);
}

bool isUnixStream(int fd)
{
    int type = 0;
    int domain = 0;
    socklen_t size = sizeof type;
    return getsockopt(fd, SOL_SOCKET, SO_TYPE, &type, &size) == 0 && type == SOCK_STREAM &&
           getsockopt(fd, SOL_SOCKET, SO_DOMAIN, &domain, &size) == 0 && domain == AF_UNIX;
}

// What making the lab takes, and CAP_SYS_PTRACE for the process that looks who has a device open
// (kernel/precautions/holders.h); less once the place is there (Place). Without CAP_SYS_ADMIN the way is a
// user namespace, and root of a container may map its own id there only with CAP_SETFCAP
// (user_namespaces(7)). CAP_SETPCAP is for giving up more.
Result<void> giveUpPrivileges()
{
    // For this machine nothing is made; CAP_PERFMON is for the tracepoint skb:kfree_skb
    // (kernel/answers/drops.h).
    if (helper::isLetInByPkexec(STDIN_FILENO))
        return kernel::forbidNewPrivileges().and_then([] {
            return kernel::keepOnly(
                {CAP_NET_ADMIN, CAP_NET_RAW, CAP_SYSLOG, CAP_SYS_PTRACE, CAP_PERFMON, CAP_SETPCAP});
        });
    const cap_value_t toMakeNamespaces = kernel::hasCapability(CAP_SYS_ADMIN) ? CAP_SYS_ADMIN : CAP_SETFCAP;
    return kernel::forbidNewPrivileges().and_then([&] {
        return kernel::keepOnly({CAP_NET_ADMIN, CAP_NET_RAW, CAP_SYSLOG, CAP_NET_BIND_SERVICE, CAP_SYS_PTRACE,
                                 CAP_SETPCAP, toMakeNamespaces});
    });
}

// libnftables' parser alone needs 92 KiB. Beyond a small limit the program would be killed without a message.
Result<void> makeRoomForStack()
{
    constexpr rlim_t needed = 256U << 10;
    rlimit limit = {};
    getrlimit(RLIMIT_STACK, &limit);
    const rlim_t allowed = limit.rlim_cur;
    limit = {std::max(allowed, needed), std::max(limit.rlim_max, needed)};
    if (allowed >= needed || setrlimit(RLIMIT_STACK, &limit) == 0)
        return {};
    return failure(ErrorCode::Unsupported, say("stack-too-small", allowed >> 10));
}

} // namespace

int main(int argc, char** argv)
try {
    secureStandardStreams();
    helper::distrustTheCaller();
    if (argc == 2 && std::string_view(argv[1]) == "--version") {
        std::puts("hookwalk-helper " HOOKWALK_VERSION);
        return Success;
    }
    if (argc == 2 && std::string_view(argv[1]) == "--help") {
        std::fputs(help, stdout);
        return Success;
    }
    const auto level =
        argc > 2 ? std::nullopt
                 : protocol::levelNamed(argc == 2 ? std::string_view(argv[1]) : protocol::levelWords.back());
    if (!level)
        return complain(BadArguments,
                        "It takes --look, --trace, --change or no arguments; see hookwalk-helper --help.");
    if (!isUnixStream(STDIN_FILENO))
        return complain(BadArguments,
                        "Its standard input is no Unix stream socket. Hookwalk starts it by itself: "
                        "run hookwalk or hookwalk-cli.");
    umask(007); // journals are their group's, too (kernel/journal/journalfolder.h)
    kernel::joinJournalGroup();
    const auto served = makeRoomForStack()
                            .and_then([] { return helper::checkCaller(STDIN_FILENO); })
                            .and_then(giveUpPrivileges)
                            .and_then([&] { return helper::Server(STDIN_FILENO, *level).serve(); });
    return served ? Success : complain(served.error());
} catch (const std::exception& error) { // no memory: destructors have undone the changes
    return complain(Failed, error.what());
}
