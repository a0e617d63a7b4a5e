// SPDX-License-Identifier: GPL-3.0-or-later
// Messages of helper and session as bytes, there and back, and what is refused.
#include "protocol/codec.h"
#include "support/testprogram.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <QTest>
#include <tuple>

using namespace hookwalk;
using namespace hookwalk::change;
using namespace hookwalk::protocol;
using Json = nlohmann::json;

namespace
{

std::string frameOf(std::uint8_t kind, const std::string& body)
{
    const auto length = body.size() + 1;
    std::string bytes;
    for (unsigned i = 0; i < 4; ++i)
        bytes.push_back(static_cast<char>(length >> (8 * i)));
    bytes.push_back(static_cast<char>(kind));
    return bytes + body;
}

std::string cbor(const Json& json)
{
    const auto bytes = Json::to_cbor(json);
    return {bytes.begin(), bytes.end()};
}

Json address(std::uint8_t last)
{
    std::vector<std::uint8_t> bytes(16, 0);
    bytes[15] = last;
    return Json::binary(bytes);
}

// What one decoder makes of the bytes: "wait", "error", the message's kind, or "refused" and the field.
template<typename Message> std::string outcome(const std::string& bytes)
{
    Decoder<Message> decoder;
    decoder.feed(bytes);
    const auto message = decoder.next();
    if (!message)
        return message.error().code == ErrorCode::ProtocolError ? "error" : "another error";
    if (!*message)
        return "wait";
    if constexpr (std::is_same_v<Message, Reply>)
        return std::to_string((*message)->index());
    else
        return (*message)->request ? std::to_string((*message)->request->index())
                                   : "refused " + (*message)->request.error().field;
}

template<typename Kind> Kind thereAndBack(const Kind& reply)
{
    Decoder<Reply> decoder;
    decoder.feed(encode(Reply(reply)));
    return std::get<Kind>(decoder.next().value().value());
}

} // namespace

