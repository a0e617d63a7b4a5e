// SPDX-License-Identifier: GPL-3.0-or-later
// A filter of which a part cannot be read: which terms are good, which one is bad and why.
#include "query/query.h"
#include "support/testprogram.h"
#include "words/words.h"

#include <QTest>

using namespace hookwalk;

class TestFilterTerms : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aBadTermLeavesTheOthers_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("good");
        QTest::addColumn<QString>("bad"); // each with its code and letter
        const auto row = [](const char* typed, const char* good, const char* bad) {
            QTest::newRow(typed) << typed << good << bad;
        };
        row("", "", "");
        row("dropped udp", "dropped udp", "");
        row("dropped :99999 udp", "dropped udp", "[:99999] filter-no-port 9");
        row(":99999", "", "[:99999] filter-no-port 1");
        row("tcp,300.1.1.1,udp dropped", "dropped", "[tcp,300.1.1.1,udp] filter-no-address 5");
        row("tcp,:99999, udp dropped", "dropped", "[tcp,:99999, udp] filter-no-port 5");
        row("tcp , :99999 , udp dropped", "dropped", "[tcp , :99999 , udp] filter-no-port 7");
        row(":99999,\"a b\" dropped", "dropped", "[:99999,\"a b\"] filter-no-port 1");
        row("dropped ,", "", "[dropped ,] filter-condition-missing 10");
        row(", dropped udp", "udp", "[, dropped] filter-condition-missing 1");
        row("rule x udp", "udp", "[rule x] filter-number-missing 1");
        row("rule udp", "udp", "[rule] filter-number-missing 1");
        row("port 99999 udp", "udp", "[port 99999] filter-number-missing 1");
        row("time 10:42.. udp", "udp", "[time 10:42..] filter-no-time 6");
        row("nat FORWARD udp", "udp", "[nat FORWARD] filter-no-such-chain 1");
        row("udp \"open", "udp", "[\"open] filter-quote-open 5");
        row("\"a\"b udp", "udp", "[\"a\"b] filter-behind-quote 4");
        row(":0x 1.2.3 udp", "udp", "[:0x] filter-no-port 1 [1.2.3] filter-no-address 5");
        row("-tcp,!udp answered", "answered", "[-tcp,!udp] filter-not-twice 6");
    }

    void aBadTermLeavesTheOthers()
    {
        QFETCH(QString, typed);
        QFETCH(QString, good);
        QFETCH(QString, bad);
        const auto read = query::readFilter(typed.toStdString());
        QCOMPARE(QString::fromStdString(query::toText(read.good)), good);
        QStringList all;
        for (const auto& one : read.bad)
            all << QString::fromStdString('[' + one.text + "] " + one.error.said.code + ' ' +
                                          one.error.said.values[0]);
        QCOMPARE(all.join(u' '), bad);
        const auto whole = query::parseFilter(typed.toStdString());
        QCOMPARE(bool(whole), read.bad.empty());
        QVERIFY(whole || whole.error().said == read.bad.front().error.said);
    }

    void aNameThatTheLogLacksIsKnown()
    {
        const auto trace = *Trace::open(HOOKWALK_TEST_DATA "/traces/kernel-6.18-forward.kmsg");
        query::Query query;
        query.setFilter(*query::parseFilter("answered eth0 tcp,dorpped"));
        while (query.work(trace, query.portion())) {
        }
        QCOMPARE(query.unknownNames(), std::vector<std::string>{"dorpped"});
    }
};

HOOKWALK_TEST(TestFilterTerms)
#include "tst_filterterms.moc"
