// SPDX-License-Identifier: GPL-3.0-or-later
// The fast way through a log says the same as the full reader, or leaves the line to it.
#include "support/testprogram.h"
#include "traversal/event.h"

#include <QFile>
#include <QTest>
#include <random>

using namespace hookwalk;

namespace
{

QList<QByteArray> traceLines()
{
    QList<QByteArray> lines;
    for (const auto* name : {"kernel-6.18-forward.kmsg", "kernel-6.18-local-input.kmsg",
                             "kernel-6.18-ping-I-tun0.kmsg", "seed-forward-reply.dmesg"}) {
        QFile file(QStringLiteral(HOOKWALK_TEST_DATA "/traces/") + QLatin1String(name));
        if (file.open(QIODevice::ReadOnly)) {
            for (const auto& line : file.readAll().split('\n')) {
                if (!line.isEmpty())
                    lines << line;
            }
        }
    }
    lines << "7,1,100,-;filter-OUTPUT [1]IN= OUT=eth0 SRC=198.51.100.15 DST=203.0.113.29 LEN=60 TOS=0x00 "
             "PREC=0x00 TTL=64 "
             "ID=1 DF PROTO=TCP SPT=40000 DPT=80 WINDOW=64240 RES=0x00 ACK SYN URGP=0 ";
    lines
        << "[ 5281.733217] DROP IN=eth0 OUT= MAC=52:54:00:d4:4b:49:fe:ee:f5:ba:3d:ed:08:00 SRC=203.0.113.29 "
           "DST=198.51.100.15 LEN=48 TOS=0x10 PREC=0x20 TTL=64 ID=0 PROTO=UDP SPT=53 DPT=40000 LEN=28";
    return lines;
}

// Reads the line in full and, where skim() takes it, both ways, and compares the events. True: it was taken.
bool agree(const QByteArray& line)
{
    wire::Skimmed skimmed;
    const std::string_view text(line.constData(), static_cast<std::size_t>(line.size()));
    if (!wire::skim(text, skimmed))
        return false;
    DeviceNames devices;
    wire::LogLine full;
    const bool read = wire::LogReader().read(text, full);
    [&] {
        QVERIFY2(read, line.constData());
        const auto expected = eventOf(full, devices);
        KnownPrefixes prefixes;
        prefixes.tell(full.prefix, expected);
        const auto* meaning = prefixes.find(skimmed.prefix);
        if (!meaning) { // TRACE prefixes are never known
            QVERIFY2(expected.flags & TraceEvent::Traced, line.constData());
            return;
        }
        const auto event = eventOf(skimmed, *meaning, devices);
        const bool same = event.timeUs == expected.timeUs && event.source == expected.source &&
                          event.destination == expected.destination && event.length == expected.length &&
                          event.in == expected.in && event.out == expected.out &&
                          event.portA == expected.portA && event.portB == expected.portB &&
                          event.ipId == expected.ipId && event.chain == expected.chain &&
                          event.protocol == expected.protocol && event.ttl == expected.ttl &&
                          event.icmpType == expected.icmpType && event.icmpCode == expected.icmpCode &&
                          event.flags == expected.flags;
        QVERIFY2(same, line.constData());
    }();
    return true;
}

} // namespace

class TestSkim : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theUsualLinesAreTaken()
    {
        int taken = 0;
        for (const auto& line : traceLines())
            taken += agree(line) ? 1 : 0;
        QVERIFY2(taken >= 40, qPrintable(QString::number(taken)));
    }

    void damagedLinesAreReadAlikeOrLeftAlone()
    {
        std::mt19937 random(7);
        const auto lines = traceLines();
        const QByteArray alphabet = " =:.[]0123456789abcdefABCDEFINOUTSRCxm,;-\\";
        for (int i = 0; i < 60'000 && !QTest::currentTestFailed(); ++i) {
            auto line = lines[static_cast<int>(random() % static_cast<unsigned>(lines.size()))];
            for (auto edits = random() % 3 + 1; edits > 0; --edits) {
                const auto at = static_cast<int>(random() % static_cast<unsigned>(line.size()));
                const char letter =
                    alphabet[static_cast<int>(random() % static_cast<unsigned>(alphabet.size()))];
                switch (random() % 4) {
                case 0:
                    line[at] = letter;
                    break;
                case 1:
                    line.insert(at, letter);
                    break;
                case 2:
                    line.remove(at, 1);
                    break;
                default:
                    line.truncate(std::max(at, 1));
                }
                if (line.isEmpty())
                    break;
            }
            if (!line.isEmpty())
                agree(line);
        }
    }

    void everyCutOfALineIsReadAlikeOrLeftAlone()
    {
        for (const auto& line : traceLines()) {
            for (int length = 1; length <= line.size() && !QTest::currentTestFailed(); ++length)
                agree(line.left(length));
        }
    }
};

HOOKWALK_TEST(TestSkim)
#include "tst_skim.moc"
