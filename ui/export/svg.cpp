// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/svg.h"

#include "ui/export/outlines.h"

#include <algorithm>
#include <map>
#include <QBuffer>
#include <QPainter>
#include <QRegularExpression>
#include <QSvgGenerator>
#include <QXmlStreamReader>

namespace hookwalk::ui
{

namespace
{

using Paint = std::map<QString, QString>; // attributes of a group

// One element of the drawing. Qt writes a group, with all attributes, for each change of pen or brush: what says nothing is
// left out here, and elements that are painted alike come together.
struct Shape {
    Paint paint;
    QString markup;
};

struct Drawn {
    std::vector<Shape> shapes;
    QString gradients; // Qt's definitions
};

// What the group around all shapes says.
const Paint usualPaint{{QStringLiteral("fill"), QStringLiteral("none")},
                       {QStringLiteral("stroke"), QStringLiteral("none")},
                       {QStringLiteral("stroke-width"), QStringLiteral("1")},
                       {QStringLiteral("stroke-linecap"), QStringLiteral("square")},
                       {QStringLiteral("stroke-linejoin"), QStringLiteral("bevel")},
                       {QStringLiteral("fill-opacity"), QStringLiteral("1")},
                       {QStringLiteral("stroke-opacity"), QStringLiteral("1")}};

QString valueIn(const Paint& paint, const QString& name)
{
    const auto own = paint.find(name);
    if (own != paint.end())
        return own->second;
    const auto found = usualPaint.find(name);
    return found == usualPaint.end() ? QString() : found->second;
}

Paint paintOf(const QXmlStreamAttributes& attributes)
{
    const bool hasLine = attributes.value(QLatin1String("stroke")) != QLatin1String("none");
    Paint paint;
    for (const auto& one : attributes) {
        const QString name = one.name().toString(), value = one.value().toString();
        const bool isOfLine = name.startsWith(QLatin1String("stroke-")) && !hasLine;
        const bool saysNothing = value == valueIn({}, name) || isOfLine ||
                                 name.startsWith(QLatin1String("font-")) ||
                                 value == QLatin1String("matrix(1,0,0,1,0,0)");
        if (!saysNothing)
            paint[name] = value;
    }
    return paint;
}

QString attribute(const QString& name, const QString& value)
{
    return QStringLiteral(" %1=\"%2\"").arg(name, value.toHtmlEscaped());
}

Shape textShape(Paint paint, const WrittenText& written, Outlines& outlines)
{
    std::erase_if(paint, [](const auto& one) { return one.first != QLatin1String("transform"); });
    paint[QStringLiteral("fill")] = written.colour.name();
    if (written.colour.alpha() < 255)
        paint[QStringLiteral("fill-opacity")] = QString::number(written.colour.alphaF());
    return {paint, outlines.write(written)};
}

QString markupOf(const QXmlStreamReader& element)
{
    QString markup = u'<' + element.name().toString();
    for (const auto& one : element.attributes()) {
        const bool isUsual =
            one.name() == QLatin1String("vector-effect") || one.value() == QLatin1String("evenodd");
        if (!isUsual)
            markup += attribute(one.name().toString(), one.value().toString());
    }
    return markup + QStringLiteral("/>\n");
}

// Of what QSvgGenerator wrote, where numbers stand for the texts (PaintOptions::written).
Drawn shapesOf(const QByteArray& svg, const std::vector<WrittenText>& texts, Outlines& outlines)
{
    Drawn drawn;
    Paint paint;
    const QByteArray begin = "<defs>\n", end = "</defs>\n";
    const auto from = svg.indexOf(begin) + begin.size(), to = svg.indexOf(end);
    drawn.gradients = QString::fromUtf8(svg.mid(from, to - from));
    QXmlStreamReader reader("<svg>" + svg.mid(to + end.size()));
    reader.setNamespaceProcessing(false);
    while (!reader.atEnd()) {
        if (reader.readNext() != QXmlStreamReader::StartElement || reader.name() == QLatin1String("svg"))
            continue;
        if (reader.name() == QLatin1String("g"))
            paint = paintOf(reader.attributes());
        else if (reader.name() == QLatin1String("text"))
            drawn.shapes.push_back(
                textShape(paint, texts.at(reader.readElementText().toULongLong()), outlines));
        else
            drawn.shapes.push_back({paint, markupOf(reader)});
    }
    return drawn;
}

QString groupsOf(const std::vector<Shape>& shapes)
{
    QString text;
    const Paint* before = nullptr;
    for (const Shape& shape : shapes) {
        if (!before || shape.paint != *before) {
            text += before ? QStringLiteral("</g>\n<g") : QStringLiteral("<g");
            for (const auto& [name, value] : shape.paint)
                text += attribute(name, value);
            text += QStringLiteral(">\n");
        }
        text += shape.markup;
        before = &shape.paint;
    }
    return before ? text + QStringLiteral("</g>\n") : text;
}

// Classes for what is painted otherwise in the dark.
class DarkRules
{
public:
    // "" where both are alike.
    QString classFor(const Paint& light, const Paint& dark)
    {
        Paint all = light;
        all.insert(dark.begin(), dark.end());
        QString rule;
        for (const auto& [name, unused] : all) {
            if (valueIn(light, name) != valueIn(dark, name))
                rule += name + u':' + valueIn(dark, name) + u';';
        }
        if (rule.isEmpty())
            return {};
        const auto [known, isNew] = m_names.emplace(rule, u'd' + QString::number(m_names.size() + 1));
        if (isNew)
            m_rules += u'.' + known->second + u'{' + rule.chopped(1) + u'}';
        return known->second;
    }
    QString style() const
    {
        return QStringLiteral("<style>@media (prefers-color-scheme:dark){%1}</style>\n").arg(m_rules);
    }

private:
    std::map<QString, QString> m_names; // by rule
    QString m_rules;
};

QString gradientsForBoth(const QString& light, const QString& dark, DarkRules& rules)
{
    static const QRegularExpression stop(QStringLiteral("stop-color=\"([^\"]*)\" stop-opacity=\"([^\"]*)\""));
    const auto paint = [](const QRegularExpressionMatch& match) {
        return Paint{{QStringLiteral("stop-color"), match.captured(1)},
                     {QStringLiteral("stop-opacity"), match.captured(2)}};
    };
    QString both;
    qsizetype end = 0;
    auto ofDark = stop.globalMatch(dark);
    for (auto ofLight = stop.globalMatch(light); ofLight.hasNext() && ofDark.hasNext();) {
        const auto match = ofLight.next();
        const QString name = rules.classFor(paint(match), paint(ofDark.next()));
        both += light.mid(end, match.capturedEnd() - end);
        if (!name.isEmpty())
            both += attribute(QStringLiteral("class"), name);
        end = match.capturedEnd();
    }
    return both + light.mid(end);
}

Drawn drawnIn(Look look, const Sheet& sheet, Outlines& outlines)
{
    QBuffer svg;
    QSvgGenerator generator;
    generator.setOutputDevice(&svg);
    generator.setResolution(96); // a unit is a pixel of CSS
    generator.setSize(sheet.size.toSize());
    generator.setViewBox(QRectF(QPointF(), sheet.size));
    std::vector<WrittenText> texts;
    PaintOptions options;
    options.written = &texts;
    const Theme& theme = Theme::of(look);
    QPainter painter(&generator);
    painter.fillRect(QRectF(QPointF(), sheet.size), theme.canvas);
    sheet.paint(painter, theme, options);
    painter.end();
    return shapesOf(svg.data(), texts, outlines);
}

QByteArray fileOf(const Sheet& sheet, double scale, const Drawn& drawn, const Outlines& outlines,
                  const QString& style = {})
{
    QString around;
    for (const auto& [name, value] : usualPaint) {
        if (!name.endsWith(QLatin1String("-opacity"))) // 1 by itself, and not inherited by what says its own
            around += attribute(name, value);
    }
    // The family is what a reader takes for the text, should somebody make it visible: of like width.
    return QStringLiteral(
               "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
               "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" "
               "width=\"%1\" height=\"%2\" viewBox=\"0 0 %3 %4\">\n<title>%5</title>\n<desc>%6</desc>\n")
               .arg(scale * sheet.size.width())
               .arg(scale * sheet.size.height())
               .arg(sheet.size.width())
               .arg(sheet.size.height())
               .arg(sheet.title.toHtmlEscaped(), sheet.description.toHtmlEscaped())
               .toUtf8() +
           (style + QStringLiteral("<defs>\n") + outlines.definitions() + drawn.gradients +
            QStringLiteral("</defs>\n<g fill-rule=\"evenodd\" font-family=\"Inter, 'Noto Sans', "
                           "'Noto Sans CJK SC', sans-serif\" xml:space=\"preserve\"") +
            around + QStringLiteral(">\n") + groupsOf(drawn.shapes) + QStringLiteral("</g>\n</svg>\n"))
               .toUtf8();
}

} // namespace

QByteArray svgOf(const Sheet& sheet, Look look, double scale)
{
    Outlines outlines;
    const Drawn drawn = drawnIn(look, sheet, outlines);
    return fileOf(sheet, scale, drawn, outlines);
}

// Both looks paint the same shapes in the same order.
QByteArray svgForBothLooks(const Sheet& sheet, double scale)
{
    Outlines outlines;
    Drawn both = drawnIn(Look::Light, sheet, outlines);
    const Drawn dark = drawnIn(Look::Dark, sheet, outlines);
    Q_ASSERT(both.shapes.size() == dark.shapes.size());
    DarkRules rules;
    for (std::size_t i = 0; i < std::min(both.shapes.size(), dark.shapes.size()); ++i) {
        Paint& paint = both.shapes[i].paint;
        if (const QString name = rules.classFor(paint, dark.shapes[i].paint); !name.isEmpty())
            paint[QStringLiteral("class")] = name;
    }
    both.gradients = gradientsForBoth(both.gradients, dark.gradients, rules);
    return fileOf(sheet, scale, both, outlines, rules.style());
}

} // namespace hookwalk::ui
