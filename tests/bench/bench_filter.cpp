// SPDX-License-Identifier: GPL-3.0-or-later
// From a term of the filter to the final count at a million packets: the columns being there, and the very first one,
// which reads them. Beside them the longest portion, which is what a window's thread would wait.
#include "query/query.h"

#include <algorithm>
#include <benchmark/benchmark.h>
#include <chrono>

namespace
{

using namespace hookwalk;
using Clock = std::chrono::steady_clock;

constexpr TraversalIndex packets = 1'000'000;

// A firewall's log: a line for each packet, of 50,000 addresses.
const Trace& trace()
{
    static const Trace read = [] {
        std::string text;
        text.reserve(std::size_t{packets} * 190);
        for (TraversalIndex i = 0; i < packets; ++i) {
            const auto host = std::to_string(i * 7919U % 200) + '.' + std::to_string(i * 31U % 250);
            text += "7," + std::to_string(i) + ',' + std::to_string(1'000'000 + 13U * i) + ",-;filter-" +
                    (i % 5 == 0 ? "INPUT" : "FORWARD") + " [7]IN=eth" + std::to_string(i % 3) +
                    (i % 5 == 0 ? " OUT=" : " OUT=eth3") +
                    " MAC=02:00:5e:10:00:01:02:00:5e:10:00:02:08:00 SRC=10.1." + host + " DST=198.51.100." +
                    std::to_string(i % 200) +
                    " LEN=60 TOS=0x00 PREC=0x00 TTL=58 ID=" + std::to_string(i * 31U % 65536) +
                    " DF PROTO=" + (i % 4 == 0 ? "UDP" : "TCP") + " SPT=" + std::to_string(1024 + i % 60000) +
                    " DPT=" + std::to_string(i % 7 == 0 ? 8080 : 443) +
                    (i % 4 == 0 ? " LEN=40 \n" : " WINDOW=64240 RES=0x00 SYN URGP=0 \n");
        }
        return Trace::fromText(std::move(text));
    }();
    return read;
}

double longest(query::Query& query)
{
    std::chrono::duration<double, std::milli> most{};
    for (bool more = true; more;) {
        const auto start = Clock::now();
        more = query.work(trace(), query.portion());
        most = std::max<std::chrono::duration<double, std::milli>>(most, Clock::now() - start);
    }
    return most.count();
}

void run(benchmark::State& state, const char* term, bool columnsAreThere)
{
    if (trace().traversals().size() < packets * 99ULL / 100)
        return state.SkipWithError("the lines did not become packets");
    const auto filter = *query::parseFilter(term);
    std::optional<query::Query> query;
    double most = 0;
    for (auto _ : state) {
        if (!query || !columnsAreThere) {
            state.PauseTiming();
            query.emplace();
            if (columnsAreThere) {
                query->setFilter(filter);
                longest(*query);
            }
            state.ResumeTiming();
        }
        query->setFilter({});
        query->setFilter(filter);
        most = std::max(most, longest(*query));
        benchmark::DoNotOptimize(query->shown());
    }
    state.counters["shown"] = static_cast<double>(query->shown());
    state.counters["longest_ms"] = most;
}

#define TERM(name, text)                                                                                     \
    BENCHMARK_CAPTURE(run, name, text, true)->Unit(benchmark::kMillisecond);                                 \
    BENCHMARK_CAPTURE(run, name##_first, text, false)->Unit(benchmark::kMillisecond)

TERM(ending, "dropped");
TERM(network, "198.51.100.0/26");
TERM(port, ":8080");
TERM(chain, "filter FORWARD");
TERM(device, "eth1");
TERM(text, "\"RES=0x00 SYN\"");
TERM(cause, "no-route");
TERM(all, "-dropped,udp 10.1.7.0/24 :8080,:443 \"SYN\" eth1");

} // namespace

BENCHMARK_MAIN();
