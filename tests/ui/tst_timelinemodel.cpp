// SPDX-License-Identifier: GPL-3.0-or-later
// The rows of the time machine: order, growth while packets come in, and a log of a million lines.
#include "support/loggenerator.h"
#include "support/loglines.h"
#include "support/testprogram.h"
#include "ui/document.h"
#include "ui/panels/stepmodel.h"
#include "ui/selection.h"
#include "ui/timeline/pathmarks.h"
#include "ui/timeline/timelinemodel.h"
#include "ui/timeline/timelinepanel.h"
#include "words/packets.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QFile>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace hookwalk;
using namespace hookwalk::ui;

namespace
{

QString dataFile(const char* name)
{
    return QStringLiteral(HOOKWALK_TEST_DATA "/traces/") + QString::fromLatin1(name);
}

QStringList linesOf(const char* name)
{
    QFile file(dataFile(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QString::fromUtf8(file.readAll()).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
}

QStringList column(const TimelineModel& model, int column)
{
    QStringList texts;
    for (int row = 0; row < model.rowCount(); ++row)
        texts << model.index(row, column).data().toString();
    return texts;
}

const QStringList forwardTitles{QStringLiteral("echo request, seq 0"), QStringLiteral("echo reply, seq 0"),
                                QStringLiteral("echo request, seq 1"), QStringLiteral("echo reply, seq 1")};

} // namespace

class TestTimelineModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anAnswerStandsBelowItsQuestion()
    {
        Document document;
        TimelineModel model(document);
        auto trace = Trace::open(dataFile("kernel-6.18-forward.kmsg").toStdString());
        QVERIFY(trace);
        document.showFile(std::move(*trace), QStringLiteral("forward"));
        QCOMPARE(column(model, TimelineModel::Packet), forwardTitles);
        QCOMPARE(column(model, TimelineModel::Route),
                 QStringList({QStringLiteral("192.168.69.1 → 203.0.113.29"),
                              QStringLiteral("203.0.113.29 → 198.51.100.15"),
                              QStringLiteral("192.168.69.1 → 203.0.113.29"),
                              QStringLiteral("203.0.113.29 → 198.51.100.15")}));
        QVERIFY(model.index(1, TimelineModel::Route)
                    .data(Qt::ToolTipRole)
                    .toString()
                    .endsWith(QStringLiteral("eth0 → tun0")));
        QCOMPARE(column(model, TimelineModel::Ending),
                 QStringList({QStringLiteral("left by eth0"), QStringLiteral("read from tun0"),
                              QStringLiteral("left by eth0"), QStringLiteral("read from tun0")}));
        for (int row = 0; row < model.rowCount(); ++row)
            QCOMPARE(model.isAnswer(row), row % 2 == 1);
    }

    void linesThatComeOneByOneGiveTheSameList()
    {
        Document document;
        TimelineModel model(document);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QStringList lines = linesOf("kernel-6.18-forward.kmsg");
        for (const QString& line : lines)
            document.append((line + QLatin1Char('\n')).toStdString());
        QCOMPARE(column(model, TimelineModel::Packet), forwardTitles);
        for (int row = 0; row < model.rowCount(); ++row)
            QCOMPARE(model.rowOf(model.traversalAt(row)), row);
    }

    void packetsStandAsTheirRecordsCame()
    {
        // Both requests first, then both replies: lines 1-8, 15-20, 9-14, 21-26.
        const QStringList lines = linesOf("kernel-6.18-forward.kmsg");
        QCOMPARE(lines.size(), 26);
        const QStringList mixed = lines.mid(0, 8) + lines.mid(14, 6) + lines.mid(8, 6) + lines.mid(20);
        Document document;
        TimelineModel model(document);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        for (const QString& line : mixed)
            document.append((line + QLatin1Char('\n')).toStdString());
        QCOMPARE(column(model, TimelineModel::Packet),
                 QStringList({forwardTitles[0], forwardTitles[2], forwardTitles[1], forwardTitles[3]}));
        for (int row = 0; row < model.rowCount(); ++row)
            QVERIFY(!model.isAnswer(row)); // none touches its question
    }

    void aFrozenListStaysAndCountsWhatComes()
    {
        Document document;
        TimelineModel model(document);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const QStringList lines = linesOf("kernel-6.18-forward.kmsg");
        const auto append = [&](int from, int to) {
            for (const QString& line : lines.mid(from, to - from))
                document.append((line + QLatin1Char('\n')).toStdString());
        };
        append(0, 14);
        QCOMPARE(model.rowCount(), 2);
        model.setFrozen(true);
        append(14, 26);
        QCOMPARE(model.rowCount(), 2);
        QCOMPARE(model.newer(), 2U);
        QVERIFY(!model.shows(2));
        model.setFrozen(false);
        QCOMPARE(column(model, TimelineModel::Packet), forwardTitles);
        QCOMPARE(model.newer(), 0U);
    }

    void aColumnSortsByNumbers()
    {
        Document document;
        TimelineModel model(document);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        auto trace = Trace::open(dataFile("kernel-6.18-forward.kmsg").toStdString());
        QVERIFY(trace);
        document.showFile(std::move(*trace), QStringLiteral("forward"));
        const auto packets = [&] {
            std::vector<TraversalIndex> all;
            for (int row = 0; row < model.rowCount(); ++row) {
                all.push_back(model.traversalAt(row));
                if (model.rowOf(all.back()) != row)
                    all.push_back(noIndex);
            }
            return all;
        };
        model.sort(TimelineModel::Route, Qt::AscendingOrder);
        QCOMPARE(packets(), (std::vector<TraversalIndex>{0, 2, 1, 3}));
        QVERIFY(!model.isInTime());
        model.sort(TimelineModel::Route, Qt::DescendingOrder);
        QCOMPARE(packets(), (std::vector<TraversalIndex>{1, 3, 0, 2}));
        model.sort(TimelineModel::Time, Qt::DescendingOrder); // time runs one way
        QCOMPARE(packets(), (std::vector<TraversalIndex>{0, 1, 2, 3}));
    }

    void theOldestPacketsGoAndTheirRowsWithThem()
    {
        Document document;
        document.setLimit(1000);
        TimelineModel model(document);
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        Playhead playhead;
        Selection selection(document, model, playhead);
        const auto log = test::generateLog(15'000);
        for (std::size_t from = 0; from < log.text.size();) {
            const auto to = log.text.find('\n', std::min(from + 40'000, log.text.size() - 1)) + 1;
            document.append(log.text.substr(from, to - from));
            from = to;
            if (selection.traversal() == noIndex)
                selection.select(0);
            QVERIFY(model.rowCount() <= 1000 + 400);
            QVERIFY(selection.walk() && selection.traversal() >= document.first());
            QCOMPARE(selection.walk()->traversal, selection.traversal());
        }
        QVERIFY(document.first() > 500);
        QCOMPARE(model.rowCount(), static_cast<int>(document.count() - document.first()));
        for (auto packet = document.first(); packet < document.count(); ++packet)
            QCOMPARE(model.traversalAt(model.rowOf(packet)), packet);
        QCOMPARE(model.rowOf(document.first() - 1), -1);
        QVERIFY(model.index(0, TimelineModel::Packet)
                    .data(Qt::ToolTipRole)
                    .toString()
                    .startsWith(QStringLiteral("Packet %1:").arg(document.first() + 1)));

        document.clear();
        QCOMPARE(model.rowCount(), 0);
        QCOMPARE(selection.traversal(), noIndex);
        selection.select(3); // gone: nothing to select
        QCOMPARE(selection.traversal(), noIndex);
        document.append(log.text.substr(0, log.text.find('\n', 20'000) + 1));
        QCOMPARE(model.rowCount(), static_cast<int>(document.count() - document.first()));
    }

    void anAnswerStaysWhereItsQuestionHasGone()
    {
        Document document;
        TimelineModel model(document);
        const Appearance appearance;
        Playhead playhead;
        Flags flags;
        TimelinePanel panel(appearance, model, playhead, flags); // looks at its rows while some of them go
        panel.resize(640, 300);
        panel.show();
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        document.setLimit(1000);
        test::LogLines log;
        // Each answer comes 300 packets behind its question.
        std::size_t told = 0;
        for (int id = 1; id < 1500; ++id) {
            log.at("raw PREROUTING", {"tun0", "", "192.168.69.1", "203.0.113.29", 64, id, 8, id, id});
            if (id > 150)
                log.at("raw PREROUTING",
                       {"eth0", "", "203.0.113.29", "192.168.69.1", 64, 0, 0, id - 150, id - 150});
            if (id % 100 == 0)
                document.append(log.text().substr(std::exchange(told, log.text().size())));
        }
        QVERIFY(document.first() > 1500);
        QCOMPARE(model.rowCount(), static_cast<int>(document.count() - document.first()));
        for (int row = 0; row < model.rowCount(); ++row)
            QCOMPARE(model.rowOf(model.traversalAt(row)), row);
    }

    void theBarcodeTellsTablesSkippedChainsAndDeath()
    {
        auto trace = Trace::open(dataFile("kernel-6.18-forward.kmsg").toStdString());
        QVERIFY(trace);
        using Kind = PathMark::Kind;
        const auto kinds = [](const Walk& walk) {
            std::vector<Kind> found;
            for (const PathMark& mark : pathMarks(walk))
                found.push_back(mark.kind);
            return found;
        };
        QCOMPARE(kinds(walkOf(*trace, 1)),
                 (std::vector<Kind>{Kind::Chain, Kind::Chain, Kind::Skipped, Kind::HookGap, Kind::Chain,
                                    Kind::Chain, Kind::Chain, Kind::HookGap, Kind::Chain, Kind::Skipped}));
        auto stopped = Trace::open(dataFile("kernel-6.18-ip_forward-0.kmsg").toStdString());
        QVERIFY(stopped);
        const Walk walk = walkOf(*stopped, 0);
        QCOMPARE(pathMarks(walk).back().kind, Kind::Dropped);
        QVERIFY(deathStop(walk) >= 0);
        QCOMPARE(words::endingSummary(walk), std::string("stopped at routing"));
    }

    void timesAreOnlyThoseOfTheKernel()
    {
        auto trace = Trace::open(dataFile("kernel-6.18-forward.kmsg").toStdString());
        QVERIFY(trace);
        const Walk walk = walkOf(*trace, 1);
        QVERIFY(seenForUs(walk).has_value());
        QVERIFY(*seenForUs(walk) < walk.durationUs); // the read from the tun has a place, but no time

        const Trace timeless =
            Trace::fromText("raw-OUTPUT [1]IN= OUT=tun0 SRC=192.168.69.100 DST=203.0.113.29 LEN=84 "
                            "TOS=0x00 PREC=0x00 TTL=64 ID=1 DF PROTO=ICMP TYPE=8 CODE=0 ID=1 SEQ=1\n");
        QVERIFY(!seenForUs(walkOf(timeless, 0)));
    }

    void whatIsToldOfOneConnectionLeavesTheWalksOfOthers()
    {
        test::LogLines log;
        log.from("nflog");
        for (const int id : {7, 8, 9}) {
            for (const auto& chain : test::requestChains)
                log.at(chain, test::requestAt(chain, id));
        }
        Document document;
        document.append(log.text());
        const auto tell = [&](int id) {
            auto json =
                QStringLiteral(
                    "{'event':'new','id':%1,'family':'ipv4','protocol':1,'original':{'source':'192.168.69.1',"
                    "'destination':'203.0.113.29','icmpId':%1,'icmpType':8,'icmpCode':0},'reply':{'source':"
                    "'203.0.113.29','destination':'198.51.100.15','icmpId':%1,'icmpType':0,'icmpCode':0},"
                    "'status':['confirmed','src-nat'],'mark':0,'timeout':30}")
                    .arg(id);
            json.replace(QLatin1Char('\''), QLatin1Char('"'));
            document.append(test::LogLines().fact("connection", json.toStdString()).text());
        };
        const auto worksOut = [&] {
            const auto before = document.walksMade();
            for (TraversalIndex packet = 0; packet < 3; ++packet)
                document.walk(packet);
            return document.walksMade() - before;
        };
        tell(7);
        QCOMPARE(worksOut(), std::uint64_t{3});
        QCOMPARE(worksOut(), std::uint64_t{0});
        tell(8);
        QCOMPARE(worksOut(), std::uint64_t{1});
        QVERIFY(document.walk(1)->connection.connection);
        tell(99); // nobody's here
        QCOMPARE(worksOut(), std::uint64_t{0});
        document.append(
            test::LogLines()
                .fact("sources", R"({"sightings":"nflog","rules":true,"connections":true,"frames":false})")
                .text());
        QCOMPARE(worksOut(), std::uint64_t{3});
    }

    void aMillionLinesAreListedWithoutWorkingOutTheirWalks()
    {
        const auto log = test::generateLog(1'000'000);
        Trace trace = Trace::fromText(log.text);
        Document document;
        TimelineModel model(document);
        QElapsedTimer timer;
        timer.start();
        document.showFile(std::move(trace), QStringLiteral("large"));
        const auto shown = timer.nsecsElapsed();
        QCOMPARE(model.rowCount(), static_cast<int>(document.count()));
        QCOMPARE(document.walksMade(), 0U);
        QTableView view;
        view.setModel(&model);
        view.setCurrentIndex(model.index(0, 0));
        QTest::keyClicks(&view,
                         QStringLiteral("zz")); // no packet is called that: a search would come to the end
        QCOMPARE(document.walksMade(), 0U);
        timer.restart();
        constexpr int screenful = 40;
        for (int row = model.rowCount() - screenful; row < model.rowCount(); ++row) {
            for (int column = 0; column < TimelineModel::Lane; ++column)
                QVERIFY(model.index(row, column).data().isValid());
        }
        QCOMPARE(document.walksMade(), std::uint64_t{screenful});
        qInfo("%d packets listed in %.1f ms, a screenful in %.1f ms", model.rowCount(), double(shown) / 1e6,
              double(timer.nsecsElapsed()) / 1e6);
    }
};

HOOKWALK_TEST(TestTimelineModel)
#include "tst_timelinemodel.moc"
