// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/reportbatch.h"

#include <algorithm>
#include <array>
#include <limits>
#include <type_traits>

namespace hookwalk::protocol
{

namespace
{

// One packet, little-endian: source (1), packet id (4), time (8), sequence (8), mark (4), bytes of packet
// (2), of prefix, in, out and link header (1 each), then those in the order prefix, in, out, link header,
// packet.
constexpr std::size_t headerBytes = 1 + 4 + 8 + 8 + 4 + 2 + 4;

template<typename Number> void put(Number value, std::string& to)
{
    const auto bits = static_cast<std::make_unsigned_t<Number>>(value);
    std::array<char, sizeof(Number)> bytes{};
    for (unsigned i = 0; i < sizeof(Number); ++i)
        bytes[i] = static_cast<char>(static_cast<std::uint64_t>(bits) >> (8 * i));
    to.append(bytes.data(), bytes.size());
}

template<typename Number> Number take(std::string_view& from)
{
    std::uint64_t bits = 0;
    for (unsigned i = 0; i < sizeof(Number); ++i)
        bits |= static_cast<std::uint64_t>(static_cast<unsigned char>(from[i])) << (8 * i);
    from.remove_prefix(sizeof(Number));
    return static_cast<Number>(bits);
}

std::string_view takeText(std::size_t size, std::string_view& from)
{
    const auto text = from.substr(0, size);
    from.remove_prefix(size);
    return text;
}

std::span<const std::uint8_t> takeBytes(std::size_t size, std::string_view& from)
{
    const auto text = takeText(size, from);
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

template<typename Size> std::size_t fitting(std::size_t size)
{
    return std::min<std::size_t>(size, std::numeric_limits<Size>::max());
}

void put(std::span<const std::uint8_t> bytes, std::size_t size, std::string& to)
{
    to.append(reinterpret_cast<const char*>(bytes.data()), size);
}

} // namespace

void append(const wire::PacketReport& packet, std::string& to)
{
    const auto packetSize = fitting<std::uint16_t>(packet.packet.size());
    const auto prefixSize = fitting<std::uint8_t>(packet.prefix.size());
    const auto inSize = fitting<std::uint8_t>(packet.in.size());
    const auto outSize = fitting<std::uint8_t>(packet.out.size());
    const auto linkSize = fitting<std::uint8_t>(packet.linkHeader.size());
    put(static_cast<std::uint8_t>(packet.source), to);
    put(packet.packetId, to);
    put(packet.timeUs, to);
    put(packet.sequence, to);
    put(packet.mark, to);
    put(static_cast<std::uint16_t>(packetSize), to);
    for (const auto size : {prefixSize, inSize, outSize, linkSize})
        put(static_cast<std::uint8_t>(size), to);
    to.append(packet.prefix.substr(0, prefixSize));
    to.append(packet.in.substr(0, inSize));
    to.append(packet.out.substr(0, outSize));
    put(packet.linkHeader, linkSize, to);
    put(packet.packet, packetSize, to);
}

Result<bool> ReportBatchReader::next(wire::PacketReport& packet)
{
    if (m_rest.empty())
        return false;
    const auto cutShort = [this] {
        m_rest = {};
        return failure(ErrorCode::ProtocolError, say("reports-damaged"), 0, say("same-version"));
    };
    if (m_rest.size() < headerBytes)
        return cutShort();
    auto rest = m_rest;
    const auto source = take<std::uint8_t>(rest);
    if (source > static_cast<std::uint8_t>(wire::Source::TunRead))
        return cutShort();
    packet.source = static_cast<wire::Source>(source);
    packet.packetId = take<std::uint32_t>(rest);
    packet.timeUs = take<std::int64_t>(rest);
    packet.sequence = take<std::uint64_t>(rest);
    packet.mark = take<std::uint32_t>(rest);
    const std::size_t packetSize = take<std::uint16_t>(rest);
    const std::size_t prefixSize = take<std::uint8_t>(rest);
    const std::size_t inSize = take<std::uint8_t>(rest);
    const std::size_t outSize = take<std::uint8_t>(rest);
    const std::size_t linkSize = take<std::uint8_t>(rest);
    if (rest.size() < packetSize + prefixSize + inSize + outSize + linkSize)
        return cutShort();
    packet.prefix = takeText(prefixSize, rest);
    packet.in = takeText(inSize, rest);
    packet.out = takeText(outSize, rest);
    packet.linkHeader = takeBytes(linkSize, rest);
    packet.packet = takeBytes(packetSize, rest);
    m_rest = rest;
    return true;
}

} // namespace hookwalk::protocol
