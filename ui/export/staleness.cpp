// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/staleness.h"

#include "ui/export/pictures.h"
#include "ui/theme/text.h"

#include <algorithm>
#include <png.h>
#include <QImage>
#include <QRegularExpression>
#include <QStringDecoder>
#include <QtEndian>
#include <QXmlStreamReader>
#include <vector>

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

// Qt's reader lets libpng say on standard error what is damaged; this one keeps it.
bool isWholePng(const QByteArray& bytes)
{
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    if (!png_image_begin_read_from_memory(&image, bytes.constData(), static_cast<std::size_t>(bytes.size())))
        return false;
    image.format = PNG_FORMAT_RGB;
    std::vector<png_byte> pixels(PNG_IMAGE_SIZE(image));
    return png_image_finish_read(&image, nullptr, pixels.data(), 0, nullptr) != 0;
}

QImage pngIn(const QByteArray& bytes)
{
    return QImage::fromData(bytes, "PNG");
}

// In a PDF UTF-16 behind its mark, with a backslash before brackets.
QString pdfText(QByteArray text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == '\\')
            text.remove(i, 1); // what follows stands for itself
    }
    return text.startsWith("\xfe\xff") ? QStringDecoder(QStringDecoder::Utf16BE).decode(text.mid(2))
                                       : QString::fromLatin1(text);
}

// Title of a PDF; title, description, texts and size of an SVG.
QStringList wordsOf(const QByteArray& bytes, PictureForm form)
{
    static const QRegularExpression pdfTitle(QStringLiteral("/Title \\(((?:\\\\.|[^\\\\)])*)\\)"),
                                             QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression svgWords(
        QStringLiteral("(?|<(?:title|desc|text)\\b[^>]*>([^<]*)<|viewBox=\"([^\"]*)\")"));
    if (form == PictureForm::Pdf)
        return {pdfText(pdfTitle.match(QString::fromLatin1(bytes)).captured(1).toLatin1())};
    QStringList found;
    for (auto matches = svgWords.globalMatch(QString::fromUtf8(bytes)); matches.hasNext();)
        found << matches.next().captured(1);
    return found;
}

QString wordChange(const QString& kept, const QString& now)
{
    return tr("it says “%1”, and would say “%2” now").arg(kept, now);
}

QString sizeChange(const QSize& kept, const QSize& now)
{
    return tr("its size is %1, and would be %2 now").arg(sizeText(kept), sizeText(now));
}

// https://developers.google.com/speed/webp/docs/riff_container: chunks of four letters, a size and so many bytes, which are
// padded to an even number.
struct WebP {
    QSize size;
    QByteArrayList pictures; // of an animation one after the other

    explicit WebP(const QByteArray& bytes)
    {
        const auto number = [&](qsizetype at) { return qFromLittleEndian<quint32>(bytes.constData() + at); };
        const auto part = [&](qsizetype at) { // of 24 bits, less one
            return static_cast<int>(number(at) & 0xffffffU) + 1;
        };
        if (bytes.size() < 30 || !bytes.startsWith("RIFF") || number(4) + 8 != bytes.size())
            return;
        for (qsizetype at = 12; at + 16 <= bytes.size();) {
            const auto name = bytes.mid(at, 4);
            const qsizetype length = number(at + 4);
            if (name == "VP8X")
                size = {part(at + 12), part(at + 15)};
            else if (name == "ANMF" || name.startsWith("VP8"))
                pictures << bytes.mid(at + 8, length);
            at += 8 + length + length % 2;
        }
    }
};

bool isWhole(const QByteArray& bytes, PictureForm form)
{
    switch (form) {
    case PictureForm::Png:
        return isWholePng(bytes);
    case PictureForm::Svg: {
        QXmlStreamReader reader(bytes);
        while (!reader.atEnd())
            reader.readNext();
        return !reader.hasError();
    }
    case PictureForm::Pdf:
        return bytes.startsWith("%PDF-") && bytes.trimmed().endsWith("%%EOF");
    case PictureForm::WebP:
        return !WebP(bytes).pictures.isEmpty();
    }
    return true;
}

QStringList changesOfPng(const QImage& kept, const QImage& now)
{
    QStringList changes;
    const QString key = QStringLiteral("Description");
    if (kept.size() != now.size())
        changes << sizeChange(kept.size(), now.size());
    if (kept.text(key) != now.text(key))
        changes << wordChange(kept.text(key), now.text(key));
    if (const QRect region = kept.size() == now.size() ? differingPixels(kept, now) : QRect();
        !region.isEmpty())
        changes << tr("pixels differ in a region of %1 at %2,%3")
                       .arg(sizeText(region.size()))
                       .arg(region.x())
                       .arg(region.y());
    return changes;
}

QStringList changesOfWebP(const WebP& kept, const WebP& now)
{
    QStringList changes;
    if (kept.size != now.size)
        changes << sizeChange(kept.size, now.size);
    const auto count = now.pictures.size();
    if (kept.pictures.size() != count)
        changes << tr("it has %1 pictures, and would have %2 now").arg(kept.pictures.size()).arg(count);
    else if (const auto at = std::ranges::mismatch(kept.pictures, now.pictures).in2 - now.pictures.begin();
             changes.isEmpty() && at < count)
        changes << tr("its picture %1 of %2 is another one").arg(at + 1).arg(count);
    return changes;
}

QStringList changesOfWords(const QStringList& kept, const QStringList& now)
{
    const auto [a, b] = std::ranges::mismatch(kept, now);
    if (a == kept.end() && b == now.end())
        return {};
    return {wordChange(a != kept.end() ? *a : QString(), b != now.end() ? *b : QString())};
}

} // namespace

QString whatChangedIn(const QString& name, const QByteArray& kept, const QByteArray& now)
{
    if (kept == now)
        return {};
    const PictureForm form = pictureForm(name).value_or(PictureForm::Png);
    if (!isWhole(kept, form))
        return tr("%1 is damaged: it cannot be read to its end. Make it again.").arg(name);
    QStringList changes = form == PictureForm::Png ? changesOfPng(pngIn(kept), pngIn(now))
                          : form == PictureForm::WebP
                              ? changesOfWebP(WebP(kept), WebP(now))
                              : changesOfWords(wordsOf(kept, form), wordsOf(now, form));
    if (changes.isEmpty())
        changes << tr("its bytes differ from byte %1 on")
                       .arg(std::ranges::mismatch(kept, now).in1 - kept.begin());
    return tr("%1 is stale: %2.").arg(name, changes.join(QStringLiteral("; ")));
}

} // namespace hookwalk::ui
