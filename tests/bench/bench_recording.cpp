// SPDX-License-Identifier: GPL-3.0-or-later
// Recordings: their size and the time to open them beside the plain log, and what kill -9 costs while one is written at full
// rate. bench_recording LOG [KILLS], as in: make_log 1000000 > log && bench_recording log 50
#include "recording/livefile.h"
#include "session/autosave.h"
#include "session/recordingfile.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <QCoreApplication>
#include <random>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace hookwalk;
using Clock = std::chrono::steady_clock;

namespace
{

double secondsOf(const std::function<void()>& what)
{
    const auto start = Clock::now();
    what();
    return std::chrono::duration<double>(Clock::now() - start).count();
}

std::int64_t nowUs()
{
    return std::chrono::duration_cast<std::chrono::microseconds>(Clock::now().time_since_epoch()).count();
}

// Lines as a live window hears them, 60 times a second, until it is killed.
[[noreturn]] void record(const std::string& folder, int linesASecond)
{
    session::Autosave autosave(folder);
    for (std::uint64_t number = 0;;) {
        std::string lines;
        for (int i = 0; i < linesASecond / 60; ++i, ++number)
            lines += "7," + std::to_string(number) + ',' + std::to_string(nowUs()) +
                     ",-;raw-PREROUTING [1]IN=tun0 OUT= MAC= SRC=192.168.69.1 DST=203.0.113.29 LEN=41 "
                     "TOS=0x00 PREC=0x00 "
                     "TTL=64 ID=" +
                     std::to_string(number % 65536) +
                     " PROTO=ICMP TYPE=8 CODE=0 ID=7 SEQ=" + std::to_string(number % 65536) + " \n";
        autosave.add(lines);
        std::this_thread::sleep_for(std::chrono::milliseconds(16));
    }
}

// The time of the last line that can be read; 0: none can, or one is missing.
std::int64_t lastTimeUs(const std::string& path, std::uint64_t& count)
{
    std::int64_t last = 0;
    (void)wire::streamLines(path, [&](std::string_view lines) {
        wire::forEachLine(lines, [&](std::string_view line, std::uint32_t) {
            const auto origin = wire::originOf(line);
            if (!line.starts_with("7,") || !line.ends_with(' '))
                return;
            last = origin.sequence == count ? origin.timeUs.value_or(0) : 0;
            ++count;
        });
        return true;
    });
    return last;
}

void killed(int times)
{
    std::mt19937 random(1);
    int within = 0;
    double worst = 0;
    for (int i = 0; i < times; ++i) {
        const auto folder =
            std::filesystem::temp_directory_path() / ("hookwalk-kill-" + std::to_string(::getpid()));
        const pid_t child = ::fork();
        if (child == 0)
            record(folder, 100'000);
        std::this_thread::sleep_for(std::chrono::milliseconds(1000 + random() % 1000));
        const auto end = nowUs();
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
        std::uint64_t count = 0;
        const auto left = recording::findLeft(folder);
        const auto last = left ? lastTimeUs(left->path, count) : 0;
        const double lost = static_cast<double>(end - last) / 1e6;
        within += last != 0 && lost <= 1 ? 1 : 0;
        worst = std::max(worst, lost);
        std::filesystem::remove_all(folder);
    }
    std::printf("killed %d times at 100000 lines/s: %d lost at most a second, the worst %.2f s\n", times,
                within, worst);
}

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    if (argc > 2)
        killed(std::atoi(argv[2])); // before there are threads
    if (argc < 2)
        return 2;
    const std::string log = argv[1];
    const auto path = QString::fromStdString(log + ".hookwalk");
    for (int round = 0; round < 3; ++round) {
        std::optional<Trace> trace;
        const double plain = secondsOf([&] { trace.emplace(Trace::open(log).value()); });
        const double saving = secondsOf([&] {
            const recording::Snapshot snapshot(*trace, session::recordingHead("file", false), {}, {});
            (void)session::saveRecording(path, snapshot);
        });
        const double opening = secondsOf([&] { trace.emplace(Trace::open(path.toStdString()).value()); });
        const auto whole = static_cast<double>(std::filesystem::file_size(log));
        const auto packed = static_cast<double>(std::filesystem::file_size(path.toStdString()));
        std::printf(
            "%u lines: opened %.2f s as a log, %.2f s as a recording; saved in %.2f s; 1/%.1f of its size\n",
            trace->lineCount(), plain, opening, saving, whole / packed);
    }
    return 0;
}
