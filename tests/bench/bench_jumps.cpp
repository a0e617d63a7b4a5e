// SPDX-License-Identifier: GPL-3.0-or-later
// The jumps of the time machine over packets of which none is looked for: a quarter of a million that all pass nat chains,
// with and without connections that conntrack told of. The bar is 0.3 s for a million.
#include "ui/timeline/jumps.h"

#include <benchmark/benchmark.h>

namespace
{

using namespace hookwalk;

constexpr TraversalIndex packets = 250'000;

std::string logText(bool withConnections)
{
    std::string text;
    text.reserve(std::size_t{packets} * 4 * 200);
    std::uint64_t line = 0;
    for (TraversalIndex i = 0; i < packets; ++i) {
        const auto port = std::to_string(1024 + i % 60000), id = std::to_string(i % 65536);
        const auto source = "10.1." + std::to_string(i / 250 % 250) + '.' + std::to_string(i % 250);
        if (withConnections && i < 20'000)
            text +=
                "6,0," + std::to_string(1'000'000 + 13U * i) +
                ",-,source=hookwalk;hookwalk connection {\"event\":\"new\",\"id\":" + std::to_string(i + 1) +
                ",\"family\":\"ip\",\"protocol\":17,\"original\":{\"source\":\"" + source +
                "\",\"destination\":\"198.51.100.1\",\"sourcePort\":" + port +
                ",\"destinationPort\":443},\"reply\":{\"source\":\"198.51.100.1\",\"destination\":\"" +
                source + "\",\"sourcePort\":443,\"destinationPort\":" + port +
                "},\"status\":[\"confirmed\"]}\n";
        for (const char* chain : {"raw-PREROUTING", "nat-PREROUTING", "filter-FORWARD", "nat-POSTROUTING"}) {
            const bool isBefore = std::string_view(chain).ends_with("PREROUTING");
            text += "7," + std::to_string(line++) + ',' + std::to_string(1'000'000 + 13U * i) + ",-;" +
                    chain + " [7]IN=eth0 OUT=" + (isBefore ? "" : "eth1") + " MAC= SRC=" + source +
                    " DST=198.51.100.1 LEN=60 TOS=0x00 PREC=0x00 TTL=" + (isBefore ? "58" : "57") +
                    " ID=" + id + " PROTO=UDP SPT=" + port + " DPT=443 LEN=40 \n";
        }
    }
    return text;
}

void run(benchmark::State& state, ui::RowSearch::Test (*test)(const ui::Document&), bool withConnections)
{
    ui::Document document;
    document.showFile(Trace::fromText(logText(withConnections)), {});
    if (document.count() < packets * 99ULL / 100)
        return state.SkipWithError("the lines did not become packets");
    std::size_t found = 0;
    for (auto _ : state) {
        const auto isIt = test(document);
        for (TraversalIndex packet = 0; packet < document.count(); ++packet)
            found += isIt(packet) ? 1 : 0;
    }
    state.SetItemsProcessed(state.iterations() * document.count());
    state.counters["found"] = static_cast<double>(found);
}

ui::RowSearch::Test ofFirst(const ui::Document& document)
{
    auto isIt = ui::isOfConnection(document, 0);
    return [isIt](TraversalIndex packet) { return packet != 0 && isIt(packet); };
}

BENCHMARK_CAPTURE(run, drop, ui::isDrop, false)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(run, rewrite, ui::isRewritten, false)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(run, connection, ofFirst, false)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(run, told_connection, ofFirst, true)->Unit(benchmark::kMillisecond);

} // namespace

BENCHMARK_MAIN();
