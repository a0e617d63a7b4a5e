// SPDX-License-Identifier: GPL-3.0-or-later
// The window in the pseudo-locale (support/pseudolocale.h), at 1280x720: all it says of its own stands in brackets, and
// although each text is 40 % longer, none is cut. In the languages that it has, none is cut at two sizes either.
#include "support/loglines.h"
#include "support/paintedtext.h"
#include "support/pseudolocale.h"
#include "support/testprogram.h"
#include "ui/compare/compareview.h"
#include "ui/dock/createtundialog.h"
#include "ui/dock/leftdock.h"
#include "ui/keys/keyswindow.h"
#include "ui/panels/popup.h"
#include "ui/panels/tracepointsdialog.h"
#include "ui/theme/text.h"
#include "ui/windows.h"
#include "words/language.h"

#include <QAbstractItemView>
#include <QAction>
#include <QCheckBox>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPointer>
#include <QPushButton>
#include <QRegularExpression>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace hookwalk;
using namespace hookwalk::ui;
using namespace hookwalk::test;

class TestTranslatedWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void chineseIsJoinedWithoutABlank()
    {
        QCOMPARE(inOneLine(QStringLiteral("Routing\ndecision")), QStringLiteral("Routing decision"));
        QCOMPARE(inOneLine(QStringLiteral("路由\n判断")), QStringLiteral("路由判断"));
    }

    void linesBreakInNoOption()
    {
        const QString rule = QStringLiteral("(-A FORWARD ! --dst-type LOCAL -j my-chain)");
        const QString whole = withWholeOptions(rule);
        QCOMPARE(whole, QStringLiteral("(-~A_FORWARD ! -~-~dst-~type_LOCAL -~j_my-~chain)")
                            .replace(u'~', QChar(0x2060))
                            .replace(u'_', QChar(0xa0)));
        QCOMPARE(asRead(whole), rule);
        const QString alone =
            QStringLiteral("-~m -~-~comment ") + QString(25, u'x') + QStringLiteral(" 1 - 2 -~5");
        QCOMPARE(withWholeOptions(asRead(alone).remove(u'~')), QString(alone).replace(u'~', QChar(0x2060)));
        const QString hyphens = QStringLiteral("（-~-~reject-~with icmp-~port-~unreachable）");
        QCOMPARE(withWholeOptions(asRead(hyphens).remove(u'~')),
                 QString(hyphens).replace(u'~', QChar(0x2060)));
    }

    void initTestCase()
    {
        QVERIFY(m_home.isValid());
        QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_home.path());
        QCoreApplication::setOrganizationName(QStringLiteral("hookwalk-test"));
        QVERIFY(!pseudoLocale().file.isEmpty());
        m_appearance = std::make_unique<Appearance>();
        open(pseudoLocale().file, {1280, 720});
    }
    void init()
    {
        m_escaped.clear();
        m_cut.clear();
    }
    void cleanup()
    {
        const auto all = QStringLiteral("\n%1\n%2").arg(m_escaped.join(u'\n'), m_cut.join(u'\n'));
        QVERIFY2(m_escaped.isEmpty() && m_cut.isEmpty(), qPrintable(all));
    }
    void cleanupTestCase()
    {
        m_window.reset();
        m_appearance.reset();
        QVERIFY(words::speak(QStringLiteral("en")));
    }

    void theWindow() { look(*m_window); }

    void theDocksAndLists()
    {
        m_window->findChild<LeftDock*>()->toggleAction()->trigger();
        QTest::mouseClick(m_window->findChild<QToolButton*>(QStringLiteral("lists")), Qt::LeftButton);
        QCoreApplication::processEvents();
        look(*m_window);
    }

    void theDiagram()
    {
        const DiagramView& diagram = m_window->diagram();
        const auto scene = Layout::netfilter().size().toSize();
        check(QStringLiteral("diagram"), paintedBy(scene, [&diagram](QPainter& painter) {
                  paintDiagram(painter, Layout::netfilter(), diagram.picture(), Theme::of(Look::Light), {});
              }));
    }

    void menusAndTips()
    {
        for (const QAction* action : m_window->findChildren<QAction*>()) {
            if (words::languages().contains(action->data().toString()))
                continue; // its own name
            note(action->text().remove(u'&'), action->text());
            note(action->toolTip(), action->text());
        }
        for (const QWidget* widget : m_window->findChildren<QWidget*>()) {
            note(widget->toolTip(), nameOf(*widget));
            note(widget->accessibleName(), nameOf(*widget));
            note(widget->accessibleDescription(), nameOf(*widget));
        }
    }

    void whatDropsDown()
    {
        for (QWidget* panel : m_window->findChildren<QWidget*>()) {
            auto* menu = qobject_cast<SourcesMenu*>(panel);
            if (menu)
                Q_EMIT menu->aboutToShow();
            if (!qobject_cast<Popup*>(panel) && !menu)
                continue;
            panel->ensurePolished();
            panel->adjustSize();
            panel->show();
            QCoreApplication::processEvents();
            look(*panel);
            panel->hide();
        }
    }

    void dialogs()
    {
        TracePointsDialog points(m_window->lab().session().trace());
        CreateTunDialog tun({}, m_window->findChild<LeftDock*>()->strip());
        KeysWindow keys;
        for (QWidget* dialog :
             {static_cast<QWidget*>(&points), static_cast<QWidget*>(&tun), static_cast<QWidget*>(&keys)}) {
            dialog->show();
            QCoreApplication::processEvents();
            look(*dialog);
        }
    }

    void theComparisonAndTheFrozenTimeOutliveTheLanguage()
    {
        MainWindow::Options options;
        options.remember = false;
        options.session.helperPath = QStringLiteral("/nowhere/hookwalk-helper");
        Windows windows(*m_appearance, options);
        windows.window().resize(1600, 1000);
        windows.window().show();
        test::LogLines log;
        std::size_t told = 0;
        const auto come = [&](int from, int to) {
            for (int id = from; id < to; ++id)
                for (const auto& chain : test::requestChains)
                    log.at(chain, test::requestAt(chain, 7 + id, 1 + id));
            windows.window().document().append(log.text().substr(std::exchange(told, log.text().size())));
        };
        come(0, 3);
        windows.window().playhead().setKind(TimeKind::Stretched);
        windows.window().showMoment(1, 3);
        windows.window().playhead().setPosition(windows.window().playhead().positionMs() + 100);
        come(3, 5); // while it stands still
        const double moment = windows.window().playhead().positionMs();
        speakIn(windows, QStringLiteral("zh_CN"));
        const auto* list = windows.window().findChild<QAbstractItemView*>(QStringLiteral("traversals"));
        QCOMPARE(list->model()->rowCount(), 3);
        QCOMPARE(windows.window().selection().traversal(), TraversalIndex(1));
        QCOMPARE(windows.window().playhead().kind(), TimeKind::Stretched);
        QCOMPARE(windows.window().playhead().positionMs(), moment);
        come(5, 6);
        QCOMPARE(list->model()->rowCount(), 3);

        QTest::keyClick(&windows.window().diagram(), Qt::Key_P);
        windows.window().selection().select(2);
        QTest::keyClick(&windows.window().diagram(), Qt::Key_P, Qt::ShiftModifier);
        QVERIFY(windows.window().isComparing());
        windows.window().comparison()->playhead().goTo(5);
        speakIn(windows, pseudoLocale().file);
        QVERIFY(windows.window().isComparing());
        QCOMPARE(windows.window().comparison()->step(), 5);
        QTest::keyClick(windows.window().comparison(), Qt::Key_Escape);
        QVERIFY(!windows.window().isComparing());
        QCOMPARE(windows.window().selection().traversal(), TraversalIndex(2));
    }

    void inEachLanguageNothingIsCut_data()
    {
        QTest::addColumn<QString>("language");
        QTest::addColumn<QSize>("size");
        for (const QString& language : words::languages()) {
            for (const QSize& size : {QSize(1280, 720), QSize(1600, 1000)})
                QTest::addRow("%s, %d pixels wide", qPrintable(language), size.width()) << language << size;
        }
    }
    void inEachLanguageNothingIsCut()
    {
        QFETCH(QString, language);
        QFETCH(QSize, size);
        open(language, size);
        theWindow();
        theDocksAndLists();
        theDiagram();
        whatDropsDown();
        dialogs();
    }

    // The last: it ends with another language.
    void anotherLanguageIsChosenWhileItRuns()
    {
        m_window.reset();
        QVERIFY(words::speak(pseudoLocale().file));
        MainWindow::Options options;
        options.session.helperPath = QStringLiteral(HOOKWALK_BIN_DIR "/fakehelper");
        Windows windows(*m_appearance, options);
        windows.window().show();
        QSignalSpy ready(&windows.window().lab(), &LabLink::ready);
        QSignalSpy finished(&windows.window().lab(), &LabLink::finished);
        windows.window().startLab();
        QVERIFY(ready.wait(patienceMs));
        windows.window().form().setCount(2);
        windows.window().form().press();
        QVERIFY(finished.wait(patienceMs));
        windows.window().showMoment(1, 2);
        const TraversalIndex ofOneRun = windows.window().document().count();
        for (const QString& language : {QStringLiteral("zh_CN"), QStringLiteral("en")}) {
            const QPointer<MainWindow> before = &windows.window();
            const TraversalIndex packets = before->document().count();
            speakIn(windows, language);
            QVERIFY(!before);
            MainWindow& now = windows.window();
            QVERIFY(now.isVisible());
            QCOMPARE(words::spoken(), language);
            QCOMPARE(Windows::rememberedLanguage(), language);
            const bool isEnglish = language == QStringLiteral("en");
            QCOMPARE(now.findChild<QPushButton*>(QStringLiteral("send"))->text(),
                     isEnglish ? QStringLiteral("Send") : QStringLiteral("发送"));
            const auto& stages = now.diagram().diagramLayout().stages();
            QCOMPARE(
                std::ranges::any_of(
                    stages, [](const auto& stage) { return stage.title == QStringLiteral("Local process"); }),
                isEnglish);
            // on the same work
            QCOMPARE(now.document().count(), packets);
            QCOMPARE(now.selection().traversal(), TraversalIndex(1));
            QCOMPARE(now.selection().stop(), 2);
            QVERIFY(now.lab().session().isReady());
            QVERIFY(now.form().request());
            QCOMPARE(now.form().request()->count, quint32(2));
            QSignalSpy again(&now.lab(), &LabLink::finished);
            QCOMPARE(now.lab().session().isTracing(),
                     now.findChild<QCheckBox*>(QStringLiteral("trace"))->isChecked());
            now.form().press();
            QVERIFY(again.wait(patienceMs));
            QCOMPARE(now.document().count(), packets + ofOneRun); // each line came once
            now.showMoment(1, 2);
        }
    }

