// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/answers/iptableswords.h"

#include "kernel/base/capabilities.h"
#include "kernel/base/confinement.h"
#include "kernel/base/failure.h"
#include "kernel/base/procfile.h"
#include "kernel/base/program.h"
#include "kernel/base/restorer.h"
#include "model/lettercase.h"
#include "model/uniquefd.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstring>
#include <iterator>
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

// What may be asked for.
struct Question {
    char sign;
    const char* program;
    bool counts = false; // with counters
};
constexpr Question nft4{'4', "iptables-nft-save"}, nft6{'6', "ip6tables-nft-save"},
    legacy4{'l', "iptables-legacy-save", true}, legacy6{'L', "ip6tables-legacy-save", true};

std::string saved(const Question& question)
{
    for (const std::string folder : {"/usr/sbin/", "/sbin/"}) {
        if (access((folder + question.program).c_str(), X_OK) == 0)
            return outputOf(folder + question.program, mostPrinted, mostTime,
                            question.counts ? std::vector<std::string>{"-c"} : std::vector<std::string>());
    }
    return {};
}

std::string saved(char sign)
{
    for (const Question* question : {&nft4, &nft6, &legacy4, &legacy6}) {
        if (question->sign == sign)
            return saved(*question);
    }
    return {};
}

// A question is one byte, so nothing else about the program can be chosen. An answer begins with its length.
[[noreturn]] void answerQuestions(int socket)
{
    prctl(PR_SET_NAME, "hookwalk-words");
    closeAllBut({socket});
    std::signal(SIGCHLD, SIG_DFL);
    char sign = 0;
    if (keepOnly({CAP_NET_ADMIN, CAP_NET_RAW}) && confineTo(Duty::Words)) {
        (void)send(socket, "", 1, MSG_NOSIGNAL); // tells that it has closed all devices
        while (recv(socket, &sign, 1, 0) == 1) {
            const auto printed = saved(sign);
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

// A process that is stopped and goes on, or a machine that slept, interrupts a read with a timeout (signal(7)).
bool receive(int socket, char* to, std::size_t size)
{
    for (std::size_t got = 0; got < size;) {
        const auto more = recv(socket, to + got, size - got, 0);
        if (more == 0 || (more < 0 && errno != EINTR))
            return false;
        got += static_cast<std::size_t>(std::max<ssize_t>(more, 0));
    }
    return true;
}

std::string nextAnswer()
{
    const int socket = asked().get();
    std::array<char, sizeof(std::size_t)> length{};
    std::string printed;
    bool answered = receive(socket, length.data(), length.size());
    const auto size = std::bit_cast<std::size_t>(length);
    answered = answered && size <= mostPrinted;
    printed.resize(answered ? size : 0);
    answered = answered && receive(socket, printed.data(), size);
    if (!answered) { // a late answer would be taken for the next one
        shutdown(asked().get(), SHUT_RDWR);
        printed.clear();
    }
    return printed;
}

std::string answerTo(const Question& question)
{
    if (!asked())
        return saved(question);
    (void)send(asked().get(), &question.sign, 1, MSG_NOSIGNAL);
    return nextAnswer();
}

struct Counts {
    std::optional<std::uint64_t> packets, bytes;
};

// "[12:840]" at the front, and the blank behind it.
Counts takeCounts(std::string_view& line)
{
    std::uint64_t packets = 0, bytes = 0;
    const auto colon = line.find(':'), end = line.find(']');
    if (!line.starts_with('[') || colon > end || end == line.npos ||
        std::from_chars(line.data() + 1, line.data() + colon, packets).ec != std::errc() ||
        std::from_chars(line.data() + colon + 1, line.data() + end, bytes).ec != std::errc())
        return {};
    line.remove_prefix(std::min(end + 2, line.size()));
    return {packets, bytes};
}

// The lines of what iptables-save prints, without their ends.
template<typename Use> void forEachLine(std::string_view saved, const Use& use)
{
    while (!saved.empty()) {
        const auto end = std::min(saved.find('\n'), saved.size() - 1);
        use(saved.substr(0, end));
        saved.remove_prefix(end + 1);
    }
}

// ":FORWARD DROP [3:252]", ":mine - [0:0]"
ListedChain readLegacyChain(std::string_view line, const std::string& family, const std::string& table)
{
    ListedChain chain;
    chain.family = family;
    chain.table = table;
    const auto blank = std::min(line.find(' '), line.size());
    chain.name = line.substr(1, blank - 1);
    auto rest = line.substr(std::min(blank + 1, line.size()));
    const auto policy = rest.substr(0, rest.find(' '));
    if (policy == "-")
        return chain;
    chain.hook = lowerCase(chain.name);
    chain.policy = lowerCase(policy);
    rest.remove_prefix(std::min(policy.size() + 1, rest.size()));
    chain.packets = takeCounts(rest).packets;
    return chain;
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
    if (!receive(ours.get(), &ready, 1))
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
    const auto printed = [](const Question& question) { return asked() ? nextAnswer() : saved(question); };
    auto words = readIptablesSave(printed(nft4));
    return {std::move(words), readIptablesSave(printed(nft6))};
}

std::vector<ListedChain> legacyChains()
{
    std::vector<ListedChain> chains;
    if (!readProcFile("/proc/self/net/ip_tables_names").empty())
        chains = readIptablesCounts(answerTo(legacy4), "ip");
    if (!readProcFile("/proc/self/net/ip6_tables_names").empty())
        std::ranges::move(readIptablesCounts(answerTo(legacy6), "ip6"), std::back_inserter(chains));
    return chains;
}

IptablesWords readIptablesSave(std::string_view saved)
{
    constexpr std::string_view rule = "-A ";
    IptablesWords whole;
    IptablesWords current;
    std::string table;
    forEachLine(saved, [&](std::string_view line) {
        if (line.starts_with('*')) {
            table = line.substr(1);
            current.clear();
        } else if (line.starts_with(rule)) {
            const auto chain = line.substr(rule.size(), line.find(' ', rule.size()) - rule.size());
            current[{table, std::string(chain)}].emplace_back(line);
        } else if (line == "COMMIT") {
            whole.merge(current);
        }
    });
    return whole;
}

std::vector<ListedChain> readIptablesCounts(std::string_view saved, const std::string& family)
{
    std::vector<ListedChain> whole, current;
    std::string table;
    forEachLine(saved, [&](std::string_view line) {
        const auto counts = takeCounts(line);
        if (line.starts_with('*')) {
            table = line.substr(1);
            current.clear();
        } else if (line.starts_with(':')) {
            current.push_back(readLegacyChain(line, family, table));
        } else if (line.starts_with("-A ")) {
            const auto name = line.substr(3, line.find(' ', 3) - 3);
            const auto chain = std::ranges::find(current, name, &ListedChain::name);
            if (chain == current.end())
                return;
            chain->rules.push_back(
                {chain->rules.size() + 1, std::string(line), counts.packets, counts.bytes, {}});
        } else if (line == "COMMIT") {
            std::ranges::move(current, std::back_inserter(whole));
            current.clear();
        }
    });
    return whole;
}

} // namespace hookwalk::kernel
