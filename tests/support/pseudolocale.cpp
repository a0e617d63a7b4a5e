// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/pseudolocale.h"

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QXmlStreamReader>
#include <QXmlStreamWriter>

namespace hookwalk::test
{

namespace
{

QString run(const QString& program, const QStringList& arguments)
{
    QProcess process;
    process.setWorkingDirectory(QStringLiteral(HOOKWALK_SOURCE_DIR));
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(program, arguments);
    if (!process.waitForFinished(60'000) || process.exitCode() != 0)
        return QStringLiteral("%1 failed: %2").arg(program, QString::fromUtf8(process.readAll()));
    return QString::fromUtf8(process.readAll());
}

bool hasLetters(const QString& text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) { return c.isLetter(); });
}

// The same file with a translation for each source.
void translate(const QString& from, const QString& to)
{
    QFile in(from), out(to);
    if (!in.open(QIODevice::ReadOnly) || !out.open(QIODevice::WriteOnly))
        return;
    QXmlStreamReader reader(&in);
    QXmlStreamWriter writer(&out);
    QString source;
    bool hasForms = false;
    while (!reader.atEnd()) {
        reader.readNext();
        if (reader.isStartElement() && reader.name() == QLatin1String("TS")) {
            writer.writeStartElement(QStringLiteral("TS"));
            writer.writeAttribute(QStringLiteral("version"), QStringLiteral("2.1"));
            writer.writeAttribute(QStringLiteral("language"), QStringLiteral("en"));
        } else if (reader.isStartElement() && reader.name() == QLatin1String("source")) {
            source = reader.readElementText();
            writer.writeTextElement(QStringLiteral("source"), source);
        } else if (reader.isStartElement() && reader.name() == QLatin1String("translation")) {
            reader.skipCurrentElement();
            writer.writeStartElement(QStringLiteral("translation"));
            for (int form = 0; hasForms && form < 2; ++form)
                writer.writeTextElement(QStringLiteral("numerusform"), pseudo(source));
            if (!hasForms)
                writer.writeCharacters(pseudo(source));
            writer.writeEndElement();
        } else {
            if (reader.isStartElement() && reader.name() == QLatin1String("message"))
                hasForms = reader.attributes().value(QLatin1String("numerus")) == QLatin1String("yes");
            writer.writeCurrentToken(reader);
        }
    }
}

PseudoLocale make(const QString& folder)
{
    const QString all = folder + QStringLiteral("/all.ts"), ts = folder + QStringLiteral("/pseudo.ts"),
                  qm = folder + QStringLiteral("/pseudo.qm");
    PseudoLocale made;
    for (const QString& line : runLupdate({QStringLiteral("-ts"), all}).split(u'\n')) {
        if (line.startsWith(QStringLiteral(HOOKWALK_SOURCE_DIR)))
            made.warnings << line.mid(int(sizeof HOOKWALK_SOURCE_DIR));
    }
    translate(all, ts);
    run(QStringLiteral(HOOKWALK_LRELEASE), {QStringLiteral("-silent"), ts, QStringLiteral("-qm"), qm});
    if (QFile::exists(qm))
        made.file = qm;
    return made;
}

} // namespace

QString pseudo(const QString& english)
{
    static const QRegularExpression fixed(
        QStringLiteral("%n|%[ew]?\\d|%e|\\{\\w+\\}|<[^>]*>|&nbsp;| · |\\(\\*[^)]*\\)|;;|\\n|\\t"));
    QStringList pieces; // those at even places are words
    qsizetype at = 0, letters = 0;
    const auto add = [&](qsizetype to) {
        pieces << english.mid(at, to - at);
        letters += pieces.last().size();
    };
    for (auto match = fixed.globalMatch(english); match.hasNext();) {
        const auto next = match.next();
        add(next.capturedStart());
        pieces << next.captured();
        at = next.capturedEnd();
    }
    add(english.size());
    qsizetype last = -1;
    for (qsizetype i = 0; i < pieces.size(); i += 2)
        last = hasLetters(pieces[i]) ? i : last;
    for (qsizetype i = 0; i <= last; i += 2) {
        if (!hasLetters(pieces[i]))
            continue;
        QString more;
        for (qsizetype n = (letters * 4 + 9) / 10; i == last && n > 0; --n)
            more += n % 6 == 0 ? u' ' : u'~'; // words, so that lines can be broken
        pieces[i] = u'«' + pieces[i] + more + u'»';
    }
    return pieces.join(QString());
}

QString outsideBrackets(QString text)
{
    static const QRegularExpression style(QStringLiteral("<style.*</style>"),
                                          QRegularExpression::DotMatchesEverythingOption),
        tag(QStringLiteral("<[^<>]*>")), inside(QStringLiteral("«[^«»]*[»…]|…[^«»]*»")),
        entity(QStringLiteral("&nbsp;"));
    return text.remove(style).remove(tag).replace(entity, QStringLiteral(" ")).remove(inside).trimmed();
}

QStringList untranslatedIn(const QString& text)
{
    static const QRegularExpression kernels(
        QStringLiteral(
            "\\b([A-Z][A-Z0-9_/]+" // TTL, PREROUTING, ICMP
            "|raw|mangle|nat|filter|security|conntrack|nftables|nftrace|nft|iptables|netfilter|inet|ip6?|arp"
            "|accept|drop|reject|icmp|udp|tcp|new|established|related|untracked|invalid|original|reply"
            "|(tun|tap|eth|lo)\\d*|uid|gid|mark|in|out|seq|id" // devices, header fields
            "|[µmn]s|[kMGT]?B|Hookwalk|Ctrl|Shift|Tab"
            "|(net\\.|/dev/|/proc/)[\\w./]+|[0-9a-f:.]*[:.][0-9a-f:./]+)\\b"), // sysctls, addresses
        QRegularExpression::UseUnicodePropertiesOption);
    static const QRegularExpression word(QStringLiteral("\\p{L}{2,}[^\\n]*"));
    auto rest = outsideBrackets(text);
    rest.remove(kernels);
    QStringList words;
    for (auto match = word.globalMatch(rest); match.hasNext();)
        words << match.next().captured();
    return words;
}

const PseudoLocale& pseudoLocale()
{
    static const QTemporaryDir folder;
    static const PseudoLocale made = make(folder.path());
    return made;
}

QString runLupdate(const QStringList& more)
{
    QStringList command = QProcess::splitCommand(QStringLiteral(HOOKWALK_LUPDATE));
    return run(command.takeFirst(), command + more);
}

} // namespace hookwalk::test
