// SPDX-License-Identifier: GPL-3.0-or-later
// The dependency rule of ARCHITECTURE.md, read from the includes of the sources themselves: CMake alone would
// not notice a header taken from the wrong folder.
#include "support/testprogram.h"

#include <QDirIterator>
#include <QFile>
#include <QMap>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

class TestLayers : public QObject
{
    Q_OBJECT

private:
    struct Rule {
        QSet<QString> folders; // of ours that may be included
        bool qt = false;       // Qt Core
        bool widgets = false;  // Gui, Widgets, Charts, Svg
    };

    // Folder -> what its files may include. model is at the bottom; app/helper never sees Qt.
    static QMap<QString, Rule> rules()
    {
        return {
            {"core/model", {{"model"}}},
            {"core/change", {{"model", "change"}}},
            {"core/wire", {{"model", "wire"}}},
            {"core/traversal", {{"model", "wire", "traversal"}}},
            {"core/query", {{"model", "wire", "traversal", "query"}}},
            {"core/recording", {{"model", "wire", "traversal", "recording"}}},
            {"core/protocol", {{"model", "change", "wire", "protocol"}}},
            {"core/kernel", {{"model", "change", "wire", "protocol", "kernel"}}},
            {"core/session",
             {{"model", "change", "wire", "traversal", "recording", "protocol", "session"}, true}},
            {"words",
             {{"model", "change", "wire", "traversal", "query", "protocol", "session", "words"}, true}},
            {"exports",
             {{"model", "change", "wire", "traversal", "query", "protocol", "session", "words", "exports"},
              true}},
            {"ui",
             {{"model", "change", "wire", "traversal", "query", "recording", "protocol", "session", "words",
               "exports", "ui"},
              true,
              true}},
            {"app/helper", {{"model", "change", "wire", "protocol", "kernel", "app"}}},
            {"app/cli",
             {{"model", "change", "wire", "traversal", "query", "recording", "protocol", "session", "words",
               "exports", "app"},
              true}},
            {"app/gui",
             {{"model", "change", "wire", "traversal", "query", "recording", "protocol", "session", "words",
               "exports", "ui", "app"},
              true,
              true}},
        };
    }

    // The rooms of core/kernel, each with those that it may use besides itself.
    static QMap<QString, QSet<QString>> rooms()
    {
        return {
            {"base", {}},
            {"netlink", {"base"}},
            {"precautions", {"base", "netlink"}},
            {"journal", {"base", "netlink", "precautions"}},
            {"answers", {"base", "netlink"}},
            {"changes", {"base", "netlink", "precautions", "journal", "answers"}},
            {"lab", {"base", "netlink"}},
            {"sources", {"base", "netlink", "journal"}},
            {"doctor", {"base", "netlink", "journal", "sources"}},
        };
    }

    static QStringList includesOf(const QString& path)
    {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return {};
        static const QRegularExpression include(QStringLiteral("^\\s*#\\s*include\\s*[<\"]([^>\"]+)[>\"]"),
                                                QRegularExpression::MultilineOption);
        QStringList names;
        for (auto match = include.globalMatch(QString::fromUtf8(file.readAll())); match.hasNext();)
            names << match.next().captured(1);
        return names;
    }

    static QString complaint(const Rule& rule, const QString& include)
    {
        static const QSet<QString> ours{"model",  "change",  "wire",  "traversal", "protocol",
                                        "kernel", "session", "words", "ui",        "app",
                                        "core",   "tests",   "query", "exports",   "recording"};
        static const QSet<QString> kernelOnly{"netlink", "nftables", "libnetfilter_log", "libmnl",
                                              "libnftnl"};
        static const QRegularExpression gui(
            QStringLiteral("^Qt(Gui|Widgets|Charts|Svg)|^Q(Widget|Painter|Image|Pixmap|Color|Icon|Font|Chart|"
                           "Svg|Dialog|Action|Main)"));
        const auto first = include.section(QLatin1Char('/'), 0, 0);
        if (include.contains(QLatin1Char('/')) && ours.contains(first) && !rule.folders.contains(first))
            return QStringLiteral("may not use %1").arg(first);
        if (kernelOnly.contains(first) && !rule.folders.contains(QStringLiteral("kernel")))
            return QStringLiteral("only core/kernel talks to the kernel's libraries");
        static const QRegularExpression qt(QStringLiteral("^Q[A-Z]|^Qt[A-Z]"));
        if (qt.match(include).hasMatch() && !rule.qt)
            return QStringLiteral("has no Qt");
        if (gui.match(include).hasMatch() && !rule.widgets)
            return QStringLiteral("has no Gui and no Widgets");
        return {};
    }

private Q_SLOTS:
    void includesGoOneWay_data()
    {
        QTest::addColumn<QString>("folder");
        const auto all = rules();
        for (auto rule = all.begin(); rule != all.end(); ++rule)
            QTest::newRow(qPrintable(rule.key())) << rule.key();
    }

