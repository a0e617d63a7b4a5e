// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/capture/pcapngwriter.h"

#include "wire/capture/pcapngblocks.h"

#include <algorithm>

namespace hookwalk::wire
{

namespace
{

using namespace pcapng;

constexpr std::uint16_t rawIp = 101;
constexpr std::size_t longestText = 0xfff0; // of an option

// In the byte order of the machine, which the section's header tells.
template<typename Number> void append(Number number, std::string& to)
{
    to.append(reinterpret_cast<const char*>(&number), sizeof number);
}

void appendPadded(std::string_view bytes, std::string& to)
{
    to += bytes;
    to.append(padded(static_cast<std::uint32_t>(bytes.size())) - bytes.size(), '\0');
}

void appendOption(Option code, std::string_view value, std::string& to)
{
    value = value.substr(0, longestText);
    append(static_cast<std::uint16_t>(code), to);
    append(static_cast<std::uint16_t>(value.size()), to);
    appendPadded(value, to);
}

void endOptions(std::string& to)
{
    append(std::uint32_t{EndOfOptions}, to);
}

} // namespace

PcapngWriter::PcapngWriter(std::string_view application, std::string_view comment)
{
    std::string body;
    append(byteOrder, body);
    append(std::uint16_t{1}, body); // version 1.0
    append(std::uint16_t{0}, body);
    append(std::int64_t{-1}, body); // length of the section: not said
    if (!comment.empty())
        appendOption(Comment, comment, body);
    appendOption(UserApplication, application, body);
    endOptions(body);
    block(SectionHeader, body);
}

void PcapngWriter::block(std::uint32_t type, const std::string& body)
{
    const auto length = static_cast<std::uint32_t>(body.size() + 12);
    append(type, m_bytes);
    append(length, m_bytes);
    m_bytes += body;
    append(length, m_bytes);
}

// Described before its first packet.
std::size_t PcapngWriter::interfaceOf(std::string_view name)
{
    const auto known = std::ranges::find(m_interfaces, name);
    if (known != m_interfaces.end())
        return static_cast<std::size_t>(known - m_interfaces.begin());
    m_interfaces.emplace_back(name);
    std::string body;
    append(rawIp, body);
    append(std::uint16_t{0}, body);
    append(std::uint32_t{0}, body); // no snap length
    if (!name.empty())
        appendOption(InterfaceName, name, body);
    endOptions(body);
    block(InterfaceDescription, body);
    return m_interfaces.size() - 1;
}

void PcapngWriter::add(const CapturedFrame& frame)
{
    const auto interface = static_cast<std::uint32_t>(interfaceOf(frame.device));
    const auto time = static_cast<std::uint64_t>(std::max<std::int64_t>(frame.timeUs.value_or(0), 0));
    std::string body;
    append(interface, body);
    append(static_cast<std::uint32_t>(time >> 32), body);
    append(static_cast<std::uint32_t>(time), body);
    append(static_cast<std::uint32_t>(frame.bytes.size()), body);
    append(frame.wholeLength, body);
    appendPadded({reinterpret_cast<const char*>(frame.bytes.data()), frame.bytes.size()}, body);
    if (!frame.comment.empty())
        appendOption(Comment, frame.comment, body);
    if (frame.direction != Direction::Unknown) {
        std::string flags;
        append(frame.direction == Direction::In ? inbound : outbound, flags);
        appendOption(PacketFlags, flags, body);
    }
    endOptions(body);
    block(EnhancedPacket, body);
}

} // namespace hookwalk::wire
