// SPDX-License-Identifier: GPL-3.0-or-later
// Packets that a source reported, many in one message.
#include "protocol/reportbatch.h"
#include "support/testprogram.h"

#include <algorithm>
#include <array>
#include <QTest>

using namespace hookwalk;
using namespace hookwalk::protocol;

class TestReportBatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void packetsAreReadAsTheyWereWritten()
    {
        const std::array<std::uint8_t, 14> link{0x32, 0xef};
        const std::array<std::uint8_t, 3> bytes{0x45, 0, 1};
        wire::PacketReport packet;
        packet.source = wire::Source::Nftrace;
        packet.packetId = 0xfedcba98;
        packet.timeUs = 1'234'567'890'123;
        packet.sequence = 1ULL << 40;
        packet.prefix = "raw-PREROUTING [114514]";
        packet.in = "eth0";
        packet.linkHeader = link;
        packet.mark = 0xdeadbeef;
        packet.packet = bytes;
        std::string batch;
        append(packet, batch);
        append(wire::PacketReport{}, batch);
        ReportBatchReader reader(batch);
        wire::PacketReport read;
        QVERIFY(reader.next(read).value());
        QCOMPARE(read.source, packet.source);
        QCOMPARE(read.packetId, packet.packetId);
        QCOMPARE(read.timeUs, packet.timeUs);
        QCOMPARE(read.sequence, packet.sequence);
        QVERIFY(read.prefix == packet.prefix);
        QVERIFY(read.in == "eth0" && read.out.empty());
        QCOMPARE(read.mark, packet.mark);
        QVERIFY(std::ranges::equal(read.linkHeader, link) && std::ranges::equal(read.packet, bytes));
        QVERIFY(reader.next(read).value() && read.packet.empty());
        QVERIFY(!reader.next(read).value());
        for (std::size_t size = 1; size < batch.size(); ++size) {
            ReportBatchReader cut(std::string_view(batch).substr(0, size));
            auto more = cut.next(read);
            while (more && *more)
                more = cut.next(read);
            const bool wholePackets = size == batch.size() - 31; // the empty packet's header
            QCOMPARE(more.has_value(), wholePackets);
        }
    }
};

HOOKWALK_TEST(TestReportBatch)
#include "tst_reportbatch.moc"
