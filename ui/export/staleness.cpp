// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/staleness.h"

#include "ui/theme/text.h"

#include <algorithm>
#include <QImage>
#include <QRegularExpression>

namespace hookwalk::ui
{

namespace
{

QString sizeText(const QSize& size)
{
    return QStringLiteral("%1x%2").arg(size.width()).arg(size.height());
}

QRect differingPixels(const QImage& a, const QImage& b)
{
    QRect region;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x) {
            if (a.pixel(x, y) != b.pixel(x, y))
                region |= QRect(x, y, 1, 1);
        }
    }
    return region;
}

// Title, description and texts of an SVG; title of a PDF.
QStringList wordsOf(const QByteArray& bytes)
{
    static const QRegularExpression words(QStringLiteral(
        "(?|<(?:title|desc|text)\\b[^>]*>([^<]*)<|/Title \\(([^)]*)\\)|viewBox=\"([^\"]*)\")"));
    QStringList found;
    for (auto matches = words.globalMatch(QString::fromUtf8(bytes)); matches.hasNext();)
        found << matches.next().captured(1);
    return found;
}

QString wordChange(const QString& kept, const QString& now)
{
    return tr("it says “%1”, and would say “%2” now").arg(kept, now);
}

} // namespace

QString whatChangedIn(const QString& name, const QByteArray& kept, const QByteArray& now)
{
    if (kept == now)
        return {};
    QStringList changes;
    const QImage before = QImage::fromData(kept, "PNG"), after = QImage::fromData(now, "PNG");
    if (!before.isNull() && !after.isNull()) {
        const QString key = QStringLiteral("Description");
        if (before.size() != after.size())
            changes << tr("its size is %1, and would be %2 now")
                           .arg(sizeText(before.size()), sizeText(after.size()));
        if (before.text(key) != after.text(key))
            changes << wordChange(before.text(key), after.text(key));
        if (const QRect region = before.size() == after.size() ? differingPixels(before, after) : QRect();
            !region.isEmpty())
            changes << tr("pixels differ in a region of %1 at %2,%3")
                           .arg(sizeText(region.size()))
                           .arg(region.x())
                           .arg(region.y());
    } else {
        const QStringList wordsBefore = wordsOf(kept), wordsNow = wordsOf(now);
        const auto [a, b] = std::ranges::mismatch(wordsBefore, wordsNow);
        if (a != wordsBefore.end() || b != wordsNow.end())
            changes << wordChange(a != wordsBefore.end() ? *a : QString(),
                                  b != wordsNow.end() ? *b : QString());
    }
    if (changes.isEmpty()) {
        const auto same = std::ranges::mismatch(kept, now).in1 - kept.begin();
        changes << tr("its bytes differ from byte %1 on").arg(same);
    }
    return tr("%1 is stale: %2.").arg(name, changes.join(QStringLiteral("; ")));
}

} // namespace hookwalk::ui
