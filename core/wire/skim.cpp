// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/skim.h"

#include <array>
#include <cstring>

namespace hookwalk::wire
{

namespace
{

// Walks over the line by what must come next. After the first thing that is otherwise, good() is false for
// the rest, so that the callers need not look after each step.
class Cursor
{
public:
    explicit Cursor(std::string_view text)
        : m_at(text.data())
        , m_end(text.data() + text.size())
    {
    }

    bool good() const { return m_good; }
    bool atEnd() const { return m_at == m_end; }
    const char* at() const { return m_at; }

    template<std::size_t Size> bool sees(const char (&literal)[Size]) const
    {
        return static_cast<std::size_t>(m_end - m_at) >= Size - 1 &&
               std::memcmp(m_at, literal, Size - 1) == 0;
    }
    template<std::size_t Size> bool take(const char (&literal)[Size])
    {
        if (!sees(literal))
            return false;
        m_at += Size - 1;
        return true;
    }
    template<std::size_t Size> void must(const char (&literal)[Size]) { m_good = take(literal) && m_good; }

    // Decimal, not above `max`, without a leading zero.
    std::uint64_t number(std::uint64_t max)
    {
        const char* at = m_at;
        std::uint64_t value = 0;
        for (unsigned digit = 0; at != m_end && (digit = static_cast<unsigned>(*at - '0')) <= 9; ++at)
            value = value * 10 + digit;
        const auto digits = at - m_at;
        const bool plain = digits == 1 || (digits > 1 && digits < 19 && *m_at != '0');
        m_at = at;
        m_good = m_good && plain && value <= max;
        return value;
    }
    std::uint64_t sixDigits()
    {
        std::uint64_t value = 0;
        for (int i = 0; i < 6; ++i) {
            const bool digit = m_at != m_end && isDigit(*m_at);
            m_good = m_good && digit;
            value = value * 10 + (digit ? static_cast<std::uint64_t>(*m_at++ - '0') : 0);
        }
        return value;
    }
    std::uint32_t address()
    {
        std::uint32_t value = static_cast<std::uint32_t>(number(255));
        for (int i = 0; i < 3; ++i) {
            must(".");
            value = value << 8 | static_cast<std::uint32_t>(number(255));
        }
        return value;
    }
    // Two upper-case hex digits.
    void hexByte()
    {
        const bool fits = m_end - m_at >= 2 && isUpperHex(m_at[0]) && isUpperHex(m_at[1]);
        m_good = m_good && fits;
        m_at += fits ? 2 : 0;
    }
    // "52:54:00…", or nothing, and the blank behind it.
    void octets()
    {
        const char* const begin = m_at;
        while (m_end - m_at >= 2 && isLowerHex(m_at[0]) && isLowerHex(m_at[1])) {
            m_at += 2;
            if (m_at == m_end || *m_at != ':')
                break;
            ++m_at;
        }
        m_good = m_good && (m_at == begin || m_at[-1] != ':');
        must(" ");
    }
    // A device name, and the blank behind it: up to 15 bytes (IFNAMSIZ), any but "/" and blank. One with a
    // "=" may hold the end of the prefix ("IN=IN=eth0"): that is left to the full reader.
    std::string_view device()
    {
        const char* const begin = m_at;
        while (m_at != m_end && *m_at != ' ' && *m_at != '/' && *m_at != '=')
            ++m_at;
        const std::string_view text(begin, static_cast<std::size_t>(m_at - begin));
        m_good = m_good && text.size() <= 15;
        must(" ");
        return text;
    }
    void skipTo(const char* place) { m_at = place; }
    std::string_view rest() const { return {m_at, static_cast<std::size_t>(m_end - m_at)}; }

private:
    static bool isDigit(char c) { return c >= '0' && c <= '9'; }
    static bool isUpperHex(char c) { return isDigit(c) || (c >= 'A' && c <= 'F'); }
    static bool isLowerHex(char c) { return isDigit(c) || (c >= 'a' && c <= 'f'); }

