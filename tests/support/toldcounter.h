// SPDX-License-Identifier: GPL-3.0-or-later
// What a helper told of packets, and how many it said were lost.
#pragma once

#include "protocol/codec.h"
#include "protocol/reportbatch.h"

#include <cstdint>
#include <map>
#include <string_view>
#include <sys/socket.h>
#include <variant>
#include <vector>

namespace hookwalk::test
{

struct Told {
    std::map<wire::Source, std::uint64_t> sightings;
    protocol::Lost lost;
};

// A session that keeps up: it reads what the helper says, and counts afterwards.
class ToldCounter
{
public:
    // Up to the answer to a ShowTrace. False: nothing came.
    bool readUntilTraceShown(int socket)
    {
        std::vector<char> buffer(1024 * 1024);
        const auto before = m_replies.size();
        for (bool shown = false; !shown;) {
            const auto size = recv(socket, buffer.data(), buffer.size(), 0);
            if (size <= 0)
                return false;
            m_decoder.feed({buffer.data(), static_cast<std::size_t>(size)});
            while (auto message = m_decoder.next().value()) {
                shown |= std::holds_alternative<protocol::TraceShown>(*message);
                m_replies.push_back(std::move(*message));
            }
        }
        return m_replies.size() > before + 1;
    }
    Told told() const
    {
        Told told;
        for (const auto& message : m_replies) {
            if (const auto* lost = std::get_if<protocol::Lost>(&message))
                told.lost = *lost;
            const auto* packets = std::get_if<protocol::PacketReports>(&message);
            protocol::ReportBatchReader reader(packets ? packets->bytes : std::string_view{});
            for (wire::PacketReport packet; reader.next(packet).value();)
                ++told.sightings[packet.source];
        }
        return told;
    }

private:
    protocol::Decoder<protocol::Reply> m_decoder;
    std::vector<protocol::Reply> m_replies;
};

} // namespace hookwalk::test
