// SPDX-License-Identifier: GPL-3.0-or-later
// Export: each form is shown before it is written, and the file is what its ending says.
#include "support/loglines.h"
#include "support/testprogram.h"
#include "ui/export/exportdialog.h"
#include "ui/mainwindow.h"

#include <algorithm>
#include <QComboBox>
#include <QDesktopServices>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

using namespace hookwalk;
using namespace hookwalk::ui;

constexpr int longestMs = 60'000; // of pictures, where the machine has much else to do

class TestExport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("hookwalk-test"));
        m_appearance = std::make_unique<Appearance>();
        MainWindow::Options options;
        options.remember = false;
        options.session.helperPath = QStringLiteral("/nowhere/hookwalk-helper");
        m_window = std::make_unique<MainWindow>(*m_appearance, options);
        m_window->show();
        test::LogLines log;
        for (int i = 0; i < 40; ++i) {
            for (std::size_t at = 0; at < 8; ++at)
                log.at(test::requestChains[at], test::requestAt(test::requestChains[at], 7 + i, 1 + i));
        }
        m_window->document().append(log.text());
        m_window->showMoment(3, 4);
    }
    void cleanupTestCase()
    {
        m_window.reset();
        m_appearance.reset();
    }
    void init()
    {
        m_window->exportDiagram();
        m_dialog = m_window->findChild<ExportDialog*>();
        QVERIFY(m_dialog);
    }
    void cleanup()
    {
        if (m_dialog)
            m_dialog->reject();
        QTRY_VERIFY(!m_window->findChild<ExportDialog*>());
    }

    void eachFormIsWrittenAsItsEndingSays_data()
    {
        QTest::addColumn<ExportForm>("form");
        QTest::addColumn<QByteArray>("begins");
        QTest::newRow("PNG") << ExportForm(PictureForm::Png) << QByteArray("\x89PNG");
        QTest::newRow("SVG") << ExportForm(PictureForm::Svg) << QByteArray("<?xml");
        QTest::newRow("PDF") << ExportForm(PictureForm::Pdf) << QByteArray("%PDF");
        QTest::newRow("WebP") << ExportForm(PictureForm::WebP) << QByteArray("RIFF");
        QTest::newRow("page") << ExportForm(exports::Form::Page) << QByteArray("<!doctype html>");
        QTest::newRow("animated SVG") << ExportForm(exports::Form::AnimatedSvg) << QByteArray("<svg");
        QTest::newRow("Markdown") << ExportForm(exports::Form::Markdown) << QByteArray("#");
        QTest::newRow("pcapng") << ExportForm(exports::FileFormat::Pcapng) << QByteArray("\x0a\x0d\x0d\x0a");
        QTest::newRow("CSV") << ExportForm(exports::FileFormat::Csv) << QByteArray("packet,time_us,");
        QTest::newRow("JSON") << ExportForm(exports::FileFormat::Json) << QByteArray("{");
    }
    void eachFormIsWrittenAsItsEndingSays()
    {
        QFETCH(ExportForm, form);
        QFETCH(QByteArray, begins);
        const QByteArray bytes = written(form);
        QVERIFY2(bytes.toLower().startsWith(begins.toLower()), bytes.left(40).constData());
    }

    void theSizeIsToldBeforeItIsWritten()
    {
        m_dialog->choose(PictureForm::Png);
        auto* size = m_dialog->findChild<QLabel*>(QStringLiteral("size"));
        QTRY_VERIFY2(size->text().contains(QStringLiteral("2112 × 1376")), qPrintable(size->text()));
        QVERIFY(size->text().contains(QStringLiteral("kB")));
    }

    void textIsShownAsItWillBe()
    {
        m_dialog->choose(exports::Form::Text);
        const QString shown = m_dialog->findChild<QPlainTextEdit*>()->toPlainText();
        QVERIFY2(shown.contains(QStringLiteral("mangle PREROUTING")), qPrintable(shown));
        QCOMPARE(QString::fromUtf8(written(exports::Form::Text)), shown);
    }

    void aFileHasAllThatTheListShowsOrOnePacket()
    {
        QCOMPARE(written(exports::FileFormat::Csv).count('\n'), 41);
        cleanup();
        init();
        m_dialog->choose(exports::FileFormat::Csv);
        auto* subject = m_dialog->findChild<QComboBox*>(QStringLiteral("subject"));
        subject->setCurrentIndex(subject->findData(static_cast<int>(ExportOf::Packet)));
        const QByteArray one = written(exports::FileFormat::Csv);
        QCOMPARE(one.count('\n'), 2);
        QVERIFY(one.contains("\r\n4,"));
    }

    void aLogIsOpenedAgain()
    {
        const auto log = written(exports::FileFormat::Log);
        QCOMPARE(Trace::fromText(log.toStdString()).traversals().size(), std::size_t(40));
    }

    // Of a recording a document has the whole list, of what is still coming in so many that the window is not held up.
    void aListOfAnyLengthIsADocument()
    {
        test::LogLines log;
        constexpr int packets = 2500;
        for (int i = 0; i < packets; ++i)
            log.at("raw PREROUTING", test::requestAt("raw PREROUTING", 7 + i, 1 + i));
        ExportSource source;
        source.drawing.sheet = sheetOf(Layout::netfilter(), pictureOf(Layout::netfilter(), {}));
        source.trace = std::make_shared<const Trace>(Trace::fromText(log.text()));
        for (TraversalIndex packet = 0; packet < source.trace->traversals().size(); ++packet)
            source.shown.push_back(packet);
        QCOMPARE(static_cast<int>(source.shown.size()), packets);
        for (const QString& name : {QString(), QStringLiteral("long.log")}) {
            source.name = name;
            ExportDialog dialog(*m_appearance, source);
            const auto* save = dialog.findChild<QPushButton*>(QStringLiteral("save"));
            const auto* problem = dialog.findChild<QLabel*>(QStringLiteral("problem"));
            dialog.choose(exports::Form::Page);
            QVERIFY(save->isEnabled() && problem->text().contains(QStringLiteral("shows 2500; of these")));
            dialog.choose(exports::Form::Markdown);
            QCOMPARE(save->isEnabled(), !name.isEmpty());
            QCOMPARE(problem->text().contains(QStringLiteral("at most 2000")), name.isEmpty());
            if (name.isEmpty())
                continue;
            QSignalSpy exported(&dialog, &ExportDialog::exported);
            QFile file(m_home.filePath(QStringLiteral("long.md")));
            dialog.saveTo(file.fileName());
            QTRY_COMPARE(exported.count(), 1);
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY(file.readAll().count("\n| ") >= packets);
        }
    }

    void aSeriesIsAFolder()
    {
        m_dialog->choose(SeriesForm());
        QSignalSpy exported(m_dialog, &ExportDialog::exported);
        const QDir folder(m_home.filePath(QStringLiteral("series")));
        m_dialog->saveTo(folder.path());
        QTRY_COMPARE(exported.count(), 1);
        QVERIFY(folder.exists(QStringLiteral("step-01.png")) && folder.exists(QStringLiteral("index.md")));
        QVERIFY(m_window->messages().text().contains(QStringLiteral("series")));
    }

    void itOpensFromATextFieldToo()
    {
        m_dialog->close();
        QTRY_VERIFY(!m_dialog);
        const auto fields = m_window->findChildren<QLineEdit*>();
        const auto seen =
            std::ranges::find_if(fields, [](auto* one) { return one->isVisible() && one->isEnabled(); });
        QVERIFY(seen != fields.end());
        auto* const field = *seen;
        field->setText(QStringLiteral("text"));
        m_window->activateWindow();
        field->setFocus();
        QTRY_VERIFY(field->hasFocus());
        field->setCursorPosition(0);
        QTest::keyClick(field, Qt::Key_E, Qt::ControlModifier);
        QCOMPARE(field->cursorPosition(), 0);
        QTRY_VERIFY(m_dialog = m_window->findChild<ExportDialog*>());
    }

    void noChoiceIsCut()
    {
        for (const auto& info : exportForms()) {
            m_dialog->choose(info.form);
            QCoreApplication::processEvents();
            for (const auto* box : m_dialog->findChildren<QComboBox*>())
                QVERIFY2(!box->isVisible() || box->width() >= box->sizeHint().width(), qPrintable(info.name));
        }
    }

    void aPageIsShownInABrowser()
    {
        m_dialog->choose(exports::Form::Text);
        auto* browse = m_dialog->findChild<QPushButton*>(QStringLiteral("browse"));
        QVERIFY(!browse->isVisible());
        m_dialog->choose(exports::Form::Page);
        QVERIFY(browse->isVisible());
        QDesktopServices::setUrlHandler(QStringLiteral("file"), this, "open");
        QTest::mouseClick(browse, Qt::LeftButton);
        QDesktopServices::unsetUrlHandler(QStringLiteral("file"));
        QVERIFY(m_opened.startsWith("<!DOCTYPE html>"));
        QCOMPARE(m_opened, written(exports::Form::Page));
    }

    void whatCannotBeWrittenIsSaid()
    {
        m_dialog->choose(exports::Form::Text);
        m_dialog->saveTo(QStringLiteral("/proc/no/such.txt"));
        auto* problem = m_dialog->findChild<QLabel*>(QStringLiteral("problem"));
        QVERIFY(!problem->text().isEmpty());
        QVERIFY(m_dialog->isVisible());
    }

    // One under the other; in a series their steps.
    void aPictureShowsThePacketAndItsAnswer()
    {
        cleanup();
        m_window->document().showFile(
            *Trace::open(HOOKWALK_TEST_DATA "/traces/kernel-6.18-forward.kmsg"), {});
        m_window->showMoment(0, 3);
        init();
        const auto alone = written(PictureForm::Svg);
        cleanup();
        init();
        m_dialog->choose(PictureForm::Svg);
        auto* subject = m_dialog->findChild<QComboBox*>(QStringLiteral("subject"));
        subject->setCurrentIndex(subject->findData(static_cast<int>(ExportOf::Exchange)));
        const auto both = written(PictureForm::Svg);
        QVERIFY(alone.contains("Echo request") && !alone.contains("Echo reply"));
        QVERIFY(both.contains("Echo request") && both.contains("Echo reply"));
        QCOMPARE(both.count(">PREROUTING<"), 2 * alone.count(">PREROUTING<"));
    }

    // Of a live recording the oldest packets go, also while somebody chooses.
    void aPacketThatWasForgottenMeanwhileIsSaid()
    {
        ExportSource source;
        source.trace = m_window->document().sharedTrace();
        source.packet = 1000;
        QVERIFY(!documentOf(exports::Form::Text, ExportOf::Packet, source, {}, {}));
        QVERIFY(packetsOf(ExportOf::Packet, source).empty());
    }

public:
    Q_INVOKABLE void open(const QUrl& url)
    {
        QFile file(url.toLocalFile());
        m_opened = file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private:
    QByteArray written(const ExportForm& form)
    {
        m_dialog->choose(form);
        auto* save = m_dialog->findChild<QPushButton*>(QStringLiteral("save"));
        if (!QTest::qWaitFor([&] { return save->isEnabled(); }, longestMs))
            return {};
        QFile file(m_home.filePath(QStringLiteral("a.file")));
        file.remove();
        QSignalSpy exported(m_dialog, &ExportDialog::exported);
        m_dialog->saveTo(file.fileName());
        if (exported.isEmpty() && !exported.wait(longestMs))
            return {};
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    QByteArray m_opened;
    QTemporaryDir m_home;
    std::unique_ptr<Appearance> m_appearance;
    std::unique_ptr<MainWindow> m_window;
    QPointer<ExportDialog> m_dialog;
};

HOOKWALK_TEST(TestExport)
#include "tst_export.moc"
