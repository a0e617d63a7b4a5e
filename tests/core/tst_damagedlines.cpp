// SPDX-License-Identifier: GPL-3.0-or-later
// Lines that are cut or have lost bytes: what cannot be trusted is named, the rest is read, nothing is
// guessed.
#include "support/decoded.h"
#include "support/testprogram.h"
#include "wire/bodyreader.h"
#include "wire/fields.h"
#include "wire/textfile.h"
#include "wire/usualline.h"

#include <cstdlib>
#include <filesystem>
#include <new>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace hookwalk;

namespace
{

std::size_t allocations = 0;

#define HEAD "IN=eth0 OUT= MAC= SRC=10.0.0.1 DST=10.0.0.2 LEN=60 TOS=0x00 PREC=0x00 TTL=64 ID=7 "

// Lines of every kind; each is whole.
constexpr const char* wholeLines[] = {
    HEAD "DF PROTO=ICMP TYPE=8 CODE=0 ID=20175 SEQ=312 ",
    HEAD "PROTO=TCP SPT=40000 DPT=80 SEQ=429496729 ACK=17 WINDOW=64240 RES=0x00 ACK SYN URGP=10 OPT "
         "(020405B4) UID=1000 GID=1000 MARK=0x1ff ",
    HEAD "PROTO=UDP SPT=53 DPT=1024 LEN=40 ",
    HEAD "PROTO=ICMP TYPE=3 CODE=4 [SRC=10.0.0.2 DST=10.0.0.1 LEN=1500 TOS=0x00 PREC=0x00 TTL=63 ID=9 DF "
         "PROTO=TCP INCOMPLETE [8 bytes] ] MTU=1492 ",
    HEAD "PROTO=AH SPI=0x1234 ",
    "IN= OUT=eth0 SRC=2001:0db8:0000:0000:0000:0000:0000:0001 DST=2001:0db8:0000:0000:0000:0000:0000:0002 "
    "LEN=60 TC=0 HOPLIMIT=64 FLOWLBL=123456 "
    "OPT ( FRAG:0 INCOMPLETE ID:0000abcd ) PROTO=ICMPv6 TYPE=128 CODE=0 ID=50 SEQ=17 ",
    "IN=eth0 OUT= MACSRC=02:42:0a:00:00:02 MACDST=ff:ff:ff:ff:ff:ff MACPROTO=0806 ARP HTYPE=1 PTYPE=0x0800 "
    "OPCODE=1 MACSRC=02:42:0a:00:00:03 "
    "IPSRC=10.0.0.2 MACDST=00:00:00:00:00:00 IPDST=10.0.0.1",
    "IN=eth0 OUT= MAC=02:42:0a:00:00:01:02:42:0a:00:00:02:08:00 SRC=10.0.0.1 DST=10.0.0.2 LEN=60 TOS=0x00 "
    "PREC=0x00 TTL=64 ID=7 PROTO=ESP SPI=0x1f ",
    "IN=eth0 OUT=eth1 MAC source = 02:42:0a:00:00:02 MAC dest = 02:42:0a:00:00:01 proto = 0x0800 IP "
    "SRC=10.0.0.1 IP DST=10.0.0.2, IP tos=0x00, "
    "IP proto=17 SPT=1 DPT=2",
};

QJsonObject parsed(const QString& json)
{
    return QJsonDocument::fromJson(json.toUtf8()).object();
}

QStringList damagedIn(std::string_view text)
{
    QStringList list;
    for (const auto& token : parsed(test::decodedBody(text))[QStringLiteral("damaged")].toArray())
        list << token.toString();
    return list;
}

} // namespace

// A sanitizer brings its own allocator, which does not like to be mixed with another.
#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define ALLOCATIONS_ARE_NOT_COUNTED
#endif
#endif