class TestCodec : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void requestsAreReadAsTheyWereWrittenInAnyCut()
    {
        SetTrace trace;
        trace.addresses = {IpAddress::v4(0xcb00711d), *IpAddress::parse("2001:db8::1")};
        trace.tag = 9'999'999;
        trace.source = LogSource::Nflog;
        const std::vector<Request> requests{Hello{}, MakeLab{},    OpenTun{"tun0"},
                                            trace,   ClearTrace{}, ShowTrace{}};
        std::string bytes;
        for (std::uint32_t i = 0; i < requests.size(); ++i)
            bytes += encode(NumberedRequest{0xfffffff0 + i, requests[i]});

        Decoder<NumberedRequest> decoder;
        std::vector<NumberedRequest> read;
        for (const char byte : bytes) {
            decoder.feed({&byte, 1});
            while (auto message = decoder.next().value())
                read.push_back(*message);
        }
        QCOMPARE(read.size(), requests.size());
        for (std::uint32_t i = 0; i < read.size(); ++i) {
            QCOMPARE(read[i].number, 0xfffffff0 + i);
            QCOMPARE(read[i].request->index(), requests[i].index());
        }
        QCOMPARE(std::get<OpenTun>(*read[2].request).name, std::string("tun0"));
        const auto& readTrace = std::get<SetTrace>(*read[3].request);
        QVERIFY(readTrace.addresses == trace.addresses);
        QCOMPARE(readTrace.tag, trace.tag);
        QCOMPARE(readTrace.source, trace.source);
    }

    void questionsAndPacketsAreReadAsTheyWereWritten()
    {
        Investigate investigate;
        investigate.questions = {
            {IpAddress::v4(1), IpAddress::v4(2), "tun0", 17, 0xffffffff, 40'000, 53, 0xb8},
            {*IpAddress::parse("2001:db8::1"), *IpAddress::parse("::1"), "", 0, 0}};
        const Inject inject{"eth0", std::string("E\0\xff", 3) + std::string(17, 'x')};
        const SendHere here{IpAddress::v4(1), IpAddress::v4(2), 6, 40'000, 80, 9, true, {}, 300};
        const std::vector<Request> requests{ShowRules{}, MarkCounters{}, investigate, inject, here};
        Decoder<NumberedRequest> decoder;
        for (const Request& wanted : requests)
            decoder.feed(encode(NumberedRequest{1, wanted}));
        std::vector<Request> read;
        while (auto message = decoder.next().value())
            read.push_back(message->request.value());
        QCOMPARE(read.size(), requests.size());
        for (std::size_t i = 0; i < read.size(); ++i)
            QCOMPARE(read[i].index(), requests[i].index());
        const auto all = [](const RouteQuestion& one) {
            return std::tie(one.source, one.destination, one.in, one.protocol, one.mark, one.sourcePort,
                            one.destinationPort, one.tos);
        };
        QVERIFY(std::ranges::equal(std::get<Investigate>(read[2]).questions, investigate.questions, {}, all,
                                   all));
        QCOMPARE(std::get<Inject>(read[3]).device, inject.device);
        QCOMPARE(std::get<Inject>(read[3]).packet, inject.packet);
        const auto& sent = std::get<SendHere>(read[4]);
        QVERIFY(sent.sourcePort == 40'000 && sent.destinationPort == 80 && sent.timeoutMs == 300);
    }

    void repliesAreReadAsTheyWereWritten()
    {
        QCOMPARE(thereAndBack(Done{7}).request, 7u);
        const auto refused =
            thereAndBack(Refused{8, {ErrorCode::Busy, say("device-held", "tun0", "cat"), EBUSY}, "name"});
        QCOMPARE(refused.field, std::string("name"));
        QCOMPARE(refused.error.code, ErrorCode::Busy);
        QVERIFY(refused.error.said == say("device-held", "tun0", "cat"));
        QCOMPARE(refused.error.systemError, EBUSY);
        LabMade lab;
        lab.tun = "tun0";
        lab.network = "eth0";
        lab.farAddress = IpAddress::v4(0xcb00711d);
        lab.userNamespace = true;
        QVERIFY(thereAndBack(lab).farAddress == lab.farAddress && thereAndBack(lab).userNamespace);
        TraceShown shown;
        shown.active = true;
        shown.chains = {"raw PREROUTING", "nat INPUT"};
        shown.addresses = {IpAddress::v4(1)};
        shown.why = {say("device-held", "tun0", "ping"), {"kernel-says", {}, EBUSY}};
        QVERIFY(thereAndBack(shown).chains == shown.chains);
        QVERIFY(thereAndBack(shown).addresses == shown.addresses);
        QCOMPARE(thereAndBack(shown).why, shown.why);
        QCOMPARE(thereAndBack(KernelLogLines{"7,1,2,-;a\n"}).text, std::string("7,1,2,-;a\n"));
        QCOMPARE(thereAndBack(PacketReports{std::string("\0\xff", 2)}).bytes, std::string("\0\xff", 2));
        QCOMPARE(thereAndBack(Lost{1, 1ULL << 60}).nflog, 1ULL << 60);
    }

    void requestsThatMakeNoSenseAreRefused_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char* name, const std::string& bytes, const char* expected) {
            QTest::newRow(name) << QByteArray(bytes.data(), static_cast<qsizetype>(bytes.size()))
                                << QString::fromLatin1(expected);
        };
        const auto openTun = [](const std::string& name) {
            return frameOf(2, cbor({{"number", 1}, {"name", name}}));
        };
        const auto setTrace = [](const Json& addresses, const Json& tag, const Json& source) {
            return frameOf(3, cbor({{"number", 1},
                                    {"addresses", addresses},
                                    {"tag", tag},
                                    {"source", source},
                                    {"rules", true},
                                    {"connections", false},
                                    {"frames", false},
                                    {"packets", 1}}));
        };
        const auto question = [](const Json& source, const Json& destination, const Json& in,
                                 const Json& protocol, const Json& mark) {
            return Json({{"source", source},
                         {"destination", destination},
                         {"in", in},
                         {"protocol", protocol},
                         {"mark", mark},
                         {"sourcePort", 0},
                         {"destinationPort", 65535},
                         {"tos", 255}});
        };
        const auto investigate = [](const Json& questions) {
            return frameOf(8, cbor({{"number", 1}, {"questions", questions}}));
        };
        const auto inject = [](const Json& device, const Json& packet) {
            return frameOf(9, cbor({{"number", 1}, {"device", device}, {"packet", packet}}));
        };
        const auto bytes = [](std::size_t size) { return Json::binary(std::vector<std::uint8_t>(size, 69)); };
        row("nothing", "", "wait");
        row("half a length", std::string("\x05\0", 2), "wait");
        row("a length of nothing", std::string(4, '\0'), "error");
        row("a length over the limit", "\xff\xff\xff\xff", "error");
        row("just over the limit", std::string("\x01\x40\0\0", 4), "error");
        row("a body still to come", std::string("\x00\x40\0\0", 4), "wait");
        row("unknown kind", frameOf(99, cbor({{"number", 1}})), "error");
        row("no body", frameOf(1, ""), "error");
        row("not CBOR", frameOf(1, "\xff\xff"), "error");
        row("no map", frameOf(1, cbor(5)), "error");
        row("bytes behind the map", frameOf(1, cbor({{"number", 1}}) + "x"), "error");
        row("no number", frameOf(1, cbor(Json::object())), "refused number");
        row("negative number", frameOf(1, cbor({{"number", -1}})), "refused number");
        row("number too big", frameOf(1, cbor({{"number", 1ULL << 32}})), "refused number");
        row("a field too many", frameOf(1, cbor({{"number", 1}, {"path", "/etc"}})), "refused (unknown)");
        row("make the lab", frameOf(1, cbor({{"number", 1}})), "1");
        row("thousands of levels", frameOf(1, std::string(16000, '\x81')), "error");
        row("an array longer than memory", frameOf(1, std::string("\x9b\x7f\xff\xff\xff\xff\xff\xff\xff", 9)),
            "error");
        row("a good device", openTun("tun0"), "2");
        row("the longest device", openTun("abcdefghijklmno"), "2");
        row("device too long", openTun("abcdefghijklmnop"), "refused name");
        row("no device", openTun(""), "refused name");
        row("device with a slash", openTun("../tun"), "refused name");
        row("device with a blank", openTun("tun 0"), "refused name");
        row("device with a NUL", openTun(std::string("tun\0x", 5)), "refused name");
        row("device a number", frameOf(2, cbor({{"number", 1}, {"name", 0}})), "refused name");
        row("a good trace", setTrace(Json::array({address(1)}), 1, 0), "3");
        row("no address", setTrace(Json::array(), 1, 0), "refused addresses");
        row("the null address", setTrace(Json::array({address(0)}), 1, 0), "refused addresses");
        row("64 addresses", setTrace(std::vector<Json>(64, address(1)), 1, 0), "3");
        row("65 addresses", setTrace(std::vector<Json>(65, address(1)), 1, 0), "refused addresses");
        row("an address of 4 bytes", setTrace(Json::array({Json::binary({1, 2, 3, 4})}), 1, 0),
            "refused addresses");
        row("an address as text", setTrace(Json::array({"203.0.113.29"}), 1, 0), "refused addresses");
        row("tag 0", setTrace(Json::array({address(1)}), 0, 0), "refused tag");
        row("tag too big", setTrace(Json::array({address(1)}), 10'000'000, 0), "refused tag");
        row("tag a fraction", setTrace(Json::array({address(1)}), 1.5, 0), "refused tag");
        row("unknown source", setTrace(Json::array({address(1)}), 1, 5), "refused source");
        const auto good = question(address(1), address(2), "tun0", 255, 0xffffffff);
        row("no question", investigate(Json::array()), "8");
        row("a good question", investigate(Json::array({good})), "8");
        row("a question without a device",
            investigate(Json::array({question(address(1), address(2), "", 0, 0)})), "8");
        row("64 questions", investigate(std::vector<Json>(64, good)), "8");
        row("65 questions", investigate(std::vector<Json>(65, good)), "refused questions");
        row("questions no list", investigate(good), "refused questions");
        row("a question that is text", investigate(Json::array({"tun0"})), "refused questions");
        row("a question of nothing", investigate(Json::array({Json::object()})), "refused questions");
        auto more = good;
        more["table"] = 100;
        row("a question with a field too many", investigate(Json::array({more})), "refused questions");
        row("a question from nobody", investigate(Json::array({question(address(0), address(2), "", 0, 0)})),
            "refused destination");
        row("a question to nobody", investigate(Json::array({question(address(1), address(0), "", 0, 0)})),
            "refused destination");
        auto mapped = std::vector<std::uint8_t>(16, 1);
        std::fill_n(mapped.begin(), 10, std::uint8_t{0});
        mapped[10] = mapped[11] = 0xff;
        row("a question of two families",
            investigate(Json::array({question(address(1), Json::binary(mapped), "", 0, 0)})),
            "refused destination");
        row("a question at a path",
            investigate(Json::array({question(address(1), address(2), "../x", 0, 0)})), "refused in");
        row("a question at a device too long",
            investigate(Json::array({question(address(1), address(2), "abcdefghijklmnop", 0, 0)})),
            "refused in");
        row("protocol too big", investigate(Json::array({question(address(1), address(2), "", 256, 0)})),
            "refused questions");
        row("mark too big", investigate(Json::array({question(address(1), address(2), "", 0, 1ULL << 32)})),
            "refused questions");
        row("the smallest packet", inject("", bytes(20)), "9");
        row("the largest packet", inject("eth0", bytes(1500)), "9");
        row("a packet too small", inject("", bytes(19)), "refused packet");
        row("a packet too large", inject("", bytes(1501)), "refused packet");
        row("a packet as text", inject("", std::string(20, 'E')), "refused packet");
        row("a packet at a path", inject("a/b", bytes(20)), "refused device");
        row("a packet at a device too long", inject("abcdefghijklmnop", bytes(20)), "refused device");
        row("rules with a field", frameOf(6, cbor({{"number", 1}, {"table", "filter"}})),
            "refused (unknown)");
        row("rules", frameOf(6, cbor({{"number", 1}})), "6");
        const auto change = [](const Json& body) {
            return frameOf(12, cbor({{"number", 1}, {"change", body}}));
        };
        const auto mtu = [&](const char* name, int value) {
            return change({{"which", 3}, {"name", name}, {"mtu", value}});
        };
        row("a name with quotes", mtu("a\"b", 1400), "12");
        row("an MTU that cannot be", mtu("tun0", 67), "refused mtu");
        row("a name that cannot be", mtu("a b", 1400), "refused name");
        row("a change of unknown kind", change({{"which", 11}}), "refused which");
        row("a change with a field too many", change({{"which", 1}, {"name", "tun0"}, {"up", true}}),
            "refused (unknown)");
        row("counters", frameOf(7, cbor({{"number", 1}})), "7");
    }
    void requestsThatMakeNoSenseAreRefused()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, expected);
        QCOMPARE(QString::fromStdString(outcome<NumberedRequest>(bytes.toStdString())), expected);
    }

    void whatIsRefusedKeepsItsNumberAndTheNextIsRead()
    {
        Decoder<NumberedRequest> decoder;
        decoder.feed(encode(NumberedRequest{7, change::SetDeviceMtu{"a\x1b/", 1400}}) +
                     encode(NumberedRequest{8, change::SetDeviceMtu{"tun0", 1400}}));
        const auto refused = decoder.next().value().value();
        QCOMPARE(refused.number, 7U);
        QVERIFY(!refused.request);
        QCOMPARE(refused.request.error().field, std::string("name"));
        QCOMPARE(refused.request.error().said, say("bad-letter-in-device-name", "/"));
        const auto next = decoder.next().value().value();
        QCOMPARE(next.number, 8U);
        QCOMPARE(next.request->index(), Request(change::Change()).index());
    }

    void changesAreReadAsTheyWereWritten()
    {
        const auto network = Network::parse("2001:db8::1/64").value();
        const std::vector<change::Change> changes{
            change::CreateTun{"\xff\"", true, 1, 2, false},
            change::DeleteTun{"a"},
            change::SetDeviceUp{"a", false},
            change::SetDeviceMtu{"a", 65535},
            change::AddDeviceAddress{"a", network},
            change::RemoveDeviceAddress{"a", network},
            change::SetForwarding{false, true},
            change::SetNat{change::SourceNat::Snat, network.subnet(), "eth0", network.address},
            change::SetRpFilter{"all", 2},
            change::SetLogMartians{"a", false},
            change::RestoreRoute{"a",
                                 network.subnet(),
                                 {},
                                 network.address,
                                 1024,
                                 100,
                                 {{"a", network.address, 256}, {"b", {}, 1}}}};
        QCOMPARE(changes.size(), std::variant_size_v<change::Change>);
        for (const auto& change : changes) {
            Decoder<NumberedRequest> decoder;
            decoder.feed(encode(NumberedRequest{1, change}));
            QVERIFY(std::get<change::Change>(decoder.next().value().value().request.value()) == change);
            const Check sent{"id", Health::Bad, say("forwarding-off"), {say("kernel-says", 1)}, change};
            const auto check = thereAndBack(Examined{2, {sent}}).checks.front();
            QVERIFY(check.remedy == Remedy(change));
            QCOMPARE(check.meaning, sent.meaning);
        }
    }

    void anErrorStaysAnError()
    {
        Decoder<Reply> decoder;
        decoder.feed(std::string(4, '\0'));
        QVERIFY(!decoder.next());
        decoder.feed(encode(Reply(Done{1})));
        QVERIFY(!decoder.next());
    }

    void aReplyMayBeMuchLongerThanARequest()
    {
        const auto bytes = encode(Reply(KernelLogLines{std::string(maxReplyBytes - 1, 'x')}));
        QCOMPARE(outcome<Reply>(bytes), std::string("4"));
        QCOMPARE(outcome<Reply>(encode(Reply(KernelLogLines{std::string(maxReplyBytes, 'x')}))),
                 std::string("error"));
    }
};

HOOKWALK_TEST(TestCodec)
#include "tst_codec.moc"
