// SPDX-License-Identifier: GPL-3.0-or-later
// A part of a log that is a log again.
#include "query/selectedlog.h"
#include "support/loglines.h"
#include "support/testprogram.h"
#include "traversal/event.h"

#include <QTest>

using namespace hookwalk;

class TestSelectedLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Also where one line tells of several packets, and the last one has no end.
    void aSelectionIsWholeLines()
    {
        const auto packet = [](int id) {
            return "IN=eth0 OUT= SRC=198.51.100.15 DST=203.0.113.29 LEN=36 TOS=0x00 PREC=0x00 TTL=64 ID=" +
                   std::to_string(id) + " PROTO=ICMP TYPE=8 CODE=0 ID=7 SEQ=" + std::to_string(id) + ' ';
        };
        const std::string head = "Nov 29 22:10:01 gw kernel: ",
                          other = "Nov 29 22:10:02 gw cron[1]: hourly\n";
        const auto pasted =
            head + "raw-PREROUTING [1]" + packet(1) + head + "raw-PREROUTING [1]" + packet(2) + '\n';
        const auto third = head + "raw-PREROUTING [1]" + packet(3) + '\n',
                   last = head + "raw-PREROUTING [1]" + packet(4);
        const auto trace = Trace::fromText(pasted + other + third + last);
        QCOMPARE(trace.traversals().size(), std::size_t{4});
        const auto of = [&](const std::vector<TraversalIndex>& packets) {
            return QString::fromStdString(query::logOf(trace, packets));
        };
        QCOMPARE(of({0}), QString::fromStdString(pasted + other));
        QCOMPARE(of({1}), QString::fromStdString(pasted + other));
        QCOMPARE(of({2}), QString::fromStdString(other + third));
        QCOMPARE(of({1, 3}), QString::fromStdString(pasted + other + last + '\n'));
        QCOMPARE(of({}), QString::fromStdString(other));
    }

    void aSelectionOfWhatIsKeptHasNothingThatWasForgotten()
    {
        test::LogLines log;
        for (int i = 0; i < 6; ++i)
            log.at("raw PREROUTING", test::requestAt("raw PREROUTING", 7 + i, 1 + i));
        Trace trace;
        trace.append(log.text()); // one piece of text, of which the first part is forgotten
        trace.keepLatest(3);
        const auto same = Trace::fromText(query::logOf(trace, std::vector<TraversalIndex>{4}));
        QCOMPARE(same.events().size(), std::size_t{1});
        QCOMPARE(same.events()[0].ipId, std::uint16_t{5});
    }
};

HOOKWALK_TEST(TestSelectedLog)
#include "tst_selectedlog.moc"
