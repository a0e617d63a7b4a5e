// SPDX-License-Identifier: GPL-3.0-or-later
// Messages that the journal does not write as text: not UTF-8, or with control characters in them. As lists of bytes in
// JSON, with their length in front in the export format (systemd, docs/JOURNAL_EXPORT_FORMATS.md).
#include "support/testprogram.h"
#include "traversal/trace.h"

#include <QTest>

using namespace hookwalk;

namespace
{

constexpr std::int64_t firstUs = 1795906010192318;

std::string message(const char* chain, const char* devices, int ttl, const std::string& odd)
{
    return odd + "TRACE: " + chain + ":rule:2 " + devices +
           " MAC=02:00:5e:10:00:01:02:00:5e:10:00:02:08:00 SRC=192.0.2.7 DST=198.51.100.9 LEN=60 TOS=0x00 "
           "PREC=0x00 TTL=" +
           std::to_string(ttl) + " ID=7 DF PROTO=UDP SPT=4000 DPT=53 LEN=40 ";
}

std::string byteList(const std::string& bytes, const char* between)
{
    std::string list;
    for (const char byte : bytes)
        list += (list.empty() ? "" : ",") + std::string(between) +
                std::to_string(static_cast<unsigned char>(byte));
    return '[' + list + between + ']';
}

std::string jsonOf(const std::string& text, std::int64_t timeUs)
{
    return R"({"_HOSTNAME":"fw1","MESSAGE":)" + byteList(text, "") + R"(,"__REALTIME_TIMESTAMP":")" +
           std::to_string(timeUs) + "\"}";
}

std::string prettyOf(const std::string& list, std::int64_t timeUs)
{
    return "{\n\t\"_HOSTNAME\" : \"fw1\",\n\t\"MESSAGE\" : " + list + ",\n\t\"__REALTIME_TIMESTAMP\" : \"" +
           std::to_string(timeUs) + "\"\n}\n";
}

std::string exportOf(const std::string& text, std::int64_t timeUs)
{
    std::string entry = "__CURSOR=s=1\n__REALTIME_TIMESTAMP=" + std::to_string(timeUs) +
                        "\n_HOSTNAME=fw1\nPRIORITY=4\nMESSAGE\n";
    for (unsigned shift = 0; shift < 64; shift += 8) // little endian
        entry += static_cast<char>(std::uint64_t{text.size()} >> shift & 0xff);
    return entry + text + "\n_TRANSPORT=kernel\n\n";
}

using RawBytes = const std::string&;
constexpr struct {
    const char* name;
    std::string (*write)(RawBytes, std::int64_t timeUs);
    bool isInOnePiece;
} forms[]{
    {"json", [](RawBytes text, std::int64_t us) { return jsonOf(text, us) + '\n'; }, true},
    {"json-sse", [](RawBytes text, std::int64_t us) { return "data: " + jsonOf(text, us) + "\n\n"; }, true},
    {"json-seq", [](RawBytes text, std::int64_t us) { return '\x1e' + jsonOf(text, us) + '\n'; }, true},
    {"json-pretty", [](RawBytes text, std::int64_t us) { return prettyOf(byteList(text, "\n\t\t"), us); },
     true},
    {"json-pretty, older", [](RawBytes text, std::int64_t us) { return prettyOf(byteList(text, " "), us); },
     false},
    {"export", &exportOf, false},
};

} // namespace

class TestJournalText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aMessageThatIsNoTextIsRead_data()
    {
        QTest::addColumn<int>("form");
        QTest::addColumn<QByteArray>("odd");
        const auto base = static_cast<int>(message("raw:PREROUTING", "IN=lan OUT=", 64, "").size());
        for (int form = 0; form < int(std::size(forms)); ++form) {
            const auto row = [&](const char* kind, const QByteArray& odd) {
                QTest::addRow("%s, %s", forms[form].name, kind) << form << odd;
            };
            row("Latin-1", "B\xfcro ");
            row("a quote", "\"B\xfcro\" \\ ");
            row("colour", "\x1b[33mB\xc3\xbcro\x1b[0m ");
            // In the export format its length stands before it, of which a byte may look like the end of an entry.
            for (const int size : {300, 256 + '\n', 256 + '\r', 256 + '{', 256 + '}', 256 + '"'})
                row(qPrintable(QStringLiteral("%1 bytes").arg(size)), QByteArray(size - base, '\xe4'));
            if (forms[form].write == &exportOf)
                row("lines of its own", "B\xfc\n\n{\nro ");
        }
    }
    void aMessageThatIsNoTextIsRead()
    {
        QFETCH(int, form);
        QFETCH(QByteArray, odd);
        const auto first = message("raw:PREROUTING", "IN=lan OUT=", 64, odd.toStdString()),
                   second = message("filter:FORWARD", "IN=lan OUT=wan", 63, odd.toStdString());
        const auto trace =
            Trace::fromText(forms[form].write(first, firstUs) + forms[form].write(second, firstUs + 12));
        QCOMPARE(trace.events().size(), std::size_t{2});
        QCOMPARE(trace.traversals().size(), std::size_t{1});
        QCOMPARE(trace.events()[0].chain, chainIndex({Table::Raw, Hook::Prerouting}));
        QCOMPARE(trace.events()[1].chain, chainIndex({Table::Filter, Hook::Forward}));
        for (EventIndex i = 0; i < 2; ++i) {
            const auto& event = trace.events()[i];
            QCOMPARE(event.timeUs, firstUs + 12 * i);
            QVERIFY((event.flags & TraceEvent::Damaged) == 0);
            const auto line = trace.line(event);
            QCOMPARE(line.traceNumber, std::optional(2U));
            QCOMPARE(std::string(line.packet.src), std::string("192.0.2.7"));
            if (forms[form].isInOnePiece) // else it stands in a line of its own
                QCOMPARE(std::string(line.host), std::string("fw1"));
        }
    }

    void anEntryWithoutMessageTellsNothing()
    {
        const std::string told = jsonOf(message("raw:PREROUTING", "IN=lan OUT=", 64, "\xfc"), firstUs);
        const std::string tooLarge = R"({"MESSAGE":null,"__REALTIME_TIMESTAMP":"1795906010192300"})";
        const std::string noBytes = R"({"MESSAGE":[73,78,61,300],"__REALTIME_TIMESTAMP":"1795906010192300"})";
        const auto trace = Trace::fromText(tooLarge + '\n' + noBytes + '\n' + told + '\n');
        QCOMPARE(trace.events().size(), std::size_t{1});
        QCOMPARE(trace.events()[0].line, 3U);
    }
};

HOOKWALK_TEST(TestJournalText)
#include "tst_journaltext.moc"
