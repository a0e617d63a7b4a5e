// SPDX-License-Identifier: GPL-3.0-or-later
// What rules at ingress or of a bridge reject is seen at a device alone, and told behind the chains that the answer met.
#include "support/testprogram.h"
#include "traversal/trace.h"

#include <QTest>

using namespace hookwalk;

namespace
{

const std::string asked = "SRC=192.0.2.7 DST=198.51.100.9 LEN=60 TOS=0x00 PREC=0x00 TTL=64 ID=1 DF ",
                  tcp = "PROTO=TCP SPT=4000 DPT=80 WINDOW=64240 RES=0x00 SYN URGP=0 ",
                  udp = "PROTO=UDP SPT=4000 DPT=53 LEN=40 ",
                  back = "SRC=198.51.100.9 DST=192.0.2.7 LEN=40 TOS=0x00 PREC=0x00 TTL=64 ID=0 ",
                  reset = "PROTO=TCP SPT=80 DPT=4000 WINDOW=0 RES=0x00 ACK RST URGP=0 ",
                  error = "PROTO=ICMP TYPE=3 CODE=3 [" + asked + udp + "] ";

} // namespace

class TestEarlyRejects : public QObject
{
    Q_OBJECT

    QByteArray m_log;
    int m_records = 0;
    void add(const std::string& source, const std::string& text)
    {
        const auto number = QByteArray::number(++m_records);
        m_log += "7," + number + ",10000" + number + ",-" + source.c_str() + ';' + text.c_str() + '\n';
    }
    void frame(bool isIn, const std::string& packet)
    {
        add(isIn ? ",source=wire-in" : ",source=wire-out",
            (isIn ? "IN=eth0 OUT= MAC= " : "IN= OUT=eth0 ") + packet);
    }
    Trace traced() const { return Trace::fromText(m_log.toStdString()); }

private Q_SLOTS:
    void init()
    {
        m_log.clear();
        m_records = 0;
    }

    void theAnswerIsLinked_data()
    {
        QTest::addColumn<bool>("isReset");
        QTest::addColumn<bool>(
            "meetsChains"); // nf_send_reset() and the like; at netdev and bridge they do not
        QTest::newRow("reset") << true << false;
        QTest::newRow("error") << false << false;
        QTest::newRow("reset through the output chains") << true << true;
        QTest::newRow("error through the output chains") << false << true;
    }
    void theAnswerIsLinked()
    {
        QFETCH(bool, isReset);
        QFETCH(bool, meetsChains);
        const auto answer = back + (isReset ? reset : error);
        for (const auto* chain : {"raw-OUTPUT", "filter-OUTPUT", "mangle-POSTROUTING"}) {
            if (meetsChains)
                add("", std::string(chain) + " [1]IN= OUT=eth0 " + answer);
        }
        frame(true, asked + (isReset ? tcp : udp));
        frame(false, answer);
        const auto trace = traced();
        QCOMPARE(trace.traversals().size(), std::size_t(2));
        const TraversalIndex question = meetsChains ? 1 : 0, reply = 1 - question;
        QCOMPARE(trace.traversals()[question].reply, reply);
        QCOMPARE(trace.traversals()[reply].replyTo, question);
        QCOMPARE(trace.traversals()[question].replyTo, noIndex);
        QCOMPARE(trace.traversals()[reply].reply, noIndex);
    }

    // What was sent from here before is asked, also where its answer ends at ingress.
    void whatLeftBeforeIsTheQuestion()
    {
        for (const auto* chain : {"raw-OUTPUT", "filter-OUTPUT", "mangle-POSTROUTING"})
            add("", std::string(chain) + " [1]IN= OUT=eth0 " + asked + tcp);
        frame(false, asked + tcp);
        frame(true, back + reset);
        const auto trace = traced();
        QCOMPARE(trace.traversals().size(), std::size_t(2));
        QCOMPARE(trace.traversals()[0].reply, 1U);
        QCOMPARE(trace.traversals()[1].replyTo, 0U);
    }
};

HOOKWALK_TEST(TestEarlyRejects)
#include "tst_earlyrejects.moc"
