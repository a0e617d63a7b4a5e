// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/svgtext.h"

#include <algorithm>
#include <cmath>
#include <QGlyphRun>
#include <QMap>
#include <QPainterPath>
#include <QRawFont>
#include <QRegularExpression>
#include <QTextLayout>

namespace hookwalk::ui
{

namespace
{

constexpr int em = 1000; // the unit of the outlines: whole numbers are then exact enough
// What a reader would take for the letters, should somebody make the text visible: of like width.
const QString textNames = QStringLiteral("Inter, 'Noto Sans', 'Noto Sans CJK SC', sans-serif");
const QString monoNames = QStringLiteral("'JetBrains Mono', 'DejaVu Sans Mono', monospace");

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

class Outlines
{
public:
    // What stands in the place of a text's number. Its group has put the first letter's foot at 0,0.
    QString write(const WrittenText& written)
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
        const bool isMono = written.font.families().value(0) == QStringLiteral("Hookwalk Mono");
        return QStringLiteral(
                   "<g fill=\"%1\" fill-opacity=\"%2\" stroke=\"none\" fill-rule=\"nonzero\" "
                   "aria-hidden=\"true\" "
                   "transform=\"scale(%3)\">%4</g>\n"
                   "<text x=\"0\" y=\"0\" fill=\"%1\" fill-opacity=\"0\" stroke=\"none\" "
                   "xml:space=\"preserve\" "
                   "font-family=\"%5\" font-size=\"%6\" font-weight=\"%7\" textLength=\"%8\">%9</text>")
            .arg(written.colour.name())
            .arg(written.colour.alphaF())
            .arg(size / em)
            .arg(letters, isMono ? monoNames : textNames)
            .arg(size)
            .arg(written.font.weight())
            .arg(rounded(line.naturalTextWidth()), written.text.toHtmlEscaped());
    }

    QString definitions() const { return m_definitions; }

private:
    // "" for a blank.
    QString nameOf(QRawFont font, quint32 glyph)
    {
        const auto key = std::make_tuple(font.familyName(), font.weight(), glyph);
        if (const auto known = m_names.constFind(key); known != m_names.constEnd())
            return *known;
        font.setPixelSize(em);
        const QString data = dataOf(font.pathForGlyph(glyph));
        QString& name = m_names[key];
        if (data.isEmpty())
            return name;
        name = u'l' + QString::number(m_names.size());
        m_definitions += QStringLiteral("<path id=\"%1\" d=\"%2\"/>\n").arg(name, data);
        return name;
    }

    QMap<std::tuple<QString, int, quint32>, QString> m_names;
    QString m_definitions;
};

} // namespace

QByteArray withOutlines(const QByteArray& svg, const std::vector<WrittenText>& texts)
{
    static const QRegularExpression number(QStringLiteral("<text [^>]*>(\\d+)</text>"));
    const QString before = QString::fromUtf8(svg);
    Outlines outlines;
    QString after;
    qsizetype end = 0;
    for (auto found = number.globalMatch(before); found.hasNext();) {
        const auto match = found.next();
        after += before.mid(end, match.capturedStart() - end);
        after += outlines.write(texts.at(match.captured(1).toULongLong()));
        end = match.capturedEnd();
    }
    after += before.mid(end);
    after.replace(QStringLiteral("<defs>\n"), QStringLiteral("<defs>\n") + outlines.definitions());
    return after.toUtf8();
}

} // namespace hookwalk::ui
