// SPDX-License-Identifier: GPL-3.0-or-later
// Documents of packets' ways: each form of each subject is whole, small, the same every time, and harmless.
#include "exports/account.h"
#include "exports/diagram.h"
#include "exports/escape.h"
#include "support/loglines.h"
#include "support/testprogram.h"
#include "words/language.h"
#include "words/packets.h"
#include "words/words.h"

#include <algorithm>
#include <clocale>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QRegularExpression>
#include <QScopeGuard>
#include <QTest>
#include <QXmlStreamReader>

using namespace hookwalk;
using exports::Form;

namespace
{

Trace recorded(const char* name)
{
    return std::move(*Trace::open(std::string(HOOKWALK_TEST_DATA "/") + name));
}

// A log whose every text from outside wants to be markup: prefix and device.
Trace hostile()
{
    const std::string attack =
        "</script><script>alert(1)</script>\"'`|%%{init}%%;end www.x.y \u202e$x$ ``` <img|src=x>";
    test::LogLines lines;
    for (const auto& chain : test::requestChains) {
        auto echo = test::requestAt(chain);
        echo.in = "<img|`\"";
        echo.out = echo.out.empty() ? "" : "]]>&x;";
        std::string prefix = chain;
        prefix.replace(prefix.find(' '), 1, "-");
        lines.add(prefix + " [1]" + attack, echo);
    }
    lines.add("mine " + attack + ' ', test::requestAt("raw PREROUTING"));
    return Trace::fromText(lines.text());
}

bool isWellFormed(const QByteArray& xml, QString& why)
{
    QXmlStreamReader reader(xml);
    while (!reader.atEnd())
        reader.readNext();
    why = reader.errorString();
    return !reader.hasError();
}

QByteArray withoutScript(QByteArray page)
{
    const auto from = page.indexOf("<script>"), to = page.indexOf("</script>");
    return page.remove(from, to - from + 9);
}

QByteArray escaped(Form form, const std::string& text)
{
    return QByteArray::fromStdString(form == Form::Mermaid    ? exports::mermaid(text)
                                     : form == Form::Markdown ? exports::markdown(text)
                                     : form == Form::Text     ? text
                                                              : exports::xml(text));
}

} // namespace

class TestExports : public QObject
{
    Q_OBJECT

    Trace m_forward = recorded("traces/kernel-6.18-forward.kmsg"), m_drop = recorded("streams/drop.kmsg"),
          m_off = recorded("traces/kernel-6.18-ip_forward-0.kmsg"), m_hostile = hostile();

    std::vector<std::pair<QString, exports::Subject>> subjects()
    {
        return {{"packet", exports::Packet{m_forward, 0}},
                {"dropped", exports::Packet{m_drop, 0}},
                {"not known", exports::Packet{m_off, 0}},
                {"exchange", exports::Exchange{m_forward, 0, m_forward.traversals()[0].reply}},
                {"pair", exports::Pair{{m_forward, 0}, {m_drop, 0}}},
                {"list", exports::List{m_forward, {0, 1, 2, 3}}},
                {"hostile", exports::Packet{m_hostile, 0}},
                {"hostile list", exports::List{m_hostile, {0}}},
                {"hostile pair", exports::Pair{{m_hostile, 0}, {m_forward, 0}}}};
    }
    static exports::Account accountOf(const exports::Subject& subject)
    {
        return std::visit(
            [](const auto& one) -> exports::Account {
                if constexpr (std::is_same_v<std::decay_t<decltype(one)>, exports::List>)
                    return {};
                else
                    return exports::accountOf(one);
            },
            subject);
    }

    // Of each subject in one form.
    template<typename Check> void each(Form form, const Check& check)
    {
        for (const auto& [name, subject] : subjects()) {
            if (form == Form::AnimatedSvg && std::holds_alternative<exports::List>(subject))
                continue;
            const auto made = exports::make(form, subject, {});
            QVERIFY2(made, qPrintable(name));
            check(name, *made);
        }
    }

private Q_SLOTS:
    void eachStepIsNamedInEachForm()
    {
        for (const auto& [name, subject] : subjects()) {
            const auto account = accountOf(subject);
            for (const Form form :
                 {Form::Page, Form::AnimatedSvg, Form::Mermaid, Form::Markdown, Form::Text}) {
                if (form == Form::AnimatedSvg && account.steps.empty())
                    continue;
                const auto made = exports::make(form, subject, {});
                QVERIFY(made && made->size() > 100);
                for (const auto& step : account.steps)
                    QVERIFY2(made->contains(escaped(form, step.title)),
                             qPrintable(name + ' ' + QString::fromStdString(step.title)));
                QCOMPARE(*exports::make(form, subject, {}), *made);
            }
        }
    }

