// SPDX-License-Identifier: GPL-3.0-or-later
// hookwalk-cli render: a document of a packet's way, for a manual or a report.
#include "exports/exports.h"
#include "query/query.h"
#include "savedpacket.h"
#include "session/savedfile.h"
#include "subcommands.h"
#include "words/language.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

namespace hookwalk::cli
{

namespace
{

using exports::Form;
using exports::Subject;

QString endings()
{
    QStringList all;
    for (const auto& form : exports::forms())
        all << form.ending;
    return all.join(QStringLiteral(", "));
}

class RenderOptions
{
public:
    RenderOptions()
    {
        m_parser.setApplicationDescription(cli::tr(
            "Writes a document of a packet's way, by the ending of its name: .html (a page to step through), "
            ".anim.svg, .mmd\n(Mermaid), .md, .txt or .json. Without --packet it is the whole list. The "
            "window "
            "draws still pictures: hookwalk --render. Documents speak English, unless --lang is given."));
        m_parser.addOptions(
            {m_packet, m_step, m_withReply, m_against, m_filter, m_theme, m_length, m_format, m_check});
        m_parser.addPositionalArgument(
            QStringLiteral("file"),
            cli::tr("the kernel log, as in 'kern.log#packet=7&step=4'; \"-\": standard input"),
            QStringLiteral("FILE"));
        m_parser.addPositionalArgument(
            QStringLiteral("out"), cli::tr("what to write; \"-\": standard output"), QStringLiteral("OUT"));
    }
    QCommandLineParser& parser() { return m_parser; }
    QString file() const { return m_parser.positionalArguments().value(0); }
    QString out() const { return m_parser.positionalArguments().value(1); }
    bool isCheck() const { return m_parser.isSet(m_check); }
    bool wantsReply() const { return m_parser.isSet(m_withReply); }
    QString against() const { return m_parser.value(m_against); }
    std::string filter() const { return m_parser.value(m_filter).toStdString(); }

    // What is wrong with the command line; empty: nothing.
    QString problem() const
    {
        if (m_parser.positionalArguments().size() != 2)
            return cli::tr("Give a log, and the name of the file to write.");
        static const QRegularExpression picture(QStringLiteral("\\.(png|svg|pdf|webp)$"),
                                                QRegularExpression::CaseInsensitiveOption);
        if (!form() && picture.match(out()).hasMatch())
            return cli::tr("%1 is a picture, which hookwalk draws: hookwalk %2 --render %1")
                .arg(out(), file());
        if (!form() && m_parser.isSet(m_format))
            return cli::tr("--format takes no \"%1\". Say one of %2.")
                .arg(m_parser.value(m_format), endings());
        if (!form())
            return cli::tr("The name %1 tells no form. Let it end in %2, or say one of these with --format.")
                .arg(out(), endings());
        if (isCheck() && out() == QLatin1String("-"))
            return cli::tr("--check needs the name of a document, not \"-\".");
        if (wantsReply() && m_parser.isSet(m_against))
            return cli::tr("--with-reply and --against cannot both be.");
        for (const auto* option : {&m_packet, &m_step}) {
            if (m_parser.isSet(*option) && numberOf(*option) < 1)
                return cli::tr("--%1 takes a number from 1 on.").arg(option->names().first());
        }
        static const QStringList themes{QStringLiteral("auto"), QStringLiteral("light"),
                                        QStringLiteral("dark")};
        static const QStringList lengths{QStringLiteral("short"), QStringLiteral("medium"),
                                         QStringLiteral("long")};
        if (!themes.contains(m_parser.value(m_theme)))
            return cli::tr("--theme is light, dark or auto.");
        if (!lengths.contains(m_parser.value(m_length)))
            return cli::tr("--length is short, medium or long.");
        return unusedByForm();
    }
    // An option that would do nothing with what was named; empty: there is none.
    QString unusedBy(const query::Locator& locator) const
    {
        if (locator.packet == 0 && m_parser.isSet(m_step))
            return cli::tr("--step is for one packet, and this is the whole list. Say which with --packet.");
        if (locator.packet != 0 && m_parser.isSet(m_filter))
            return cli::tr("--filter is for the whole list, and one packet is named. Leave one of both out.");
        return {};
    }

