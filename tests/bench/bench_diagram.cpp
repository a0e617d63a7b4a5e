// SPDX-License-Identifier: GPL-3.0-or-later
// What a frame costs: the picture of one selected packet and 100 others under way, and drawing it.
#include "support/walks.h"
#include "ui/diagram/painter.h"
#include "ui/diagram/settexts.h"

#include <benchmark/benchmark.h>
#include <QGuiApplication>
#include <QImage>
#include <QPainter>

using namespace hookwalk;
using namespace hookwalk::ui;

namespace
{

constexpr int packets = 100;

struct UnderWay {
    std::vector<Walk> walks{test::forwardedReply(), test::forwardedRequest(), test::localIn(),
                            test::throughLoopback()};

    // Everybody glides between two stations: no frame is cheaper than another.
    Scene scene(double playheadUs) const
    {
        Scene scene;
        scene.selected = &walks.front();
        scene.playhead = playheadUs;
        for (int i = 0; i < packets; ++i) {
            const Walk& walk = walks[static_cast<std::size_t>(i) % walks.size()];
            scene.others.push_back({&walk, walk.durationUs * i / packets});
        }
        return scene;
    }
};

void pictureOf100(benchmark::State& state)
{
    const UnderWay underWay;
    double playhead = 0;
    for (auto _ : state) {
        playhead = playhead > 26 ? 0 : playhead + 0.16; // a sixtieth of a second
        benchmark::DoNotOptimize(pictureOf(Layout::netfilter(), underWay.scene(playhead)));
    }
}

template<typename Paint> void frames(benchmark::State& state, Paint paint, bool keepsTexts)
{
    const UnderWay underWay;
    const double ratio = static_cast<double>(state.range(0));
    const Layout& layout = Layout::netfilter();
    QImage image((layout.size() * ratio).toSize(), QImage::Format_RGB32);
    const Picture picture = pictureOf(layout, underWay.scene(15.5));
    SetTexts texts;
    PaintOptions options;
    options.texts = keepsTexts ? &texts : nullptr;
    for (auto _ : state) {
        QPainter painter(&image);
        painter.scale(ratio, ratio);
        paint(painter, layout, picture, Theme::of(Look::Dark), options);
    }
}

// What changes from frame to frame while packets move.
void foreground(benchmark::State& state)
{
    frames(state, paintForeground, true);
}

// All of it, as for an export.
void wholeDiagram(benchmark::State& state)
{
    frames(state, paintDiagram, false);
}

BENCHMARK(pictureOf100)->Unit(benchmark::kMicrosecond);
BENCHMARK(foreground)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond);
BENCHMARK(wholeDiagram)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond);

} // namespace

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication application(argc, argv);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
