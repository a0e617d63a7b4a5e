// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/base/restorer.h"

#include "kernel/base/capabilities.h"
#include "kernel/base/confinement.h"
#include "kernel/base/failure.h"
#include "model/uniquefd.h"

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

namespace hookwalk::kernel
{

void closeAllBut(std::vector<int> kept)
{
    std::ranges::sort(kept);
    unsigned next = 0;
    for (const int fd : kept) {
        const auto number = static_cast<unsigned>(fd);
        if (number > next)
            close_range(next, number - 1, 0);
        next = number + 1;
    }
    close_range(next, ~0U, 0);
}

Result<void> restoreAfterwards(const std::vector<int>& kept, std::initializer_list<cap_value_t> capabilities,
                               const std::function<void()>& restore)
{
    const UniqueFd self(static_cast<int>(syscall(SYS_pidfd_open, getpid(), 0))); // glibc 2.36: not for C++
    if (!self)
        return systemFailure(say("no-restorer", "pidfd"), errno);
    std::signal(SIGCHLD, SIG_IGN); // nobody waits for the restoring process
    const auto child = fork();
    if (child < 0)
        return systemFailure(say("no-restorer", "fork"), errno);
    if (child > 0)
        return {};
    setsid(); // signals to the helper's process group do not reach this process
    for (const int signal : {SIGHUP, SIGINT, SIGQUIT, SIGTERM})
        std::signal(signal, SIG_IGN);
    prctl(PR_SET_NAME, "hookwalk-undo");
    auto all = kept;
    all.push_back(self.get());
    closeAllBut(all);
    if (!keepOnly(capabilities) || !confineTo(Duty::Undo))
        _exit(EXIT_FAILURE);
    // A pidfd is readable when the process is gone and its locks with it.
    pollfd ended{self.get(), POLLIN, 0};
    while (poll(&ended, 1, -1) < 0 && errno == EINTR) {
    }
    restore();
    _exit(EXIT_SUCCESS);
}

} // namespace hookwalk::kernel
