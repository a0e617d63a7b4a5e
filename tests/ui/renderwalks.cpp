// SPDX-License-Identifier: GPL-3.0-or-later
// Draws the walks of the tests into PNG files, to look at: renderwalks FOLDER [SCALE]. Not a test and not
// installed.
#include "support/walks.h"
#include "ui/diagram/diagramview.h"

#include <QApplication>
#include <QDir>
#include <QImage>
#include <QPainter>

using namespace hookwalk;
using namespace hookwalk::ui;

namespace
{

constexpr double usPerSecond = 10;

void draw(const QString& path, const Scene& scene, Look look, double scale)
{
    const Layout& layout = Layout::netfilter();
    Picture picture = pictureOf(layout, scene);
    if (!scene.selected) {
        picture.caption.title = "Send a ping";
        picture.caption.body = "Press Send and watch the packet walk through the kernel.";
    }
    QImage image((layout.size() * scale).toSize(), QImage::Format_RGB32);
    image.fill(Theme::of(look).canvas);
    QPainter painter(&image);
    painter.scale(scale, scale);
    paintDiagram(painter, layout, picture, Theme::of(look), {});
    painter.end();
    image.save(path);
}

// The widget as it is in a window of another size.
void drawView(const QString& path, const Scene& scene, Look look, const QSize& size)
{
    DiagramView view;
    view.setLook(look);
    view.setScene(scene);
    view.resize(size);
    view.grab().save(path);
}

// Where the playhead stands for a stage, or the end of the walk.
double at(const Walk& walk, const Stage& stage)
{
    for (const Stop& stop : walk.stops) {
        if (stop.stage == stage)
            return stop.offsetUs;
    }
    return walk.durationUs;
}

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    const QDir folder(argc > 1 ? QString::fromLocal8Bit(argv[1]) : QStringLiteral("."));
    const double scale = argc > 2 ? QString::fromLocal8Bit(argv[2]).toDouble() : 1;
    const Walk reply = test::forwardedReply();
    const Walk request = test::forwardedRequest();
    struct Named {
        const char* name;
        Walk walk;
        double playhead;
    };
    const Stage mangleForward = Stage::of(Chain{Table::Mangle, Hook::Forward});
    std::vector<Named> all{{"reply", reply, at(reply, mangleForward)}};
    const auto add = [&all](const char* name, const Walk& walk) {
        all.push_back({name, walk, walk.durationUs});
    };
    add("reply-end", reply);
    add("request-end", request);
    all.push_back({"request-nat", request, at(request, Stage::of(Chain{Table::Nat, Hook::Postrouting}))});
    all.push_back({"request-raw", request, at(request, Stage::of(Chain{Table::Raw, Hook::Prerouting}))});
    all.push_back({"reply-start", reply, reply.startUs});
    all.push_back({"reply-routing", reply, at(reply, Stage::of(StageKind::RoutingIn))});
    all.push_back({"reply-rewrite", reply, at(reply, Stage::rewrite(Hook::Prerouting))});
    all.push_back({"reply-gliding", reply, at(reply, mangleForward) + 3.2});
    add("local-in", test::localIn());
    all.push_back({"local-in-filter", test::localIn(),
                   at(test::localIn(), Stage::of(Chain{Table::Filter, Hook::Input}))});
    add("local-answer", test::localAnswer());
    all.push_back({"local-out", test::localOutToTun(),
                   at(test::localOutToTun(), Stage::of(Chain{Table::Filter, Hook::Output}))});
    all.push_back({"local-out-start", test::localOutToTun(), test::localOutToTun().startUs});
    add("forwarding-off", test::forwardingOff());
    add("ttl", test::timeToLiveRanOut());
    add("filter-drop", test::droppedInFilter());
    add("loopback", test::throughLoopback());
    for (const Look look : {Look::Dark, Look::Light, Look::Print}) {
        const QString suffix = look == Look::Dark    ? QStringLiteral("dark")
                               : look == Look::Light ? QStringLiteral("light")
                                                     : QStringLiteral("print");
        Scene idle;
        draw(folder.filePath(QStringLiteral("idle-%1.png").arg(suffix)), idle, look, scale);
        for (const Named& named : all) {
            Scene scene;
            scene.selected = &named.walk;
            scene.playhead = named.playhead;
            scene.perSecond = usPerSecond;
            scene.tunName = QStringLiteral("tun0");
            scene.networkName = QStringLiteral("eth0");
            draw(folder.filePath(QStringLiteral("%1-%2.png").arg(QLatin1String(named.name), suffix)), scene,
                 look, scale);
        }
    }
    Scene scene;
    scene.selected = &reply;
    scene.playhead = at(reply, mangleForward);
    for (const QSize& size : {QSize(968, 560), QSize(640, 420), QSize(1600, 760)})
        drawView(folder.filePath(QStringLiteral("view-%1.png").arg(size.width())), scene, Look::Light, size);
    return 0;
}
