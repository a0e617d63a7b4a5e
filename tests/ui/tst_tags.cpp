// SPDX-License-Identifier: GPL-3.0-or-later
// Tags, boxes of rewritten addresses and the caption lie over nothing: at every step of many packets, in the diagram at
// rest and grown by own chains, on the screen and for the projector.
#include "support/loglines.h"
#include "support/paintedtext.h"
#include "support/pictures.h"
#include "support/testprogram.h"
#include "ui/diagram/canvas.h"
#include "ui/diagram/ownplaces.h"

#include <QDir>
#include <QImage>

using namespace hookwalk;
using namespace hookwalk::test;
using namespace hookwalk::ui;

namespace
{

struct Laid {
    QString name;
    QPainterPath shape;
};

QPainterPath boxOf(const QRectF& rect)
{
    QPainterPath path;
    path.addRect(rect);
    return path;
}

// What is written, without the empty margins of its line.
void addTexts(std::vector<Laid>& all, const QString& what, const Layout& layout,
              const std::function<void(QPainter&)>& paint)
{
    for (const PaintedText& text : paintedBy(layout.size().toSize(), paint)) {
        const double margin = text.place.height() * 0.18;
        all.push_back({what + text.text, boxOf(text.place.adjusted(0, margin, 0, -margin))});
    }
}

QPainterPath shapeOf(const StageLayout& stage, const StagePicture& picture)
{
    const bool isDiamond = stage.shape == StageShape::Decision || stage.shape == StageShape::SmallDecision;
    return isDiamond ? ui::diamond(picture.place.rect) : boxOf(picture.place.rect);
}

// Everything at one moment: first what must keep clear, then what it must keep clear of.
struct Moment {
    std::vector<Laid> over, under;
};

Moment momentOf(const Layout& layout, const Picture& picture, const PaintOptions& options)
{
    QImage image(1, 1, QImage::Format_RGB32);
    QPainter painter(&image);
    const Theme& theme = Theme::of(Look::Light);
    Canvas canvas(painter, layout, picture, theme, options);
    Moment moment;
    for (const PacketPicture& packet : picture.packets) {
        if (const QRectF box = tagBox(canvas, packet); !box.isEmpty())
            moment.over.push_back({QStringLiteral("tag ") + packet.tag, boxOf(box)});
    }
    for (const QRectF& note : noteBoxes(canvas))
        moment.over.push_back({QStringLiteral("note"), boxOf(note)});
    if (options.caption)
        addTexts(moment.over, QStringLiteral("caption "), layout, [&](QPainter& texts) {
            Canvas written(texts, layout, picture, theme, options);
            paintCaption(written);
        });
    for (std::size_t i = 0; i < layout.stages().size(); ++i) {
        const StageLayout& stage = layout.stages()[i];
        if (isShown(stage, picture.stages[i]))
            moment.under.push_back({QString::fromStdString(stageId(stage.stage)) + u' ' + stage.subtitle,
                                    shapeOf(stage, picture.stages[i])});
    }
    for (const CardLayout& card : layout.cards())
        moment.under.push_back({QStringLiteral("card ") + card.title, boxOf(card.rect)});
    for (const PlateLayout& plate : layout.plates())
        moment.under.push_back({QStringLiteral("plate"), boxOf(plate.rect)});
    for (std::size_t i = 0; i < layout.edges().size(); ++i) {
        if (picture.edgesOnRoute[i] && !layout.edges()[i].tile.isEmpty())
            moment.under.push_back({QStringLiteral("lo"), boxOf(layout.edges()[i].tile)});
    }
    PaintOptions still = options;
    still.caption = false;
    addTexts(moment.under, QStringLiteral("word "), layout,
             [&](QPainter& texts) { paintBackdrop(texts, layout, picture, theme, still); });
    return moment;
}

QString overlapOf(const Moment& moment)
{
    for (std::size_t i = 0; i < moment.over.size(); ++i) {
        const Laid& laid = moment.over[i];
        const auto hits = [&](const Laid& other) {
            const bool captions =
                laid.name.startsWith(u'c') && other.name.startsWith(QLatin1String("caption"));
            const QRectF inner = laid.shape.boundingRect().adjusted(0.6, 0.6, -0.6, -0.6);
            return !captions && other.shape.controlPointRect().intersects(inner) &&
                   other.shape.intersects(inner);
        };
        for (std::size_t j = i + 1; j < moment.over.size(); ++j) {
            if (hits(moment.over[j]))
                return laid.name + QStringLiteral(" / ") + moment.over[j].name;
        }
        for (const Laid& other : moment.under) {
            if (hits(other))
                return laid.name + QStringLiteral(" / ") + other.name;
        }
    }
    return {};
}

// A reply whose destination is rewritten, with addresses as long as they can be.
Walk ofIpv6()
{
    const std::string before = "2001:0db8:1111:2222:3333:4444:5555:6666",
                      after = "fd00:aaaa:bbbb:cccc:dddd:eeee:ffff:1234";
    std::string text;
    int record = 0;
    for (const std::string chain : {"raw-PREROUTING", "mangle-PREROUTING", "mangle-FORWARD", "filter-FORWARD",
                                    "security-FORWARD", "mangle-POSTROUTING"}) {
        const bool in = chain.ends_with("PREROUTING");
        ++record;
        text += "7," + std::to_string(record) + ',' + std::to_string(1'000'000 + 5 * record) + ",-;" + chain +
                " [1]IN=eth0 OUT=" + (in ? "" : "tun0") +
                " MAC= SRC=2001:0db8:ffff:0000:0000:0000:0000:0029 DST=" + (in ? before : after) +
                " LEN=65 TC=0 HOPLIMIT=" + (in ? "64" : "63") +
                " FLOWLBL=0 PROTO=ICMPv6 TYPE=129 CODE=0 ID=7 SEQ=0 \n";
    }
    return walksOfText(text).at(0);
}

std::vector<Walk> recorded()
{
    std::vector<Walk> walks;
    for (const char* folder : {"/resources/examples", "/tests/data/traces"}) {
        const QDir dir(QStringLiteral(HOOKWALK_SOURCE_DIR) + QLatin1String(folder));
        for (const QString& file : dir.entryList({QStringLiteral("*.log"), QStringLiteral("*.kmsg")})) {
            const auto trace = Trace::open(dir.filePath(file).toStdString());
            for (TraversalIndex i = 0; trace && i < std::min<std::size_t>(2, trace->traversals().size()); ++i)
                walks.push_back(walkOf(*trace, i));
        }
    }
    for (const Walk& made :
         {forwardingOff(), timeToLiveRanOut(), droppedInFilter(), throughLoopback(), ofIpv6()})
        walks.push_back(made);
    return walks;
}

} // namespace

