// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/pictures.h"

#include "ui/diagram/ownlayout.h"
#include "ui/export/animation.h"
#include "ui/export/png.h"
#include "ui/export/svg.h"

#include <algorithm>
#include <QBuffer>
#include <QCoreApplication>
#include <QHashFunctions>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QRegularExpression>
#include <QWidget>

namespace hookwalk::ui
{

namespace
{

constexpr TraversalIndex mostLookedAt = 1000; // of a large log
constexpr auto opaque = QImage::Format_RGB32;
constexpr int mostRounds = 20; // a window that plays never comes to rest

int stopOf(const Walk& walk, const Stage& stage)
{
    for (std::size_t i = 0; i < walk.stops.size(); ++i) {
        if (walk.stops[i].stage == stage && walk.stops[i].kind == StopKind::Observed)
            return static_cast<int>(i);
    }
    return -1;
}

// Fonts are listed in the order of a hash table, which else is another one each time.
struct SameOrder {
    SameOrder() { QHashSeed::setDeterministicGlobalSeed(); }
    ~SameOrder() { QHashSeed::resetRandomGlobalSeed(); }
};

// When and in which time zone it was made would make each file another one. A PDF counts its bytes: what stands behind the
// date moves in its table.
QByteArray withoutDate(const QByteArray& pdf)
{
    const QString before = QString::fromLatin1(pdf);
    static const QRegularExpression date(QStringLiteral("(?<=/CreationDate \\(D:)[^)]*"));
    const auto match = date.match(before);
    const auto longest = QStringLiteral("19700101000000+00'00'"); // as long as Qt's with a zone
    const auto moved = longest.size() - match.capturedLength();
    QString after = before.left(match.capturedStart()) + longest + before.mid(match.capturedEnd());
    static const QRegularExpression place(QStringLiteral("^(\\d{10})(?= \\d{5} n)|(?<=^startxref\n)\\d+"),
                                          QRegularExpression::MultilineOption);
    qsizetype from = after.lastIndexOf(QStringLiteral("\nxref\n"));
    for (auto found = place.match(after, from); found.hasMatch(); found = place.match(after, from)) {
        const auto number = found.captured().toLongLong();
        const auto width = found.captured(1).size(); // the last one is not padded
        const auto next = QString::number(number > match.capturedStart() ? number + moved : number)
                              .rightJustified(width, u'0');
        after.replace(found.capturedStart(), found.capturedLength(), next);
        from = found.capturedStart() + next.size();
    }
    return after.toLatin1();
}

QByteArray pdfOf(const Sheet& sheet, Look look, double scale)
{
    const SameOrder same;
    QBuffer pdf;
    pdf.open(QIODevice::WriteOnly);
    QPdfWriter writer(&pdf);
    writer.setTitle(sheet.title);
    writer.setCreator(QStringLiteral("Hookwalk"));
    writer.setPageSize(QPageSize(sheet.size * scale, QPageSize::Point, {}, QPageSize::ExactMatch));
    writer.setPageMargins({});
    writer.setResolution(72); // a unit is a point
    const Theme& theme = Theme::of(look);
    QPainter painter(&writer);
    if (scale != 1) // else the same bytes as ever
        painter.scale(scale, scale);
    painter.fillRect(QRectF(QPointF(), sheet.size), theme.canvas);
    sheet.paint(painter, theme, {});
    painter.end();
    return withoutDate(pdf.data());
}

} // namespace

std::optional<PictureForm> pictureForm(const QString& path)
{
    const std::pair<const char*, PictureForm> endings[] = {{".png", PictureForm::Png},
                                                           {".svg", PictureForm::Svg},
                                                           {".pdf", PictureForm::Pdf},
                                                           {".webp", PictureForm::WebP}};
    for (const auto& [ending, form] : endings) {
        if (path.endsWith(QLatin1String(ending), Qt::CaseInsensitive))
            return form;
    }
    return std::nullopt;
}

Result<QByteArray> fileOf(const Drawing& drawing, PictureForm form)
{
    const auto& [sheet, steps, look, isForBothLooks, scale] = drawing;
    switch (form) {
    case PictureForm::Svg:
        return isForBothLooks ? svgForBothLooks(sheet, scale) : svgOf(sheet, look, scale);
    case PictureForm::Pdf:
        return pdfOf(sheet, look, scale);
    case PictureForm::WebP: {
        std::vector<QImage> images;
        for (const Sheet& step : steps) {
            if (!step.isSkipped)
                images.push_back(imageOf(step, look, scale));
        }
        return animatedWebP(images);
    }
    case PictureForm::Png:
        break;
    }
    return pngOf(imageOf(sheet, look, scale), sheet.description);
}

std::vector<Sheet> stepsOf(Scene scene, const Layout& layout)
{
    std::vector<Sheet> sheets;
    const std::size_t stops = scene.selected ? scene.selected->stops.size() : 0;
    for (std::size_t i = 0; i < stops; ++i) {
        scene.playhead = scene.moments.empty() ? scene.selected->stops[i].offsetUs : scene.moments.at(i);
        sheets.push_back(sheetOf(layout, pictureOf(layout, scene)));
    }
    return sheets;
}

Drawing exchangeOf(Drawing request, Drawing reply)
{
    request.sheet = stacked(request.sheet, reply.sheet);
    std::ranges::move(reply.steps, std::back_inserter(request.steps));
    return request;
}

QImage imageOf(const Sheet& sheet, Look look, double scale)
{
    const Theme& theme = Theme::of(look);
    QImage image((sheet.size * scale).toSize(), opaque);
    if (image.isNull())
        return image;
    image.fill(theme.canvas);
    QPainter painter(&image);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    painter.scale(scale, scale);
    sheet.paint(painter, theme, {});
    return image;
}

QImage windowImage(QWidget& window)
{
    QImage image(window.size() * window.devicePixelRatioF(), opaque);
    if (image.isNull())
        return image;
    image.setDevicePixelRatio(window.devicePixelRatioF());
    window.render(&image);
    return image;
}

namespace
{

// Small, where the window is large: that is enough to see whether anything in it has changed.
QImage glanceAt(QWidget& window)
{
    constexpr double widest = 1280;
    const double part = std::min(1.0, widest / std::max(1, window.width()));
    QImage image((QSizeF(window.size()) * part).toSize().expandedTo({1, 1}), opaque);
    QPainter painter(&image);
    painter.scale(part, part);
    window.render(&painter);
    return image;
}

} // namespace

void settle(QWidget& window)
{
    QImage seen = glanceAt(window);
    for (int round = 0; round < mostRounds; ++round) {
        QCoreApplication::processEvents(QEventLoop::ExcludeUserInputEvents);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::LayoutRequest);
        QImage next = glanceAt(window);
        if (next == seen)
            return;
        seen = std::move(next);
    }
}

