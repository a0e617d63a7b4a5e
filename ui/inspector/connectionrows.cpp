// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/connectionrows.h"

#include "ui/theme/text.h"

#include <netinet/in.h>

namespace hookwalk::ui
{

namespace
{

HeaderRow tupleRow(const QString& name, const QString& value, bool rewritten)
{
    return {name, value, {}, rewritten};
}

void addTuple(std::vector<HeaderRow>& rows, const QString& name, const Tuple& tuple, std::uint8_t protocol,
              bool sourceRewritten, bool destinationRewritten)
{
    rows.push_back(tupleRow(name, endpointText(tuple.source, tuple.sourcePort, protocol), sourceRewritten));
    rows.push_back(
        tupleRow({}, QStringLiteral("→ ") + endpointText(tuple.destination, tuple.destinationPort, protocol),
                 destinationRewritten));
}

// The words in as many rows as they take: a row of the inspector has room for some thirty letters.
void addStatus(std::vector<HeaderRow>& rows, const std::vector<std::string>& words)
{
    constexpr qsizetype mostLetters = 28;
    std::vector<HeaderRow> all;
    for (const auto& one : words) {
        const QString word = qt(one);
        if (all.empty() || all.back().value.size() + word.size() + 2 > mostLetters)
            all.push_back({all.empty() ? QStringLiteral("STATUS") : QString(), word, {}, false});
        else
            all.back().value += QStringLiteral(", ") + word;
    }
    rows.insert(rows.end(), all.begin(), all.end());
}

} // namespace

QString endpointText(const IpAddress& address, std::uint16_t port, std::uint8_t protocol)
{
    QString written = qt(address.toString());
    if (port == 0)
        return written;
    if (protocol == IPPROTO_ICMP || protocol == IPPROTO_ICMPV6)
        return QStringLiteral("%1 id %2").arg(written).arg(port);
    return (address.isV4() ? QStringLiteral("%1:%2") : QStringLiteral("[%1]:%2")).arg(written).arg(port);
}

std::vector<HeaderRow> connectionRows(const PacketConnection& place)
{
    std::vector<HeaderRow> rows;
    if (!place.state.empty()) {
        const auto how = place.stateObserved ? tr("seen by nftrace") : tr("inferred");
        rows.push_back(
            {QStringLiteral("STATE"), QStringLiteral("%1, %2").arg(qt(place.state), how), {}, false});
    }
    const Connection* connection = place.connection;
    if (!connection)
        return rows;
    rows.push_back({QStringLiteral("DIR"),
                    place.isReply ? QStringLiteral("reply") : QStringLiteral("original"),
                    {},
                    false});
    addTuple(rows, QStringLiteral("ORIGINAL"), connection->original, connection->protocol, false, false);
    addTuple(rows, QStringLiteral("REPLY"), connection->reply, connection->protocol,
             connection->isDestinationNat(), connection->isSourceNat());
    if (!connection->tcpState.empty())
        rows.push_back({QStringLiteral("TCP"), qt(connection->tcpState), {}, false});
    addStatus(rows, connection->status);
    if (connection->gone)
        rows.push_back({{}, tr("forgotten by the kernel since"), {}, false});
    return rows;
}

} // namespace hookwalk::ui
