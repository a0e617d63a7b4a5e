// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/tunreadlines.h"

#include "wire/packetline.h"

#include <cmath>

namespace hookwalk::session
{

void appendTunReadLines(const QVector<PingResult>& results, std::string_view tun, std::string& lines)
{
    for (const PingResult& result : results) {
        if (result.answerBytes.isEmpty())
            continue;
        wire::PacketReport packet;
        packet.source = wire::Source::TunRead;
        packet.timeUs = result.sentUs + std::llround(result.roundTripUs);
        packet.out = tun;
        packet.packet = {reinterpret_cast<const std::uint8_t*>(result.answerBytes.data()),
                         static_cast<std::size_t>(result.answerBytes.size())};
        wire::appendLogLine(packet, lines);
    }
}

} // namespace hookwalk::session
