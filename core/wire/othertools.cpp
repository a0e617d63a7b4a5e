// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/othertools.h"

#include "wire/conntracktext.h"
#include "wire/journaljson.h"
#include "wire/nftmonitor.h"
#include "wire/ulogd.h"

namespace hookwalk::wire
{

std::optional<Text> recordOfSeveralLines(Text text)
{
    for (auto* const recordIn : {xtablesRecord, ulogdRecord, journalRecord}) {
        if (const auto record = recordIn(text))
            return record;
    }
    return std::nullopt;
}

std::optional<std::string> otherToolsPacket(Text text)
{
    for (auto* const read : {nftTracePacket, xtablesPacket, ulogdPacket}) {
        if (auto packet = read(text))
            return packet;
    }
    return std::nullopt;
}

std::optional<std::string> otherToolsFact(Text line)
{
    for (auto* const read : {nftTraceFact, xtablesFact, conntrackFact}) {
        if (auto fact = read(line))
            return fact;
    }
    return std::nullopt;
}

} // namespace hookwalk::wire
