// SPDX-License-Identifier: GPL-3.0-or-later
// The dock on real interfaces: what it makes is there, what others change appears at once, and what the
// kernel refuses is said in its words.
#include "dockhands.h"
#include "support/testprogram.h"
#include "ui/dock/changeform.h"
#include "ui/dock/changestrip.h"
#include "ui/dock/createtundialog.h"
#include "ui/dock/docklink.h"
#include "ui/dock/doctorpanel.h"
#include "ui/dock/factrows.h"
#include "ui/dock/gatewaypanel.h"
#include "ui/dock/leftdock.h"
#include "ui/dock/tunpanel.h"
#include "words/words.h"

#include <QCheckBox>
#include <QClipboard>
#include <QEnterEvent>
#include <QGuiApplication>
#include <QLabel>
#include <QMainWindow>
#include <QPointer>
#include <QProcess>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>

using namespace hookwalk;
using namespace hookwalk::ui;
using hookwalk::test::part;
using hookwalk::test::press;
using hookwalk::test::type;
using session::Session;

namespace
{

constexpr int readyTimeoutMs = 30'000;

} // namespace

class TestLiveDock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_appearance = std::make_unique<Appearance>();
        Session::Options options;
        options.helperPath = QStringLiteral(HOOKWALK_BIN_DIR "/hookwalk-helper");
        m_session = std::make_unique<Session>(options);
        m_window = std::make_unique<QMainWindow>();
        auto* link = new DockLink(*m_session, m_window.get());
        m_dock = new LeftDock(*m_appearance, link->ask(), m_window.get());
        m_window->addDockWidget(Qt::LeftDockWidgetArea, m_dock);
        link->serve(*m_dock);
        m_window->resize(1600, 1000);
        m_window->show();
        QVERIFY(!m_dock->tun().isVisible());
        m_session->start();
        QTRY_VERIFY_WITH_TIMEOUT(m_session->isReady() || m_session->state() == Session::State::Failed,
                                 readyTimeoutMs);
        if (!m_session->isReady() && qEnvironmentVariable("CI") != QStringLiteral("true"))
            QSKIP(words::text(m_session->lastError()).c_str());
        QVERIFY2(m_session->isReady(), words::text(m_session->lastError()).c_str());
    }
    void cleanupTestCase()
    {
        m_window.reset();
        m_session.reset();
        m_appearance.reset();
    }

    void theLabsTunIsShown()
    {
        QTRY_VERIFY(m_dock->tun().isVisible());
        QTRY_COMPARE(title(), QString::fromStdString(m_session->lab().tun));
        QTRY_VERIFY(device() && !device()->addresses.empty());
        QVERIFY(device()->up);
    }

    void theDoctorExaminesTheLab()
    {
        QTRY_VERIFY(!m_dock->doctor().findChildren<QLabel*>(QStringLiteral("meaning")).isEmpty());
    }

    void aTunThatIsMadeAppears()
    {
        press(part<QPushButton>(m_dock->tun(), "createTun"));
        const QPointer<CreateTunDialog> dialog = m_dock->findChild<CreateTunDialog*>();
        QVERIFY(dialog);
        type(*part<QLineEdit>(*dialog, "tunName"), "hwdock0");
        part<QLineEdit>(*dialog, "tunOwner")->clear();
        press(part<QPushButton>(*dialog, "apply"));
        QTRY_VERIFY2(title() == QStringLiteral("hwdock0") && device(),
                     qPrintable(dialog ? part<QLabel>(*dialog, "refusal")->text() : QString()));
        QVERIFY(device()->own);
        QVERIFY(device()->persistent);
        QVERIFY(ip(QStringLiteral("-o link show hwdock0")).contains("hwdock0"));
    }

    void anAddressIsAddedAndRemoved()
    {
        QVERIFY(device());
        press(part<QPushButton>(m_dock->tun(), "addAddress"));
        type(*part<QLineEdit>(m_dock->tun(), "newAddress"), "192.0.2.69/24");
        auto* form = part<ChangeForm>(m_dock->tun(), "addForm");
        press(part<QPushButton>(m_dock->strip(), "apply"));
        QTRY_VERIFY2(!form->isVisible(), qPrintable(m_dock->strip().refusal()));
        QTRY_VERIFY(part<QToolButton>(m_dock->tun(), "remove 192.0.2.69/24"));
        QVERIFY(ip(QStringLiteral("-o address show hwdock0")).contains("192.0.2.69/24"));
        press(part<QToolButton>(m_dock->tun(), "remove 192.0.2.69/24"));
        QTRY_VERIFY(device()->addresses.empty());
    }

    void whatOthersChangeAppearsAtOnce()
    {
        QVERIFY(device());
        ip(QStringLiteral("link set hwdock0 mtu 1400 up"));
        QTRY_COMPARE(part<QLineEdit>(m_dock->tun(), "mtu")->text(), QStringLiteral("1400"));
        QTRY_COMPARE(part<QPushButton>(m_dock->tun(), "upDown")->text(), QStringLiteral("Set down"));
        ip(QStringLiteral("address add 192.0.2.70/24 dev hwdock0"));
        QTRY_VERIFY(part<QToolButton>(m_dock->tun(), "remove 192.0.2.70/24"));
    }

    void nothingChangesBeforeApplyWhereItIsAskedFirst()
    {
        QVERIFY(device() && device()->up);
        auto& strip = m_dock->strip();
        const QString prefix = strip.prefix();
        strip.setPlace(prefix, true); // as on this machine
        press(part<QPushButton>(m_dock->tun(), "upDown"));
        QVERIFY(strip.isArmed());
        QVERIFY(ip(QStringLiteral("-o link show hwdock0")).contains(",UP"));
        press(part<QPushButton>(strip, "apply"));
        QTRY_VERIFY(!device()->up);
        QVERIFY(!ip(QStringLiteral("-o link show hwdock0")).contains(",UP"));
        strip.setPlace(prefix, false);
    }

    void whatIsCopiedDoesTheSameInTheLab()
    {
        QVERIFY(device() && !device()->up);
        auto* button = part<QPushButton>(m_dock->tun(), "upDown");
        QEnterEvent enter({}, {}, {});
        QCoreApplication::sendEvent(button, &enter);
        press(part<QToolButton>(m_dock->strip(), "copyCommands"));
        QProcess::execute(QStringLiteral("sh"), {QStringLiteral("-c"), QGuiApplication::clipboard()->text()});
        QTRY_VERIFY(device()->up);
    }

    void theKernelsRefusalIsSaidAndTheFormStays()
    {
        QVERIFY(device());
        press(part<QPushButton>(m_dock->tun(), "createTun"));
        const auto dialogs = m_dock->findChildren<CreateTunDialog*>();
        auto* dialog = dialogs.last();
        QString taken = QString::fromStdString(m_session->lab().network); // no tun, so not in the list
        type(*part<QLineEdit>(*dialog, "tunName"), qPrintable(taken));
        press(part<QPushButton>(*dialog, "apply"));
        QTRY_VERIFY(!part<QLabel>(*dialog, "refusal")->text().isEmpty());
        QVERIFY(dialog->isVisible());
        QCOMPARE(dialog->name(), taken);
        press(part<QPushButton>(*dialog, "cancel"));
    }

    void forwardingIsSwitchedAndToldAsItWas()
    {
        auto* box = part<QCheckBox>(m_dock->gateway(), "forwarding");
        QTRY_VERIFY(box->isChecked()); // the lab forwards
        press(box);
        QTRY_VERIFY(!m_dock->gateway().shown().forwarding);
        QVERIFY(!box->isChecked());
        QTRY_VERIFY(box->isEnabled());
        QVERIFY(m_dock->strip().refusal().isEmpty());
        press(box);
        QTRY_VERIFY(m_dock->gateway().shown().forwarding);
    }

    void aTunThatIsDeletedIsGone()
    {
        QCOMPARE(title(), QStringLiteral("hwdock0"));
        press(part<QToolButton>(m_dock->tun(), "deleteTun"));
        press(part<QPushButton>(m_dock->strip(), "apply"));
        QTRY_COMPARE(title(), QString::fromStdString(m_session->lab().tun));
        QVERIFY(!ip(QStringLiteral("-o link show")).contains("hwdock0"));
    }

private:
    QString title() const { return part<QLabel>(m_dock->tun(), "tunTitle")->text(); }
    const protocol::Device* device() const { return m_dock->tun().device(); }
    // Typed in the lab by somebody else.
    QByteArray ip(const QString& words) const
    {
        QProcess shell;
        const QString command =
            QStringLiteral("%1 ip %2").arg(session::labCommand(m_session->helperPid()), words);
        shell.start(QStringLiteral("sh"), {QStringLiteral("-c"), command});
        shell.waitForFinished();
        return shell.readAllStandardOutput() + shell.readAllStandardError();
    }

    std::unique_ptr<Appearance> m_appearance;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<QMainWindow> m_window;
    LeftDock* m_dock = nullptr;
};

HOOKWALK_TEST(TestLiveDock)
#include "tst_livedock.moc"
