// SPDX-License-Identifier: GPL-3.0-or-later
// hookwalk-cli save: a log as a recording, a recording as a log, with other addresses and names where that is wanted.
#include "savedpacket.h"
#include "session/recordingfile.h"
#include "subcommands.h"

#include <algorithm>
#include <QFile>

namespace hookwalk::cli
{

int save(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        tr("Saves what FILE holds, a kernel log or a recording, as TO: as a recording where its name ends in "
           ".hookwalk,\nelse as a kernel log without flags and view. TO is written anew."));
    const QCommandLineOption anonymise(
        {QStringLiteral("anonymise"), QStringLiteral("anonymize")},
        tr("Replace real addresses, MACs, and the names of devices, hosts, chains and rules, the same one "
           "always by the same one; addresses keep their common prefixes. See hookwalk-cli(1)."));
    parser.addOption(anonymise);
    parser.addPositionalArgument(QStringLiteral("file"), tr("what to save; \"-\": standard input"),
                                 QStringLiteral("FILE"));
    parser.addPositionalArgument(QStringLiteral("to"), tr("the file to write"), QStringLiteral("TO"));
    if (const auto status = readArguments(parser, arguments))
        return *status;
    const auto given = parser.positionalArguments();
    if (given.size() != 2)
        return complain(exitBadArguments, tr("Give two files: what to save, and where to."));
    const auto place = query::parseLocator(QFile::encodeName(given.first()).toStdString());
    if (!place)
        return complain(exitBadArguments, sentencesOf(place.error()));
    if (const auto apart = checkOutput(given.last(), place->files()); !apart)
        return complain(exitBadArguments, sentencesOf(apart.error()));
    const auto trace = query::open(*place);
    if (!trace)
        return complain(trace.error());
    if (const auto packets = query::packetsAt(*place, *trace); !packets)
        return complain(exitBadArguments, sentencesOf(packets.error()));
    auto view = recording::viewIn(*trace).value_or(recording::View());
    if (!place->filter.empty())
        view.filter = query::toText(place->filter);
    if (place->packet != 0) {
        view.packet = place->packet - 1;
        view.step = std::max(place->step, 1U);
    }
    const recording::Snapshot snapshot(*trace, session::recordingHead("file", false),
                                       recording::flagsIn(*trace), view);
    const auto names = parser.isSet(anonymise) ? session::Names::Replaced : session::Names::Real;
    const auto saved = session::saveRecording(given.last(), snapshot, names);
    if (!saved)
        return complain(saved.error());
    for (const auto& said : *saved)
        complain(exitDone, Sentences{said});
    return trace->remark().isEmpty() ? exitDone : complain(exitDone, Sentences{trace->remark()});
}

} // namespace hookwalk::cli
