// SPDX-License-Identifier: GPL-3.0-or-later
// How many events a second each live source delivers without loss, in one lab: kernel log, NFLOG and nftrace
// through the helper, beside a plain reader of /dev/kmsg and `nft monitor trace`. To be run as root; takes
// about a minute.
#include "kernel/sources/kernellog.h"
#include "kernel/sources/tracepoints.h"
#include "support/lab.h"
#include "support/machine.h"

#include <atomic>
#include <cstdio>
#include <fcntl.h>
#include <fstream>
#include <functional>
#include <memory>
#include <sys/wait.h>
#include <thread>

using namespace hookwalk;
using namespace hookwalk::protocol;
using namespace hookwalk::test;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

namespace
{

constexpr std::uint32_t tag = 31337;

// The trace points alone, for readers that are not ours.
std::string setPlain(const Lab& lab, std::optional<std::uint16_t> group, bool nftrace)
{
    kernel::TraceOrder order;
    order.addresses = {lab.helper.lab().farAddress};
    order.tag = tag;
    order.nflogGroup = group;
    order.kernelLog = !nftrace;
    order.nftrace = nftrace;
    kernel::Priorities priorities{};
    for (std::size_t i = 0; i < priorities.size(); ++i)
        priorities[i] = defaultPriority(allChains[i]);
    auto text = kernel::traceTable("bench", order, priorities);
    if (const auto owner = text.find("  flags owner;\n"); owner != text.npos)
        text.erase(owner, 15);
    return lab.nft(text);
}

// Somebody who listens: counts what has come.
struct Listener {
    virtual ~Listener() = default;
    virtual std::string start(Lab& lab) = 0;
    virtual void settle(Lab& lab) = 0;
    virtual std::uint64_t count() const = 0;
    virtual void pump(Lab&) {} // while packets are sent
};

struct OfHelper : Listener {
    explicit OfHelper(LogSource s)
        : source(s)
    {
    }
    std::string start(Lab& lab) override
    {
        return unless<Done>(lab.helper.ask(SetTrace{{lab.helper.lab().farAddress}, tag, source}));
    }
    void settle(Lab& lab) override
    {
        (void)lab.helper.ask(ShowTrace{});
        take(lab);
    }
    void pump(Lab& lab) override
    {
        const auto end = Clock::now() + 2ms;
        lab.helper.readUntil([&] { return Clock::now() > end; });
        take(lab);
    }
    void take(Lab& lab)
    {
        for (const auto& line : lab.helper.lines)
            events += line.find(" OUT=") != std::string::npos ? 1 : 0;
        lab.helper.lines.clear();
    }
    std::uint64_t count() const override { return events; }
    LogSource source;
    std::uint64_t events = 0;
};

// A thread that reads a descriptor and counts the lines with some words.
struct ReadingThread {
    void begin(int fd, std::string words, bool records)
    {
        thread = std::thread([=, this] {
            std::vector<char> buffer(1 << 20);
            std::string rest;
            while (!stop) {
                const auto size = read(fd, buffer.data(), buffer.size());
                if (size > 0 && records) {
                    lines += std::string_view(buffer.data(), std::size_t(size)).find(words) !=
                             std::string_view::npos;
                } else if (size > 0) {
                    rest.append(buffer.data(), std::size_t(size));
                    std::size_t at = 0;
                    for (auto end = rest.find('\n'); end != rest.npos; end = rest.find('\n', at)) {
                        lines +=
                            std::string_view(rest).substr(at, end - at).find(words) != std::string_view::npos;
                        at = end + 1;
                    }
                    rest.erase(0, at);
                } else {
                    std::this_thread::sleep_for(200us);
                }
            }
        });
    }
    ~ReadingThread()
    {
        stop = true;
        if (thread.joinable())
            thread.join();
    }
    std::thread thread;
    std::atomic<bool> stop = false;
    std::atomic<std::uint64_t> lines = 0;
};

struct PlainKmsg : Listener {
    std::string start(Lab& lab) override
    {
        fd = UniqueFd(open("/dev/kmsg", O_RDONLY | O_NONBLOCK | O_CLOEXEC));
        lseek(fd.get(), 0, SEEK_END);
        std::ofstream(allNamespaces)
            << 1; // else the kernel says nothing of a namespace that is not its first
        reader.begin(fd.get(), "[" + std::to_string(tag) + "]IN=", true);
        return setPlain(lab, std::nullopt, false);
    }
    ~PlainKmsg() override { std::ofstream(allNamespaces) << before; }
    void settle(Lab&) override { std::this_thread::sleep_for(200ms); }
    std::uint64_t count() const override { return reader.lines; }
    static constexpr auto allNamespaces = "/proc/sys/net/netfilter/nf_log_all_netns";
    const std::string before = fileContent(allNamespaces);
    UniqueFd fd;
    ReadingThread reader;
};

struct NftMonitor : Listener {
    std::string start(Lab& lab) override
    {
        int ends[2];
        if (pipe2(ends, O_CLOEXEC) != 0)
            return "no pipe";
        const std::string target = std::to_string(lab.helper.pid());
        child = fork();
        if (child == 0) {
            dup2(ends[1], STDOUT_FILENO);
            execlp("nsenter", "nsenter", "-t", target.c_str(), "-n", "nft", "monitor", "trace", nullptr);
            _exit(1);
        }
        close(ends[1]);
        fd = UniqueFd(ends[0]);
        fcntl(fd.get(), F_SETFL, O_NONBLOCK);
        reader.begin(fd.get(), " packet: ", false); // one for each chain that a packet comes to
        auto set = setPlain(lab, std::nullopt, true);
        std::this_thread::sleep_for(500ms);
        return set;
    }
    ~NftMonitor() override
    {
        kill(child, SIGKILL);
        waitpid(child, nullptr, 0);
    }
    void settle(Lab&) override { std::this_thread::sleep_for(500ms); }
    std::uint64_t count() const override { return reader.lines; }
    pid_t child = -1;
    UniqueFd fd;
    ReadingThread reader;
};

// Pings of new connections at a steady rate for half a second; how many were sent.
int sendAt(Lab& lab, int perSecond, std::uint16_t& id)
{
    const auto start = Clock::now();
    const auto gap = perSecond > 0 ? std::chrono::nanoseconds(1'000'000'000 / perSecond) : 0ns;
    std::array<std::uint8_t, 2048> answer{};
    int sent = 0;
    for (auto now = start; now - start < 500ms && sent < 20000; now = Clock::now()) {
        if (now < start + gap * sent)
            continue;
        lab.writeEcho(++id, 0);
        ++sent;
        while (read(lab.tun.get(), answer.data(), answer.size()) > 0) {
        }
    }
    return sent;
}

void measure(const char* name, const std::function<std::unique_ptr<Listener>()>& make)
{
    Lab lab;
    if (!lab.problem.empty())
        return (void)std::printf("%-24s the lab cannot be made\n", name);
    const auto listener = make();
    if (const auto problem = listener->start(lab); !problem.empty())
        return (void)std::printf("%-24s %s\n", name, problem.c_str());
    std::uint16_t id = 0;
    const int few = sendAt(lab, 100, id);
    listener->settle(lab);
    const double perPing = double(listener->count()) / few;
    double best = 0, atLoss = 0, share = 1;
    for (const int rate : {200, 500, 1000, 2000, 4000, 8000, 16000, 32000, 0}) {
        const auto before = listener->count();
        std::atomic<bool> sending = true;
        int sent = 0;
        const auto start = Clock::now();
        std::thread sender([&] {
            sent = sendAt(lab, rate, id);
            sending = false;
        });
        while (sending)
            listener->pump(lab);
        sender.join();
        const auto seconds = std::chrono::duration<double>(Clock::now() - start).count();
        listener->settle(lab);
        const auto came = double(listener->count() - before), wanted = perPing * sent;
        if (came + 0.5 < wanted) {
            atLoss = wanted / seconds;
            share = came / wanted;
            break;
        }
        best = std::max(best, wanted / seconds);
    }
    std::printf("%-24s %6.1f %14.0f %14.0f %9.1f %%\n", name, perPing, best, atLoss,
                atLoss > 0 ? 100 * (1 - share) : 0.0);
    std::fflush(stdout);
}

} // namespace

int main()
{
    if (geteuid() != 0)
        return std::puts("bench_sources makes network namespaces and reads /dev/kmsg: run it as root."), 1;
    std::printf("%-24s %6s %14s %14s %11s\n", "source", "a ping", "lossless, /s", "lossy at, /s",
                "lost there");
    measure("plain /dev/kmsg reader", [] { return std::make_unique<PlainKmsg>(); });
    measure("kernel log", [] { return std::make_unique<OfHelper>(LogSource::KernelLog); });
    measure("NFLOG", [] { return std::make_unique<OfHelper>(LogSource::Nflog); });
    measure("nft monitor trace", [] { return std::make_unique<NftMonitor>(); });
    measure("nftrace", [] { return std::make_unique<OfHelper>(LogSource::Nftrace); });
    return 0;
}