    std::optional<Form> form() const
    {
        return exports::formOf(m_parser.isSet(m_format) ? u'.' + m_parser.value(m_format) : out());
    }
    std::uint32_t packet() const { return m_parser.isSet(m_packet) ? numberOf(m_packet) : 0; }

    exports::Options made(const query::Locator& locator) const
    {
        exports::Options options;
        options.step = static_cast<int>(m_parser.isSet(m_step) ? numberOf(m_step) : locator.step);
        const auto theme = m_parser.value(m_theme), length = m_parser.value(m_length);
        options.look = theme == QLatin1String("light")  ? exports::Look::Light
                       : theme == QLatin1String("dark") ? exports::Look::Dark
                                                        : exports::Look::Auto;
        options.length = length == QLatin1String("short")  ? exports::Length::Short
                         : length == QLatin1String("long") ? exports::Length::Long
                                                           : exports::Length::Medium;
        options.source = sourceNamed(locator.file);
        return options;
    }
    static QString sourceNamed(const std::string& file)
    {
        return file == "-" ? QString() : QFileInfo(QFile::decodeName(file.c_str())).fileName();
    }

private:
    QString unusedByForm() const
    {
        const auto unused = [this](const QCommandLineOption& option, std::initializer_list<Form> users) {
            return m_parser.isSet(option) && std::ranges::find(users, *form()) == users.end();
        };
        if (unused(m_step, {Form::Page, Form::AnimatedSvg, Form::Mermaid, Form::Markdown}))
            return cli::tr("--step is for .html, .anim.svg, .mmd and .md.");
        if (unused(m_theme, {Form::Page, Form::AnimatedSvg}))
            return cli::tr("--theme is for .html and .anim.svg.");
        if (unused(m_length, {Form::Text}))
            return cli::tr("--length is for .txt.");
        return {};
    }
    std::uint32_t numberOf(const QCommandLineOption& option) const
    {
        static const QRegularExpression digits(QStringLiteral("^[0-9]{1,9}$"));
        const auto text = m_parser.value(option);
        return digits.match(text).hasMatch() ? text.toUInt() : 0;
    }

