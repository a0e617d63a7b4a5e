// SPDX-License-Identifier: GPL-3.0-or-later
// The same probes of two runs find each other, whatever was lost or came in another order.
#include "query/pairing.h"
#include "support/testprogram.h"

#include <algorithm>
#include <numeric>
#include <QTest>

using namespace hookwalk;

class TestPairing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void twoRunsOfTheSameThousandProbesArePaired_data()
    {
        QTest::addColumn<QString>("protocol"); // what a line has behind its id; "%1" counts up from the first
        QTest::addColumn<int>("kinds");        // destinations in turn
        QTest::addColumn<bool>("hasIds");
        QTest::newRow("echoes") << "PROTO=ICMP TYPE=8 CODE=0 ID=%2 SEQ=%3" << 1 << false;
        QTest::newRow("UDP by ports") << "PROTO=UDP SPT=%1 DPT=53 LEN=40" << 1 << false;
        QTest::newRow("TCP by ids") << "PROTO=TCP SPT=4000 DPT=80 WINDOW=64240 RES=0x00 SYN URGP=0" << 1
                                    << true;
        QTest::newRow("seven destinations") << "PROTO=UDP SPT=%1 DPT=53 LEN=40" << 7 << true;
    }

    void twoRunsOfTheSameThousandProbesArePaired()
    {
        QFETCH(QString, protocol);
        QFETCH(int, kinds);
        QFETCH(bool, hasIds);
        constexpr int probes = 1000;
        // The numbers of the probes in the order in which they are seen.
        const auto run = [&](const std::vector<int>& seen, int firstPort, int firstId) {
            std::string text;
            for (const int i : seen) {
                const auto packet = QString(protocol)
                                        .replace("%1", QString::number((firstPort + i) % 65536))
                                        .replace("%2", QString::number(firstPort))
                                        .replace("%3", QString::number(i));
                text += "7," + std::to_string(text.size()) + ',' + std::to_string(1000 * (1 + text.size())) +
                        ",-;raw-PREROUTING [7]IN=eth0 OUT= SRC=192.0.2.7 DST=198.51.100." +
                        std::to_string(9 + i % kinds) + " LEN=60 TOS=0x00 PREC=0x00 TTL=64 ID=" +
                        std::to_string(hasIds ? (firstId + i) % 65536 : 0) + ' ' + packet.toStdString() +
                        " \n";
            }
            return Trace::fromText(text);
        };
        std::vector<int> whole(probes), lossy, shuffled;
        std::iota(whole.begin(), whole.end(), 0);
        std::ranges::copy_if(whole, std::back_inserter(lossy), [](int i) { return i % 17 != 4; });
        std::ranges::copy_if(whole, std::back_inserter(shuffled), [](int i) { return i % 23 != 9; });
        for (std::size_t i = 3; i + 3 < shuffled.size(); i += 5)
            std::swap(shuffled[i], shuffled[i + 2]);
        for (const auto& [seenByA, seenByB] : {std::pair(whole, whole), std::pair(lossy, shuffled)}) {
            const auto a = run(seenByA, 40'000, 65'000), b = run(seenByB, 40'500, 11);
            std::vector<TraversalIndex> all(probes);
            std::iota(all.begin(), all.end(), 0U);
            QCOMPARE(a.traversals().size(), seenByA.size());
            const auto pairs = query::pairsOf({a, std::span(all).first(seenByA.size())},
                                              {b, std::span(all).first(seenByB.size())});
            std::size_t right = 0;
            for (const auto& pair : pairs) {
                const bool isPair = pair.a != noIndex && pair.b != noIndex;
                right += isPair && seenByA[pair.a] == seenByB[pair.b] ? 1 : 0;
                const auto& one = pair.a != noIndex ? seenByA[pair.a] : seenByB[pair.b];
                const auto& other = pair.a != noIndex ? seenByB : seenByA;
                right += !isPair && std::ranges::find(other, one) == other.end() ? 1 : 0;
            }
            QCOMPARE(right, pairs.size());
            const std::size_t lostInBoth = seenByA.size() == probes ? 0 : 3;
            QCOMPARE(pairs.size(), probes - lostInBoth); // lost in both
        }
    }
};

HOOKWALK_TEST(TestPairing)
#include "tst_pairing.moc"
