// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/sources/reportstream.h"

#include "protocol/codec.h"
#include "protocol/messagefields.h"
#include "protocol/reportbatch.h"

#include <iterator>
#include <utility>

namespace hookwalk::kernel
{

namespace
{

constexpr std::size_t messageBytes = 256 * 1024; // far below maxReplyBytes

}

// The message to append to: the last one if it is of this kind and not full, else a new one.
template<typename Message> Message& ReportStream::open()
{
    auto* last = m_messages.empty() ? nullptr : std::get_if<Message>(&m_messages.back());
    if (last && protocol::rawBytes(*last).size() < messageBytes)
        return *last;
    return std::get<Message>(m_messages.emplace_back(Message{}));
}

void ReportStream::addKernelLog(std::string_view lines)
{
    if (lines.empty())
        return;
    open<protocol::KernelLogLines>().text += lines;
    m_bytes += lines.size();
}

void ReportStream::addFacts(std::string_view lines)
{
    if (lines.empty())
        return;
    open<protocol::Facts>().text += lines;
    m_bytes += lines.size();
}

void ReportStream::add(const wire::PacketReport& packet)
{
    auto& bytes = open<protocol::PacketReports>().bytes;
    const auto before = bytes.size();
    protocol::append(packet, bytes);
    m_bytes += bytes.size() - before;
}

void ReportStream::append(ReportStream later)
{
    m_messages.insert(m_messages.end(), std::make_move_iterator(later.m_messages.begin()),
                      std::make_move_iterator(later.m_messages.end()));
    m_bytes += later.m_bytes;
}

std::vector<protocol::Reply> ReportStream::takeMessages()
{
    m_bytes = 0;
    return std::exchange(m_messages, {});
}

} // namespace hookwalk::kernel
