// SPDX-License-Identifier: GPL-3.0-or-later
// What the inspector says about a step, and that every stage of the diagram has a text.
#include "support/inspection.h"
#include "support/paintedtext.h"
#include "support/testprogram.h"
#include "ui/appearance.h"
#include "ui/inspector/endingsection.h"
#include "ui/inspector/headerview.h"
#include "ui/inspector/paragraph.h"
#include "ui/theme/text.h"
#include "words/words.h"

#include <map>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QLayout>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QToolButton>

using namespace hookwalk;
using namespace hookwalk::test;
using namespace hookwalk::ui;

namespace
{

Trace open(const char* name)
{
    auto trace = Trace::open(std::string(HOOKWALK_TEST_DATA "/traces/") + name);
    return trace ? std::move(*trace) : Trace();
}

HeaderRow rowNamed(const HeaderModel& model, const QString& name)
{
    for (const HeaderRow& row : model.rows()) {
        if (row.name == name)
            return row;
    }
    return {};
}

} // namespace

class TestInspector : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setOrganizationName(QStringLiteral("hookwalk-test"));
        m_appearance = std::make_unique<Appearance>();
        m_document.showFile(open("kernel-6.18-forward.kmsg"), QStringLiteral("forward"));
        m_reply = m_document.walk(1);
    }
    void cleanupTestCase() { m_appearance.reset(); }

    void evidenceIsThatOfTheEndingInView()
    {
        EndingSection section(*m_appearance);
        section.show();
        const Said first = say("nothing-came-back"), second = say("not-tracked-no-nat");
        for (const Sentences& evidence : {Sentences{first}, {second, first}, {second}, {}, {first}}) {
            section.showEnding({EndingKind::Dropped, {}, {}, {}, {}, "rule-drop", evidence});
            QStringList shown, meant;
            for (const QLabel* label : section.findChildren<QLabel*>()) {
                if (label->property("evidence").toBool())
                    shown << label->accessibleName();
            }
            for (const Said& said : evidence)
                meant << QString::fromStdString(words::text(said));
            QCOMPARE(shown, meant);
        }
    }

    void aParagraphIsAsHighAsWhatItSaysNow()
    {
        Paragraph paragraph(&Theme::text, textFont(12));
        TintedLabel plain(&Theme::text, textFont(12));
        plain.setWordWrap(true);
        const auto isAlike = [&] {
            return paragraph.heightForWidth(200) == plain.heightForWidth(200) &&
                   paragraph.heightForWidth(120) == plain.heightForWidth(120);
        };
        for (const int words : {40, 3, 40}) {
            for (QLabel* label : {static_cast<QLabel*>(&paragraph), static_cast<QLabel*>(&plain)})
                setParagraph(*label, QStringLiteral("netfilter ").repeated(words));
            QVERIFY(isAlike());
        }
        const int before = paragraph.heightForWidth(200);
        paragraph.setFont(textFont(24));
        plain.setFont(textFont(24));
        QVERIFY(paragraph.heightForWidth(200) > before);
        QVERIFY(isAlike());
    }

    void aLongAddressThatWasRewrittenStandsAboveTheNewOne()
    {
        HeaderModel model;
        HeaderView view(*m_appearance, model, QStringLiteral("Header"));
        view.resize(310, 100);
        view.show();
        const QString before = QStringLiteral("2001:db8:69::1"), now = QStringLiteral("2001:db8:1::15");
        model.setRows({{QStringLiteral("TTL"), QStringLiteral("63"), QStringLiteral("64"), true},
                       {QStringLiteral("SRC"), now, before, true}});
        view.fitHeight();
        QCOMPARE(view.visualRect(model.index(0)).height(), 24);
        QVERIFY(view.visualRect(model.index(1)).height() > 24);
        QVERIFY(view.height() >= view.visualRect(model.index(1)).bottom());
        QStringList painted;
        for (const auto& line : paintedBy(*view.viewport()))
            painted << line.text;
        QVERIFY2(painted.contains(before) && painted.contains(now), qPrintable(painted.join(u'|')));
        view.resize(500, 100);
        QTRY_COMPARE(view.visualRect(model.index(1)).height(), 24);
    }

    void itTellsPlaceStepAndTime()
    {
        Inspector inspector(*m_appearance);
        showAt(inspector, m_document, *m_reply, "mangle-FORWARD");
        QCOMPARE(text(inspector, "stageTitle"), QStringLiteral("mangle FORWARD"));
        const QString detail = text(inspector, "stepDetail");
        QVERIFY2(detail.startsWith(QStringLiteral("Step ")), qPrintable(detail));
        QVERIFY2(detail.contains(QStringLiteral("+13 µs")), qPrintable(detail));
        QVERIFY2(detail.endsWith(QStringLiteral("priority −150")), qPrintable(detail));
    }

    void changedFieldsAreMarkedWithWhatTheyWere()
    {
        Inspector inspector(*m_appearance);
        showAt(inspector, m_document, *m_reply, "mangle-FORWARD");
        const HeaderRow ttl = rowNamed(inspector.header(), QStringLiteral("TTL"));
        QVERIFY(ttl.changed);
        QCOMPARE(ttl.before, QStringLiteral("64"));
        QCOMPARE(ttl.value, QStringLiteral("63"));
        const HeaderRow destination = rowNamed(inspector.header(), QStringLiteral("DST"));
        QCOMPARE(destination.before, QStringLiteral("198.51.100.15"));
        QCOMPARE(destination.value, QStringLiteral("192.168.69.1"));
        const HeaderRow out = rowNamed(inspector.header(), QStringLiteral("OUT"));
        QCOMPARE(out.before, QStringLiteral("none"));
        QCOMPARE(out.value, QStringLiteral("tun0"));
        QVERIFY(!rowNamed(inspector.header(), QStringLiteral("SRC")).changed);
        QCOMPARE(rowNamed(inspector.header(), QStringLiteral("TYPE")).value, QStringLiteral("0 echo reply"));
        QVERIFY(!rowNamed(inspector.header(), QStringLiteral("ID (ICMP)")).name.isEmpty());
        QVERIFY(text(inspector, "changedDetail").startsWith(QStringLiteral("3 changed since step ")));
    }

    void theRawLineIsTheKernelsAndCanBeCopied()
    {
        Inspector inspector(*m_appearance);
        showAt(inspector, m_document, *m_reply, "mangle-FORWARD");
        const auto* raw = inspector.findChild<QPlainTextEdit*>(QStringLiteral("rawLine"));
        QVERIFY(raw->toPlainText().startsWith(QStringLiteral("7,1207868,")));
        inspector.findChild<QToolButton*>(QStringLiteral("copyLine"))->click();
        QCOMPARE(QGuiApplication::clipboard()->text(), raw->toPlainText());
        QVERIFY(text(inspector, "evidence").contains(QStringLiteral("kernel log record 1207868")));
    }

    // The kernel writes IPv6 addresses in full, which no column has room for.
    void theHeaderHasIpv6AddressesInTheirShortForm()
    {
        Document document;
        document.showFile(
            Trace::fromText(std::string(
                "6,1,1000,-;raw-PREROUTING IN=tun0 OUT= MAC= SRC=2001:0db8:0069:0000:0000:0000:0000:0001 "
                "DST=2001:0db8:ffff:0000:0000:0000:0000:0029 LEN=61 TC=0 HOPLIMIT=64 FLOWLBL=0 PROTO=ICMPv6 "
                "TYPE=128 CODE=0 ID=7 SEQ=0\n")),
            QStringLiteral("six"));
        Inspector inspector(*m_appearance);
        showAt(inspector, document, *document.walk(0), "raw-PREROUTING");
        QCOMPARE(rowNamed(inspector.header(), QStringLiteral("SRC")).value, QStringLiteral("2001:db8:69::1"));
        QCOMPARE(rowNamed(inspector.header(), QStringLiteral("DST")).value,
                 QStringLiteral("2001:db8:ffff::29"));
        QCOMPARE(rowNamed(inspector.header(), QStringLiteral("TYPE")).value,
                 QStringLiteral("128 echo request"));
    }

    // Its command is read, and typed, as a whole.
    void whyItStoppedBreaksNoOption()
    {
        Ending ending;
        ending.kind = EndingKind::Dropped;
        ending.reason = {say("dropped-by", say("rule-of-and-text", "ip filter FORWARD", 1,
                                               "-A FORWARD -p udp --dport 53 -j DROP"))};
        EndingSection section(*m_appearance);
        section.showEnding(ending);
        auto* label = section.findChild<QLabel*>(QStringLiteral("endingReason"));
        const QString said = QString::fromStdString(words::text(ending.reason));
        QVERIFY2(said.contains(QStringLiteral("--dport 53")), qPrintable(said));
        for (int width = 120; width < 420; width += 5) {
            section.resize(width, 300);
            section.layout()->activate();
            std::map<int, QString> lines; // by their place: a joiner may be of another font
            for (const auto& part : paintedBy(*label))
                lines[qRound(part.place.bottom())] += asRead(part.text);
            QString all;
            for (const auto& [bottom, line] : lines) {
                static const QRegularExpression cut(QStringLiteral("(^|[\\s(])-[-\\w]*$"));
                QVERIFY2(!line.trimmed().contains(cut), qPrintable(line));
                all += line.trimmed() + u' ';
            }
            QCOMPARE(all.trimmed(), said);
        }
        label->setSelection(0, static_cast<int>(withWholeOptions(said).size()));
        QTest::keyClick(label, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QGuiApplication::clipboard()->text(), said);
    }

    void theRawLineIsWholeAtAnyWidth()
    {
        Inspector inspector(*m_appearance);
        inspector.show();
        for (const int width : {280, 420, 300}) {
            inspector.resize(width, 900);
            showAt(inspector, m_document, *m_reply, "mangle-FORWARD");
            const auto* raw = inspector.findChild<QPlainTextEdit*>(QStringLiteral("rawLine"));
            QTRY_COMPARE(raw->verticalScrollBar()->maximum(), 0);
        }
    }

    void whatWasNotSeenSaysSoWithItsEvidence()
    {
        Inspector inspector(*m_appearance);
        showAt(inspector, m_document, *m_reply, "routing-in");
        QVERIFY(text(inspector, "evidence").contains(QStringLiteral("Inferred")));
        QCOMPARE(rowNamed(inspector.header(), QStringLiteral("TTL")).value, QStringLiteral("64"));
        QVERIFY(text(inspector, "changedDetail").startsWith(QStringLiteral("as at step ")));
        QVERIFY(!inspector.findChild<QPlainTextEdit*>(QStringLiteral("rawLine"))->isVisibleTo(&inspector));
        showAt(inspector, m_document, *m_reply, "nat-PREROUTING");
        QVERIFY(text(inspector, "evidence").contains(QStringLiteral("Skipped")));
        showAt(inspector, m_document, *m_reply, "rewrite-PREROUTING");
        QCOMPARE(rowNamed(inspector.header(), QStringLiteral("DST")).value, QStringLiteral("192.168.69.1"));
    }

    void aStageOffTheWayIsExplainedAlone()
    {
        Inspector inspector(*m_appearance);
        inspector.showStage(Stage::of(Chain{Table::Filter, Hook::Input}));
        QCOMPARE(text(inspector, "stageTitle"), QStringLiteral("filter INPUT"));
        QCOMPARE(text(inspector, "stepDetail"), QStringLiteral("priority 0"));
    }

private:
    std::unique_ptr<Appearance> m_appearance;
    Document m_document;
    Document::WalkPointer m_reply;
};

HOOKWALK_TEST(TestInspector)
#include "tst_inspector.moc"
