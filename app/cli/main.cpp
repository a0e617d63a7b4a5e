// SPDX-License-Identifier: GPL-3.0-or-later
// hookwalk-cli: Hookwalk for scripts. Chooses the subcommand; each stands in its own file.
#include "model/printable.h"
#include "model/standardstreams.h"
#include "model/utf8locale.h"
#include "output.h"
#include "subcommands.h"
#include "wire/textfile.h"
#include "words/language.h"
#include "words/words.h"

#include <QCoreApplication>
#include <QFile>
#include <QTextStream>
#include <unistd.h>

namespace hookwalk::cli
{

int complain(int status, const QString& sentence)
{
    const auto shown = printable(sentence.toStdString()); // it may have names of files and devices in it
    QTextStream(stderr) << "hookwalk-cli: " << QString::fromStdString(shown) << '\n';
    return status;
}

int complain(int status, const Sentences& sentences)
{
    return complain(status, QString::fromStdString(words::text(sentences)));
}

int complain(const Error& error)
{
    return complain(exitFailed, sentencesOf(error));
}

namespace
{

int print(const QString& text)
{
    Output output;
    for (const QString& line : text.trimmed().split(u'\n'))
        output.line(line.toStdString());
    const auto written = output.finish();
    return written ? exitDone : complain(written.error());
}

// Only for the help text: main() has read it before, so that errors are in that language, too.
QCommandLineOption languageOption()
{
    return {QStringLiteral("lang"),
            tr("Speak this language, as in de or pt_BR, or that of a .qm file. Default: the machine's; of "
               "documents English."),
            QStringLiteral("LANGUAGE")};
}

} // namespace

std::optional<int> readArguments(QCommandLineParser& parser, const QStringList& arguments)
{
    const auto help = parser.addHelpOption();
    parser.addOption(languageOption());
    if (!parser.parse(arguments)) {
        return complain(exitBadArguments,
                        parser.errorText() + u' ' + tr("See `%1 --help`.").arg(arguments.first()));
    }
    if (parser.isSet(help)) {
        return print(parser.helpText());
    }
    return std::nullopt;
}

tl::expected<std::string, int> readFileArgument(QCommandLineParser& parser, const QStringList& arguments)
{
    parser.addPositionalArgument(QStringLiteral("file"),
                                 tr("the kernel log; \"-\" or nothing: standard input"),
                                 QStringLiteral("[FILE|-]"));
    if (const auto status = readArguments(parser, arguments))
        return tl::unexpected(*status);
    const QStringList files = parser.positionalArguments();
    if (files.size() > 1) {
        return tl::unexpected(
            complain(exitBadArguments, tr("Only one file can be read, but %1 were named. Join them with cat "
                                          "and pipe them in.")
                                           .arg(files.size())));
    }
    return files.isEmpty() ? std::string("-") : QFile::encodeName(files.first()).toStdString();
}

namespace
{

struct Command {
    QString name, arguments;
    int (*run)(const QStringList& arguments);
    QString what;
};

QString descriptionOf(const QList<Command>& commands)
{
    QStringList lines{tr("See how the Linux kernel moves a packet through netfilter."), {}, tr("Commands:")};
    for (const Command& command : commands)
        lines << QStringLiteral("  %1%2").arg(command.name + u' ' + command.arguments, -21).arg(command.what);
    return (lines << QString() << tr("`hookwalk-cli COMMAND --help` tells more about each.")).join(u'\n');
}

QByteArray cutSentence; // ready for a signal handler

void sayCut(int)
{
    (void)!::write(STDERR_FILENO, cutSentence.constData(), static_cast<std::size_t>(cutSentence.size()));
    ::_exit(exitFailed);
}

// A program that reads a file once can use it in place, and says so where somebody cuts it meanwhile.
void useFilesInPlace()
{
    const QString sentence = tr("The file was cut while it was read, or its disk failed: try again.");
    cutSentence = QStringLiteral("hookwalk-cli: %1\n").arg(sentence).toLocal8Bit();
    wire::TextFile::useInPlace(sayCut);
}

int run(const QStringList& arguments)
{
    const QList<Command> commands{
        {QStringLiteral("decode"), QStringLiteral("[FILE|-]"), decode,
         tr("one JSON object for each netfilter line of a kernel log")},
        {QStringLiteral("traversals"), QStringLiteral("[FILE|-]"), traversals,
         tr("one JSON object for each packet: the chains it went through and how it ended")},
        {QStringLiteral("compare"), QStringLiteral("A B"), compare,
         tr("two packets' ways beside each other, and where they part")},
        {QStringLiteral("render"), QStringLiteral("FILE OUT"), render,
         tr("a document of a packet's way: a page, an animated SVG, Mermaid, Markdown, text, JSON")},
        {QStringLiteral("save"), QStringLiteral("FILE TO"), save,
         tr("a log as a recording, or without its real addresses and names")},
        {QStringLiteral("ping"), QStringLiteral("DST"), ping,
         tr("sends pings through a lab of its own and prints the way they took")},
        {QStringLiteral("explain"), QStringLiteral("SRC DST"), explain,
         tr("sends one probe through a lab and says why it came as far as it did")},
        {QStringLiteral("doctor"),
         {},
         doctor,
         tr("says what this machine needs, and why something would not be seen")}};
    QCommandLineParser parser;
    parser.setApplicationDescription(descriptionOf(commands));
    parser.addPositionalArgument(QStringLiteral("command"),
                                 tr("decode, traversals, compare, render, save, ping, explain or doctor"),
                                 QStringLiteral("COMMAND"));
    parser.addPositionalArgument(QStringLiteral("arguments"), tr("what the command takes"),
                                 QStringLiteral("[ARGUMENT...]"));
    const auto version = parser.addVersionOption();
    parser.setOptionsAfterPositionalArgumentsMode(QCommandLineParser::ParseAsPositionalArguments);
    if (const auto status = readArguments(parser, arguments))
        return *status;
    if (parser.isSet(version)) {
        return print(QStringLiteral("hookwalk-cli ") + QCoreApplication::applicationVersion());
    }
    const QStringList rest = parser.positionalArguments();
    if (rest.isEmpty()) {
        return complain(exitBadArguments, tr("No command was given. Say decode, traversals, compare, render, "
                                             "save, ping, explain or doctor; "
                                             "`hookwalk-cli --help` tells more."));
    }
    for (const Command& command : commands) {
        if (command.name == rest.first())
            return command.run(QStringList{QStringLiteral("hookwalk-cli ") + rest.first()} + rest.mid(1));
    }
    return complain(exitBadArguments, tr("There is no command \"%1\". Say decode, traversals, compare, "
                                         "render, save, ping, explain or doctor.")
                                          .arg(rest.first()));
}

} // namespace

} // namespace hookwalk::cli

int main(int argc, char** argv)
{
    hookwalk::secureStandardStreams();
    hookwalk::preferUtf8Locale();
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("hookwalk-cli"));
    QCoreApplication::setApplicationVersion(QStringLiteral(HOOKWALK_VERSION));
    const auto arguments = QCoreApplication::arguments();
    if (const auto spoken = hookwalk::words::speak(hookwalk::words::languageIn(arguments)); !spoken) {
        hookwalk::cli::complain(spoken.error());
        return hookwalk::cli::exitBadArguments;
    }
    hookwalk::cli::useFilesInPlace();
    return hookwalk::cli::run(arguments);
}