    const char* m_at;
    const char* m_end;
    bool m_good = true;
};

// "7,1207858,2787742949,-;" of /dev/kmsg, or "[ 5281.733217] " of dmesg
void takeTime(Cursor& cursor, Skimmed& skimmed)
{
    constexpr std::uint64_t longest = 999'999'999'999'999;
    if (cursor.take("[")) {
        while (cursor.take(" ")) {
        }
        const auto seconds = cursor.number(longest / 1'000'000);
        cursor.must(".");
        const auto fraction = cursor.sixDigits();
        skimmed.timeUs = static_cast<std::int64_t>(seconds * 1'000'000 + fraction);
        cursor.must("] ");
        return;
    }
    cursor.number(7); // the level; a facility other than kern makes it larger
    cursor.must(",");
    cursor.number(longest);
    cursor.must(",");
    skimmed.timeUs = static_cast<std::int64_t>(cursor.number(longest));
    cursor.must(",-");
    skimmed.saysSource = !cursor.take(";");
    if (skimmed.saysSource) {
        cursor.must(",");
        const auto end = cursor.rest().find(';');
        if (end != std::string_view::npos)
            cursor.skipTo(cursor.at() + end);
        cursor.must(";");
    }
}

// The prefix may hold anything; the first "IN=" whose rest is a whole LOG line to the last byte is the
// kernel's.
void takePrefixAndDevices(Cursor& cursor, Skimmed& skimmed)
{
    const auto rest = cursor.rest();
    const auto in = rest.find("IN=");
    if (in == std::string_view::npos) {
        cursor.must("IN=");
        return;
    }
    skimmed.prefix = rest.substr(0, in);
    cursor.skipTo(rest.data() + in);
    cursor.must("IN=");
    skimmed.in = cursor.device();
    cursor.must("OUT=");
    skimmed.out = cursor.device();
    if (cursor.take("MAC="))
        cursor.octets();
}

void takeIpHeader(Cursor& cursor, Skimmed& skimmed)
{
    cursor.must("SRC=");
    skimmed.source = cursor.address();
    cursor.must(" DST=");
    skimmed.destination = cursor.address();
    cursor.must(" LEN=");
    skimmed.length = static_cast<std::uint32_t>(cursor.number(0xffff));
    cursor.must(" TOS=0x");
    cursor.hexByte();
    cursor.must(" PREC=0x");
    cursor.hexByte();
    cursor.must(" TTL=");
    skimmed.ttl = static_cast<std::uint8_t>(cursor.number(255));
    cursor.must(" ID=");
    skimmed.ipId = static_cast<std::uint16_t>(cursor.number(0xffff));
    cursor.take(" DF");
}

std::uint16_t port(Cursor& cursor)
{
    return static_cast<std::uint16_t>(cursor.number(0xffff));
}

void takePorts(Cursor& cursor, Skimmed& skimmed)
{
    cursor.must("SPT=");
    skimmed.portA = port(cursor);
    cursor.must(" DPT=");
    skimmed.portB = port(cursor);
}

void takeTcp(Cursor& cursor, Skimmed& skimmed)
{
    skimmed.protocol = 6;
    takePorts(cursor, skimmed);
    cursor.must(" WINDOW=");
    cursor.number(0xffff);
    cursor.must(" RES=0x0");
    cursor.number(0); // what else stands here belongs to old kernels
    cursor.take(" CWR");
    cursor.take(" ECE");
    cursor.take(" URG");
    cursor.take(" ACK");
    cursor.take(" PSH");
    cursor.take(" RST");
    cursor.take(" SYN");
    cursor.take(" FIN");
    cursor.must(" URGP=");
    cursor.number(0xffff);
}

void takeUdp(Cursor& cursor, Skimmed& skimmed)
{
    skimmed.protocol = 17;
    takePorts(cursor, skimmed);
    cursor.must(" LEN=");
    cursor.number(0xffff);
}

void takeIcmpEcho(Cursor& cursor, Skimmed& skimmed)
{
    skimmed.protocol = 1;
    cursor.must("TYPE=");
    skimmed.icmpType = cursor.sees("8") ? 8 : 0;
    cursor.number(skimmed.icmpType); // 0 or 8: others are followed by other tokens
    cursor.must(" CODE=");
    skimmed.icmpCode = static_cast<std::uint8_t>(cursor.number(255));
    cursor.must(" ID=");
    skimmed.portA = port(cursor);
    cursor.must(" SEQ=");
    skimmed.portB = port(cursor);
}

} // namespace

bool skim(std::string_view line, Skimmed& skimmed)
{
    Cursor cursor(line);
    skimmed.saysSource = false;
    takeTime(cursor, skimmed);
    if (!cursor.good()) // syslog's, and its kin
        return false;
    takePrefixAndDevices(cursor, skimmed);
    takeIpHeader(cursor, skimmed);
    if (!cursor.good())
        return false;
    skimmed.icmpType = skimmed.icmpCode = 0;
    if (cursor.take(" PROTO=ICMP "))
        takeIcmpEcho(cursor, skimmed);
    else if (cursor.take(" PROTO=TCP "))
        takeTcp(cursor, skimmed);
    else if (cursor.take(" PROTO=UDP "))
        takeUdp(cursor, skimmed);
    else
        return false;
    cursor.take(" ");
    return cursor.good() && cursor.atEnd();
}

} // namespace hookwalk::wire
