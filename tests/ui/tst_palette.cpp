// SPDX-License-Identifier: GPL-3.0-or-later
// Documents are made without a display, so exports names the colours of the window once more: here they are held to each
// other.
#include "exports/palette.h"
#include "support/testprogram.h"
#include "ui/theme/theme.h"

#include <map>
#include <QRegularExpression>
#include <QTest>

using namespace hookwalk;
using namespace hookwalk::ui;

namespace
{

std::map<QString, QColor> coloursOf(exports::Look look)
{
    std::map<QString, QColor> all;
    static const QRegularExpression one(QStringLiteral(":root\\{--(\\w+):(#[0-9A-F]{6})\\}"));
    // Dark ones follow the light ones of paper.
    auto found = one.globalMatch(QString::fromStdString(exports::Paints::variables(look)));
    while (found.hasNext()) {
        const auto match = found.next();
        all[match.captured(1)] = QColor(match.captured(2));
    }
    return all;
}

std::map<QString, QColor> coloursOf(const Theme& theme)
{
    std::map<QString, QColor> all{
        {QStringLiteral("canvas"), theme.canvas},     {QStringLiteral("panel"), theme.panel},
        {QStringLiteral("card"), theme.card},         {QStringLiteral("chip"), theme.chip},
        {QStringLiteral("field"), theme.field},       {QStringLiteral("line"), theme.divider},
        {QStringLiteral("border"), theme.border},     {QStringLiteral("edge"), theme.edge},
        {QStringLiteral("rail"), theme.rail},         {QStringLiteral("text"), theme.text},
        {QStringLiteral("text2"), theme.text2},       {QStringLiteral("text3"), theme.text3},
        {QStringLiteral("accent"), theme.accent},     {QStringLiteral("accentB"), theme.routeBorder},
        {QStringLiteral("accentT"), theme.selection}, {QStringLiteral("accentF"), theme.buttonFill},
        {QStringLiteral("core"), theme.packetCore},   {QStringLiteral("dropped"), theme.dropped},
        {QStringLiteral("droppedT"), theme.dropBand}, {QStringLiteral("onDropped"), theme.card},
        {QStringLiteral("hint"), theme.hint},         {QStringLiteral("b"), theme.lineB},
        {QStringLiteral("bT"), theme.tintB},          {QStringLiteral("ownS"), theme.own.station},
        {QStringLiteral("ownL"), theme.own.station},  {QStringLiteral("ownT"), theme.own.tint},
        {QStringLiteral("ownC"), theme.own.current},  {QStringLiteral("ownB"), theme.own.border},
    };
    for (const Table table : {Table::Raw, Table::Mangle, Table::Nat, Table::Filter, Table::Security}) {
        const auto text = name(table);
        const QString prefix = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
        const TableColours& colours = theme.table(table);
        all[prefix + u'S'] = colours.fill;
        all[prefix + u'L'] = colours.ring;
        all[prefix + u'B'] = colours.border;
        all[prefix + u'T'] = mix(theme.card, colours.fill, theme.passedMix);
        all[prefix + u'C'] = mix(theme.card, colours.fill, theme.currentMix);
    }
    return all;
}

// Mixed ones are rounded by each for itself.
bool isSameColour(const QColor& a, const QColor& b)
{
    return std::abs(a.red() - b.red()) <= 1 && std::abs(a.green() - b.green()) <= 1 &&
           std::abs(a.blue() - b.blue()) <= 1;
}

} // namespace

class TestPalette : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void documentsHaveTheColoursOfTheWindow_data()
    {
        QTest::addColumn<int>("window");
        QTest::addColumn<int>("document");
        QTest::newRow("light") << static_cast<int>(ui::Look::Light) << static_cast<int>(exports::Look::Light);
        QTest::newRow("dark") << static_cast<int>(ui::Look::Dark) << static_cast<int>(exports::Look::Dark);
    }
    void documentsHaveTheColoursOfTheWindow()
    {
        QFETCH(int, window);
        QFETCH(int, document);
        const auto wanted = coloursOf(Theme::of(static_cast<ui::Look>(window)));
        const auto found = coloursOf(static_cast<exports::Look>(document));
        QStringList others;
        for (const auto& [role, colour] : found) {
            const auto same = wanted.find(role);
            if (same == wanted.end())
                others << role + QStringLiteral(" is no colour of the window");
            else if (!isSameColour(colour, same->second))
                others << QStringLiteral("%1 is %2, in the window %3")
                              .arg(role, colour.name(), same->second.name());
        }
        QVERIFY2(others.isEmpty(), qPrintable(others.join(QStringLiteral("; "))));
        QCOMPARE(found.size(), wanted.size());
    }
};

HOOKWALK_TEST(TestPalette)
#include "tst_palette.moc"