Moment tellingMoment(const Document& document)
{
    const TraversalIndex count = document.count();
    const TraversalIndex low = std::max(document.first(), count - std::min(count, mostLookedAt));
    for (TraversalIndex i = low; i < count; ++i) {
        if (const auto walk = document.walk(i); deathStop(*walk) >= 0)
            return {i, deathStop(*walk)};
    }
    for (TraversalIndex i = count; i > low; --i) {
        const auto walk = document.walk(i - 1);
        const int forward = stopOf(*walk, Stage::of(Chain{Table::Mangle, Hook::Forward}));
        if (forward >= 0 && document.trace().traversals()[i - 1].replyTo != noIndex)
            return {i - 1, forward};
    }
    if (count == low)
        return {};
    const auto walk = document.walk(count - 1);
    int stop = static_cast<int>(walk->stops.size() / 2);
    while (stop > 0 && walk->stops[static_cast<std::size_t>(stop)].kind != StopKind::Observed)
        --stop;
    return {count - 1, stop};
}

Moment lastMoment(const Document& document, TraversalIndex packet)
{
    return {packet, static_cast<int>(document.walk(packet)->stops.size()) - 1};
}

Drawing drawingAt(const Document& document, const TimelineModel& shown, const Moment& moment, bool withSteps)
{
    Playhead playhead;
    Selection selection(document, shown, playhead);
    selection.select(moment.traversal);
    selection.goTo(moment.stop);
    Scene scene = selection.scene();
    scene.trace = &document.trace();
    OwnLayout own;
    own.update(scene);
    return {.sheet = sheetOf(own.layout(), pictureOf(own.layout(), scene)),
            .steps = withSteps ? stepsOf(scene, own.layout()) : std::vector<Sheet>()};
}

} // namespace hookwalk::ui
