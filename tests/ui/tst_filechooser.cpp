// SPDX-License-Identifier: GPL-3.0-or-later
// Where files are written: the ending is right and the folder is remembered. The dialog is Qt's own, with real keys.
#include "support/testprogram.h"
#include "ui/appearance.h"
#include "ui/filechooser.h"

#include <QApplication>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

using namespace hookwalk::ui;

class TestFileChooser : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("hookwalk-test"));
        QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
        QSettings().setValue(QStringLiteral("folder"), m_folder.path());
        m_appearance = std::make_unique<Appearance>();
    }
    void cleanupTestCase()
    {
        m_appearance.reset();
        QSettings().clear();
    }

    void theEndingIsRight_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("written");
        QTest::newRow("as suggested") << QString() << QStringLiteral("diagram.png");
        QTest::newRow("none") << QStringLiteral("mine") << QStringLiteral("mine.png");
        QTest::newRow("another") << QStringLiteral("mine.jpg") << QStringLiteral("mine.jpg.png");
        QTest::newRow("right") << QStringLiteral("mine.png") << QStringLiteral("mine.png");
        QTest::newRow("another format") << QStringLiteral("mine.svg") << QStringLiteral("mine.svg");
    }
    void theEndingIsRight()
    {
        QFETCH(QString, typed);
        QFETCH(QString, written);
        QCOMPARE(ask(typed), m_folder.filePath(written));
    }

    void anotherFormatIsAnotherEnding()
    {
        QCOMPARE(ask(QString(), QStringLiteral("PDF (*.pdf)")),
                 m_folder.filePath(QStringLiteral("diagram.pdf")));
        QCOMPARE(ask(QStringLiteral("mine"), QStringLiteral("SVG (*.svg)")),
                 m_folder.filePath(QStringLiteral("mine.svg")));
    }

    void aFilterOfAllFilesAllowsNoOtherEnding()
    {
        const auto suggestion = QStringLiteral("hookwalk.kmsg");
        const auto logs = QStringLiteral("Kernel logs (*.log *.kmsg);;All files (*)");
        QCOMPARE(ask(QStringLiteral("mine"), {}, suggestion, logs),
                 m_folder.filePath(QStringLiteral("mine.kmsg")));
        QCOMPARE(ask(QStringLiteral("mine.log"), {}, suggestion, logs),
                 m_folder.filePath(QStringLiteral("mine.log")));
        QCOMPARE(ask({}, QStringLiteral("All files (*)"), suggestion, logs), m_folder.filePath(suggestion));
    }

    void theFolderIsRemembered()
    {
        QSettings settings;
        settings.remove(QStringLiteral("folder"));
        QDir::setCurrent(m_folder.path());
        QCOMPARE(ask(QStringLiteral("one")), m_folder.filePath(QStringLiteral("one.png")));
        QCOMPARE(settings.value(QStringLiteral("folder")).toString(), m_folder.path());
        QDir::setCurrent(QDir::rootPath());
        QCOMPARE(ask(QStringLiteral("two")), m_folder.filePath(QStringLiteral("two.png")));
    }

private:
    static QString ask(const QString& typed, const QString& format = {},
                       const QString& suggestion = QStringLiteral("diagram.png"),
                       const QString& filter = QStringLiteral("PNG (*.png);;SVG (*.svg);;PDF (*.pdf)"))
    {
        QTimer::singleShot(0, qApp, [&] {
            auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
            QVERIFY(dialog);
            auto* name = dialog->findChild<QLineEdit*>();
            name->setCompleter(nullptr); // whose popup would take the click
            if (auto* formats = dialog->findChild<QComboBox*>(QStringLiteral("fileTypeCombo"));
                !format.isEmpty()) {
                formats->setFocus();
                QTest::keyClicks(formats, format.left(3));
                QCOMPARE(formats->currentText(), format);
            }
            if (!typed.isEmpty()) {
                name->selectAll();
                QTest::keyClicks(name, typed);
            }
            auto* save = dialog->findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Save);
            QVERIFY(save->icon().isNull()); // house style
            QTRY_VERIFY2(save->isEnabled(), qPrintable(name->text()));
            QTest::mouseClick(save, Qt::LeftButton);
            if (dialog->isVisible())
                dialog->reject();
        });
        return fileToSave(nullptr, QStringLiteral("Save"), suggestion, filter);
    }

    QTemporaryDir m_folder;
    std::unique_ptr<Appearance> m_appearance; // its style
};

HOOKWALK_TEST(TestFileChooser)
#include "tst_filechooser.moc"
