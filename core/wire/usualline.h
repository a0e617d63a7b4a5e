// SPDX-License-Identifier: GPL-3.0-or-later
// The lines that make up nearly all of a log, read in one go, several times faster than token by token: IPv4
// without options, fragments or errors, carrying an ICMP echo, UDP or TCP. One grammar for two readers, which say where
// each value goes: all of it into a LogLine, or what grouping needs into a Skimmed (wire/skim.h). Internal to wire.
#pragma once

#include "wire/logline.h"
#include "wire/token.h"

#include <cstring>
#include <type_traits>

namespace hookwalk::wire
{

// The place of a value that the reader does not want.
struct Unread {
};

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

    // Decimal, without a leading zero.
    template<typename Slot> bool number(Slot& slot, std::uint32_t max)
    {
        const char* const first = m_at;
        const Digits digits = leadingDigits(m_at, m_end);
        m_at += digits.count;
        if constexpr (std::is_same_v<Slot, Text>)
            slot = since(first);
        else if constexpr (!std::is_same_v<Slot, Unread>)
            slot = static_cast<std::conditional_t<std::is_same_v<Slot, Number>, std::uint32_t, Slot>>(
                digits.value);
        return digits.count != 0 && (digits.count == 1 || *first != '0') && digits.value <= max && endToken();
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

    // "52:54:00…", or nothing
    template<typename Slot> bool octets(Slot& slot)
    {
        const char* const first = m_at;
        while (m_end - m_at >= 2 && isHexDigit(m_at[0]) && isHexDigit(m_at[1])) {
            m_at += 2;
            if (m_at == m_end || *m_at != ':')
                break;
            ++m_at;
        }
        set(slot, first);
        return (m_at == first || m_at[-1] != ':') && endToken();
    }

    // As text, or as a number in host byte order.
    template<typename Slot> bool ipv4(Slot& slot)
    {
        const char* const first = m_at;
        std::uint32_t value = 0;
        m_at = ipv4End(m_at, m_end, value);
        if (m_at == nullptr)
            return false;
        if constexpr (std::is_same_v<Slot, Text>)
            slot = since(first);
        else
            slot = value;
        return endToken();
    }

    // "0x" and two digits
    template<typename Slot> bool hexOctet(Slot& slot)
    {
        if (m_end - m_at < 4 || m_at[0] != '0' || m_at[1] != 'x' || !isHexDigit(m_at[2]) ||
            !isHexDigit(m_at[3]))
            return false;
        const char* const first = m_at;
        m_at += 4;
        set(slot, first);
        return endToken();
    }

    template<typename Flags, std::size_t Size> void flag(Flags& flags, const char (&text)[Size])
    {
        [[maybe_unused]] const char* const first = m_at;
        if (!literal(text))
            return;
        if constexpr (!std::is_same_v<Flags, Unread>)
            flags.add({first, Size - 2}); // without the blank behind
    }

    bool atEnd() const { return m_at == m_end; }

private:
    Text since(const char* first) const { return {first, static_cast<std::size_t>(m_at - first)}; }
    void set(Text& slot, const char* first) const { slot = since(first); }
    void set(Unread&, const char*) const {}

    bool endToken()
    {
        if (m_at == m_end)
            return true;
        return *m_at++ == ' ';
    }

    const char* m_at;
    const char* m_end;
};

// `body`: the line from "IN=" on. `to` has a member for each value: see LogLineSlots and SkimmedSlots. False where
// anything at all is not as usual: what `to` leads to is then half filled.
template<typename Slots> bool readUsualBody(Text body, Slots to)
{
    LineCursor cursor(body);
    if (!cursor.literal("IN=") || !cursor.device(to.in) || !cursor.literal("OUT=") || !cursor.device(to.out))
        return false;
    if (cursor.literal("MAC=") && !cursor.octets(to.mac))
        return false;
    if (!cursor.literal("SRC=") || !cursor.ipv4(to.source) || !cursor.literal("DST=") ||
        !cursor.ipv4(to.destination) || !cursor.literal("LEN=") || !cursor.number(to.length, maxWord) ||
        !cursor.literal("TOS=") || !cursor.hexOctet(to.tos) || !cursor.literal("PREC=") ||
        !cursor.hexOctet(to.prec) || !cursor.literal("TTL=") || !cursor.number(to.ttl, maxByte) ||
        !cursor.literal("ID=") || !cursor.number(to.ipId, maxShort))
        return false;
    cursor.flag(to.flags, "DF ");
    if (!cursor.literal("PROTO=") || !cursor.letters(to.protocol))
        return false;
    if (to.protocol == "ICMP") {
        auto icmp = to.icmp();
        std::uint8_t type = 0;
        if (!cursor.literal("TYPE=") || !cursor.number(type, maxByte) || (type != 8 && type != 0))
            return false;
        icmp.type = type;
        return cursor.literal("CODE=") && cursor.number(icmp.code, maxByte) && cursor.literal("ID=") &&
               cursor.number(icmp.id, maxShort) && cursor.literal("SEQ=") &&
               cursor.number(icmp.sequence, maxShort) && cursor.atEnd();
    }
    if (to.protocol == "UDP") {
        auto udp = to.udp();
        return cursor.literal("SPT=") && cursor.number(udp.sourcePort, maxShort) && cursor.literal("DPT=") &&
               cursor.number(udp.destinationPort, maxShort) && cursor.literal("LEN=") &&
               cursor.number(udp.length, maxShort) && cursor.atEnd();
    }
    if (to.protocol != "TCP")
        return false;
    auto tcp = to.tcp();
    if (!cursor.literal("SPT=") || !cursor.number(tcp.sourcePort, maxShort) || !cursor.literal("DPT=") ||
        !cursor.number(tcp.destinationPort, maxShort))
        return false;
    if (cursor.literal("SEQ=") && !(cursor.number(tcp.sequence, maxWord) && cursor.literal("ACK=") &&
                                    cursor.number(tcp.acknowledged, maxWord)))
        return false;
    if (!cursor.literal("WINDOW=") || !cursor.number(tcp.window, maxShort) || !cursor.literal("RES=") ||
        !cursor.hexOctet(tcp.reserved))
        return false;
    cursor.flag(tcp.flags, "CWR ");
    cursor.flag(tcp.flags, "ECE ");
    cursor.flag(tcp.flags, "URG ");
    cursor.flag(tcp.flags, "ACK ");
    cursor.flag(tcp.flags, "PSH ");
    cursor.flag(tcp.flags, "RST ");
    cursor.flag(tcp.flags, "SYN ");
    cursor.flag(tcp.flags, "FIN ");
    return cursor.literal("URGP=") && cursor.number(tcp.urgent, maxShort) && cursor.atEnd();
}

// `line` is fresh. Where this says false, readBody() has to read it afresh; what both read they read alike.
bool readUsualLine(Text body, LogLine& line);

} // namespace hookwalk::wire
