// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures as files: their words for other readers, both looks in one, what a stale one has, a folder of steps.
#include "support/pictureread.h"
#include "support/pictures.h"
#include "support/testprogram.h"
#include "ui/diagram/canvas.h"
#include "ui/diagram/ownplaces.h"
#include "ui/export/png.h"
#include "ui/export/series.h"
#include "ui/export/staleness.h"
#include "ui/export/svg.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>

using namespace hookwalk;
using namespace hookwalk::test;

class TestPictureFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // As others read them, and the same bytes each time.
    void aVectorPictureHasItsWords_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("SVG") << QStringLiteral("a.svg");
        QTest::newRow("PDF") << QStringLiteral("a.pdf");
    }
    void aVectorPictureHasItsWords()
    {
        QFETCH(QString, name);
        const Walk walk = droppedInFilter();
        const Picture picture = pictureAt(walk, walk.durationUs);
        const Drawing drawing{.sheet = sheetOf(diagram(), picture), .look = Look::Print};
        const QByteArray bytes = fileOf(drawing, *pictureForm(name)).value();
        QCOMPARE(fileOf(drawing, *pictureForm(name)).value(), bytes);
        const QString words = wordsIn(bytes, name);
        for (const char* word :
             {"PREROUTING", "Local process", "mangle", "Dropped in filter FORWARD", "tun0"})
            QVERIFY2(words.contains(QLatin1String(word)), qPrintable(words));
    }

    // Each shape stands there once; what the dark look paints otherwise is a class.
    void anSvgForBothLooksIsTheLightOneWithDarkRules()
    {
        const Walk walk = droppedInFilter();
        for (double at = 0; at <= walk.durationUs; at += walk.durationUs / 20) {
            const Sheet picture = sheetOf(diagram(), pictureAt(walk, at));
            const QString light = QString::fromUtf8(svgOf(picture, Look::Light));
            const QString dark = QString::fromUtf8(svgOf(picture, Look::Dark));
            QString both = QString::fromUtf8(svgForBothLooks(picture));
            static const QRegularExpression rule(QStringLiteral("\\.(d\\d+)\\{([^}]*)\\}"));
            QMap<QString, QString> rules;
            for (auto found = rule.globalMatch(both); found.hasNext();) {
                const auto match = found.next();
                rules[match.captured(1)] = match.captured(2);
            }
            QVERIFY(rules.size() > 10);
            for (const QString& one : rules) // no colour but those of the dark picture
                QVERIFY2(!one.contains(QLatin1Char('#')) || dark.contains(one.section(u'#', 1).left(6)),
                         qPrintable(one));
            QVERIFY(both.size() < light.size() * 5 / 4);
            QCOMPARE(both.count(QStringLiteral("<text")), light.count(QStringLiteral("<text")));
            QCOMPARE(both.count(QStringLiteral("<path")), light.count(QStringLiteral("<path")));
            QVERIFY(both.contains(QStringLiteral("prefers-color-scheme:dark")));
        }
    }

    void aPngHasThePixelsAndTheWordsOfItsPicture()
    {
        const QImage image = imageOf(sheetOf(diagram(), pictureAt(droppedInFilter(), 0)), Look::Dark, 0.5);
        const auto words = QStringLiteral("Step 1 → 第 1 步");
        const QByteArray png = pngOf(image, words).value();
        QCOMPARE(pngOf(image, words).value(), png);
        const QImage read = QImage::fromData(png, "PNG");
        QVERIFY(read == image && !read.hasAlphaChannel());
        QCOMPARE(read.text(QStringLiteral("Description")), words);
        QCOMPARE(read.dotsPerMeterX(), image.dotsPerMeterX());
        QVERIFY(QImage::fromData(pngOf(image, {}).value()).textKeys().isEmpty());
        QCOMPARE(pngOf(image.convertToFormat(QImage::Format_ARGB32_Premultiplied), words).value(), png);
        QVERIFY(!pngOf({}, words));
        QVERIFY(!pngOf(QImage(1, 1'000'001, QImage::Format_RGB32), words)); // libpng takes no more
    }

    void aStalePictureSaysWhatChanged()
    {
        const Walk walk = droppedInFilter();
        const auto png = [&](double scale, double at) {
            return fileOf({.sheet = sheetOf(diagram(), pictureAt(walk, at)), .scale = scale},
                          PictureForm::Png)
                .value();
        };
        const QByteArray now = png(1, walk.durationUs);
        QCOMPARE(whatChangedIn(QStringLiteral("a.png"), now, now), QString());
        QVERIFY(whatChangedIn(QStringLiteral("a.png"), png(2, walk.durationUs), now)
                    .startsWith(
                        QStringLiteral("a.png is stale: its size is 2112x1376, and would be 1056x688 now")));
        const QString moved = whatChangedIn(QStringLiteral("a.png"), png(1, 0), now);
        QVERIFY2(moved.contains(QStringLiteral("it says “")) &&
                     moved.contains(QStringLiteral("pixels differ in")),
                 qPrintable(moved));
        const auto made = [&](const char* name, double at) {
            const Sheet sheet = sheetOf(diagram(), pictureAt(walk, at));
            return fileOf({.sheet = sheet, .steps = {sheet, sheet}, .scale = 0.25},
                          *pictureForm(QLatin1String(name)))
                .value();
        };
        for (const char* name : {"a.pdf", "a.svg"}) {
            const QString said =
                whatChangedIn(QLatin1String(name), made(name, 0), made(name, walk.durationUs));
            QVERIFY2(said.contains(QStringLiteral("would say “Dropped in filter FORWARD")) ||
                         said.contains(QStringLiteral("Dropped in filter FORWARD")),
                     qPrintable(said));
            QVERIFY2(!said.contains(QChar(0)) && !said.contains(QChar(0xfe)), qPrintable(said));
        }
        const QString frame =
            whatChangedIn(QStringLiteral("a.webp"), made("a.webp", 0), made("a.webp", walk.durationUs));
        QCOMPARE(frame, QStringLiteral("a.webp is stale: its picture 1 of 1 is another one."));
    }

    void aDamagedPictureIsCalledSo()
    {
        const Sheet sheet = sheetOf(diagram(), pictureAt(droppedInFilter(), 0));
        for (const char* name : {"a.png", "a.svg", "a.pdf", "a.webp"}) {
            const QByteArray now =
                fileOf({.sheet = sheet, .steps = {sheet}, .scale = 0.25}, *pictureForm(QLatin1String(name)))
                    .value();
            for (const auto& kept : {QByteArray(), now.left(now.size() / 2), QByteArray("no picture")})
                QCOMPARE(whatChangedIn(QLatin1String(name), kept, now),
                         QLatin1String(name) +
                             QStringLiteral(" is damaged: it cannot be read to its end. Make it again."));
        }
    }

    // QSvgGenerator knows no clip.
    void hatchingStaysInItsChip()
    {
        const auto own = [](const BaseChain& base, const char* device) {
            OwnChain chain;
            chain.base = base;
            chain.wasMet = true;
            chain.devices = {device};
            return chain;
        };
        OwnPlaces places;
        places.tunIn = "tun0";
        places.chains = {own({"netdev", "n", "ing", "filter", "ingress", 0}, "tun0"),
                         own({"inet", "f", "in", "filter", "input", 10}, ""),
                         own({"inet", "f", "fwd", "filter", "forward", 10}, "")};
        const Layout layout = withOwnPlaces(diagram(), nullptr, places);
        const QString svg =
            QString::fromUtf8(svgOf(sheetOf(layout, pictureOf(layout, Scene{})), Look::Light));
        static const QRegularExpression group(
            QStringLiteral("<g[^>]* fill=\"%1\"[^>]*>(.*?)</g>").arg(Theme::of(Look::Light).own.hatch.name()),
            QRegularExpression::DotMatchesEverythingOption);
        static const QRegularExpression point(QStringLiteral("[ML ](-?[\\d.]+),(-?[\\d.]+)"));
        int count = 0;
        for (auto groups = group.globalMatch(svg); groups.hasNext();) {
            for (auto points = point.globalMatch(groups.next().captured(1)); points.hasNext(); ++count) {
                const auto found = points.next();
                const QPointF at(found.captured(1).toDouble(), found.captured(2).toDouble());
                QVERIFY2(std::ranges::any_of(layout.stages(),
                                             [&](const StageLayout& stage) {
                                                 return isOwn(stage.shape) && stage.rect.contains(at);
                                             }),
                         qPrintable(found.captured()));
            }
        }
        QVERIFY(count > 30);
    }

    void aSeriesIsAFolderWithAnIndex()
    {
        const Walk walk = droppedInFilter();
        Scene scene;
        scene.selected = &walk;
        const Drawing drawing{.sheet = {}, .steps = stepsOf(scene, diagram()), .scale = 0.25};
        QCOMPARE(drawing.steps.size(), walk.stops.size());
        const QTemporaryDir folder;
        const QDir made(folder.filePath(QStringLiteral("a/b")));
        QVERIFY(saveSeries(drawing, made.path()));
        QCOMPARE(made.entryList(QDir::Files).size(), static_cast<int>(walk.stops.size()) + 1);
        QFile index(made.filePath(QStringLiteral("index.md")));
        QVERIFY(index.open(QIODevice::ReadOnly));
        QVERIFY(index.readAll().startsWith("1. !["));
        QVERIFY(!saveSeries(drawing, QStringLiteral("/proc/no/such")));
    }
};

HOOKWALK_TEST(TestPictureFiles)
#include "tst_picturefiles.moc"
