// SPDX-License-Identifier: GPL-3.0-or-later
// Each code that is said has a sentence, and each sentence is said somewhere with as many values as it shows:
// read from the sources themselves.
#include "support/testprogram.h"
#include "words/sentences.h"
#include "words/words.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace hookwalk;

class TestWords : public QObject
{
    Q_OBJECT

private:
    static QString sources()
    {
        QString all;
        for (const char* folder : {"core", "app", "ui", "words"}) {
            const auto root = QStringLiteral(HOOKWALK_SOURCE_DIR "/") + QLatin1String(folder);
            for (QDirIterator it(root, {"*.h", "*.cpp"}, QDir::Files, QDirIterator::Subdirectories);
                 it.hasNext();) {
                QFile file(it.next());
                if (file.open(QIODevice::ReadOnly))
                    all += QString::fromUtf8(file.readAll());
            }
        }
        return all;
    }

private Q_SLOTS:
    void whatIsSaidHasASentence()
    {
        static const QRegularExpression saying(QStringLiteral("\\bsay\\(\\s*\"([a-z0-9-]+)\""));
        const auto all = sources();
        QStringList missing;
        for (auto match = saying.globalMatch(all); match.hasNext();) {
            const auto code = match.next().captured(1);
            if (code != QLatin1String("device-held") && !words::findSentence(code.toStdString()))
                missing << code;
        }
        QVERIFY2(missing.isEmpty(), qPrintable("no sentence for " + missing.join(QLatin1String(", "))));
    }

    void valuesStandWhereTheSentenceWantsThem()
    {
        QCOMPARE(words::text(Said{"of-nobody", {"a", "b"}}), std::string("of-nobody a b"));
        QCOMPARE(words::text(Sentences{}), std::string());
    }
};

HOOKWALK_TEST(TestWords)
#include "tst_words.moc"
