// SPDX-License-Identifier: GPL-3.0-or-later
// Capture files as packets: what each link type and each block says, directions that are not told, damage.
#include "model/printable.h"
#include "support/captures.h"
#include "support/testprogram.h"
#include "traversal/event.h"
#include "traversal/walk.h"
#include "wire/capture/capturefile.h"
#include "wire/capture/headerbytes.h"
#include "wire/origin.h"
#include "words/captions.h"
#include "words/packets.h"
#include "words/stages.h"
#include "words/traversaljson.h"
#include "words/words.h"

#include <cerrno>
#include <limits>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace hookwalk;
using namespace hookwalk::test;

class TestCapture : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;

    std::string write(const char* name, const std::string& bytes) const
    {
        QFile file(m_folder.filePath(QString::fromLatin1(name)));
        if (file.open(QIODevice::WriteOnly))
            file.write(bytes.data(), static_cast<qint64>(bytes.size()));
        return file.fileName().toStdString();
    }
    Result<Trace> open(const std::string& bytes) const { return Trace::open(write("capture", bytes)); }

    // "wire-in eth0 198.51.100.2 64" of each event
    static QStringList sightings(const Trace& trace)
    {
        QStringList all;
        for (std::size_t i = 0; i < trace.events().size(); ++i) {
            const auto& event = trace.events()[i];
            const auto device = trace.device(event.out != 0 ? event.out : event.in);
            all << QString::fromStdString(std::string(wire::name(sourceOf(event))) + ' ' +
                                          std::string(device) + ' ' + event.destination.toString() + ' ' +
                                          std::to_string(event.ttl));
        }
        return all;
    }

    static constexpr std::uint64_t when = 1'790'000'000'123'456;

