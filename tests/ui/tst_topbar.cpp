// SPDX-License-Identifier: GPL-3.0-or-later
// The toolbar: every slot has its place, whatever it says; the probe's panel; addresses are judged when one leaves them.
#include "support/madelab.h"
#include "support/testprogram.h"
#include "ui/panels/pill.h"
#include "ui/topbar.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace hookwalk;
using namespace hookwalk::ui;

class TestTopBar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_home.isValid());
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_home.path());
        m_appearance = std::make_unique<Appearance>();
    }
    void init() { show(1600); }
    void cleanup() { m_bar.reset(); }
    void cleanupTestCase() { m_appearance.reset(); }

    void everySlotStandsWhereItIsDrawn_data()
    {
        QTest::addColumn<int>("width");
        QTest::addColumn<QString>("slots");
        QTest::newRow("1920") << 1920
                              << QStringLiteral(
                                     "place 84 132, probe 232 184, source 424 240, destination 672 256, "
                                     "count 936 156, interval 1100 116, ttl 1224 88, send 1320 100");
        QTest::newRow("1600") << 1600
                              << QStringLiteral(
                                     "place 84 132, probe 232 148, source 388 172, destination 568 180, "
                                     "count 756 148, interval 912 120, ttl 1040 88, send 1136 92");
        QTest::newRow("1280") << 1280
                              << QStringLiteral(
                                     "place 84 132, probe 232 148, destination 388 180, count 576 148, "
                                     "more 732 68, send 808 92");
    }
    void everySlotStandsWhereItIsDrawn()
    {
        QFETCH(int, width);
        QFETCH(QString, slots);
        show(width);
        for (const QString& slot : slots.split(QStringLiteral(", "))) {
            const auto words = slot.split(u' ');
            const QRect place = slotOf(words[0]);
            QCOMPARE(QStringLiteral("%1 %2 %3").arg(words[0]).arg(place.x()).arg(place.width()), slot);
        }
        QCOMPARE(m_bar->pill().width(), 184);
    }

    void nothingMovesWhateverIsSaid_data()
    {
        QTest::addColumn<int>("width");
        for (const int width : {640, 1000, 1280, 1600, 1920})
            QTest::addRow("%d", width) << width;
    }
    void nothingMovesWhateverIsSaid()
    {
        QFETCH(int, width);
        show(width);
        const auto before = places();
        int right = 0;
        for (const QRect& place : before) {
            QVERIFY2(place.left() >= right, qPrintable(QString::number(place.left())));
            right = place.right() + 1;
        }
        QVERIFY(right <= width);
        for (QAction* preset : m_bar->form().findChild<QMenu*>(QStringLiteral("presets"))->actions()) {
            preset->trigger();
            QCOMPARE(places(), before);
        }
        button("protocolTCP")->click();
        m_bar->findChild<QCheckBox*>(QStringLiteral("newConnection"))->setChecked(true);
        m_bar->form().setCount(1'000'000);
        m_bar->setPlace(QStringLiteral("file"), QStringLiteral("a-name-that-is-far-too-long.kmsg"), {});
        m_bar->pill().setState(Pill::Tone::Bad, QStringLiteral("Kernel log and NFLOG"), {},
                               QStringLiteral("999,999 lost"));
        m_bar->form().setMode(SendForm::Mode::Sending);
        QCoreApplication::processEvents();
        QCOMPARE(button("send")->text(), QStringLiteral("Stop"));
        QCOMPARE(places(), before);
    }

    void sevenDigitsAreSeen_data() { nothingMovesWhateverIsSaid_data(); }
    void sevenDigitsAreSeen()
    {
        QFETCH(int, width);
        show(width);
        auto* count = m_bar->findChild<QSpinBox*>(QStringLiteral("count"));
        if (!count->isVisible())
            QTest::mouseClick(button("more"), Qt::LeftButton);
        QVERIFY(count->isVisible());
        count->setFocus();
        count->selectAll();
        QTest::keyClicks(count, QStringLiteral("1000000"));
        QTest::keyClick(count, Qt::Key_Return);
        QCOMPARE(count->value(), 1'000'000);
        QCOMPARE(count->text(), QStringLiteral("1,000,000"));
        const auto* text = count->findChild<QLineEdit*>();
        QVERIFY(text->width() >= QFontMetrics(text->font()).horizontalAdvance(count->text()));
    }

    void theProbeIsOneFieldWithItsPanel()
    {
        auto* probe = button("probe");
        QCOMPARE(probe->text(), QStringLiteral("Ping"));
        QTest::mouseClick(probe, Qt::LeftButton);
        QTRY_VERIFY(button("protocolTCP")->isVisible());
        QTest::mouseClick(button("protocolTCP"), Qt::LeftButton);
        auto* port = m_bar->findChild<QSpinBox*>(QStringLiteral("port"));
        port->selectAll();
        QTest::keyClicks(port, QStringLiteral("8080"));
        auto* newConnection = m_bar->findChild<QCheckBox*>(QStringLiteral("newConnection"));
        QTest::keyClick(newConnection, Qt::Key_Space);
        QCOMPARE(probe->text(), QStringLiteral("TCP 8080, new"));
        auto* fragments = m_bar->findChild<QSpinBox*>(QStringLiteral("fragments"));
        fragments->selectAll();
        QTest::keyClicks(fragments, QStringLiteral("64"));
        QCOMPARE(probe->toolTip(), QStringLiteral("TCP 8080, new, in fragments"));
        QCOMPARE(m_bar->form().request()->fragmentBytes, quint16{64});
        QTest::keyClick(port, Qt::Key_Escape);
        QTRY_VERIFY(!port->isVisible());
    }

    void thePanelSaysHowMuchFits()
    {
        QTest::mouseClick(button("probe"), Qt::LeftButton);
        const auto text = [this](const char* name) {
            return m_bar->findChild<QLabel*>(QLatin1String(name))->text();
        };
        QVERIFY(
            text("payloadLimits").contains(QStringLiteral("1,472 B in one packet, 65,507 B in fragments")));
        auto* payload = m_bar->findChild<QSpinBox*>(QStringLiteral("payload"));
        payload->selectAll();
        QTest::keyClicks(payload, QStringLiteral("1473"));
        QCOMPARE(payload->value(), 1473); // as typed, not cut in silence
        QVERIFY(text("probeProblem").contains(QStringLiteral("At most 1472 bytes")));
        QVERIFY(!m_bar->form().request());
        m_bar->findChild<QSpinBox*>(QStringLiteral("fragments"))->setValue(512);
        QVERIFY(text("probeProblem").isEmpty());
        QVERIFY(m_bar->form().request());
    }

    void anAddressIsJudgedWhenOneLeavesItAndOnSend()
    {
        QSignalSpy found(&m_bar->form(), &SendForm::problemFound);
        QSignalSpy sent(&m_bar->form(), &SendForm::sendRequested);
        m_bar->form().setMode(SendForm::Mode::Ready);
        auto* to = m_bar->findChild<QLineEdit*>(QStringLiteral("destination"));
        QTest::mouseClick(to, Qt::LeftButton);
        to->selectAll();
        QTest::keyClicks(to, QStringLiteral("203.0.113.256"));
        QCOMPARE(found.count(), 0); // not while it is typed
        QTest::keyClick(to, Qt::Key_Tab);
        QCOMPARE(found.count(), 1);
        QVERIFY(found.last().first().toString().contains(QStringLiteral("“203.0.113.256” is no IPv4")));
        QTest::mouseClick(button("send"), Qt::LeftButton);
        QCOMPARE(found.count(), 2);
        QCOMPARE(sent.count(), 0);
        QTest::mouseClick(to, Qt::LeftButton);
        QTest::keyClick(to, Qt::Key_End);
        QTest::keyClick(to, Qt::Key_Backspace);
        QCOMPARE(found.count(), 3); // taken back at once
        QVERIFY(found.last().first().toString().isEmpty());
        QTest::keyClick(to, Qt::Key_Return);
        QCOMPARE(sent.count(), 1);
    }

    void millisecondsAreWrittenAsSuch()
    {
        auto* every = m_bar->findChild<QDoubleSpinBox*>(QStringLiteral("interval"));
        QCOMPARE(every->text(), QStringLiteral("1 s"));
        QTest::keyClick(every, Qt::Key_Down);
        QCOMPARE(every->text(), QStringLiteral("500 ms"));
        every->selectAll();
        QTest::keyClicks(every, QStringLiteral("10 ms"));
        QTest::keyClick(every, Qt::Key_Return);
        QCOMPARE(m_bar->form().request()->intervalUs, 10'000);
        every->selectAll();
        QTest::keyClicks(every, QStringLiteral("0.2"));
        QTest::keyClick(every, Qt::Key_Return);
        QCOMPARE(every->text(), QStringLiteral("200 ms"));
    }

    void aPillAsWideAsItsTextShowsIt()
    {
        const Appearance appearance;
        Pill pill(appearance);
        pill.setState(Pill::Tone::Good, QStringLiteral("up"), {});
        pill.resize(pill.sizeHint());
        const QImage up = pill.grab().toImage();
        pill.setState(Pill::Tone::Good, QStringLiteral("on"), {});
        QVERIFY(pill.grab().toImage() != up);
    }

private:
    void show(int width)
    {
        m_bar = std::make_unique<TopBar>(*m_appearance);
        m_bar->form().setLab(test::madeLab());
        m_bar->resize(width, 56);
        m_bar->show();
        m_bar->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_bar.get()));
        QCOMPARE(m_bar->width(), width); // it fits
    }
    QPushButton* button(const char* name) const
    {
        return m_bar->findChild<QPushButton*>(QLatin1String(name));
    }
    // Of the box around an editor, in the bar.
    QRect slotOf(const QString& name) const
    {
        auto* widget = m_bar->findChild<QWidget*>(name);
        if (auto* field = qobject_cast<Field*>(widget->parentWidget()))
            widget = field;
        return {widget->mapTo(m_bar.get(), QPoint()), widget->size()};
    }
    QList<QRect> places() const
    {
        QList<QRect> all;
        for (const char* name : {"menu", "dock", "place", "probe", "source", "destination", "count",
                                 "interval", "ttl", "more", "send", "trace"}) {
            if (m_bar->findChild<QWidget*>(QLatin1String(name))->isVisible())
                all << slotOf(QLatin1String(name));
        }
        all << m_bar->pill().geometry() << slotOf(QStringLiteral("look"));
        return all;
    }

    QTemporaryDir m_home;
    std::unique_ptr<Appearance> m_appearance;
    std::unique_ptr<TopBar> m_bar;
};

HOOKWALK_TEST(TestTopBar)
#include "tst_topbar.moc"
