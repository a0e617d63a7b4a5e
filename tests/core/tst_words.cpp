// SPDX-License-Identifier: GPL-3.0-or-later
// Each code that is said has one sentence, and as many values as that shows: read from the sources themselves.
#include "support/testprogram.h"
#include "words/captions.h"
#include "words/sentences.h"
#include "words/words.h"

#include <algorithm>
#include <cerrno>
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace hookwalk;

class TestWords : public QObject
{
    Q_OBJECT

    void whatAProjectorSaysIsShort()
    {
        for (const auto& one : words::briefCaptions())
            QVERIFY2(QString::fromUtf8(one.english).size() <= words::mostLettersInBrief, one.english);
    }

private:
    // shortwords.cpp has tables of its own for codes that have a sentence elsewhere.
    static QString sources(const QString& without = {})
    {
        QString all;
        for (const char* folder : {"core", "app", "exports", "ui", "words"}) {
            const auto root = QStringLiteral(HOOKWALK_SOURCE_DIR "/") + QLatin1String(folder);
            for (QDirIterator it(root, {"*.h", "*.cpp"}, QDir::Files, QDirIterator::Subdirectories);
                 it.hasNext();) {
                QFile file(it.next());
                if (it.fileName() != without && file.open(QIODevice::ReadOnly))
                    all += QString::fromUtf8(file.readAll());
            }
        }
        static const QRegularExpression comment(QStringLiteral("(^|\\s)//[^\n]*"));
        return all.remove(comment);
    }
    // Behind say("code": the arguments up to the bracket that closes it.
    static int valuesBehind(const QString& text, qsizetype at)
    {
        int count = 0;
        bool inText = false;
        for (int depth = 1; depth > 0 && at < text.size(); ++at) {
            const QChar letter = text[at];
            if (letter == u'\\')
                ++at;
            else if (letter == u'"')
                inText = !inText;
            else if (!inText && QStringView(u"([{").contains(letter))
                ++depth;
            else if (!inText && QStringView(u")]}").contains(letter))
                --depth;
            else if (!inText && letter == u',' && depth == 1)
                ++count;
        }
        return count;
    }
    static int valuesIn(const QString& sentence)
    {
        static const QRegularExpression place(QStringLiteral("%[ew]?([1-9])"));
        int most = sentence.contains(QLatin1String("%n")) ? 1 : 0; // the first one
        for (auto match = place.globalMatch(sentence); match.hasNext();)
            most = std::max(most, match.next().captured(1).toInt());
        return most;
    }

private Q_SLOTS:
    void whatIsSaidHasASentence()
    {
        static const QRegularExpression saying(QStringLiteral("\\bsay\\(\\s*\"([a-z0-9-]+)\""));
        const auto all = sources();
        QStringList missing;
        for (auto match = saying.globalMatch(all); match.hasNext();) {
            const auto code = match.next().captured(1);
            if (!words::findSentence(code.toStdString()))
                missing << code;
        }
        QVERIFY2(missing.isEmpty(), qPrintable("no sentence for " + missing.join(QLatin1String(", "))));
    }

    void asManyValuesAreSaidAsTheSentenceShows()
    {
        static const QRegularExpression saying(QStringLiteral("\\bsay\\(\\s*\"([a-z0-9-]+)\""));
        const auto all = sources();
        QStringList wrong;
        for (auto match = saying.globalMatch(all); match.hasNext();) {
            const auto said = match.next();
            const QString sentence = words::findSentence(said.captured(1).toStdString());
            // check() of kernel/netlink/netlink.h adds the words of libnl.
            const bool isOfLibnl = sentence.startsWith(QLatin1String("The kernel does not "));
            const int left = valuesIn(sentence) - valuesBehind(all, said.capturedEnd());
            if (left != 0 && !(isOfLibnl && left == 1))
                wrong << said.captured(1);
        }
        QVERIFY2(wrong.isEmpty(), qPrintable("other values than shown: " + wrong.join(QLatin1String(", "))));
    }

    void noCodeHasTwoSentences()
    {
        static const QRegularExpression entry(QStringLiteral("Sentence\\{\\s*\"([a-z0-9-]+)\""));
        const auto all = sources(QStringLiteral("shortwords.cpp"));
        QSet<QString> seen;
        for (auto match = entry.globalMatch(all); match.hasNext();) {
            const auto code = match.next().captured(1);
            QVERIFY2(!seen.contains(code), qPrintable(code));
            seen.insert(code);
        }
        QVERIFY(seen.size() > 100);
    }

    void valuesStandWhereTheSentenceWantsThem()
    {
        QCOMPARE(words::text(Said{"setting-not-read", {"a"}, ENOENT}),
                 std::string("The kernel setting a cannot be read: No such file or directory."));
        QCOMPARE(words::text(say("kernel-says", ENOENT)),
                 std::string("The kernel says: No such file or directory."));
        QCOMPARE(words::text(Error{ErrorCode::NotFound, say("no-tun-driver"), ENOENT, say("give-user")}),
                 std::string("This machine has no tun driver (/dev/net/tun): No such file or directory. Give "
                             "a user of this machine."));
        QCOMPARE(words::text(Said{"of-nobody", {"a", "b"}}), std::string("of-nobody a b"));
        QCOMPARE(words::text(Sentences{}), std::string());
    }

    void oneThingIsCountedInTheSingular()
    {
        QCOMPARE(words::english(say("events-counted", 1, 0)), std::string("1 event, 0 lost."));
        QCOMPARE(words::text(say("events-counted", 2, 1)), std::string("2 events, 1 lost."));
        QCOMPARE(words::english(say("events-counted", 1ULL << 40, 0)),
                 std::string("1099511627776 events, 0 lost."));
        QCOMPARE(words::english(say("counted-lines-missing-says-line", 1, 7)),
                 std::string("1 line is missing from the log about here, as its line 7 says."));
    }

    // What counts has plural forms: "%1 packets" would say "1 packets".
    void noSentenceCountsWithAPlainValue()
    {
        static const QRegularExpression counting(QStringLiteral(
            "%[1-9] (packet|line|file|event|duplicate|rule|chain|probe|ping|record|device)s\\b"));
        const auto found = counting.match(sources());
        QVERIFY2(!found.hasMatch(), qPrintable(found.captured()));
    }
};

HOOKWALK_TEST(TestWords)
#include "tst_words.moc"