private Q_SLOTS:
    void eachLinkTypeHasItsPacket_data()
    {
        QTest::addColumn<int>("linkType");
        QTest::addColumn<QByteArray>("frame");
        QTest::addColumn<QString>("sighting");
        const auto row = [](const char* name, int linkType, const std::string& frame, const char* sighting) {
            QTest::newRow(name) << linkType << QByteArray::fromStdString(frame)
                                << QString::fromLatin1(sighting) + QStringLiteral(" 198.51.100.2 64");
        };
        const auto packet = echoPacket(1);
        row("Ethernet", 1, ethernet(packet), "wire ");
        row("VLAN", 1, ethernet(packet, true), "wire ");
        row("raw IP", 101, packet, "wire ");
        row("IPv4", 228, packet, "wire ");
        row("cooked, received", 113, cooked1(packet, 0), "wire-in ");
        row("cooked, sent", 113, cooked1(packet, 4), "wire-out ");
        row("cooked 2, received", 276, cooked2(packet, 3, 0), "wire-in #3");
        row("cooked 2, sent", 276, cooked2(packet, 4, 4), "wire-out #4");
        row("BSD loopback", 0, number(2, 4) + packet, "wire ");
        row("OpenBSD loopback", 108, number(2, 4, true) + packet, "wire ");
    }

    void eachLinkTypeHasItsPacket()
    {
        QFETCH(int, linkType);
        QFETCH(QByteArray, frame);
        QFETCH(QString, sighting);
        for (const bool big : {false, true}) {
            for (const bool nano : {false, true}) {
                const auto trace = open(
                    Pcap(static_cast<unsigned>(linkType), big, nano).add(frame.toStdString(), when).bytes);
                QVERIFY(trace);
                QCOMPARE(sightings(*trace), QStringList{sighting});
                QCOMPARE(trace->events()[0].timeUs, static_cast<std::int64_t>(when));
                QVERIFY(trace->remark().isEmpty());
            }
        }
    }

    void pcapngTellsDeviceDirectionTimeAndComment()
    {
        for (const bool big : {false, true}) {
            Pcapng file(big);
            file.interface(1, "eth0", 9).interface(101, "tun0", 0x80 | 10);
            file.block(4, std::string(8, '\0')); // of names, which are not asked
            file.packet(0, when * 1000 + 789, ethernet(echoPacket(1)),
                        file.option(1, "first, of \xc3\xa4") + file.option(2, file.num(1, 4)));
            file.packet(1, (when / 1'000'000 << 10) + 512, echoPacket(2), file.option(2, file.num(2, 4)));
            file.packet(0, when * 1000, ethernet(echoPacket(3)));
            const auto trace = open(file.bytes);
            QVERIFY(trace);
            QCOMPARE(sightings(*trace),
                     (QStringList{"wire-in eth0 198.51.100.2 64", "wire-out tun0 198.51.100.2 64",
                                  "wire eth0 198.51.100.2 64"}));
            QCOMPARE(trace->events()[0].timeUs, static_cast<std::int64_t>(when));
            QCOMPARE(trace->events()[1].timeUs,
                     static_cast<std::int64_t>(when / 1'000'000 * 1'000'000 + 500'000));
            const auto json = toJson(*trace, walkOf(*trace, 0));
            QVERIFY(json["wire"][0]["comment"] == "first, of \xc3\xa4");
            QVERIFY(json["wire"][0]["direction"] == "in");
            QVERIFY(toJson(*trace, walkOf(*trace, 2))["wire"][0]["direction"].is_null());
            QVERIFY(json["ending"]["kind"] == "unknown"); // no chain would have told
        }
    }

    // What is exported is the header alone: where it ends is known by its options, told or not.
    void aTcpHeaderIsAsLongAsItsOptions()
    {
        const auto header = [](const std::string& flags) {
            const auto trace = Trace::fromText("raw-PREROUTING IN=eth0 OUT= MAC= SRC=192.0.2.1 "
                                               "DST=198.51.100.2 LEN=60 TOS=0x00 PREC=0x00 TTL=64 "
                                               "ID=7 DF PROTO=TCP SPT=40000 DPT=80 WINDOW=64240 RES=0x00 " +
                                               flags + "\n");
            return wire::headerBytes(trace.line(trace.events()[0]).packet, 6);
        };
        constexpr std::size_t offset = 20 + 12; // RFC 9293, in words of four bytes
        QCOMPARE(header("SYN URGP=0").at(offset), std::uint8_t{0xa0});
        QCOMPARE(header("SYN URGP=0").size(), std::size_t{40});
        QCOMPARE(header("ACK PSH URGP=0").at(offset), std::uint8_t{0x50}); // what is behind it is data
        QCOMPARE(header("ACK URGP=0 OPT (0101080A)").at(offset), std::uint8_t{0x60});
        QCOMPARE(header("ACK URGP=0 OPT (0101080A)").size(), std::size_t{44});
    }

    // Where a capture counts from the start of the machine, the offset leads to 1970.
    void aTimeHasTheOffsetOfItsInterface()
    {
        constexpr auto earliest = std::numeric_limits<std::int64_t>::min();
        for (const bool big : {false, true}) {
            Pcapng file(big);
            file.interface(1, "eth0", 6, 1'790'000'000)
                .interface(1, "eth1", 9, -10)
                .interface(1, "eth2", 6, earliest);
            file.packet(0, 123'456, ethernet(echoPacket(1))).packet(1, when * 1000, ethernet(echoPacket(2)));
            file.packet(1, 5, ethernet(echoPacket(3)));    // before 1970
            file.packet(2, when, ethernet(echoPacket(4))); // no time at all
            file.packet(2, std::numeric_limits<std::uint64_t>::max(), ethernet(echoPacket(5)));
            const auto trace = open(file.bytes);
            QVERIFY(trace);
            QCOMPARE(trace->events().size(), std::size_t{5});
            QCOMPARE(trace->events()[0].timeUs, static_cast<std::int64_t>(when));
            QCOMPARE(trace->events()[1].timeUs, static_cast<std::int64_t>(when - 10'000'000));
            for (EventIndex i = 2; i < 5; ++i)
                QCOMPARE(trace->events()[i].timeUs, std::int64_t{0});
        }
    }

    // As Windows, macOS and dumpcap at a pipe call them.
    void devicesOfOtherSystemsKeepTheirNames()
    {
        const std::vector<std::string> names{"Local Area Connection 2",
                                             "Wi-Fi 2",
                                             "\\Device\\NPF_{2E7F4F5E-6B0E-4F0F-9C7E-000000000001}",
                                             "/tmp/pipe one",
                                             "AdapterForLoopbackTraffic",
                                             "\xe6\x97\xa0\xe7\xba\xbf \xe7\xbd\x91\xe7\xbb\x9c"};
        Pcapng file;
        for (const auto& name : names)
            file.interface(1, name);
        for (unsigned i = 0; i < names.size(); ++i)
            file.packet(i, when + i, ethernet(echoPacket(static_cast<int>(i))),
                        file.option(2, file.num(1 + i % 2, 4)));
        const auto trace = open(file.bytes);
        QVERIFY(trace);
        QCOMPARE(trace->events().size(), names.size());
        for (EventIndex i = 0; i < names.size(); ++i) {
            const auto& event = trace->events()[i];
            QCOMPARE(std::string(trace->device(i % 2 == 0 ? event.in : event.out)), names[i]);
            QCOMPARE(event.flags & TraceEvent::Damaged, 0);
        }
    }

    void manyCommentsAreCut()
    {
        Pcapng file;
        std::string options;
        for (int i = 0; i < 500; ++i)
            options += file.option(1, std::string(i, ' ') + "\xc3\xa4\xc3\xa4");
        file.interface(1, "eth0").packet(0, when, ethernet(echoPacket(1)), options);
        const auto trace = open(file.bytes);
        QVERIFY(trace);
        const auto comment = wire::commentOf(trace->text(trace->events()[0]));
        QVERIFY(comment.size() > 1000 && comment.size() <= 1024);
        QVERIFY(isPrintable(comment)); // no half letter
    }

    // Also where a frame is just over: libpcap would take it for the end.
    void anErrorOfReadingIsSaid()
    {
        Pcapng blocks;
        blocks.interface(1, "eth0").packet(0, when, ethernet(echoPacket(1)));
        for (const auto& good : {Pcap(1).add(ethernet(echoPacket(1)), when).bytes, blocks.bytes}) {
            for (const std::size_t size : {good.size(), good.size() - 5}) {
                const auto opened = wire::openCapture(
                    good.substr(0, 4),
                    [&, at = std::size_t{4}](char* to, std::size_t most) mutable -> ssize_t {
                        if (at >= size)
                            return errno = EIO, -1;
                        const auto count = std::min(most, size - at);
                        good.copy(to, count, at);
                        at += count;
                        return static_cast<ssize_t>(count);
                    });
                wire::CapturedFrame frame;
                std::uint64_t frames = 0;
                while (opened->next(frame))
                    ++frames;
                QCOMPARE(frames, std::uint64_t{size == good.size() ? 1U : 0U});
                QCOMPARE(opened->damage(), say("capture-not-read-on", frames, EIO));
                QVERIFY(words::english(opened->damage()).find("Input/output error") != std::string::npos);
            }
        }
    }

    void whatIsBeforeTheDamageIsRead()
    {
        const auto pcap = Pcap(1).add(ethernet(echoPacket(1)), when).add(ethernet(echoPacket(2)), when).bytes;
        Pcapng file;
        file.interface(1, "eth0").packet(0, when, ethernet(echoPacket(1)));
        const auto pcapng = file.packet(0, when, ethernet(echoPacket(2))).bytes;
        for (const auto& whole : {pcap, pcapng}) {
            const auto cut = open(whole.substr(0, whole.size() - 9));
            QVERIFY(cut);
            QCOMPARE(cut->events().size(), std::size_t{1});
            QCOMPARE(cut->remark(), say("capture-damaged", 1));
        }
        for (const auto& whole : {pcap, pcapng}) { // every length ends in a sentence
            for (std::size_t size = 4; size < whole.size(); ++size) {
                const auto part = open(whole.substr(0, size));
                QVERIFY(part || !words::text(part.error()).empty());
            }
        }
    }

    void aShortSnapLengthIsSaid()
    {
        const auto trace = open(
            Pcap(1).add(ethernet(echoPacket(1)), when, 14 + 22).add(ethernet(echoPacket(2)), when).bytes);
        QVERIFY(trace);
        QCOMPARE(trace->events().size(), std::size_t{2});
        QCOMPARE(trace->remark(), say("capture-headers-cut", 1));
    }

    void noIpAtAllIsRefused()
    {
        const auto arp =
            open(Pcap(1).add(std::string(12, '\x02') + number(0x0806, 2, true) + "arp", when).bytes);
        QVERIFY(!arp);
        QCOMPARE(arp.error().said.code, std::string("capture-without-ip"));
        const auto radio = open(Pcap(127).add("radio", when).bytes);
        QVERIFY(!radio);
        QCOMPARE(radio.error().said.code, std::string("capture-of-other-link"));
    }

    void aRoutedPacketIsOnePacketAtTwoDevices()
    {
        Pcapng file;
        file.interface(1, "eth0").interface(1, "eth1");
        file.packet(0, when, ethernet(echoPacket(1, 64))).packet(1, when + 40, ethernet(echoPacket(1, 63)));
        const auto trace = open(file.bytes);
        QVERIFY(trace);
        QCOMPARE(trace->traversals().size(), std::size_t{1});
        QCOMPARE(sightings(*trace),
                 (QStringList{"wire-in eth0 198.51.100.2 64", "wire-out eth1 198.51.100.2 63"}));
        const auto walk = walkOf(*trace, 0);
        QCOMPARE(walk.path, Path::Forwarded);
        QCOMPARE(walk.ending.kind, EndingKind::Transmitted);
    }

    // pcap tells no direction: two frames are one packet only where a router has taken one from the TTL.
    void framesThatOnlyLookAlikeAreTwoPackets()
    {
        const auto seen = [&](const std::string& one, const std::string& other) {
            const auto trace = open(Pcap(1).add(ethernet(one), when).add(ethernet(other), when + 40).bytes);
            QStringList said = trace ? sightings(*trace) : QStringList();
            return trace ? said << QString::number(trace->traversals().size()) : said;
        };
        const auto is = [](int ttl, const char* source, const char* packets) {
            return QStringList{QStringLiteral("wire  198.51.100.2 64"),
                               QStringLiteral("%1  198.51.100.2 %2").arg(QLatin1String(source)).arg(ttl),
                               QLatin1String(packets)};
        };
        QCOMPARE(seen(echoPacket(1), echoPacket(1)), is(64, "wire", "2"));     // the same frame twice
        QCOMPARE(seen(echoPacket(1), echoPacket(2, 63)), is(63, "wire", "2")); // IP id 7 both
        // Of two connections, both with the IP id that is usual where a packet may not be fragmented.
        const auto reset = [](std::uint16_t port, std::uint32_t number) {
            auto packet = echoPacket(1, 64, 0);
            packet[9] = '\x06';
            return packet.substr(0, 20) + test::number(port, 2, true) + test::number(40000, 2, true) +
                   test::number(number, 4, true) + test::number(0, 4) + std::string("\x50\x14", 2) +
                   test::number(0, 6);
        };
        QCOMPARE(seen(reset(80, 1), reset(443, 2)), is(64, "wire", "2"));
        const auto routed = open(
            Pcap(1).add(ethernet(echoPacket(1)), when).add(ethernet(echoPacket(1, 63)), when + 40).bytes);
        QVERIFY(routed);
        QCOMPARE(sightings(*routed), (QStringList{QStringLiteral("wire-in  198.51.100.2 64"),
                                                  QStringLiteral("wire-out  198.51.100.2 63")}));
        const auto walk = walkOf(*routed, 0);
        QVERIFY(walk.stops.back().toldUs.has_value());
        QCOMPARE(walk.stops.back().offsetUs, 40.0); // frames alone are of one clock
        QCOMPARE(words::endingSummary(walk), std::string("left"));
        QCOMPARE(walk.ending.reason, Sentences{say("seen-at-devices-only")});
        QCOMPARE(words::captionOf(walk, 1).title, std::string("Sent out"));
    }

    void aFrameOfNoDirectionIsSaidToBeThat()
    {
        const auto trace = open(Pcap(1).add(ethernet(echoPacket(1)), when).bytes);
        QVERIFY(trace);
        const auto walk = walkOf(*trace, 0);
        QCOMPARE(walk.stops.front().stage, Stage::of(StageKind::Unplaced));
        QCOMPARE(words::captionOf(walk, 0).title, std::string("Seen at a device"));
        QCOMPARE(words::routeSummary(walk), std::string("device not told"));
        QVERIFY(words::stopPurpose(walk.stops.front()).starts_with("A frame that a device received or sent"));
        QCOMPARE(words::endingSummary(walk), std::string("not known"));
    }

    void theAnswerIsFound()
    {
        const auto trace = open(Pcap(1)
                                    .add(ethernet(echoPacket(1)), when)
                                    .add(ethernet(echoPacket(1, 64, 8, 0)), when + 90)
                                    .bytes);
        QVERIFY(trace);
        QCOMPARE(trace->traversals()[1].replyTo, TraversalIndex{0});
    }

    void theCommandLineTakesOne()
    {
        const auto file = write("capture", Pcap(276).add(cooked2(echoPacket(1), 3, 0), when).bytes);
        for (const char* command : {"decode", "traversals"}) {
            QProcess cli;
            cli.start(QStringLiteral(HOOKWALK_BIN_DIR "/hookwalk-cli"),
                      {QString::fromLatin1(command), QString::fromStdString(file)});
            QVERIFY(cli.waitForFinished());
            QCOMPARE(cli.exitCode(), 0);
            QVERIFY(cli.readAllStandardOutput().contains("198.51.100.2"));
        }
    }
};

HOOKWALK_TEST(TestCapture)
#include "tst_capture.moc"