#ifndef ALLOCATIONS_ARE_NOT_COUNTED
void* operator new(std::size_t size)
{
    ++allocations;
    if (void* memory = std::malloc(size))
        return memory;
    throw std::bad_alloc();
}
void operator delete(void* memory) noexcept
{
    std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept
{
    std::free(memory);
}
#endif

class TestDamagedLines : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatCannotBeTrustedIsNamed_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QStringList>("damaged");
        const auto row = [](const char* name, const char* line, const QStringList& damaged) {
            QTest::newRow(name) << QByteArray(line) << damaged;
        };
        const auto s = [](const char* text) { return QString::fromUtf8(text); };
#define IP4 "IN=eth0 OUT= MAC= SRC=10.0.0.1 DST=10.0.0.2 LEN=60 TOS=0x00 PREC=0x00 "
#define ECHO "PROTO=ICMP TYPE=8 CODE=0 ID=1 SEQ=2 "
        row("letter in a number", IP4 "TTL=6x ID=7 " ECHO, {s("TTL=6x")});
        row("number out of range", IP4 "TTL=256 ID=7 " ECHO, {s("TTL=256")});
        row("leading zero", IP4 "TTL=064 ID=7 " ECHO, {s("TTL=064")});
        row("empty number", IP4 "TTL= ID=7 " ECHO, {s("TTL=")});
        row("negative number", IP4 "TTL=-1 ID=7 " ECHO, {s("TTL=-1")});
        row("short address",
            "IN=eth0 OUT= MAC= SRC=1.2.3 DST=10.0.0.2 LEN=60 TOS=0x00 PREC=0x00 TTL=64 ID=7 " ECHO,
            {s("SRC=1.2.3")});
        row("address out of range",
            "IN=eth0 OUT= MAC= SRC=10.0.0.256 DST=10.0.0.2 LEN=60 TOS=0x00 PREC=0x00 TTL=64 ID=7 " ECHO,
            {s("SRC=10.0.0.256")});
        row("broken MAC",
            "IN=eth0 OUT= MAC=02:42:0 SRC=10.0.0.1 DST=10.0.0.2 LEN=60 TOS=0x00 PREC=0x00 TTL=64 ID=7 " ECHO,
            {s("MAC=02:42:0")});
        row("device name too long",
            "IN=eth0123456789abcdef OUT= SRC=10.0.0.1 DST=10.0.0.2 LEN=60 TOS=0x00 PREC=0x00 TTL=64 "
            "ID=7 " ECHO,
            {s("IN=eth0123456789abcdef")});
        row("token twice", IP4 "TTL=64 TTL=63 ID=7 " ECHO, {s("TTL=63")});
        row("flag twice", IP4 "TTL=64 ID=7 DF DF " ECHO, {s("DF")});
        row("third ID", IP4 "TTL=64 ID=7 PROTO=ICMP TYPE=8 CODE=0 ID=1 SEQ=2 ID=3 ", {s("ID=3")});
        row("token of another protocol", IP4 "TTL=64 ID=7 PROTO=UDP SPT=1 DPT=2 LEN=3 SEQ=4 ", {s("SEQ=4")});
        row("unknown protocol name", IP4 "TTL=64 ID=7 PROTO=TCQ SPT=1 DPT=2 ",
            {s("PROTO=TCQ"), s("SPT=1"), s("DPT=2")});
        row("bytes lost between tokens", IP4 "TTL=ID=7 " ECHO, {s("TTL=ID=7")});
        row("bytes lost in a key", IP4 "TL=64 ID=7 " ECHO, {s("TL=64")});
        row("bytes lost in a flag", IP4 "TTL=64 ID=7 PROTO=TCP SPT=1 DPT=2 WINDOW=3 RES=0x00 SN URGP=0 ",
            {s("SN")});
        row("device lost",
            "x IN=eth0 OU SRC=10.0.0.1 DST=10.0.0.2 LEN=60 TOS=0x00 PREC=0x00 TTL=64 ID=7 " ECHO, {s("OU")});
        row("cut in TCP", IP4 "TTL=64 ID=7 PROTO=TCP SPT=44", {s("SPT=44")});
        row("cut in the IP header", "IN=eth0 OUT= MAC= SRC=10.0.0.1 DST=10.0", {s("DST=10.0")});
        row("cut behind an address", "IN=eth0 OUT= MAC= SRC=10.0.0.1 DST=10.0.0.2", {s("DST=10.0.0.2")});
        row("cut in a key", IP4 "TTL=64 ID=7 PROTO=TCP SPT=44 DP", {s("DP")});
        row("cut in an optional key", IP4 "TTL=64 ID=7 " ECHO "MAR", {s("MAR")});
        row("cut between UID and GID", IP4 "TTL=64 ID=7 " ECHO "UID=10", {s("UID=10")});
        row("cut in the MAC", "IN=eth0 OUT= MAC=02:42:0a", {s("MAC=02:42:0a")});
        row("bracket not closed",
            IP4 "TTL=64 ID=7 PROTO=ICMP TYPE=3 CODE=1 [SRC=10.0.0.2 DST=10.0.0.1 LEN=60", {s("LEN=60")});
        row("bracket just opened", IP4 "TTL=64 ID=7 PROTO=ICMP TYPE=3 CODE=1 [", {s("[")});
        row("bracket missing", IP4 "TTL=64 ID=7 PROTO=ICMP TYPE=3 CODE=1", {s("CODE=1")});
        row("count of bytes cut", IP4 "TTL=64 ID=7 PROTO=TCP INCOMPLETE [8 by", {s("INCOMPLETE [8 by")});
        row("options cut", IP4 "TTL=64 ID=7 PROTO=TCP SPT=1 DPT=2 WINDOW=3 RES=0x00 SYN URGP=0 OPT (0204",
            {s("OPT (0204")});
        row("words match whole", IP4 "TTL=64 ID=7 XDF XTTL=3 " ECHO, {s("XDF")});
        row("a newer kernel's token", IP4 "TTL=64 ID=7 NEW=3 " ECHO, {});
        row("a note behind the line", IP4 "TTL=64 ID=7 " ECHO "(seen twice)", {});
    }
    void whatCannotBeTrustedIsNamed()
    {
        QFETCH(QByteArray, line);
        const auto text = line.toStdString();
        QVERIFY(!test::decodedBody(text).isEmpty());
        QTEST(damagedIn(text), "damaged");
    }

    void theGoodTokensOfADamagedLineAreKept()
    {
        QCOMPARE(
            test::decodedBody(HEAD "PROTO=TCP SPT=44"),
            QStringLiteral(
                R"({"in":"eth0","out":"","mac":"","src":"10.0.0.1","dst":"10.0.0.2","len":60,"tos":"0x00","prec":"0x00","ttl":64,"id":7,)"
                R"("proto":"TCP","damaged":["SPT=44"]})"));
        QCOMPARE(
            test::decodedBody(HEAD "PROTO=ICMP TYPE=3 CODE=1 [SRC=10.0.0.2"),
            QStringLiteral(
                R"({"in":"eth0","out":"","mac":"","src":"10.0.0.1","dst":"10.0.0.2","len":60,"tos":"0x00","prec":"0x00","ttl":64,"id":7,)"
                R"("proto":"ICMP","icmp":{"type":3,"code":1},"damaged":["SRC=10.0.0.2"]})"));
    }

    // Wherever a line is cut: either it says so, or all that it says is true of the whole line, but for
    // digits that the very last token may have lost.
    void aCutLineNeverLies_data()
    {
        QTest::addColumn<QByteArray>("whole");
        for (const char* line : wholeLines)
            QTest::newRow(line) << QByteArray(line);
    }
    void aCutLineNeverLies()
    {
        QFETCH(QByteArray, whole);
        QVERIFY(damagedIn(whole.toStdString()).isEmpty());
        for (qsizetype length = whole.size() - 1; length > 0; --length) {
            const std::string cut = whole.left(length).toStdString();
            wire::LogReader reader;
            wire::LogLine line, wholeLine;
            if (!reader.read(cut, line))
                continue;
            const std::string wholeText = whole.toStdString();
            QVERIFY(reader.read(wholeText, wholeLine));
            const auto differences = wire::changes(wholeLine, line);
            for (const auto& difference : differences) {
                const bool isList = difference.name.ends_with("flags");
                if (!difference.after ||
                    (isList && difference.before->value.starts_with(difference.after->value)))
                    continue; // not there yet
                const bool isLastToken = cut.ends_with(difference.after->value);
                const bool flagged = !line.damaged.empty();
                QVERIFY2(isLastToken && !flagged, cut.c_str());
            }
        }
    }

    void theUsualLinesAreReadAlikeInBothWays()
    {
        std::size_t usual = 0;
        const auto compare = [&](std::string_view text) {
            wire::LogReader reader;
            wire::LogLine line;
            if (!reader.read(text, line))
                return;
            const auto body =
                text.substr(static_cast<std::size_t>(line.prefix.data() + line.prefix.size() - text.data()));
            wire::LogLine fast, thorough;
            if (!wire::readUsualLine(body, fast))
                return;
            ++usual;
            wire::readBody(body, thorough);
            QCOMPARE(wire::dumpLine(wire::toJson(fast, 1)), wire::dumpLine(wire::toJson(thorough, 1)));
        };
        for (const std::string whole : wholeLines) {
            for (std::size_t length = 0; length <= whole.size(); ++length)
                compare(std::string_view(whole).substr(0, length));
            for (std::size_t i = 0; i < whole.size(); ++i) {
                for (const char other : {' ', '0', '9', 'F', '=', ':', '/'}) {
                    std::string changed = whole;
                    changed[i] = other;
                    compare(changed);
                }
            }
        }
        for (const auto& entry : std::filesystem::directory_iterator(HOOKWALK_TEST_DATA "/traces")) {
            const auto file = wire::TextFile::open(entry.path().string());
            QVERIFY(file);
            wire::forEachLine(file->text(), [&](std::string_view text, std::uint32_t) { compare(text); });
        }
        QVERIFY(usual > 100);
    }

    void readingAllocatesNothing()
    {
#ifdef ALLOCATIONS_ARE_NOT_COUNTED
        QSKIP("the sanitizer has an allocator of its own");
#endif
        QVERIFY2(allocations > 0, "nothing is counted");
        wire::LogReader reader;
        wire::LogLine line;
        for (const std::string whole : wholeLines) {
            for (std::size_t length = 0; length <= whole.size(); ++length) {
                const auto before = allocations;
                reader.read(std::string_view(whole).substr(0, length), line);
                QCOMPARE(allocations, before);
            }
        }
        const std::string wrapped =
            std::string("<4>Jan 14 11:48:00 host kernel: [ 5281.733217] TRACE: raw:OUTPUT:rule:1 ") +
            wholeLines[0];
        const auto before = allocations;
        QVERIFY(reader.read(wrapped, line));
        QCOMPARE(allocations, before);
    }

    void realTracesAreWhole()
    {
        std::size_t files = 0;
        for (const auto& entry : std::filesystem::directory_iterator(HOOKWALK_TEST_DATA "/traces")) {
            const auto file = wire::TextFile::open(entry.path().string());
            QVERIFY(file);
            wire::LogReader reader;
            wire::LogLine line;
            wire::forEachLine(file->text(), [&](std::string_view text, std::uint32_t) {
                QVERIFY(reader.read(text, line));
                QVERIFY(line.damaged.empty() && line.baseChain && line.timeUs);
                QCOMPARE(line.prefix.substr(line.prefix.size() - 8), std::string_view("[114514]"));
            });
            ++files;
        }
        QCOMPARE(files, std::size_t{7});
    }
};

HOOKWALK_TEST(TestDamagedLines)
#include "tst_damagedlines.moc"
