// SPDX-License-Identifier: GPL-3.0-or-later
// The window on a person's own machine, with the real helper: from the lab to this machine, a ping through a
// tun made there, and nothing left of it. The machine is a network namespace of the test's own.
#include "support/hostnet.h"
#include "support/kerneltest.h"
#include "support/testprogram.h"
#include "ui/dock/tunpanel.h"
#include "ui/mainwindow.h"
#include "words/words.h"

#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTest>

using namespace hookwalk;
using namespace hookwalk::change;
using namespace hookwalk::protocol;
using namespace hookwalk::ui;
using session::Place;
using session::Session;

namespace
{

constexpr int startTimeoutMs = 30'000;

Session::Options direct()
{
    Session::Options options;
    options.helperPath = QStringLiteral(HOOKWALK_BIN_DIR "/hookwalk-helper");
    options.startBy = session::StartBy::Direct;
    return options;
}

} // namespace

class TestLiveHost : public test::KernelTest
{
    Q_OBJECT

protected Q_SLOTS:
    void initTestCase() override
    {
        KernelTest::initTestCase();
        if (geteuid() != 0) // skipped, or failed
            return;
        QVERIFY(test::enterFreshMachine());
        test::printed("ip link set lo up; nft list ruleset");
        m_before = test::MachineState::now();
        m_untouched = test::ownMachine();
        MainWindow::Options options;
        options.remember = false;
        options.session = direct();
        m_window = std::make_unique<MainWindow>(m_appearance, options);
        m_window->resize(1600, 1000);
        m_window->show();
        m_window->startLab();
        QTRY_VERIFY_WITH_TIMEOUT(session().isReady(), startTimeoutMs);
        m_window->lab().setPlace(Place::Host);
        QTRY_VERIFY2_WITH_TIMEOUT(session().isReady(), words::text(session().lastError()).c_str(),
                                  startTimeoutMs);
    }
    void cleanup() override {} // the helper is there until the last test

private Q_SLOTS:
    void aTunOfThisMachineIsChosenAndPingedThrough()
    {
        QVERIFY(!m_window->findChild<QPushButton*>(QStringLiteral("send"))->isEnabled());
        for (const change::Change& request :
             {change::Change(CreateTun{"tun5"}),
              change::Change(AddDeviceAddress{"tun5", {*IpAddress::parse("192.168.69.100"), 24}}),
              change::Change(SetDeviceUp{"tun5", true})})
            session().change(request, [](const std::optional<Error>& refusal) {
                QVERIFY2(!refusal, refusal ? words::text(*refusal).c_str() : "");
            });
        auto* use = m_window->findChild<QPushButton*>(QStringLiteral("useTun"));
        QTRY_VERIFY(use->isVisibleTo(m_window.get()));
        QTRY_VERIFY(!session().devices().empty() && !session().devices().front().addresses.empty());
        use->click();
        QTRY_VERIFY(!use->isVisibleTo(m_window.get()));
        QTRY_COMPARE(m_window->lab().words().pill.section(QLatin1Char(' '), 0, 0), QStringLiteral("tun5"));
        QTRY_COMPARE(m_window->findChild<QLineEdit*>(QStringLiteral("source"))->text(),
                     QStringLiteral("192.168.69.1"));

        m_window->form().setDestination(QStringLiteral("192.168.69.100"));
        m_window->form().setCount(1);
        QSignalSpy finished(&m_window->lab(), &LabLink::finished);
        m_window->findChild<QPushButton*>(QStringLiteral("send"))->click();
        QTRY_COMPARE(finished.size(), 1);
        QVERIFY(m_window->messages().text().startsWith(QStringLiteral("1 sent, 1 answered, median ")));
        const auto& trace = m_window->document().trace();
        QCOMPARE(trace.traversals().size(), std::size_t(2));
        QCOMPARE(pathOf(trace, 0), Path::LocalIn);
        QCOMPARE(endingOf(trace, 0).kind, EndingKind::Delivered);
        QCOMPARE(pathOf(trace, 1), Path::LocalOut);
    }

    void whoWantsTheSameTunIsToldWhoHasIt()
    {
        auto options = direct();
        options.place = Place::Host;
        Session other(options);
        QSignalSpy failed(&other, &Session::failed);
        other.start();
        QTRY_VERIFY_WITH_TIMEOUT(other.isReady(), startTimeoutMs);
        QTRY_COMPARE(other.devices().size(), std::size_t(1));
        other.useTun(QStringLiteral("tun5"));
        QTRY_COMPARE(failed.size(), 1);
        const auto sentence = QString::fromStdString(words::text(failed.first().first().value<Error>()));
        QVERIFY2(sentence.contains(QStringLiteral("(%1)").arg(QCoreApplication::applicationPid())),
                 qPrintable(sentence));
        QCOMPARE(session().lab().tun, std::string("tun5")); // and ours goes on
    }

    void aTunThatIsDeletedElsewhereIsNoLongerInUse()
    {
        test::printed("ip link delete tun5");
        QTRY_COMPARE(m_window->lab().words().pill, QStringLiteral("No tun chosen"));
        QVERIFY(!m_window->findChild<QPushButton*>(QStringLiteral("send"))->isEnabled());
    }

    void nothingIsLeftBehind()
    {
        m_window.reset();
        QTRY_COMPARE(test::ownMachine(), m_untouched);
        const auto difference = test::MachineState::differenceTo(m_before);
        QVERIFY2(difference.empty(), difference.c_str());
    }

private:
    Session& session() { return m_window->lab().session(); }

    Appearance m_appearance;
    QByteArray m_untouched;
    std::unique_ptr<MainWindow> m_window;
};

HOOKWALK_TEST(TestLiveHost)
#include "tst_livehost.moc"
