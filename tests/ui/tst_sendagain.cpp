// SPDX-License-Identifier: GPL-3.0-or-later
// "Send again as B" with a helper that answers: what was sent again becomes B, and nothing else does.
#include "support/testprogram.h"
#include "ui/compare/compareview.h"
#include "ui/mainwindow.h"

#include <QSignalSpy>
#include <QTest>

using namespace hookwalk;
using namespace hookwalk::ui;

class TestSendAgain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_appearance = std::make_unique<Appearance>();
        MainWindow::Options options;
        options.remember = false;
        options.session.helperPath = QStringLiteral(HOOKWALK_BIN_DIR "/fakehelper");
        m_window = std::make_unique<MainWindow>(*m_appearance, options);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        start();
        send();
        m_window->showMoment(0, 0);
        QTest::keyClick(&m_window->diagram(), Qt::Key_P);
        QVERIFY(m_window->pins()[Side::A]);
    }
    void cleanup()
    {
        m_window.reset();
        m_appearance.reset();
    }

    void whatIsSentAgainIsComparedAsB()
    {
        const auto before = m_window->document().count();
        QTest::keyClick(m_window.get(), Qt::Key_F5, Qt::ShiftModifier);
        QTRY_VERIFY(m_window->isComparing());
        QCOMPARE(m_window->pins()[Side::B]->packet(), before);
        QCOMPARE(m_window->comparison()->compared()->pin(Side::A).packet(), 0U);
    }

    void anotherSendIsNotTakenForIt()
    {
        QTest::keyClick(m_window.get(), Qt::Key_F5, Qt::ShiftModifier);
        m_window->lab().session().stop(); // before it was seen
        QVERIFY(!m_window->isComparing());
        start();
        send();
        QVERIFY(!m_window->isComparing() && !m_window->pins()[Side::B]);
    }

private:
    void start()
    {
        QSignalSpy ready(&m_window->lab(), &LabLink::ready);
        m_window->startLab();
        QTRY_COMPARE(ready.count(), 1);
    }
    void send()
    {
        const auto before = m_window->document().count();
        QSignalSpy finished(&m_window->lab(), &LabLink::finished);
        m_window->form().setCount(1);
        m_window->form().press();
        QTRY_COMPARE(finished.count(), 1);
        QTRY_VERIFY(m_window->document().count() > before);
    }

    std::unique_ptr<Appearance> m_appearance;
    std::unique_ptr<MainWindow> m_window;
};

HOOKWALK_TEST(TestSendAgain)
#include "tst_sendagain.moc"
