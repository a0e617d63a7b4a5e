// SPDX-License-Identifier: GPL-3.0-or-later
// How many lines of a kernel log become traversals in a second, and how much memory an event takes.
#include "support/loggenerator.h"
#include "traversal/walk.h"

#include <benchmark/benchmark.h>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <unistd.h>

namespace
{

using namespace hookwalk;

// The generated log as a file, taken away at the end.
class LogFile
{
public:
    LogFile()
    {
        const auto log = test::generateLog(1'000'000);
        std::ofstream(m_path) << log.text;
        m_lines = log.lines;
        m_packets = log.packets();
    }
    LogFile(const LogFile&) = delete;
    LogFile& operator=(const LogFile&) = delete;
    ~LogFile() { std::remove(m_path.c_str()); }

    const std::string& path() const { return m_path; }
    std::uint32_t lines() const { return m_lines; }
    std::uint32_t packets() const { return m_packets; }

private:
    std::string m_path =
        std::filesystem::temp_directory_path() / ("hookwalk-bench-" + std::to_string(::getpid()));
    std::uint32_t m_lines = 0, m_packets = 0;
};

const LogFile& logFile()
{
    static const LogFile file;
    return file;
}

void openTrace(benchmark::State& state)
{
    const auto& file = logFile();
    for (auto _ : state) {
        const auto trace = Trace::open(file.path());
        if (!trace || trace->events().size() != file.lines())
            state.SkipWithError("a generated line was not read");
        else if (file.packets() - trace->traversals().size() > 2) // the end may cut off the last of each CPU
            state.SkipWithError("the events did not become the packets that were generated");
        else
            state.counters["bytes_per_event"] =
                sizeof(TraceEvent) + static_cast<double>(trace->traversals().size() * sizeof(Traversal)) /
                                         static_cast<double>(trace->events().size());
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * file.lines());
}
BENCHMARK(openTrace)->Unit(benchmark::kMillisecond);

void walkOfOnePacket(benchmark::State& state)
{
    const auto trace = Trace::fromText(test::generateLog(10'000).text);
    TraversalIndex next = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(walkOf(trace, next));
        next = (next + 1) % static_cast<TraversalIndex>(trace.traversals().size());
    }
}
BENCHMARK(walkOfOnePacket)->Unit(benchmark::kMicrosecond);

} // namespace

BENCHMARK_MAIN();
