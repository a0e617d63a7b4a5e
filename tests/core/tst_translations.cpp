// SPDX-License-Identifier: GPL-3.0-or-later
// hookwalk-cli in the pseudo-locale (support/pseudolocale.h): what it prints of its own stands in brackets. And the
// translations themselves: lupdate finds each text where the program looks for it, English has its plural forms.
#include "support/pseudolocale.h"
#include "support/testprogram.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>
#include <vector>

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
        QStringLiteral("-?-[a-z-]+|\\[options\\]|\\S*hookwalk-cli|^ "
                       "*(decode|traversals|compare|render|save|ping|explain|doctor|command|a|b|"
                       "arguments|file|out|to|source|destination)\\b"),
        QRegularExpression::MultilineOption);
    return untranslatedIn(text.remove(ours));
}

struct Message {
    QString source, translation;
    bool isFinished = true;
};

// Of a file of Qt Linguist (.ts). Plural forms stand one behind the other.
std::vector<Message> messagesOf(const QString& path)
{
    std::vector<Message> messages;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return messages;
    for (QXmlStreamReader xml(&file); !xml.atEnd(); xml.readNext()) {
        if (!xml.isStartElement())
            continue;
        if (xml.name() == QStringLiteral("source")) {
            messages.push_back({xml.readElementText(), {}});
        } else if (xml.name() == QStringLiteral("translation")) {
            messages.back().isFinished = !xml.attributes().hasAttribute(QStringLiteral("type"));
            messages.back().translation =
                xml.readElementText(QXmlStreamReader::IncludeChildElements).trimmed();
        }
    }
    return messages;
}

void eachLanguage()
{
    QTest::addColumn<QString>("file");
    const QDir folder(QStringLiteral(HOOKWALK_SOURCE_DIR "/resources/translations"));
    for (const QFileInfo& file : folder.entryInfoList({QStringLiteral("*.ts")}))
        QTest::newRow(qPrintable(file.baseName())) << file.filePath();
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

    // English needs its plural forms only.
    void eachLanguageIsComplete_data() { eachLanguage(); }
    void eachLanguageIsComplete()
    {
        QFETCH(QString, file);
        const QTemporaryDir folder;
        const QString now = folder.filePath(QFileInfo(file).fileName());
        QVERIFY(QFile::copy(file, now));
        QStringList arguments{QStringLiteral("-ts"), now};
        if (file.endsWith(QStringLiteral("_en.ts")))
            arguments.prepend(QStringLiteral("-pluralonly"));
        runLupdate(arguments);
        QStringList open; // unfinished, vanished: build the target update_translations, and translate
        for (const Message& message : messagesOf(now)) {
            if (!message.isFinished || message.translation.isEmpty())
                open << message.source;
        }
        QVERIFY2(open.isEmpty(), qPrintable(open.join(u'\n')));
    }

    // What is put in has its place, and what the kernel and its tools call something stays as it is.
    void whatIsNoLanguageStays_data() { eachLanguage(); }
    void whatIsNoLanguageStays()
    {
        QFETCH(QString, file);
        static const QRegularExpression kept(
            QStringLiteral("%(?:L?[1-9]|n|[ew][1-9]?)|\\b(?:PREROUTING|INPUT|FORWARD|OUTPUT|POSTROUTING|"
                           "ACCEPT|DROP|NOTRACK|TPROXY|NFQUEUE|NFLOG|"
                           "nftrace|conntrack|nftables|iptables|tun\\d|lo|TTL|TCP|UDP|ICMP|SYN|DF|MTU|IPv[46]"
                           "|[a-z]+(?:_[a-z]+)+|"
                           "[a-z]+(?:\\.[a-z0-9_]+){2,})\\b|(?<![\\w-])--[a-z]+[a-z-]*"));
        QStringList lost;
        for (const Message& message : messagesOf(file)) {
            auto at = kept.globalMatch(message.source);
            while (at.hasNext()) {
                const QString word = at.next().captured();
                if (!message.translation.contains(word) && message.translation != message.source)
                    lost << QStringLiteral("%1: %2 -> %3").arg(word, message.source, message.translation);
            }
        }
        QVERIFY2(lost.isEmpty(), qPrintable(lost.join(u'\n')));
    }

    // A recording is no record of a log, and a flag no mark of a packet.
    void oneThingHasOneChineseName_data()
    {
        QTest::addColumn<QString>("english");
        QTest::addColumn<QString>("chinese");
        QTest::newRow("recording") << QStringLiteral("\\brecordings?\\b") << QStringLiteral("录制");
        QTest::newRow("flag") << QStringLiteral("\\bflags?\\b")
                              << QStringLiteral("旗|标志"); // 标志: of TCP, a device
    }
    void oneThingHasOneChineseName()
    {
        QFETCH(QString, english);
        QFETCH(QString, chinese);
        const QRegularExpression thing(english, QRegularExpression::CaseInsensitiveOption), name(chinese);
        int found = 0;
        for (const auto& [source, translation, isFinished] :
             messagesOf(QStringLiteral(HOOKWALK_SOURCE_DIR "/resources/translations/hookwalk_zh_CN.ts"))) {
            if (!source.contains(thing))
                continue;
            ++found;
            QVERIFY2(translation.contains(name), qPrintable(source + u'\n' + translation));
        }
        QVERIFY(found > 0);
    }

    void aLanguageThatIsNotThereIsRefused()
    {
        const auto refused = runCli({QStringLiteral("--lang"), QStringLiteral("xx")});
        QCOMPARE(refused.status, 2);
        QCOMPARE(refused.text,
                 QByteArray("hookwalk-cli: There is no translation into “xx”. There are: en, zh_CN.\n"));
        QCOMPARE(runCli({QStringLiteral("--lang=en"), QStringLiteral("--version")}).status, 0);
    }

    void whatIsPrintedIsTranslated_data()
    {
        QTest::addColumn<QStringList>("arguments");
        // Not yet: what core/ and the texts of packets say.
        const auto lines =
            QStringLiteral("--help|decode --help|traversals --help|compare --help|render "
                           "--help|save --help|ping --help|explain --help|doctor --help||dance|--dance|"
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
