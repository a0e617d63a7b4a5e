// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/usualline.h"

#include "wire/token.h"

namespace hookwalk::wire
{

namespace
{

// Each step takes its token and the blank behind it, or says no.
class LineCursor
{
public:
    explicit LineCursor(Text text)
        : m_at(text.data())
        , m_end(text.data() + text.size())
    {
    }

    template<std::size_t Size> bool literal(const char (&text)[Size])
    {
        constexpr std::size_t length = Size - 1;
        if (static_cast<std::size_t>(m_end - m_at) < length || std::memcmp(m_at, text, length) != 0)
            return false;
        m_at += length;
        return true;
    }

    bool number(Number& slot, std::uint32_t max)
    {
        const Digits digits = takeDigits();
        slot = static_cast<std::uint32_t>(digits.value);
        return digits.count != 0 && digits.value <= max && endToken();
    }

    bool numberText(Text& slot, std::uint32_t max)
    {
        const char* const first = m_at;
        const Digits digits = takeDigits();
        slot = since(first);
        return digits.count != 0 && digits.value <= max && endToken();
    }

    bool device(Text& slot)
    {
        const char* const first = m_at;
        while (m_at != m_end && *m_at != ' ' && *m_at != '/')
            ++m_at;
        slot = since(first);
        return slot.size() <= 15 && endToken();
    }

    bool letters(Text& slot)
    {
        const char* const first = m_at;
        while (m_at != m_end && *m_at >= 'A' && *m_at <= 'Z')
            ++m_at;
        slot = since(first);
        return endToken();
    }

    bool octets(Text& slot)
    {
        const char* const first = m_at;
        while (m_end - m_at >= 2 && isHexDigit(m_at[0]) && isHexDigit(m_at[1])) {
            m_at += 2;
            if (m_at == m_end || *m_at != ':')
                break;
            ++m_at;
        }
        slot = since(first);
        return (slot.empty() || slot.back() != ':') && endToken();
    }

    bool ipv4(Text& slot)
    {
        const char* const first = m_at;
        const char* const last = ipv4End(m_at, m_end);
        if (last == nullptr)
            return false;
        m_at = last;
        slot = since(first);
        return endToken();
    }

    // "0x" and two digits
    bool hexOctet(Text& slot)
    {
        if (m_end - m_at < 4 || m_at[0] != '0' || m_at[1] != 'x' || !isHexDigit(m_at[2]) ||
            !isHexDigit(m_at[3]))
            return false;
        slot = {m_at, 4};
        m_at += 4;
        return endToken();
    }

    template<std::size_t Capacity, std::size_t Size>
    void flag(TextList<Capacity>& flags, const char (&text)[Size])
    {
        const char* const first = m_at;
        if (literal(text))
            flags.add({first, Size - 2}); // without the blank behind
    }

    bool atEnd() const { return m_at == m_end; }

private:
    Text since(const char* first) const { return {first, static_cast<std::size_t>(m_at - first)}; }

    // None where they are no number as "%u" prints it.
    Digits takeDigits()
    {
        const Digits digits = leadingDigits(m_at, m_end);
        if (digits.count > 1 && *m_at == '0')
            return {};
        m_at += digits.count;
        return digits;
    }

    bool endToken()
    {
        if (m_at == m_end)
            return true;
        return *m_at++ == ' ';
    }

    const char* m_at;
    const char* m_end;
};

bool readEcho(LineCursor& cursor, PacketPart& packet)
{
    auto& icmp = packet.icmp.emplace();
    return cursor.literal("TYPE=") && cursor.number(icmp.type, maxByte) &&
           (*icmp.type == 8 || *icmp.type == 0) && cursor.literal("CODE=") &&
           cursor.number(icmp.code, maxByte) && cursor.literal("ID=") && cursor.number(icmp.id, maxShort) &&
           cursor.literal("SEQ=") && cursor.number(icmp.seq, maxShort);
}

bool readUdp(LineCursor& cursor, PacketPart& packet)
{
    auto& udp = packet.udp.emplace();
    return cursor.literal("SPT=") && cursor.number(udp.spt, maxShort) && cursor.literal("DPT=") &&
           cursor.number(udp.dpt, maxShort) && cursor.literal("LEN=") && cursor.number(udp.len, maxShort);
}

bool readTcp(LineCursor& cursor, PacketPart& packet)
{
    auto& tcp = packet.tcp.emplace();
    if (!cursor.literal("SPT=") || !cursor.number(tcp.spt, maxShort) || !cursor.literal("DPT=") ||
        !cursor.number(tcp.dpt, maxShort))
        return false;
    if (cursor.literal("SEQ=") &&
        !(cursor.number(tcp.seq, maxWord) && cursor.literal("ACK=") && cursor.number(tcp.ack, maxWord)))
        return false;
    if (!cursor.literal("WINDOW=") || !cursor.number(tcp.window, maxShort) || !cursor.literal("RES=") ||
        !cursor.hexOctet(tcp.res))
        return false;
    cursor.flag(tcp.flags, "CWR ");
    cursor.flag(tcp.flags, "ECE ");
    cursor.flag(tcp.flags, "URG ");
    cursor.flag(tcp.flags, "ACK ");
    cursor.flag(tcp.flags, "PSH ");
    cursor.flag(tcp.flags, "RST ");
    cursor.flag(tcp.flags, "SYN ");
    cursor.flag(tcp.flags, "FIN ");
    return cursor.literal("URGP=") && cursor.number(tcp.urgp, maxShort);
}

bool readTransport(LineCursor& cursor, PacketPart& packet)
{
    if (packet.proto == "ICMP")
        return readEcho(cursor, packet);
    if (packet.proto == "TCP")
        return readTcp(cursor, packet);
    return packet.proto == "UDP" && readUdp(cursor, packet);
}

} // namespace

bool readUsualLine(Text body, LogLine& line)
{
    LineCursor cursor(body);
    PacketPart& packet = line.packet;
    if (!cursor.literal("IN=") || !cursor.device(line.in) || !cursor.literal("OUT=") ||
        !cursor.device(line.out))
        return false;
    if (cursor.literal("MAC=") && !cursor.octets(line.mac))
        return false;
    if (!cursor.literal("SRC=") || !cursor.ipv4(packet.src) || !cursor.literal("DST=") ||
        !cursor.ipv4(packet.dst) || !cursor.literal("LEN=") || !cursor.number(packet.len, maxWord) ||
        !cursor.literal("TOS=") || !cursor.hexOctet(packet.tos) || !cursor.literal("PREC=") ||
        !cursor.hexOctet(packet.prec) || !cursor.literal("TTL=") || !cursor.number(packet.ttl, maxByte) ||
        !cursor.literal("ID=") || !cursor.numberText(packet.id, maxShort))
        return false;
    cursor.flag(packet.flags, "DF ");
    return cursor.literal("PROTO=") && cursor.letters(packet.proto) && readTransport(cursor, packet) &&
           cursor.atEnd();
}

} // namespace hookwalk::wire
