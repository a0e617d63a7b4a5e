// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/base/program.h"

#include "model/uniquefd.h"

#include <algorithm>
#include <array>
#include <csignal>
#include <fcntl.h>
#include <memory>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>

namespace hookwalk::kernel
{

namespace
{

// 0 where it does not start.
pid_t start(const std::string& path, std::vector<std::string>& words, int output)
{
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attributes;
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGCHLD); // ignored in this process, see NamespaceLogging
    posix_spawn_file_actions_init(&files);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigdefault(&attributes, &signals);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_RESETIDS);
    posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&files, output, STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_addclosefrom_np(&files, STDERR_FILENO + 1);
    words.insert(words.begin(), path.substr(path.rfind('/') + 1));
    std::vector<char*> arguments(words.size() + 1); // the last one stays null
    std::ranges::transform(words, arguments.begin(), [](std::string& word) { return word.data(); });
    const std::array<char*, 1> environment{nullptr};
    pid_t process = 0;
    const int error =
        posix_spawn(&process, path.c_str(), &files, &attributes, arguments.data(), environment.data());
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&attributes);
    return error == 0 ? process : 0;
}

} // namespace

std::string outputOf(const std::string& path, std::size_t most, std::chrono::milliseconds time,
                     std::vector<std::string> arguments)
{
    using std::chrono::steady_clock;
    const auto end = steady_clock::now() + time;
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0)
        return {};
    const UniqueFd output(ends[0]);
    UniqueFd theirs(ends[1]);
    const pid_t process = start(path, arguments, theirs.get());
    theirs = UniqueFd();
    if (!process)
        return {};
    std::string printed;
    std::array<char, 16 * 1024> buffer{};
    bool isRunning = true; // it still has its output open
    while (isRunning && printed.size() < most) {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - steady_clock::now()).count();
        pollfd readable{output.get(), POLLIN, 0};
        if (left <= 0 || poll(&readable, 1, static_cast<int>(left)) <= 0)
            break;
        const auto size = read(output.get(), buffer.data(), std::min(buffer.size(), most - printed.size()));
        isRunning = size > 0;
        if (isRunning)
            printed.append(buffer.data(), static_cast<std::size_t>(size));
    }
    if (isRunning)
        kill(process, SIGKILL);
    while (waitpid(process, nullptr, 0) < 0 && errno == EINTR) {
    }
    return printed;
}

} // namespace hookwalk::kernel
