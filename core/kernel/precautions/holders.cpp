// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/precautions/holders.h"

#include "kernel/base/capabilities.h"
#include "kernel/base/confinement.h"
#include "kernel/base/failure.h"
#include "kernel/base/procfile.h"
#include "kernel/base/restorer.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <csignal>
#include <filesystem>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/socket.h>

namespace hookwalk::kernel
{

namespace
{

namespace fs = std::filesystem;
constexpr std::size_t answerBytes = 32 * 1024;

// The devices that a process has open.
void look(const fs::path& process, std::string& answer)
{
    std::error_code none;
    for (const auto& entry : fs::directory_iterator(process / "fd", none)) {
        // Reading a link costs less than reading an fdinfo.
        if (fs::read_symlink(entry.path(), none) != "/dev/net/tun")
            continue;
        const auto info = readProcFile(process / "fdinfo" / entry.path().filename());
        const auto place = info.find("iff:\t");
        if (place == info.npos)
            continue;
        auto program = readProcFile(process / "comm");
        std::ranges::replace(program, '\n', ' ');
        answer += info.substr(place + 5, info.find('\n', place) - place - 5) + '\t' + program + '(' +
                  process.filename().string() + ")\n";
    }
}

std::string lookAround(const std::vector<pid_t>& only)
{
    std::string answer;
    std::error_code none;
    for (const pid_t process : only)
        look("/proc/" + std::to_string(process), answer);
    if (!only.empty())
        return answer.substr(0, answerBytes);
    const auto own = fs::read_symlink("/proc/self/ns/net", none);
    std::string elsewhere; // a program may have come from another namespace with the device that it holds
    for (const auto& entry : fs::directory_iterator("/proc", none)) {
        if (std::isdigit(static_cast<unsigned char>(entry.path().filename().string().front())))
            look(entry.path(), fs::read_symlink(entry.path() / "ns/net", none) == own ? answer : elsewhere);
    }
    answer += elsewhere;
    return answer.substr(0, answerBytes);
}

[[noreturn]] void answerQuestions(int socket, const std::vector<pid_t>& only)
{
    prctl(PR_SET_NAME, "hookwalk-look");
    closeAllBut({socket});
    char question = 0;
    if (keepOnly({CAP_SYS_PTRACE}) && confineTo(Duty::Look)) {
        while (recv(socket, &question, 1, 0) == 1) {
            const std::string answer = lookAround(only) + '\n';
            if (send(socket, answer.data(), answer.size(), MSG_NOSIGNAL) < 0)
                break;
        }
    }
    _exit(0);
}

} // namespace

Result<Holders> Holders::start(const std::vector<pid_t>& only)
{
    std::array<int, 2> ends{};
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) != 0)
        return systemFailure(say("holders-not-found-out", "socket"), errno);
    UniqueFd ours(ends[0]);
    const UniqueFd theirs(ends[1]);
    std::signal(SIGCHLD, SIG_IGN);
    const auto child = fork();
    if (child < 0)
        return systemFailure(say("holders-not-found-out", "fork"), errno);
    if (child == 0)
        answerQuestions(theirs.get(), only);
    return Holders(std::move(ours));
}

std::vector<Holder> Holders::all() const
{
    std::vector<Holder> holders;
    std::string answer(answerBytes + 1, '\0');
    pollfd answered{m_socket.get(), POLLIN, 0};
    constexpr int patienceMs = 1000;
    while (recv(m_socket.get(), answer.data(), answer.size(), MSG_DONTWAIT) > 0) { // of a question before
    }
    if (send(m_socket.get(), "?", 1, MSG_NOSIGNAL) != 1 || poll(&answered, 1, patienceMs) != 1)
        return holders;
    const auto size = recv(m_socket.get(), answer.data(), answer.size(), MSG_DONTWAIT);
    answer.resize(static_cast<std::size_t>(std::max<ssize_t>(size, 0)));
    for (std::size_t start = 0, end = 0; (end = answer.find('\n', start)) != answer.npos; start = end + 1) {
        const auto middle = answer.find('\t', start);
        if (middle < end)
            holders.push_back(
                {answer.substr(start, middle - start), answer.substr(middle + 1, end - middle - 1)});
    }
    return holders;
}

std::string Holders::of(const std::string& device) const
{
    const auto holders = all();
    const auto found = std::ranges::find(holders, device, &Holder::device);
    return found == holders.end() ? std::string() : found->program;
}

std::optional<std::string> Holders::besides(pid_t process, const std::string& device) const
{
    auto holders = all();
    std::erase_if(holders, [&](const Holder& one) { return one.device != device; });
    const auto itself = '(' + std::to_string(process) + ')';
    for (const Holder& one : holders) {
        if (!one.program.ends_with(itself))
            return one.program;
    }
    return holders.empty() ? std::optional(std::string()) : std::nullopt;
}

} // namespace hookwalk::kernel