    void includesGoOneWay()
    {
        QFETCH(QString, folder);
        const auto rule = rules().value(folder);
        const QString root = QStringLiteral(HOOKWALK_SOURCE_DIR "/") + folder;
        QStringList complaints;
        int files = 0;
        for (QDirIterator it(root, {"*.h", "*.cpp"}, QDir::Files, QDirIterator::Subdirectories);
             it.hasNext();) {
            const auto path = it.next();
            ++files;
            for (const auto& include : includesOf(path)) {
                if (const auto why = complaint(rule, include); !why.isEmpty())
                    complaints << QStringLiteral("%1 %2: %3").arg(path, why, include);
            }
        }
        QVERIFY2(files > 0, "no source found");
        QVERIFY2(complaints.isEmpty(), qPrintable(complaints.join(QLatin1Char('\n'))));
    }

    void roomsOfTheKernelCodeUseThoseBelowThemOnly()
    {
        QStringList complaints;
        QSet<QString> seen;
        const QString root = QStringLiteral(HOOKWALK_SOURCE_DIR "/core/kernel/");
        for (QDirIterator it(root, {"*.h", "*.cpp"}, QDir::Files, QDirIterator::Subdirectories);
             it.hasNext();) {
            const auto path = it.next().mid(root.size());
            const auto room = path.section(QLatin1Char('/'), 0, 0);
            seen << room;
            for (const auto& include : includesOf(root + path)) {
                const auto used = include.section(QLatin1Char('/'), 1, 1);
                if (include.startsWith(QLatin1String("kernel/")) && used != room &&
                    !rooms().value(room).contains(used))
                    complaints << path + QStringLiteral(" may not use ") + include;
            }
        }
        const auto named = rooms().keys();
        QCOMPARE(seen, QSet<QString>(named.begin(), named.end()));
        QVERIFY2(complaints.isEmpty(), qPrintable(complaints.join(QLatin1Char('\n'))));
    }

    // Else each start would load them again.
    void librariesOfPartsAreUsedInThePartsAlone()
    {
        static const QRegularExpression librariesOfParts(
            QStringLiteral("^(tins|webp|woff2|pcap)/|^archive|^hb-"));
        QSet<QString> users;
        for (const char* folder : {"app", "core", "exports", "ui", "words"}) {
            for (QDirIterator it(QStringLiteral(HOOKWALK_SOURCE_DIR "/") + QLatin1String(folder),
                                 {"*.h", "*.cpp"}, QDir::Files, QDirIterator::Subdirectories);
                 it.hasNext();) {
                const auto path = it.next();
                for (const auto& include : includesOf(path)) {
                    if (librariesOfParts.match(include).hasMatch())
                        users << path.mid(int(sizeof HOOKWALK_SOURCE_DIR));
                }
            }
        }
        QCOMPARE(users,
                 (QSet<QString>{"core/wire/capture/pcapcalls.h", "core/wire/crafting.cpp",
                                "core/wire/unarchive.cpp", "exports/fontsubset.cpp", "ui/export/webp.cpp"}));
    }

    void everySourceNamesItsLicence()
    {
        QStringList without;
        for (const char* folder : {"app", "core", "exports", "ui", "tests"}) {
            for (QDirIterator it(QStringLiteral(HOOKWALK_SOURCE_DIR "/") + QLatin1String(folder),
                                 {"*.h", "*.cpp", "*.sh", "CMakeLists.txt"}, QDir::Files,
                                 QDirIterator::Subdirectories);
                 it.hasNext();) {
                QFile file(it.next());
                if (!file.open(QIODevice::ReadOnly) ||
                    !file.read(200).contains("SPDX-License-Identifier: GPL-3.0-or-later\n"))
                    without << file.fileName();
            }
        }
        QVERIFY2(without.isEmpty(), qPrintable(without.join(QLatin1Char('\n'))));
    }

    void theRuleCatchesAWrongInclude()
    {
        QVERIFY(!complaint(rules().value("ui"), "kernel/lab/lab.h").isEmpty());
        QVERIFY(!complaint(rules().value("core/wire"), "traversal/trace.h").isEmpty());
        QVERIFY(!complaint(rules().value("core/model"), "QString").isEmpty());
        QVERIFY(!complaint(rules().value("core/change"), "protocol/messages.h").isEmpty());
        QVERIFY(!complaint(rules().value("core/session"), "QWidget").isEmpty());
        QVERIFY(!complaint(rules().value("app/cli"), "netlink/netlink.h").isEmpty());
        QVERIFY(!complaint(rules().value("core/traversal"), "query/filter.h").isEmpty());
        QVERIFY(complaint(rules().value("ui"), "traversal/walk.h").isEmpty());
    }
};

HOOKWALK_TEST(TestLayers)
#include "tst_layers.moc"
