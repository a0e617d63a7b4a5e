// Chains, addresses and stages as values.
#include "model/chain.h"
#include "model/network.h"
#include "model/stage.h"

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

QTEST_APPLESS_MAIN(TestModel)
#include "tst_model.moc"