    QCommandLineOption m_packet{QStringLiteral("packet"),
                                cli::tr("Of this packet, from 1. Default: the locator's."),
                                QStringLiteral("N")};
    QCommandLineOption m_step{QStringLiteral("step"),
                              cli::tr("Where it stands, from 1. Default: the locator's."),
                              QStringLiteral("S")};
    QCommandLineOption m_withReply{QStringLiteral("with-reply"),
                                   cli::tr("The packet, then what answered it.")};
    QCommandLineOption m_against{
        QStringLiteral("against"),
        cli::tr("The packet as A beside that of LOCATOR as B, as in 'after.log#packet=9'."),
        QStringLiteral("LOCATOR")};
    QCommandLineOption m_filter{QStringLiteral("filter"),
                                cli::tr("A list of packets for which all terms hold."),
                                QStringLiteral("TERMS")};
    QCommandLineOption m_theme{QStringLiteral("theme"),
                               cli::tr("light, dark, or auto: as the reader has it."),
                               QStringLiteral("THEME"), QStringLiteral("auto")};
    QCommandLineOption m_length{QStringLiteral("length"), cli::tr("Of plain text: short, medium or long."),
                                QStringLiteral("LENGTH"), QStringLiteral("medium")};
    QCommandLineOption m_format{QStringLiteral("format"),
                                cli::tr("The form by its ending, as in html or anim.svg."),
                                QStringLiteral("ENDING")};
    QCommandLineOption m_check{QStringLiteral("check"),
                               cli::tr("Write nothing. The exit status is 1 where OUT is another one than "
                                       "would be written, with what has "
                                       "changed.")};
    QCommandLineParser m_parser;
};

int checkKept(const QString& name, const QByteArray& now)
{
    const auto kept = exports::kept(name);
    if (!kept)
        return complain(kept.error());
    const Said changed = exports::whatChanged(name, *kept, now);
    return changed.isEmpty() ? exitDone : complain(exitFailed, Sentences{changed});
}

Result<void> write(const QString& name, const QByteArray& bytes)
{
    auto file = session::SavedFile::open(name, session::SavedFile::Kind::Any);
    if (!file)
        return tl::unexpected(file.error());
    return file->write({bytes.data(), static_cast<std::size_t>(bytes.size())}).and_then([&] {
        return file->commit();
    });
}

// A document has the same bytes on each machine, and so is in English where no language is named. What is complained
// about is in the person's language all the same.
Result<QByteArray> made(Form form, const Subject& subject, const exports::Options& options)
{
    const bool isNamed = !words::languageIn(QCoreApplication::arguments()).isEmpty();
    if (!isNamed)
        (void)words::speak(QStringLiteral("en")); // cannot fail: it is in the program
    auto bytes = exports::make(form, subject, options);
    if (!isNamed)
        (void)words::speak({}); // cannot fail: no language is named
    return bytes;
}

} // namespace

int render(const QStringList& arguments)
{
    RenderOptions options;
    if (const auto status = readArguments(options.parser(), arguments))
        return *status;
    if (const auto problem = options.problem(); !problem.isEmpty())
        return complain(exitBadArguments, problem);
    auto locator = query::parseLocator(QFile::encodeName(options.file()).toStdString());
    const auto filter = query::parseFilter(options.filter());
    if (!locator || !filter)
        return complain(exitBadArguments, sentencesOf(locator ? filter.error() : locator.error()));
    if (options.packet() != 0)
        locator->packet = options.packet();
    if (const auto problem = options.unusedBy(*locator); !problem.isEmpty())
        return complain(exitBadArguments, problem);
    if (const auto apart = checkOutput(options.out(), locator->files()); !apart)
        return complain(exitBadArguments, sentencesOf(apart.error()));
    const auto trace = query::open(*locator);
    if (!trace)
        return complain(trace.error());
    const auto packet = query::packetOf(*locator, *trace);
    if (!packet)
        return complain(exitBadArguments, sentencesOf(packet.error()));

    Result<SavedPacket> other = SavedPacket{};
    const auto subject = [&]() -> Result<Subject> {
        if (*packet == noIndex) {
            if (options.wantsReply() || !options.against().isEmpty())
                return failure(ErrorCode::BadInput,
                               say("locator-without-packet", options.file().toStdString()));
            auto terms = locator->filter;
            terms.insert(terms.end(), filter->begin(), filter->end());
            return query::packetsShown(*trace, std::move(terms))
                .map([&](std::vector<TraversalIndex> packets) {
                    return Subject(exports::List{*trace, std::move(packets)});
                });
        }
        if (options.wantsReply()) {
            const auto reply = trace->traversals()[*packet].reply;
            if (reply == noIndex)
                return failure(ErrorCode::NotFound, say("export-no-reply", *packet + 1));
            return exports::Exchange{*trace, *packet, reply};
        }
        if (options.against().isEmpty())
            return exports::Packet{*trace, *packet};
        other = openLocator(options.against());
        if (!other)
            return tl::unexpected(other.error());
        if (other->packet == noIndex)
            return failure(ErrorCode::BadInput,
                           say("locator-without-packet", options.against().toStdString()));
        if (const auto apart = checkOutput(options.out(), other->locator.files()); !apart)
            return tl::unexpected(apart.error());
        return exports::Pair{{*trace, *packet}, {other->trace, other->packet}};
    }();
    if (!subject)
        return complain(exitBadArguments, sentencesOf(subject.error()));
    auto wanted = options.made(*locator);
    wanted.sourceOfB = RenderOptions::sourceNamed(other->locator.file);
    const auto bytes = made(*options.form(), *subject, wanted);
    if (!bytes)
        return complain(exitBadArguments, sentencesOf(bytes.error()));
    if (options.isCheck())
        return checkKept(options.out(), *bytes);
    if (const auto* list = std::get_if<exports::List>(&*subject)) {
        if (const Said remark = exports::remarkOn(*options.form(), *list, wanted); !remark.isEmpty())
            (void)complain(exitDone, Sentences{remark}); // all the same it is written
    }
    const auto written = write(options.out(), *bytes);
    return written ? exitDone : complain(written.error());
}

} // namespace hookwalk::cli