class TestTags : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Of the ways through the recorded machines, whose boxes find room beside them.
    void aBoxOfRewrittenAddressesKeepsOffTheWay()
    {
        int boxes = 0;
        for (const Walk& walk : recorded()) {
            const Picture picture = pictureAt(walk, walk.stops.back().offsetUs);
            QImage image(1, 1, QImage::Format_RGB32);
            QPainter painter(&image);
            const PaintOptions options;
            const Canvas canvas(painter, diagram(), picture, Theme::of(Look::Light), options);
            for (const QRectF& box : noteBoxes(canvas)) {
                ++boxes;
                for (std::size_t i = 0; i < diagram().edges().size(); ++i) {
                    const auto line = QPainterPathStroker().createStroke(diagram().edges()[i].path);
                    QVERIFY2(!picture.edgesOnRoute[i] || !line.intersects(box),
                             words::captionOf(walk, 0).small.c_str());
                }
            }
        }
        QVERIFY(boxes > 0);
    }

    void nothingLiesOverAnythingElse_data()
    {
        QTest::addColumn<int>("chains"); // own ones at each hook
        for (const int chains : {0, 2, 9})
            QTest::addRow("%d", chains) << chains;
    }
    void nothingLiesOverAnythingElse()
    {
        QFETCH(int, chains);
        OwnPlaces places;
        places.tunIn = places.tunOut = "tun0";
        places.networkIn = places.networkOut = "eth0";
        for (const char* hook :
             {"prerouting", "input", "forward", "output", "postrouting", "ingress", "egress"}) {
            for (int i = 0; i < chains; ++i) {
                OwnChain own;
                const std::string table = hook + std::to_string(i);
                own.base = {"inet", table, "chain", "filter", hook, -400 + 170 * i % 900};
                own.runsAt = *own.base.priority;
                own.wasMet = true;
                own.devices = {"tun0", "eth0"};
                places.chains.push_back(own);
            }
        }
        const Layout layout = withOwnPlaces(diagram(), nullptr, places);
        const Layout large = layout.forLargeType();
        std::vector<Walk> walks = recorded();
        Walk everywhere = forwardedRequest(); // a packet that comes to each own chain
        for (const OwnChain& own : places.chains) {
            Stop stop;
            stop.stage = Stage::of(StageKind::BaseChain);
            stop.kind = StopKind::Observed;
            stop.base = own.base;
            everywhere.stops.insert(everywhere.stops.end() - 1, stop);
        }
        walks.push_back(everywhere);
        PaintOptions screen, small, projector;
        small.captionScale = 1.25;
        small.legend = false;
        projector.type = Layout::largeType;
        projector.caption = projector.legend = false;
        for (const Walk& walk : walks) {
            Scene scene;
            scene.selected = &walk;
            scene.perSecond = 1000;
            for (std::size_t i = 0; i < walk.stops.size(); ++i)
                scene.moments.push_back(600.0 * static_cast<double>(i));
            for (std::size_t stop = 0; stop < walk.stops.size(); ++stop) {
                scene.playhead = scene.moments[stop];
                const Picture picture = pictureOf(layout, scene);
                const QString overlaps = overlapOf(momentOf(layout, picture, screen)) +
                                         overlapOf(momentOf(layout, picture, small)) +
                                         overlapOf(momentOf(large, pictureOf(large, scene), projector));
                QVERIFY2(overlaps.isEmpty(),
                         qPrintable(QStringLiteral("%1, step %2: %3")
                                        .arg(QString::fromStdString(words::captionOf(walk, 0).small))
                                        .arg(stop + 1)
                                        .arg(overlaps)));
            }
        }
    }
};

HOOKWALK_TEST(TestTags)
#include "tst_tags.moc"
