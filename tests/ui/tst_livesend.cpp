// SPDX-License-Identifier: GPL-3.0-or-later
// The whole way with the real helper in a real kernel: press Send in the window, and see the packet at each
// chain in the order in which the kernel reported it.
#include "support/fakeclock.h"
#include "support/testprogram.h"
#include "ui/charts/roundtripchart.h"
#include "ui/dock/leftdock.h"
#include "ui/dock/undo.h"
#include "ui/mainwindow.h"

#include <csignal>
#include <QCheckBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace hookwalk;
using namespace hookwalk::ui;

namespace
{

constexpr int labTimeoutMs = 30'000;

// "raw-PREROUTING", … of the trace points' lines that hold `token`, as they came; not frames, not facts.
QStringList chainsIn(const QString& lines, const QString& token)
{
    QStringList chains;
    for (const QString& line : lines.split(QLatin1Char('\n'))) {
        const QString head = line.section(QLatin1Char(';'), 0, 0), text = line.section(QLatin1Char(';'), 1);
        const bool fromChain =
            !head.contains(QStringLiteral("source=")) || head.contains(QStringLiteral("source=nflog"));
        if (fromChain && text.contains(token))
            chains << text.section(QStringLiteral(" ["), 0, 0);
    }
    return chains;
}

qint64 helperProcess()
{
    QFile children(QStringLiteral("/proc/self/task/%1/children").arg(QCoreApplication::applicationPid()));
    if (!children.open(QIODevice::ReadOnly))
        return 0;
    return QString::fromLatin1(children.readAll()).section(QLatin1Char(' '), 0, 0).toLongLong();
}

} // namespace