private:
    // The window, its lab and one ping; shows the second step of the request.
    void open(const QString& language, const QSize& size)
    {
        m_window.reset();
        QVERIFY(words::speak(language));
        m_isPseudo = language == pseudoLocale().file;
        MainWindow::Options options;
        options.remember = false;
        options.session.helperPath = QStringLiteral(HOOKWALK_BIN_DIR "/fakehelper");
        m_window = std::make_unique<MainWindow>(*m_appearance, options);
        m_window->resize(size);
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
        QSignalSpy ready(&m_window->lab(), &LabLink::ready), finished(&m_window->lab(), &LabLink::finished);
        m_window->startLab();
        QVERIFY(ready.wait(patienceMs));
        m_window->form().setCount(1);
        QTest::mouseClick(m_window->findChild<QPushButton*>(QStringLiteral("send")), Qt::LeftButton);
        QVERIFY(finished.wait(patienceMs));
        m_window->showMoment(0, 1);
    }
    static void speakIn(Windows& windows, const QString& language)
    {
        const QPointer<MainWindow> before = &windows.window();
        Q_EMIT before->languageChosen(language);
        QTRY_VERIFY(!before);
    }
    static QString nameOf(const QWidget& widget)
    {
        QString name = QLatin1String(widget.metaObject()->className());
        for (const QWidget* up = &widget; up; up = up->parentWidget()) {
            if (!up->objectName().isEmpty() && !up->objectName().startsWith(QStringLiteral("qt_")))
                return up->objectName() + u' ' + name;
        }
        return name;
    }
    void note(QString text, const QString& where)
    {
        // Names of files, commands, and what Qt says, whose translations come with Qt.
        if (!m_isPseudo)
            return; // there are no brackets to tell by
        static const QRegularExpression others(
            QStringLiteral("\\S+\\.log|nsenter -t \\d+ -n|^(Close|Cancel|OK|&?Float|Undocks.*|Closes the "
                           "dock.*|Scroll (Left|Right))$"));
        text.remove(others);
        const auto words = untranslatedIn(text);
        if (!words.isEmpty())
            m_escaped
                << QStringLiteral("not translated: %1: %2").arg(where, words.join(QStringLiteral(" | ")));
    }
    // Lines of one text follow each other, so that a bracket may be closed in a later one.
    void check(const QString& where, const std::vector<PaintedText>& lines, int width = 100'000,
               bool mayBeCut = false)
    {
        QStringList all;
        for (const PaintedText& line : lines) {
            all << line.text;
            if (!mayBeCut && (line.place.left() < -1 || line.place.right() > width + 1))
                m_cut << QStringLiteral("beyond its edge: %1: %2").arg(where, line.text);
        }
        const QString text = all.join(u' ');
        note(text, where);
        if (!mayBeCut && text.count(u'«') != text.count(u'»'))
            m_cut << QStringLiteral("cut: %1: %2").arg(where, text);
    }
    void look(QWidget& top)
    {
        auto widgets = top.findChildren<QWidget*>();
        widgets.prepend(&top);
        for (QWidget* widget : widgets) {
            if (!widget->isVisible() || widget->size().isEmpty() || widget == &m_window->diagram() ||
                qobject_cast<QPlainTextEdit*>(widget->parentWidget()) || qobject_cast<QLineEdit*>(widget))
                continue;
            // Columns, which a person may widen, and heads, whose whole text is their tooltip.
            const bool mayBeCut = qobject_cast<QAbstractItemView*>(widget->parentWidget()) ||
                                  widget->objectName() == QStringLiteral("detail");
            const auto lines = paintedBy(*widget);
            check(nameOf(*widget), lines, widget->width(), mayBeCut);
            for (const PaintedText& line : lines) {
                if (!mayBeCut && line.text.endsWith(u'…') &&
                    !widget->property("text").toString().endsWith(u'…'))
                    m_cut << QStringLiteral("shortened: %1: %2").arg(nameOf(*widget), line.text);
            }
        }
    }

    QTemporaryDir m_home;
    std::unique_ptr<Appearance> m_appearance;
    std::unique_ptr<MainWindow> m_window;
    bool m_isPseudo = true;
    QStringList m_escaped, m_cut;
};

HOOKWALK_TEST(TestTranslatedWindow)
#include "tst_translatedwindow.moc"
