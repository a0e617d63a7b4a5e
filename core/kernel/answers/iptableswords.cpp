// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/answers/iptableswords.h"

#include "kernel/base/capabilities.h"
#include "kernel/base/confinement.h"
#include "kernel/base/failure.h"
#include "kernel/base/program.h"
#include "kernel/base/restorer.h"
#include "model/uniquefd.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace hookwalk::kernel
{

namespace
{
constexpr std::size_t mostPrinted = 64 * 1024 * 1024; // a rule has some 200
constexpr std::chrono::seconds mostTime{20};

// The socket to the other process; one for this process, as its namespaces are.
UniqueFd& asked()
{
    static UniqueFd socket;
    return socket;
}

std::string saved(bool isV4)
{
    const std::string name = isV4 ? "iptables-nft-save" : "ip6tables-nft-save";
    for (const char* folder : {"/usr/sbin/", "/sbin/"}) {
        if (access((folder + name).c_str(), X_OK) == 0)
            return outputOf(folder + name, mostPrinted, mostTime);
    }
    return {};
}

// A question is one byte, '4' or '6', so nothing else about the program can be chosen. An answer begins with
// its length.
[[noreturn]] void answerQuestions(int socket)
{
    prctl(PR_SET_NAME, "hookwalk-words");
    closeAllBut({socket});
    std::signal(SIGCHLD, SIG_DFL);
    char family = 0;
    if (keepOnly({CAP_NET_ADMIN, CAP_NET_RAW}) && confineTo(Duty::Words)) {
        (void)send(socket, "", 1, MSG_NOSIGNAL); // tells that it has closed all devices
        while (recv(socket, &family, 1, 0) == 1) {
            const auto printed = saved(family == '4');
            auto answer = std::string(sizeof(std::size_t), '\0') + printed;
            const auto size = printed.size();
            std::memcpy(answer.data(), &size, sizeof size);
            for (std::size_t sent = 0; sent < answer.size();) {
                const auto now = send(socket, answer.data() + sent, answer.size() - sent, MSG_NOSIGNAL);
                if (now <= 0)
                    _exit(0);
                sent += static_cast<std::size_t>(now);
            }
        }
    }
    _exit(0);
}

bool receive(void* to, std::size_t size)
{
    return recv(asked().get(), to, size, MSG_WAITALL) == static_cast<ssize_t>(size);
}

std::string nextAnswer()
{
    std::size_t size = 0;
    std::string printed;
    bool answered = receive(&size, sizeof size) && size <= mostPrinted;
    printed.resize(answered ? size : 0);
    answered = answered && (size == 0 || receive(printed.data(), size));
    if (!answered) { // a late answer would be taken for the next one
        shutdown(asked().get(), SHUT_RDWR);
        printed.clear();
    }
    return printed;
}
} // namespace

Result<void> startWords()
{
    std::array<int, 2> ends{};
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
        return systemFailure(say("no-iptables-words", "socket"), errno);
    UniqueFd ours(ends[0]);
    UniqueFd theirs(ends[1]);
    constexpr timeval patience{mostTime.count() + 5, 0};
    setsockopt(ours.get(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    std::signal(SIGCHLD, SIG_IGN);
    const auto child = fork();
    if (child < 0)
        return systemFailure(say("no-iptables-words", "fork"), errno);
    if (child == 0)
        answerQuestions(theirs.get());
    theirs = UniqueFd();
    char ready = 0;
    if (recv(ours.get(), &ready, 1, 0) != 1)
        return failure(ErrorCode::KernelRefused, say("iptables-words-not-started"));
    asked() = std::move(ours);
    return {};
}

void beginIptablesWords()
{
    if (asked())
        (void)send(asked().get(), "46", 2, MSG_NOSIGNAL); // if the process is gone, no answer comes
}

std::array<IptablesWords, 2> iptablesWords()
{
    const auto printed = [](bool isV4) { return asked() ? nextAnswer() : saved(isV4); };
    auto words = readIptablesSave(printed(true));
    return {std::move(words), readIptablesSave(printed(false))};
}

IptablesWords readIptablesSave(std::string_view saved)
{
    constexpr std::string_view rule = "-A ";
    IptablesWords whole;
    IptablesWords current;
    std::string table;
    while (!saved.empty()) {
        const auto end = std::min(saved.find('\n'), saved.size() - 1);
        const auto line = saved.substr(0, end);
        saved.remove_prefix(end + 1);
        if (line.starts_with('*')) {
            table = line.substr(1);
            current.clear();
        } else if (line.starts_with(rule)) {
            const auto chain = line.substr(rule.size(), line.find(' ', rule.size()) - rule.size());
            current[{table, std::string(chain)}].emplace_back(line);
        } else if (line == "COMMIT") {
            whole.merge(current);
        }
    }
    return whole;
}

} // namespace hookwalk::kernel