class TestLiveSend : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_home.isValid());
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_home.path());
        QCoreApplication::setOrganizationName(QStringLiteral("hookwalk-test"));
        m_appearance = std::make_unique<Appearance>();
        MainWindow::Options options;
        options.clock = m_clock.clock();
        options.remember = false;
        options.session.helperPath = QStringLiteral(HOOKWALK_BIN_DIR "/hookwalk-helper");
        m_window = std::make_unique<MainWindow>(*m_appearance, options);
        m_window->show();
        connect(&m_window->lab().session(), &session::Session::linesArrived, this,
                [this](const std::string& lines) { m_lines += QString::fromStdString(lines); });
        QSignalSpy ready(&m_window->lab(), &LabLink::ready);
        QSignalSpy failed(&m_window->lab(), &LabLink::failed);
        m_window->startLab();
        QTRY_VERIFY_WITH_TIMEOUT(!ready.isEmpty() || !failed.isEmpty(), labTimeoutMs);
        if (ready.isEmpty() && qEnvironmentVariable("CI") != QStringLiteral("true"))
            QSKIP(qPrintable(m_window->messages().text()));
        QVERIFY2(!ready.isEmpty(), qPrintable(m_window->messages().text()));
    }
    void init() { m_lines.clear(); }
    void cleanupTestCase()
    {
        m_window.reset();
        m_appearance.reset();
    }

    void theWindowSaysWhichSourceIsInUse()
    {
        QTRY_VERIFY(m_window->findChild<Pill*>()->text().endsWith(QStringLiteral("0 lost")));
        QVERIFY(!m_window->findChild<Pill*>()->toolTip().isEmpty());
    }

    void sendShowsThePacketAtEachChainInTheKernelsOrder()
    {
        send(1, true);
        QTRY_COMPARE(table()->model()->rowCount(), 2);
        const QStringList request = chainsIn(m_lines, QStringLiteral(" TYPE=8 "));
        const QStringList reply = chainsIn(m_lines, QStringLiteral(" TYPE=0 "));
        QVERIFY2(request.size() == 8, qPrintable(m_lines));
        QVERIFY2(reply.size() == 6, qPrintable(m_lines));
        QCOMPARE(request.first(), QStringLiteral("raw-PREROUTING"));
        QCOMPARE(request.last(), QStringLiteral("nat-POSTROUTING"));

        // The first new packet was selected by itself and plays.
        QCOMPARE(m_window->selection().walk()->title, say("packet-echo-request", 0));
        QVERIFY(m_window->playhead().isPlaying());
        QCOMPARE(chainsWhileStepping(), request);
        table()->selectRow(1);
        QCOMPARE(m_window->selection().walk()->title, say("packet-echo-reply", 0));
        QCOMPARE(chainsWhileStepping(), reply);
    }

    void theNextPacketIsPlayedByItselfUntilAPersonActs()
    {
        const int before = table()->model()->rowCount();
        send(2, false);
        QTRY_COMPARE(table()->model()->rowCount(), before + 4);
        const auto first = m_window->selection().traversal();
        QCOMPARE(table()->currentIndex().row(), before);
        for (int ticks = 0; table()->currentIndex().row() == before && ticks < 1000; ++ticks)
            m_clock.tick(m_window->playhead(), 20);
        QCOMPARE(table()->currentIndex().row(), before + 1);
        QVERIFY(m_window->playhead().isPlaying());
        QVERIFY(m_window->selection().traversal() != first);
        m_window->findChild<QToolButton*>(QStringLiteral("forward"))->click();
        QVERIFY(!m_window->selection().isFollowing());
        m_window->playhead().play();
        m_clock.run(m_window->playhead(), 12'000);
        QCOMPARE(table()->currentIndex().row(), before + 1);
    }

    void theSecondPingOfAConnectionSkipsNat()
    {
        const int before = table()->model()->rowCount();
        send(2, false);
        QTRY_COMPARE(table()->model()->rowCount(), before + 4);
        const QStringList second = chainsIn(m_lines, QStringLiteral(" TYPE=8 ")).mid(8);
        QVERIFY(!second.contains(QStringLiteral("nat-PREROUTING")));
        table()->selectRow(before + 2);
        QCOMPARE(chainsWhileStepping(), second);
    }

    void theRoundTripsAreInTheChart()
    {
        send(2, true);
        const auto charts = m_window->findChildren<QChartView*>();
        const auto found = std::ranges::find_if(
            charts, [](const QChartView* one) { return one->inherits("hookwalk::ui::RoundTripChart"); });
        QVERIFY(found != charts.end());
        const auto* chart = static_cast<const RoundTripChart*>(*found);
        QVERIFY(chart->shownCount() >= 2);
        QVERIFY(m_window->findChild<QLabel*>(QStringLiteral("median"))
                    ->text()
                    .startsWith(QStringLiteral("median ")));
    }

    void theRulesAreThereWithTheOneThatMatched()
    {
        send(1, true);
        const int stop = stopAt("nat-POSTROUTING");
        QTRY_COMPARE(m_window->selection().walk()->stops[static_cast<std::size_t>(stop)].verdict,
                     std::string("accept"));
        m_window->showMoment(m_window->selection().traversal(), stop);
        QCOMPARE(m_window->findChild<QLabel*>(QStringLiteral("rulesDetail"))->text(),
                 QStringLiteral("1 of 1 matched"));
        // The frame at the device shows the address that masquerading gave it.
        const auto walk = m_window->selection().walk();
        QCOMPARE(walk->stops.back().kind, StopKind::Observed);
        QVERIFY(stopAt("rewrite-POSTROUTING") >= 0);
        QVERIFY(walk->connection.connection);
        const auto first = m_window->selection().traversal();
        Q_EMIT m_window->findChild<QLabel*>(QStringLiteral("connectionPackets"))
            ->linkActivated(QString::number(first + 1));
        QCOMPARE(m_window->selection().traversal(), first + 1);
    }

    void aSilentPeerIsNamedWhenTheRunIsOver()
    {
        const int before = table()->model()->rowCount();
        m_window->findChild<QPushButton*>(QStringLiteral("protocolUDP"))->click();
        m_window->findChild<QSpinBox*>(QStringLiteral("port"))->setValue(9);
        send(1, true);
        m_window->findChild<QPushButton*>(QStringLiteral("protocolICMP"))->click();
        QTRY_COMPARE(table()->model()->rowCount(), before + 1);
        QTRY_COMPARE(table()->model()->index(before, TimelineModel::Ending).data().toString(),
                     QStringLiteral("peer silent"));
    }

    void aTtlOfOneDiesAtTheRoutingDecision()
    {
        const int before = table()->model()->rowCount();
        m_window->findChild<QSpinBox*>(QStringLiteral("ttl"))->setValue(1);
        send(1, true);
        m_window->findChild<QSpinBox*>(QStringLiteral("ttl"))->setValue(64);
        QTRY_COMPARE(table()->model()->rowCount(), before + 2); // the request, and the error below it
        table()->selectRow(before);
        QTest::keyClick(&m_window->diagram(), Qt::Key_End);
        QTRY_COMPARE(m_window->findChild<QLabel*>(QStringLiteral("stageTitle"))->text(),
                     QStringLiteral("Routing decision"));
        const auto& picture = m_window->diagram().picture();
        QTRY_VERIFY(std::any_of(picture.stages.begin(), picture.stages.end(),
                                [](const StagePicture& stage) { return stage.deathMark; }));
    }

    void stopEndsARunAtOnce()
    {
        m_window->findChild<QSpinBox*>(QStringLiteral("count"))->setValue(1000);
        QSignalSpy finished(&m_window->lab(), &LabLink::finished);
        auto* button = m_window->findChild<QPushButton*>(QStringLiteral("send"));
        button->click();
        QTRY_COMPARE(button->text(), QStringLiteral("Stop"));
        button->click();
        QVERIFY(finished.wait(test::patienceMs));
        QTRY_COMPARE(button->text(), QStringLiteral("Send"));
    }

    void aChangeOfTheDockIsTakenBackByItsKey()
    {
        auto* mtu = m_window->findChild<QLineEdit*>(QStringLiteral("mtu"));
        QTRY_COMPARE(mtu->text(), QStringLiteral("1500"));
        mtu->setFocus();
        mtu->selectAll();
        QTest::keyClicks(mtu, QStringLiteral("1400"));
        QTest::keyClick(mtu, Qt::Key_Return);
        const auto mtuNow = [this] { return m_window->lab().session().devices().front().mtu; };
        QTRY_COMPARE(mtuNow(), 1400U);
        auto* undo = &m_window->findChild<LeftDock*>()->undo();
        QTRY_COMPARE(undo->words(), QStringLiteral("MTU of tun0: 1400"));
        m_window->diagram().setFocus();
        QTest::keyClick(&m_window->diagram(), Qt::Key_Z, Qt::ControlModifier);
        QTRY_COMPARE(mtuNow(), 1500U);
        QTRY_VERIFY(!undo->isPossible());
    }

    void aHelperThatDiesIsASentenceAndANewOneCanBeStarted()
    {
        const qint64 helper = helperProcess();
        QVERIFY(helper > 1);
        QSignalSpy failed(&m_window->lab(), &LabLink::failed);
        ::kill(static_cast<pid_t>(helper), SIGKILL);
        QVERIFY(failed.wait(test::patienceMs));
        QVERIFY(m_window->messages().isVisible());
        QVERIFY(!m_window->findChild<QPushButton*>(QStringLiteral("send"))->isEnabled());
        QSignalSpy ready(&m_window->lab(), &LabLink::ready);
        m_window->findChild<QPushButton*>(QStringLiteral("messageAction"))->click();
        QVERIFY(ready.wait(labTimeoutMs));
        QVERIFY(!m_window->messages().isVisible());
        QTRY_VERIFY(m_window->findChild<QPushButton*>(QStringLiteral("send"))->isEnabled());
    }

private:
    // Presses Send and waits until the run is over.
    void send(int count, bool newConnection)
    {
        m_window->findChild<QSpinBox*>(QStringLiteral("count"))->setValue(count);
        m_window->findChild<QDoubleSpinBox*>(QStringLiteral("interval"))->setValue(0);
        m_window->findChild<QCheckBox*>(QStringLiteral("newConnection"))->setChecked(newConnection);
        QSignalSpy finished(&m_window->lab(), &LabLink::finished);
        auto* button = m_window->findChild<QPushButton*>(QStringLiteral("send"));
        QTRY_VERIFY(button->isEnabled());
        QTest::mouseClick(button, Qt::LeftButton);
        QVERIFY(finished.wait(labTimeoutMs));
    }
    // Steps through the selected packet with the button and notes the chains where the diagram says it is
    // now.
    QStringList chainsWhileStepping()
    {
        auto* forward = m_window->findChild<QToolButton*>(QStringLiteral("forward"));
        QTest::keyClick(&m_window->diagram(), Qt::Key_Home);
        QStringList chains;
        const auto walk = m_window->selection().walk();
        for (std::size_t i = 0; i < walk->stops.size(); ++i, forward->click()) {
            QCoreApplication::processEvents();
            const Picture& picture = m_window->diagram().picture();
            for (const StagePicture& stage : picture.stages) {
                const Stop* stop =
                    stage.stop < 0 ? nullptr : &walk->stops[static_cast<std::size_t>(stage.stop)];
                if (stage.state == StageState::Current && stop->kind == StopKind::Observed &&
                    stop->stage.kind == StageKind::Chain && stage.stop == m_window->selection().stop())
                    chains << QString::fromStdString(stageId(stop->stage));
            }
        }
        return chains;
    }
    int stopAt(const char* id) const
    {
        const auto walk = m_window->selection().walk();
        for (std::size_t i = 0; walk && i < walk->stops.size(); ++i) {
            if (stageId(walk->stops[i].stage) == id)
                return static_cast<int>(i);
        }
        return -1;
    }
    QTableView* table() const { return m_window->findChild<QTableView*>(QStringLiteral("traversals")); }

    QTemporaryDir m_home;
    test::FakeClock m_clock;
    QString m_lines;
    std::unique_ptr<Appearance> m_appearance;
    std::unique_ptr<MainWindow> m_window;
};

HOOKWALK_TEST(TestLiveSend)
#include "tst_livesend.moc"
