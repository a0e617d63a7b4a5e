// SPDX-License-Identifier: GPL-3.0-or-later
#include "savedpacket.h"

#include <QFile>

namespace hookwalk::cli
{

Result<SavedPacket> openLocator(const QString& argument)
{
    const auto locator = query::parseLocator(QFile::encodeName(argument).toStdString());
    if (!locator)
        return tl::unexpected(locator.error());
    auto trace = Trace::open(locator->file);
    if (!trace)
        return tl::unexpected(trace.error());
    const auto packet = query::packetOf(*locator, *trace);
    if (!packet)
        return tl::unexpected(packet.error());
    return SavedPacket{locator->file, std::move(*trace), *packet, locator->filter};
}

} // namespace hookwalk::cli
