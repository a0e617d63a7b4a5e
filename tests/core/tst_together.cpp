// SPDX-License-Identifier: GPL-3.0-or-later
// A log and captures of the same time as one list.
#include "query/locator.h"
#include "recording/recording.h"
#include "support/captures.h"
#include "support/loglines.h"
#include "support/testprogram.h"
#include "traversal/together.h"
#include "traversal/walk.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace hookwalk;
using namespace hookwalk::test;

class TestTogether : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_folder;
    static constexpr std::uint64_t when = 1'753'000'000'123'456;

    std::string write(const char* name, const std::string& bytes) const
    {
        QFile file(m_folder.filePath(QString::fromLatin1(name)));
        if (file.open(QIODevice::WriteOnly))
            file.write(bytes.data(), static_cast<qint64>(bytes.size()));
        return file.fileName().toStdString();
    }

private Q_SLOTS:
    // The log counts from boot, and the capture is of pcap, which tells neither device nor direction.
    void aLogAndACaptureOfTheSameTimeAreJoined()
    {
        LogLines lines;
        Pcap capture(1), before(1), behind(1); // of both devices, of each
        for (int i = 0; i < 20; ++i) {
            for (const auto& chain : requestChains) {
                Echo echo = requestAt(chain, 99, 7 + i);
                echo.in = "eth0";
                echo.out = echo.out.empty() ? "" : "eth1";
                echo.source = "192.0.2.1";
                echo.destination = "198.51.100.2";
                echo.length = 36;
                echo.sequence = i;
                lines.at(chain, echo);
            }
            const auto time = when + static_cast<std::uint64_t>(i) * 40;
            const auto came = ethernet(echoPacket(i, 64, 7 + i)), left = ethernet(echoPacket(i, 63, 7 + i));
            capture.add(came, time).add(left, time + 40);
            before.add(came, time);
            behind.add(left, time + 40);
        }
        const auto log = write("log", lines.text()), both = write("capture", capture.bytes);
        const auto one = write("before", before.bytes), other = write("behind", behind.bytes);
        for (const auto& files : {std::vector{log, both}, {both, log}, {one, log, other}}) {
            const auto trace = openTogether(files);
            QVERIFY(trace);
            QCOMPARE(trace->remark(), say("together-clocks-set", 20));
            QCOMPARE(trace->traversals().size(), std::size_t{20});
            for (TraversalIndex i = 0; i < 20; ++i) {
                const auto walk = walkOf(*trace, i);
                QCOMPARE(walk.frames.size(), std::size_t{2});
                QCOMPARE(walk.stops.front().event, walk.frames.front());
                QCOMPARE(walk.stops.back().event, walk.frames.back());
                QVERIFY(walk.stops[1].changed.empty()); // the frame named no device, which the line does
                QVERIFY(trace->device(trace->events()[walk.frames.back()].out) == "eth1");
            }
        }
    }

    // Their lines have other numbers among those of the capture.
    void flagsOfARecordingStayAtTheirRecords()
    {
        LogLines lines;
        Pcap capture(1);
        for (int i = 0; i < 20; ++i) {
            for (const auto& chain : requestChains)
                lines.at(chain, requestAt(chain, 99, 7 + i));
            const auto time = when + static_cast<std::uint64_t>(i) * 40;
            capture.add(ethernet(echoPacket(i, 64, 7 + i)), time)
                .add(ethernet(echoPacket(i, 63, 7 + i)), time);
        }
        const auto alone = Trace::fromText(lines.text());
        const auto records = static_cast<std::uint32_t>(alone.events().size());
        const std::vector<Flag> flags{{1, "first"}, {records / 2, ""}, {records, "last"}};
        recording::View view{7, 3, "icmp", "even"};
        std::string text;
        recording::Snapshot(alone, {"hookwalk", "file", false}, flags, view)
            .forEachPart([&](std::string_view part) {
                text += part;
                return true;
            });
        const auto log = write("marked.log", text), frames = write("frames", capture.bytes);
        const auto more = write("more", capture.bytes);
        const auto lineOf = [](const Trace& trace, const Flag& flag) {
            return std::string(trace.text(trace.events()[flag.record - 1]));
        };
        for (const auto& files : {std::vector{log, frames}, {frames, log}, {log, frames, more}}) {
            const auto trace = openTogether(files);
            QVERIFY(trace);
            QVERIFY(trace->events().size() > alone.events().size());
            const auto found = recording::flagsIn(*trace);
            QCOMPARE(found.size(), flags.size());
            for (std::size_t i = 0; i < flags.size(); ++i) {
                QCOMPARE(found[i].note, flags[i].note);
                QCOMPARE(lineOf(*trace, found[i]), lineOf(alone, flags[i]));
            }
            const auto shown = recording::viewIn(*trace);
            QVERIFY(shown);
            QCOMPARE(shown->packet, view.packet);
            QCOMPARE(shown->filter, view.filter);
        }
    }

    void otherTimesAreSaidAndTwoLogsRefused()
    {
        const auto log = write("log", LogLines().at("raw PREROUTING", requestAt("raw PREROUTING")).text());
        const auto capture = write("capture", Pcap(1).add(ethernet(echoPacket(1)), when).bytes);
        const auto apart = openTogether({log, capture});
        QVERIFY(apart);
        QCOMPARE(apart->remark().code, std::string("together-apart"));
        QCOMPARE(apart->traversals().size(), std::size_t{2});
        const auto refused = openTogether({log, log});
        QVERIFY(!refused);
        QCOMPARE(refused.error().said.code, std::string("together-without-capture"));
    }

    // A canary is a witness and no packet, so such a capture has none.
    void aCaptureWithoutAPacketIsJoinedToNothing()
    {
        auto canary = echoPacket(1);
        const std::string address("\x7f\x57\x4b\x43", 4); // wire/traceprefix.h
        canary.replace(12, 8, address + address);
        const auto log = write("log", LogLines().at("raw PREROUTING", requestAt("raw PREROUTING")).text());
        const auto other = write("capture", Pcap(1).add(ethernet(canary), when).bytes);
        const auto trace = openTogether({log, other});
        QVERIFY(trace);
        QCOMPARE(trace->remark(), say("together-nothing-alike"));
        QCOMPARE(trace->traversals().size(), std::size_t{1});
    }

    void aLocatorNamesThemAll()
    {
        const query::Locator together{"kern.log", {"a b&c.pcap", "/tmp/ü.pcap"}, 7, 0, {}};
        QCOMPARE(query::toText(together),
                 std::string("kern.log#with=a%20b%26c.pcap&with=/tmp/%C3%BC.pcap&packet=7"));
        QCOMPARE(*query::parseLocator(query::toText(together)), together);
    }
};

HOOKWALK_TEST(TestTogether)
#include "tst_together.moc"
