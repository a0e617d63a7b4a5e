// SPDX-License-Identifier: GPL-3.0-or-later
// Writes capture files of made-up packets for tests, byte by byte, by nothing of ours: pcap and pcapng in either byte order.
#pragma once

#include <cstdint>
#include <string>

namespace hookwalk::test
{

// The lowest `bytes` bytes of a number; `big`: network byte order.
inline std::string number(std::uint64_t value, int bytes, bool big = false)
{
    std::string text;
    for (int i = 0; i < bytes; ++i) {
        const auto byte = static_cast<char>(value >> 8 * i);
        big ? text.insert(text.begin(), byte) : text.insert(text.end(), byte);
    }
    return text;
}

// 192.0.2.1 pings 198.51.100.2; the header's checksum is left out.
inline std::string echoPacket(int sequence, int ttl = 64, int ipId = 7, int type = 8)
{
    const std::string here("\xc0\x00\x02\x01", 4), there("\xc6\x33\x64\x02", 4);
    return "\x45" + number(0, 1) + number(36, 2, true) + number(static_cast<unsigned>(ipId), 2, true) +
           number(0, 2) + number(static_cast<unsigned>(ttl), 1) + "\x01" + number(0, 2) +
           (type == 8 ? here + there : there + here) + number(static_cast<unsigned>(type), 2) + number(0, 2) +
           number(99, 2, true) + number(static_cast<unsigned>(sequence), 2, true) + "abcdefgh";
}

inline std::string ethernet(const std::string& packet, bool withVlan = false)
{
    return std::string(12, '\x02') + (withVlan ? number(0x81000005, 4, true) : "") + number(0x0800, 2, true) +
           packet;
}

// Linux cooked, version 2: `packetType` 0 received, 4 sent.
inline std::string cooked2(const std::string& packet, int index, int packetType)
{
    return number(0x0800, 2, true) + number(0, 2) + number(static_cast<unsigned>(index), 4, true) +
           number(1, 2, true) + number(static_cast<unsigned>(packetType), 1) + number(6, 1) +
           std::string(8, '\x02') + packet;
}

inline std::string cooked1(const std::string& packet, int packetType)
{
    return number(static_cast<unsigned>(packetType), 2, true) + number(1, 2, true) + number(6, 2, true) +
           std::string(8, '\x02') + number(0x0800, 2, true) + packet;
}

// `nano`: times in nanoseconds; `captured`: what the snap length leaves of each.
class Pcap
{
public:
    explicit Pcap(unsigned linkType, bool big = false, bool nano = false)
        : m_big(big)
        , m_nano(nano)
    {
        bytes = number(nano ? 0xa1b23c4d : 0xa1b2c3d4, 4, big) + number(2, 2, big) + number(4, 2, big) +
                number(0, 8, big) + number(65535, 4, big) + number(linkType, 4, big);
    }
    Pcap& add(const std::string& frame, std::uint64_t timeUs, std::size_t captured = 65535)
    {
        const auto left = frame.substr(0, captured);
        bytes += number(timeUs / 1'000'000, 4, m_big) +
                 number(timeUs % 1'000'000 * (m_nano ? 1000 : 1), 4, m_big) + number(left.size(), 4, m_big) +
                 number(frame.size(), 4, m_big) + left;
        return *this;
    }
    std::string bytes;

private:
    bool m_big, m_nano;
};

class Pcapng
{
public:
    explicit Pcapng(bool big = false)
        : m_big(big)
    {
        block(0x0a0d0d0a, num(0x1a2b3c4d, 4) + num(1, 2) + num(0, 2) + std::string(8, '\xff'));
    }
    std::string num(std::uint64_t value, int size) const { return number(value, size, m_big); }
    std::string option(unsigned code, const std::string& value) const
    {
        return num(code, 2) + num(value.size(), 2) + value + std::string((4 - value.size() % 4) % 4, '\0');
    }
    // `resolution`: if_tsresol; `offset`: if_tsoffset, seconds.
    Pcapng& interface(unsigned linkType, const std::string& name, unsigned resolution = 6,
                      std::int64_t offset = 0)
    {
        return block(
            1, num(linkType, 2) + num(0, 2) + num(0, 4) + option(2, name) + option(9, number(resolution, 1)) +
                   (offset == 0 ? "" : option(14, num(static_cast<std::uint64_t>(offset), 8))) + num(0, 4));
    }
    Pcapng& packet(unsigned interface, std::uint64_t time, const std::string& frame,
                   const std::string& options = {})
    {
        return block(6, num(interface, 4) + num(time >> 32, 4) + num(time, 4) + num(frame.size(), 4) +
                            num(frame.size(), 4) + frame + std::string((4 - frame.size() % 4) % 4, '\0') +
                            (options.empty() ? "" : options + num(0, 4)));
    }
    Pcapng& block(unsigned type, const std::string& body)
    {
        const auto length = num(body.size() + 12, 4);
        bytes += num(type, 4) + length + body + length;
        return *this;
    }
    std::string bytes;

private:
    bool m_big;
};

} // namespace hookwalk::test
