// SPDX-License-Identifier: GPL-3.0-or-later
// The reports of sources, in order, packed into messages for the session. Consecutive reports of one kind
// share a message.
#pragma once

#include "protocol/messages.h"
#include "wire/loglinewriter.h"

#include <string_view>
#include <vector>

namespace hookwalk::kernel
{

class ReportStream
{
public:
    void addKernelLog(std::string_view lines); // whole ones
    void addFacts(std::string_view lines);     // whole ones
    void add(const wire::PacketReport& packet);
    void append(ReportStream later);

    std::size_t bytes() const { return m_bytes; }
    std::vector<protocol::Reply> takeMessages();

private:
    template<typename Message> Message& open();

    std::vector<protocol::Reply> m_messages;
    std::size_t m_bytes = 0;
};

} // namespace hookwalk::kernel