    void pageAndAnimationAreSmallAndWellFormed()
    {
        QString why;
        each(Form::Page, [&](const QString& name, const QByteArray& page) {
            QVERIFY2(page.size() <= 60'000, qPrintable(name));
            QVERIFY2(isWellFormed(withoutScript(page), why), qPrintable(name + ": " + why));
        });
        each(Form::AnimatedSvg, [&](const QString& name, const QByteArray& svg) {
            QVERIFY2(svg.size() <= 30'000, qPrintable(name + QString::number(svg.size())));
            QVERIFY2(isWellFormed(svg, why), qPrintable(name + ": " + why));
            QVERIFY(!svg.contains("<script") && svg.contains("prefers-reduced-motion"));
        });
    }

    void whatIsNotObservedLooksOtherAndSaysSo()
    {
        const auto page = *exports::make(Form::Page, exports::Packet{m_forward, 0}, {});
        static const QRegularExpression conntrack(
            QStringLiteral("<li class=\"inf\">.*<b>conntrack</b><span class=\"t\">inferred</span>"));
        QVERIFY(conntrack.match(QString::fromUtf8(page)).hasMatch());
        QCOMPARE(page.count("<li class=\"inf\">"), 5);
        QVERIFY(page.contains("stroke-dasharray=\"3 3\" id=\"n2\""));
        test::LogLines lines;
        lines.add("mine ", test::requestAt("raw PREROUTING"));
        const auto elsewhere = Trace::fromText(lines.text());
        QCOMPARE(endingKindOf(elsewhere, 0), EndingKind::Unknown);
        for (const Form form : {Form::Page, Form::AnimatedSvg, Form::Markdown, Form::Text})
            QVERIFY(exports::make(form, exports::Packet{elsewhere, 0}, {})->toLower().contains("not known"));
    }

    // Nothing of a log is ever markup.
    void aHostileLogDoesNoHarm()
    {
        each(Form::Page, [](const QString&, const QByteArray& page) {
            QVERIFY(page.count("<script") <= 1 && page.count("</script") == page.count("<script"));
            QVERIFY(!page.contains("<img") && page.contains("default-src 'none'"));
        });
        each(Form::AnimatedSvg,
             [](const QString&, const QByteArray& svg) { QVERIFY(!svg.contains("<img")); });
        each(Form::Mermaid, [](const QString&, const QByteArray& text) {
            for (const char* bad : {"<img", "<script", "`", "%%{", "'"})
                QVERIFY2(!text.contains(bad), bad);
        });
        each(Form::Markdown, [](const QString& name, const QByteArray& text) {
            const auto block = text.indexOf("```");
            QByteArrayList fences; // each that is opened is closed by its like
            for (const QByteArray& line : text.split('\n')) {
                if (line.startsWith("```"))
                    fences << line;
            }
            const bool isPair = name.endsWith("pair");
            QCOMPARE(fences.size(), block < 0 ? 0 : isPair ? 4 : 2);
            for (qsizetype i = 0; i < fences.size(); i += 2)
                QCOMPARE(fences[i], fences[i + 1] + "text");
            qsizetype columns = 0;
            for (const QByteArray& line : text.left(block < 0 ? text.size() : block).split('\n')) {
                QVERIFY(!line.contains('<'));
                if (!line.startsWith('|'))
                    continue;
                const auto bars = line.count('|') - line.count("\\|");
                columns = columns == 0 ? bars : columns;
                QCOMPARE(bars, columns);
            }
        });
        each(Form::Json, [](const QString&, const QByteArray& json) {
            QVERIFY(!QJsonDocument::fromJson(json).isNull());
        });
        for (const Form form :
             {Form::Page, Form::AnimatedSvg, Form::Mermaid, Form::Markdown, Form::Text, Form::Json})
            each(form, [](const QString& name, const QByteArray& made) {
                QVERIFY2(!made.contains("\u202e") && !made.contains('\x1b'), qPrintable(name));
            });
    }

    void jsonIsThatOfTheCommandLine()
    {
        const auto one =
            QJsonDocument::fromJson(*exports::make(Form::Json, exports::Packet{m_forward, 1}, {})).object();
        QCOMPARE(one["packet"].toInt(), 2);
        const auto all =
            QJsonDocument::fromJson(*exports::make(Form::Json, exports::List{m_forward, {0, 1, 2, 3}}, {}))
                .array();
        QCOMPARE(all.size(), 4);
        QCOMPARE(all[1].toObject(), one);
        const auto pair = QJsonDocument::fromJson(
                              *exports::make(Form::Json, exports::Pair{{m_forward, 0}, {m_drop, 0}}, {}))
                              .object();
        QCOMPARE(pair["same"].toBool(true), false);
    }

    // Nothing that was seen of one packet is told of the other one.
    void aComparisonTellsOfBoth()
    {
        const auto of = [](const char* title, const exports::Pair& pair) {
            const auto account = exports::accountOf(pair);
            const auto found = std::ranges::find(account.steps, title, &exports::Step::title);
            return found == account.steps.end() ? exports::Step{} : *found;
        };
        const Trace framed = recorded("../../resources/examples/answered.log"),
                    stopped = recorded("../../resources/examples/dropped-by-a-rule.log");
        const auto written =
            of("Written to the tun", {{framed, 0}, {m_forward, 0}}); // no device: B's is not seen
        QCOMPARE(written.known, exports::Step::Known::Inferred);
        QCOMPARE(written.when, std::string("the same · B: inferred"));
        QVERIFY(!written.lines[0].empty() && written.lines[1].empty());
        QVERIFY(of("filter FORWARD", {{stopped, 0}, {framed, 0}})
                    .sentence.starts_with("A | B: drop | accept. A: Dropped at filter"));
        QVERIFY(of("filter FORWARD", {{framed, 0}, {stopped, 0}}).sentence.find("B: Dropped at filter") !=
                std::string::npos);
        exports::Options options;
        options.source = "a.log", options.sourceOfB = "b.log";
        const exports::Pair pair{{framed, 0}, {m_forward, 0}};
        const auto text = *exports::make(Form::Markdown, pair, options);
        QVERIFY(text.contains("A is from a.log, B from b.log."));
        QVERIFY(text.indexOf("28700726621") < text.indexOf("## B: Lines of the log"));
        QVERIFY(exports::make(Form::Page, pair, {})->contains("<p class=\"verdict\">Same way"));
        QVERIFY(exports::make(Form::Page, pair, {})->contains("\"expected\":[\"ICMP ID\""));
        options.step = 13; // of A
        QVERIFY(exports::make(Form::Markdown, pair, options)->contains("| ▶ 13 |"));
    }

    // Where it was to go says nothing of a packet that was dropped on its way.
    void headsTellTheEnding()
    {
        const Trace stopped = recorded("../../resources/examples/dropped-by-a-rule.log");
        const auto at = words::text(words::decision(walkOf(stopped, 0).ending));
        QCOMPARE(at, std::string("dropped at filter FORWARD"));
        for (const auto form : {Form::Markdown, Form::Page, Form::Text}) {
            const auto text = *exports::make(form, exports::Pair{{m_forward, 0}, {stopped, 0}}, {});
            QCOMPARE(text.count("203.0.113.29, dropped at filter FORWARD"), 1);
            QCOMPARE(text.count("203.0.113.29, sent on by eth0"), 1);
            QVERIFY(!text.contains("203.0.113.29, forwarded"));
        }
        exports::Options options;
        options.length = exports::Length::Short;
        const auto brief = *exports::make(Form::Text, exports::Packet{stopped, 0}, options);
        QVERIFY2(brief.contains(", dropped at filter FORWARD. It was dropped by rule 1"), brief.constData());
        QCOMPARE(brief.count(QString::fromStdString(at).toUtf8()), 1);
    }

    void longWaysAreCutAndSaySo_data()
    {
        QTest::addColumn<int>("chains");
        QTest::newRow("45") << 45;
        QTest::newRow("150") << 150;
    }
    void longWaysAreCutAndSaySo()
    {
        QFETCH(const int, chains);
        std::string text;
        for (int i = 0; i < chains; ++i) { // as `nft monitor trace` prints them
            const auto start = "trace id 9c07fc2b inet t" + std::to_string(i) + std::string(60, 'x') + " c" +
                               std::string(60, 'y');
            text += start +
                    " packet: iif \"lan\" ip saddr 192.0.2.50 ip daddr 203.0.113.5 ip ttl 64 ip id 7 "
                    "ip protocol tcp ip length 60 tcp sport 40000 tcp dport 25 tcp flags == syn\n" +
                    start + " rule meta nftrace set 1 comment \"" + std::string(60, 'z') +
                    "\" (verdict continue)\n" + start + " policy accept\n";
        }
        const auto trace = Trace::fromText(text);
        exports::Options options;
        for (const int step : {0, chains}) {
            options.step = step;
            const auto page = *exports::make(Form::Page, exports::Packet{trace, 0}, options),
                       svg = *exports::make(Form::AnimatedSvg, exports::Packet{trace, 0}, options);
            QVERIFY2(page.size() <= 60'000, qPrintable(QString::number(page.size())));
            QVERIFY2(svg.size() <= 30'000, qPrintable(QString::number(svg.size())));
            for (const auto& one : {page, svg}) {
                QVERIFY(one.contains("in between, not shown here"));
                QVERIFY(!one.contains("where the packet should stand, is not shown"));
            }
            const auto last = QByteArray::number(chains);
            QVERIFY(svg.contains("Step 1 of " + last) && svg.contains("Step " + last + " of " + last));
        }
    }

    void aVerdictIsReadInMermaidAndOnceInText()
    {
        const exports::Pair pair{{m_forward, 0}, {m_drop, 0}};
        const auto chart = *exports::make(Form::Mermaid, pair, {});
        const auto title = chart.mid(chart.indexOf("accTitle: "), 200).split('\n').first();
        QVERIFY2(title.contains(", rule ") && !title.contains('#'), title.constData());
        exports::Options options;
        options.length = exports::Length::Long;
        const auto text = *exports::make(Form::Text, exports::Pair{{m_forward, 0}, {m_forward, 1}}, options);
        for (const QByteArray& line : text.split('\n')) {
            if (line.contains("The frame at"))
                QCOMPARE(text.count(line.trimmed()), 1);
        }
    }

    // Also for who has no Chinese font.
    void chineseLettersAreInside()
    {
        const QByteArray rule =
            "@font-face{font-family:H;unicode-range:U+2E80-FFEF;src:url(data:font/woff2;base64,";
        QVERIFY(words::speak("zh_CN"));
        const auto english = qScopeGuard([] { (void)words::speak("en"); });
        for (const auto form : {Form::Page, Form::AnimatedSvg}) {
            const auto all = std::vector<exports::Subject>{exports::Packet{m_forward, 0},
                                                           exports::Pair{{m_forward, 0}, {m_drop, 0}}};
            for (const auto& subject : all) {
                const auto document = *exports::make(form, subject, {});
                const auto at = document.indexOf(rule);
                QVERIFY(at > 0 && at < document.indexOf("</style>") && document.count("@font-face") == 1);
                const auto font = QByteArray::fromBase64(document.sliced(
                    at + rule.size(), document.indexOf(')', at + rule.size()) - at - rule.size()));
                QVERIFY(font.startsWith("wOF2") && font.size() > 4'000);
                QVERIFY2(document.size() <= (form == Form::Page ? 60'000 : 30'000),
                         qPrintable(QString::number(document.size())));
                QCOMPARE(*exports::make(form, subject, {}), document);
            }
            std::vector<TraversalIndex> packets(400, 0);
            const auto list = *exports::make(Form::Page, exports::List{m_forward, packets}, {});
            QVERIFY(list.size() <= 60'000 && list.contains(rule) && list.contains("个数据包未在此显示"));
        }
        QVERIFY(words::speak("en"));
        QVERIFY(!exports::make(Form::Page, exports::Packet{m_forward, 0}, {})->contains("@font-face"));
    }

    void theSameBytesInEachLocale()
    {
        const auto all = [this] {
            QByteArray bytes;
            for (const auto& form : exports::forms())
                bytes += *exports::make(form.form, exports::Pair{{m_forward, 0}, {m_drop, 0}}, {});
            return bytes;
        };
        const auto plain = all();
        const std::string before = std::setlocale(LC_ALL, nullptr);
        const QLocale usual;
        QLocale::setDefault(QLocale(QLocale::German));
        std::setlocale(LC_ALL, "de_DE.UTF-8"); // where it is there
        const auto german = all();
        std::setlocale(LC_ALL, before.c_str());
        QLocale::setDefault(usual);
        QCOMPARE(german, plain);
    }

    void whatCannotBeShownIsRefused()
    {
        QVERIFY(!exports::make(Form::AnimatedSvg, exports::List{m_forward, {0}}, {}));
        exports::Options options;
        options.step = 14;
        QVERIFY(!exports::make(Form::Page, exports::Packet{m_forward, 0}, options));
        options.step = 13;
        QVERIFY(exports::make(Form::Page, exports::Packet{m_forward, 0}, options));
        QVERIFY(!exports::formOf(QStringLiteral("out.svg")) && !exports::formOf(QStringLiteral("out.png")));
        QCOMPARE(exports::formOf(QStringLiteral("a/OUT.Anim.Svg")), std::optional(Form::AnimatedSvg));
    }
};

HOOKWALK_TEST(TestExports)
#include "tst_exports.moc"
