// SPDX-License-Identifier: GPL-3.0-or-later
// How many lines of a kernel log are read in a second: reading alone, and as JSON.
#include "support/loggenerator.h"
#include "wire/linejson.h"
#include "wire/textfile.h"

#include <benchmark/benchmark.h>

namespace
{

using namespace hookwalk;

const test::GeneratedLog& millionLines()
{
    static const test::GeneratedLog log = test::generateLog(1'000'000);
    return log;
}

void count(benchmark::State& state, const test::GeneratedLog& log)
{
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * log.lines);
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * log.text.size()));
}

void readLines(benchmark::State& state)
{
    const auto& log = millionLines();
    for (auto _ : state) {
        wire::LogReader reader;
        wire::LogLine line;
        std::uint32_t netfilterLines = 0;
        wire::forEachLine(log.text, [&](std::string_view text, std::uint32_t) {
            netfilterLines += reader.read(text, line) ? 1 : 0;
        });
        if (netfilterLines != log.lines)
            state.SkipWithError("a generated line was not read");
    }
    count(state, log);
}
BENCHMARK(readLines)->Unit(benchmark::kMillisecond);

void readLinesAndPrintJson(benchmark::State& state)
{
    static const auto log = test::generateLog(100'000);
    for (auto _ : state) {
        wire::LogReader reader;
        wire::LogLine line;
        wire::forEachLine(log.text, [&](std::string_view text, std::uint32_t number) {
            if (reader.read(text, line))
                benchmark::DoNotOptimize(wire::dumpLine(wire::toJson(line, number)));
        });
    }
    count(state, log);
}
BENCHMARK(readLinesAndPrintJson)->Unit(benchmark::kMillisecond);

} // namespace

BENCHMARK_MAIN();
