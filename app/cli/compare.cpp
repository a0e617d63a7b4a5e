// SPDX-License-Identifier: GPL-3.0-or-later
// hookwalk-cli compare: two packets' ways, or those of two whole runs, beside each other, and where they part.
#include "comparedruns.h"
#include "exports/comparetext.h"
#include "output.h"
#include "savedpacket.h"
#include "subcommands.h"
#include "wire/linejson.h"
#include "words/words.h"

namespace hookwalk::cli
{

// As of diff(1): 0 the same way, 1 another one, 2 trouble.
int compare(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(tr(
        "Compares the ways of two packets of saved logs, step by step, whatever their times; or, where none "
        "is "
        "named, those of all packets of both, each with the same probe of the other. The exit status "
        "is 0\nwhere both went the same way to the same end, 1 where not, 2 where they cannot be compared."));
    const QCommandLineOption jsonOption(QStringLiteral("json"), tr("Print one JSON object."));
    parser.addOption(jsonOption);
    parser.addPositionalArgument(QStringLiteral("a"),
                                 tr("the first packet, as in 'kern.log#packet=3', or the first log"),
                                 QStringLiteral("A"));
    parser.addPositionalArgument(QStringLiteral("b"), tr("the second one"), QStringLiteral("B"));
    if (const auto status = readArguments(parser, arguments))
        return *status;
    const auto given = parser.positionalArguments();
    if (given.size() != 2)
        return complain(exitBadArguments, Sentences{say("give-two-packets")});
    const auto a = openLocator(given.first());
    if (!a)
        return complain(exitBadArguments, sentencesOf(a.error()));
    const auto b = openLocator(given.last());
    if (!b)
        return complain(exitBadArguments, sentencesOf(b.error()));
    if ((a->packet == noIndex) != (b->packet == noIndex)) {
        const auto& without = a->packet == noIndex ? given.first() : given.last();
        return complain(exitBadArguments, Sentences{say("locator-without-packet", without.toStdString())});
    }

    Output output;
    if (a->packet == noIndex) {
        const auto same = compareRuns(*a, *b, parser.isSet(jsonOption) ? As::Json : As::Text, output);
        if (!same)
            return complain(exitBadArguments, sentencesOf(same.error()));
        if (const auto written = output.finish(); !written)
            return complain(exitBadArguments, sentencesOf(written.error()));
        return *same ? exitDone : exitFailed;
    }
    const exports::Compared compared{{a->trace, walkOf(a->trace, a->packet)},
                                     {b->trace, walkOf(b->trace, b->packet)}};
    if (parser.isSet(jsonOption))
        output.line(wire::dumpLine(toJson(compared)));
    else
        output.lines(toText(compared));
    if (const auto written = output.finish(); !written)
        return complain(exitBadArguments, sentencesOf(written.error()));
    return compared.comparison.isSame() ? exitDone : exitFailed;
}

} // namespace hookwalk::cli
