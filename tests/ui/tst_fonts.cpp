// SPDX-License-Identifier: GPL-3.0-or-later
// Hookwalk's own fonts have the letters of every language that it speaks.
#include "support/testprogram.h"
#include "ui/theme/theme.h"

#include <QDir>
#include <QRawFont>
#include <QTest>

using namespace hookwalk;
using namespace hookwalk::ui;

class TestFonts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noTextNeedsAFontOfTheMachine_data()
    {
        QTest::addColumn<QFont>("font");
        QTest::addColumn<QString>("family");
        QTest::newRow("text") << textFont(12) << QStringLiteral("Hookwalk Sans");
        QTest::newRow("heads") << textFont(12, QFont::DemiBold) << QStringLiteral("Hookwalk Sans");
        QTest::newRow("of one width") << monoFont(12, QFont::Medium) << QStringLiteral("Hookwalk Mono");
    }
    void noTextNeedsAFontOfTheMachine()
    {
        QFETCH(QFont, font);
        QFETCH(QString, family);
        QFont chinese = font;
        chinese.setFamily(QStringLiteral("Hookwalk Han"));
        const QRawFont first = QRawFont::fromFont(font), second = QRawFont::fromFont(chinese);
        QCOMPARE(first.familyName(), family);
        QCOMPARE(second.familyName(), QStringLiteral("Hookwalk Han"));
        const QDir translations(QStringLiteral(HOOKWALK_SOURCE_DIR "/resources/translations"));
        const QSet<QChar> commandLineOnly{u'✔', u'✖', u'◌', u'\n', u'\t', QChar(0xfeff)};
        int letters = 0;
        for (const QString& name : translations.entryList({QStringLiteral("*.ts")})) {
            QFile file(translations.filePath(name));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QString text = QString::fromUtf8(file.readAll());
            for (const QChar letter : QSet<QChar>(text.begin(), text.end()) - commandLineOnly) {
                ++letters;
                QVERIFY2(first.supportsCharacter(letter) || second.supportsCharacter(letter),
                         qPrintable(QStringLiteral("%1 needs %2: packaging/make_fonts.sh cuts the fonts anew")
                                        .arg(name, letter)));
            }
        }
        QVERIFY(letters > 500);
    }
};

HOOKWALK_TEST(TestFonts)
#include "tst_fonts.moc"
