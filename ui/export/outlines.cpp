// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/outlines.h"

#include <algorithm>
#include <cmath>
#include <QGlyphRun>
#include <QPainterPath>
#include <QRawFont>
#include <QTextLayout>

namespace hookwalk::ui
{

namespace
{

constexpr int em = 1000; // the unit of the outlines: whole numbers are then exact enough

QString rounded(double number)
{
    return QString::number(std::lround(number));
}

// The data of a path, in whole numbers.
QString dataOf(const QPainterPath& path)
{
    QString data;
    for (int i = 0; i < path.elementCount(); ++i) {
        const auto element = path.elementAt(i);
        if (element.type == QPainterPath::MoveToElement)
            data += i > 0 ? QStringLiteral("ZM") : QStringLiteral("M");
        else if (element.type == QPainterPath::LineToElement)
            data += u'L';
        else
            data += element.type == QPainterPath::CurveToElement ? u'C' : u' ';
        data += rounded(element.x) + u' ' + rounded(element.y);
    }
    return data.isEmpty() ? data : data + u'Z';
}

// What differs from the picture's own (svg.cpp).
QString fontOf(const QFont& font)
{
    QString text = QStringLiteral(" font-size=\"%1\"").arg(font.pixelSize());
    if (font.weight() != QFont::Normal)
        text += QStringLiteral(" font-weight=\"%1\"").arg(font.weight());
    if (font.families().value(0) == QStringLiteral("Hookwalk Mono"))
        text += QStringLiteral(" font-family=\"monospace\"");
    return text;
}

} // namespace

QString Outlines::write(const WrittenText& written)
{
    QTextLayout layout(written.text, written.font);
    layout.beginLayout();
    const QTextLine line = layout.createLine();
    layout.endLayout();
    const double size = written.font.pixelSize();
    QString letters;
    auto runs = layout.glyphRuns(); // in the order of a hash table
    std::ranges::sort(runs, {}, [](const QGlyphRun& run) { return run.positions().value(0).x(); });
    for (const QGlyphRun& run : runs) {
        const auto glyphs = run.glyphIndexes();
        const auto places = run.positions();
        for (qsizetype i = 0; i < glyphs.size(); ++i) {
            const QString name = nameOf(run.rawFont(), glyphs[i]);
            if (!name.isEmpty())
                letters += QStringLiteral("<use xlink:href=\"#%1\" x=\"%2\"/>")
                               .arg(name, rounded(places[i].x() / size * em));
        }
    }
    return QStringLiteral("<g aria-hidden=\"true\" fill-rule=\"nonzero\" transform=\"scale(%1)\">%2</g>"
                          "<text fill-opacity=\"0\"%3 textLength=\"%4\">%5</text>\n")
        .arg(size / em)
        .arg(letters, fontOf(written.font), rounded(line.naturalTextWidth()), written.text.toHtmlEscaped());
}

QString Outlines::nameOf(QRawFont font, quint32 glyph)
{
    const auto key = std::make_tuple(font.familyName(), font.weight(), glyph);
    if (const auto known = m_names.find(key); known != m_names.end())
        return known->second;
    font.setPixelSize(em);
    const QString data = dataOf(font.pathForGlyph(glyph));
    QString& name = m_names[key];
    if (data.isEmpty())
        return name;
    name = u'l' + QString::number(m_names.size());
    m_definitions += QStringLiteral("<path id=\"%1\" d=\"%2\"/>\n").arg(name, data);
    return name;
}

} // namespace hookwalk::ui
