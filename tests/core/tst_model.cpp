// SPDX-License-Identifier: GPL-3.0-or-later
// Chains, addresses and stages as values.
#include "model/chain.h"
#include "model/network.h"
#include "model/printable.h"
#include "model/stage.h"
#include "support/testprogram.h"

#include <QTest>
#include <set>

using namespace hookwalk;

class TestModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thereAre17ChainsAndEachIsFoundByItsName()
    {
        std::set<std::string> names;
        for (const Chain chain : allChains) {
            names.insert(name(chain));
            QVERIFY(chainNamed(name(chain.table), name(chain.hook)) == chain);
        }
        QCOMPARE(names.size(), std::size_t{17});
        QVERIFY(!chainNamed("raw", "FORWARD"));
        QVERIFY(!chainNamed("Raw", "OUTPUT"));
    }

    void chainsOfAHookStandInTheOrderOfTheirPriorities()
    {
        for (std::size_t i = 1; i < allChains.size(); ++i) {
            if (allChains[i].hook == allChains[i - 1].hook)
                QVERIFY(defaultPriority(allChains[i - 1]) < defaultPriority(allChains[i]));
        }
    }

    void addressesAreReadAndWritten_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("written");
        QTest::newRow("v4") << "203.0.113.29"
                            << "203.0.113.29";
        QTest::newRow("v6 long") << "2001:0db8:0000:0000:0000:0000:0000:0001"
                                 << "2001:db8::1";
        QTest::newRow("too many numbers") << "203.0.113.29.1"
                                          << "";
        QTest::newRow("out of range") << "203.0.113.256"
                                      << "";
        QTest::newRow("short") << "203.0.113"
                               << "";
        QTest::newRow("blank") << " 203.0.113.1"
                               << "";
        QTest::newRow("empty") << ""
                               << "";
        QTest::newRow("very long") << QString(100, QLatin1Char('1')) << "";
    }
    void addressesAreReadAndWritten()
    {
        QFETCH(QString, text);
        QFETCH(QString, written);
        const auto address = IpAddress::parse(text.toStdString());
        QCOMPARE(address.has_value(), !written.isEmpty());
        if (address)
            QCOMPARE(QString::fromStdString(address->toString()), written);
    }

    void networksAreReadAndCompared()
    {
        for (const char* wrong : {"", "192.0.2.1", "192.0.2.1/", "192.0.2.1/33", "2001:db8::1/129",
                                  "192.0.2.1/2x", "/24", "192.0.2.1/-1"})
            QVERIFY2(!Network::parse(wrong), wrong);
        const auto lan = *Network::parse("192.0.2.77/26");
        QCOMPARE(lan.toString(), std::string("192.0.2.77/26"));
        QCOMPARE(lan.subnet().toString(), std::string("192.0.2.64/26"));
        QVERIFY(lan.contains(*IpAddress::parse("192.0.2.127")));
        QVERIFY(!lan.contains(*IpAddress::parse("192.0.2.128")));
        QVERIFY(!lan.contains(*IpAddress::parse("2001:db8::1")));
        QVERIFY(Network::parse("0.0.0.0/0")->contains(lan.address));
        QVERIFY(!Network::parse("0.0.0.0/0")->contains(*IpAddress::parse("2001:db8::1")));
        QVERIFY(lan.overlaps(*Network::parse("192.0.2.0/24")));
        QVERIFY(Network::parse("192.0.2.0/24")->overlaps(lan));
        QVERIFY(!lan.overlaps(*Network::parse("192.0.2.1/26")));
        QVERIFY(Network::parse("2001:db8::1/64")->overlaps(*Network::parse("2001:db8::ffff/128")));
    }

    void whatATerminalWouldObeyIsEscaped()
    {
        for (const char* text : {"", "tun0", "a b", "“ä” → 😀", "\\x1b"})
            QCOMPARE(printable(text), std::string(text));
        const std::pair<std::string, const char*> escaped[] = {
            {"a\x1b[31mb", "a\\x1b[31mb"},
            {"a\nb\r\t", "a\\x0ab\\x0d\\x09"},
            {"\x7f", "\\x7f"},
            {"\xc2\x9b"
             "31m",
             "\\xc2\\x9b31m"}, // C1
            {"\x9b\xff", "\\x9b\\xff"},
            {"\xc3", "\\xc3"},                   // no UTF-8
            {"\xe2\x80\xae", "\\xe2\\x80\\xae"}, // turns the direction of writing
            {"\xed\xa0\x80", "\\xed\\xa0\\x80"},
            {"\xf5\x80\x80\x80", "\\xf5\\x80\\x80\\x80"},
            {"\xc0\xaf", "\\xc0\\xaf"},
            {"\xe0\x80\xaf", "\\xe0\\x80\\xaf"}, // longer than need be
            {std::string(1, '\0'), "\\x00"}};
        for (const auto& [text, shown] : escaped) {
            QCOMPARE(printable(text), std::string(shown));
            QVERIFY(!isPrintable(text));
        }
    }

    void everyStageIsFoundByItsId()
    {
        for (const Chain chain : allChains)
            QVERIFY(stageWithId(stageId(Stage::of(chain))) == Stage::of(chain));
        for (const auto kind : {StageKind::RoutingIn, StageKind::TunRead, StageKind::LocalProcess})
            QVERIFY(stageWithId(stageId(Stage::of(kind))) == Stage::of(kind));
        QVERIFY(stageWithId("conntrack-OUTPUT") == Stage::conntrack(Hook::Output));
        QVERIFY(!stageWithId("raw-FORWARD"));
    }
};

HOOKWALK_TEST(TestModel)
#include "tst_model.moc"
