// SPDX-License-Identifier: GPL-3.0-or-later
// hookwalk-cli in the pseudo-locale (support/pseudolocale.h): what it prints of its own stands in brackets. And the
// translations themselves: lupdate finds each text where the program looks for it, English has its plural forms.
#include "support/pseudolocale.h"
#include "support/testprogram.h"

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace hookwalk;
using namespace hookwalk::test;

namespace
{

struct Printed {
    int status = -1;
    QByteArray text; // on standard output and error
};

Printed runCli(const QStringList& arguments)
{
    QProcess cli;
    cli.setProcessChannelMode(QProcess::MergedChannels);
    cli.start(QStringLiteral(HOOKWALK_BIN_DIR "/hookwalk-cli"), arguments);
    cli.closeWriteChannel();
    cli.waitForFinished();
    return {cli.exitCode(), cli.readAll()};
}

// Without options, what stands for a value (FILE), commands and names of arguments, and Qt's own sentences, whose
// translations come with Qt.
QStringList untranslated(const QByteArray& printed)
{
    auto text = outsideBrackets(QString::fromUtf8(printed));
    for (const char* qts : {"Usage:", "Options:", "Arguments:", "Displays help on commandline options.",
                            "Displays version information.", "Displays help including Qt specific options.",
                            "Displays help, including generic Qt options.", // Qt 6.8
                            "Unknown option 'dance'.", "dance"})
        text.remove(QLatin1String(qts));
    static const QRegularExpression ours(
        QStringLiteral(
            "-?-[a-z-]+|\\[options\\]|\\S*hookwalk-cli|^ *(decode|traversals|ping|explain|doctor|command|"
            "arguments|file|source|destination)\\b"),
        QRegularExpression::MultilineOption);
    return untranslatedIn(text.remove(ours));
}

} // namespace

class TestTranslations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(!pseudoLocale().file.isEmpty()); }

    void thePseudoLocaleKeepsPlaceholders()
    {
        QCOMPARE(pseudo(QStringLiteral("%1 became %w2.\nNothing")),
                 QStringLiteral("%1« became »%w2.\n«Nothing~ ~~~~~»"));
        QCOMPARE(pseudo(QStringLiteral("&Open…")), QStringLiteral("«&Open…~~~»"));
        QCOMPARE(outsideBrackets(QStringLiteral("<p style='x'>tun0« is »<b>up</b></p>")),
                 QStringLiteral("tun0up"));
    }

    void lupdateFindsEachTextWhereTheProgramLooksForIt()
    {
        QStringList others; // the two namespaces have a tr() of their own with just this context
        for (const QString& warning : pseudoLocale().warnings) {
            if (!warning.endsWith(QStringLiteral("Class 'hookwalk::ui' lacks Q_OBJECT macro")) &&
                !warning.endsWith(QStringLiteral("Class 'hookwalk::cli' lacks Q_OBJECT macro")))
                others << warning;
        }
        QVERIFY2(others.isEmpty(), qPrintable(others.join(u'\n')));
    }

    void englishHasItsPluralForms()
    {
        QTemporaryDir folder;
        const QString now = folder.filePath(QStringLiteral("hookwalk_en.ts"));
        QVERIFY(
            QFile::copy(QStringLiteral(HOOKWALK_SOURCE_DIR "/resources/translations/hookwalk_en.ts"), now));
        runLupdate({QStringLiteral("-pluralonly"), QStringLiteral("-ts"), now});
        QFile file(now);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto text = file.readAll();
        QVERIFY(text.contains("numerusform"));
        QVERIFY2(!text.contains("type=\""),
                 text); // unfinished, vanished: build the target update_translations
    }

    void aLanguageThatIsNotThereIsRefused()
    {
        const auto refused = runCli({QStringLiteral("--lang"), QStringLiteral("xx")});
        QCOMPARE(refused.status, 2);
        QCOMPARE(refused.text,
                 QByteArray("hookwalk-cli: There is no translation into “xx”. There are: en.\n"));
        QCOMPARE(runCli({QStringLiteral("--lang=en"), QStringLiteral("--version")}).status, 0);
    }

    void whatIsPrintedIsTranslated_data()
    {
        QTest::addColumn<QStringList>("arguments");
        // Not yet: what core/ and the texts of packets say.
        const auto lines = QStringLiteral(
            "--help|decode --help|traversals --help|ping --help|explain --help|doctor --help||dance|--dance|"
            "decode a b|doctor x|doctor --lab --ask");
        for (const QString& line : lines.split(u'|'))
            QTest::newRow(qPrintable(line)) << line.split(u' ', Qt::SkipEmptyParts);
    }
    void whatIsPrintedIsTranslated()
    {
        QFETCH(QStringList, arguments);
        const auto printed = runCli(QStringList{QStringLiteral("--lang"), pseudoLocale().file} + arguments);
        QVERIFY(printed.text.contains("«"));
        const auto words = untranslated(printed.text);
        QVERIFY2(words.isEmpty(), qPrintable(words.join(u'\n')));
    }
};

HOOKWALK_TEST(TestTranslations)
#include "tst_translations.moc"
