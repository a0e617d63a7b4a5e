// SPDX-License-Identifier: GPL-3.0-or-later
// The trace points as a person sees them: what is in place, or how to put them there.
#include "model/chain.h"
#include "support/testprogram.h"
#include "ui/panels/tracepointsdialog.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>

using namespace hookwalk;

class TestTracePointsDialog : public QObject
{
    Q_OBJECT

private:
    static QString words(const QWidget& dialog)
    {
        QStringList all;
        for (const auto* label : dialog.findChildren<QLabel*>())
            all << label->text();
        return all.join(QLatin1Char(' '));
    }

    static QPushButton* copyButton(const QWidget& dialog)
    {
        for (auto* button : dialog.findChildren<QPushButton*>()) {
            if (button->text().remove(QLatin1Char('&')) == QStringLiteral("Copy"))
                return button;
        }
        return nullptr;
    }

private Q_SLOTS:
    void theTableInPlaceIsShownAndCopied()
    {
        protocol::TraceShown trace;
        trace.active = true;
        for (const Chain chain : allChains)
            trace.chains.push_back(name(chain));
        trace.addresses = {*IpAddress::parse("203.0.113.29"), *IpAddress::parse("192.168.69.1")};
        trace.why = {say("kernel-log-shows-namespace")};
        trace.ruleset = "table inet hookwalk_7 {\n\tflags owner\n}\n";
        const ui::TracePointsDialog dialog(trace);
        const auto text = words(dialog);
        QVERIFY2(text.contains(QStringLiteral("17 trace point")), qPrintable(text));
        QVERIFY(text.contains(QStringLiteral("203.0.113.29, 192.168.69.1")));
        QVERIFY(text.contains(QStringLiteral("The kernel log can be read here and shows")));
        QCOMPARE(dialog.findChild<QPlainTextEdit*>()->toPlainText(), QString::fromStdString(trace.ruleset));
        auto* copy = copyButton(dialog);
        QVERIFY(copy);
        copy->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), QString::fromStdString(trace.ruleset));
    }

    void withoutTracePointsItSaysHowToGetThem()
    {
        const ui::TracePointsDialog dialog(protocol::TraceShown{});
        QVERIFY(words(dialog).contains(QStringLiteral("press Send")));
        QVERIFY(!dialog.findChild<QPlainTextEdit*>());
        QVERIFY(!copyButton(dialog));
    }
};

HOOKWALK_TEST(TestTracePointsDialog)
#include "tst_tracepointsdialog.moc"
