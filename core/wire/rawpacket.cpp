// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/rawpacket.h"

#include <algorithm>
#include <cctype>
#include <charconv>

namespace hookwalk::wire
{

namespace
{

constexpr std::size_t leastHeader4 = 20, header6 = 40; // bytes

bool isHex(char c)
{
    return std::isxdigit(static_cast<unsigned char>(c)) != 0;
}

// The offset in front of a line: "0x0000:", "0000:", or "0010" and two blanks where it counts the bytes so far.
std::string_view withoutOffset(std::string_view line, std::size_t bytesSoFar)
{
    line.remove_prefix(std::min(line.find_first_not_of(" \t\r"), line.size()));
    const auto begin = line.starts_with("0x") ? 2 : 0;
    const auto end = std::ranges::find_if_not(line.begin() + begin, line.end(), isHex) - line.begin();
    const auto rest = line.substr(static_cast<std::size_t>(end));
    std::size_t offset = 0;
    std::from_chars(line.data() + begin, line.data() + end, offset, 16);
    const bool counts = rest.starts_with("  ") && offset == bytesSoFar;
    return end - begin >= 4 && (rest.starts_with(':') || counts) ? rest.substr(1) : line;
}

// RFC 1071, over a header whose own checksum, at byte 10, counts as 0.
std::uint16_t headerChecksum(std::span<const std::uint8_t> header)
{
    std::uint32_t sum = 0;
    for (std::size_t i = 0; i + 1 < header.size(); i += 2)
        sum += i == 10 ? 0 : static_cast<std::uint32_t>(header[i] << 8 | header[i + 1]);
    while (sum >> 16 != 0)
        sum = (sum & 0xffff) + (sum >> 16);
    return static_cast<std::uint16_t>(~sum);
}

} // namespace

Result<Packet> packetOfHex(std::string_view text)
{
    Packet packet;
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        std::string_view line = withoutOffset(text.substr(0, end), packet.size());
        text.remove_prefix(std::min(end + 1, text.size()));
        while (!line.empty()) {
            constexpr std::string_view between = " \t\r:,";
            if (between.find(line.front()) != between.npos) {
                line.remove_prefix(1);
                continue;
            }
            if (line.starts_with("0x") || line.starts_with("\\x"))
                line.remove_prefix(2);
            const auto word = line.substr(0, line.find_first_of(between));
            if (!std::ranges::all_of(word, isHex) || word.size() % 2 != 0)
                return failure(ErrorCode::BadInput, say("raw-not-hexadecimal", std::string(word)));
            for (std::size_t i = 0; i < word.size(); i += 2) {
                std::uint8_t byte = 0;
                std::from_chars(word.data() + i, word.data() + i + 2, byte, 16);
                packet.push_back(byte);
            }
            line.remove_prefix(word.size());
        }
    }
    return packet;
}

std::string hexOf(std::span<const std::uint8_t> packet)
{
    constexpr std::string_view digits = "0123456789abcdef";
    constexpr std::size_t perLine = 16;
    std::string text;
    for (std::size_t i = 0; i < packet.size(); ++i) {
        if (i > 0)
            text += i % perLine == 0 ? '\n' : ' ';
        text += digits[packet[i] >> 4];
        text += digits[packet[i] & 0xf];
    }
    return text;
}

Result<RawPacket> readRaw(std::span<const std::uint8_t> packet)
{
    if (packet.empty())
        return failure(ErrorCode::BadInput, say("raw-empty"));
    if (packet.size() > maxRawBytes)
        return failure(ErrorCode::BadInput, say("raw-too-long", packet.size(), maxRawBytes));
    const auto version = packet[0] >> 4;
    if (version != 4 && version != 6)
        return failure(ErrorCode::BadInput, say("raw-no-version", version));
    const auto least = version == 4 ? leastHeader4 : header6;
    const auto sent = readSent(packet);
    if (!sent)
        return failure(ErrorCode::BadInput, say("raw-header-cut", version, least, packet.size()));
    RawPacket raw;
    raw.source = sent->packet.source;
    raw.destination = sent->packet.destination;
    raw.ttl = sent->packet.ttl;
    raw.ipProtocol = sent->ipProtocol;
    raw.isProbe = sent->isProbe;
    raw.protocol = sent->packet.protocol;
    raw.id = sent->packet.id;
    raw.port = sent->packet.port;
    const auto word = [&](std::size_t at) {
        return static_cast<std::uint16_t>(packet[at] << 8 | packet[at + 1]);
    };
    if (version == 6) {
        raw.declaredBytes = header6 + word(4);
        return raw;
    }
    raw.declaredBytes = word(2);
    raw.checksum = word(10);
    raw.soundChecksum =
        headerChecksum(packet.first(std::min<std::size_t>(packet.size(), (packet[0] & 0xf) * 4U)));
    return raw;
}

} // namespace hookwalk::wire
