// SPDX-License-Identifier: GPL-3.0-or-later
// hookwalk-cli compare: two packets' ways beside each other, and where they part.
#include "exports/comparetext.h"
#include "output.h"
#include "savedpacket.h"
#include "subcommands.h"
#include "wire/linejson.h"
#include "words/words.h"

namespace hookwalk::cli
{

namespace
{

Result<SavedPacket> choose(const QString& argument)
{
    auto opened = openLocator(argument);
    if (opened && opened->packet == noIndex)
        return failure(ErrorCode::BadInput, say("locator-without-packet", argument.toStdString()));
    return opened;
}

} // namespace

// As of diff(1): 0 the same way, 1 another one, 2 trouble.
int compare(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(tr(
        "Compares the ways of two packets of saved logs, step by step, whatever their times. The exit status "
        "is 0\nwhere both went the same way to the same end, 1 where not, 2 where they cannot be compared."));
    const QCommandLineOption jsonOption(QStringLiteral("json"), tr("Print one JSON object."));
    parser.addOption(jsonOption);
    parser.addPositionalArgument(QStringLiteral("a"), tr("the first packet, as in 'kern.log#packet=3'"),
                                 QStringLiteral("A"));
    parser.addPositionalArgument(QStringLiteral("b"), tr("the second one"), QStringLiteral("B"));
    if (const auto status = readArguments(parser, arguments))
        return *status;
    const auto given = parser.positionalArguments();
    if (given.size() != 2)
        return complain(exitBadArguments, Sentences{say("give-two-packets")});
    const auto a = choose(given.first());
    if (!a)
        return complain(exitBadArguments, sentencesOf(a.error()));
    const auto b = choose(given.last());
    if (!b)
        return complain(exitBadArguments, sentencesOf(b.error()));

    const exports::Compared compared{{a->trace, walkOf(a->trace, a->packet)}, {b->trace, walkOf(b->trace, b->packet)}};
    Output output;
    if (parser.isSet(jsonOption))
        output.line(wire::dumpLine(toJson(compared)));
    else
        output.lines(toText(compared));
    if (const auto written = output.finish(); !written)
        return complain(exitBadArguments, sentencesOf(written.error()));
    return compared.comparison.isSame() ? exitDone : exitFailed;
}

} // namespace hookwalk::cli
