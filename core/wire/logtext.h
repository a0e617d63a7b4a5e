// SPDX-License-Identifier: GPL-3.0-or-later
// The two sides of writing a LOG line: the text as it grows, in the notations of the kernel's printk, and the
// packet's bytes as the kernel looks at them. Only for loglinewriter.cpp.
#pragma once

#include <array>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <linux/in6.h>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace hookwalk::wire
{

using Bytes = std::span<const std::uint8_t>;

// The text of a LOG line as it grows. Every token brings its blank along, as in the kernel.
class LogText
{
public:
    explicit LogText(std::string& to)
        : m_to(to)
    {
    }

    LogText& text(std::string_view text)
    {
        m_to += text;
        return *this;
    }
    template<typename Integer> LogText& number(Integer value, int base = 10, std::size_t width = 0)
    {
        std::array<char, 24> digits;
        const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value, base).ptr;
        const auto count = static_cast<std::size_t>(end - digits.data());
        if (count < width)
            m_to.append(width - count, '0');
        m_to.append(digits.data(), count);
        return *this;
    }
    LogText& token(std::string_view name, std::uint32_t value) { return text(name).number(value).text(" "); }
    LogText& flag(bool set, std::string_view word) { return set ? text(word) : *this; }

    // TOS and PREC are printed with two capital digits, the only such tokens.
    LogText& upperHexToken(std::string_view name, std::uint8_t value)
    {
        constexpr std::string_view digits = "0123456789ABCDEF";
        m_to += name;
        m_to += digits[value >> 4];
        m_to += digits[value & 15];
        m_to += ' ';
        return *this;
    }
    LogText& dotted(std::string_view name, const void* fourBytes)
    {
        const auto* byte = static_cast<const std::uint8_t*>(fourBytes);
        text(name).number(byte[0]).text(".").number(byte[1]).text(".");
        return number(byte[2]).text(".").number(byte[3]).text(" ");
    }
    LogText& groups(std::string_view name, const in6_addr& address)
    {
        text(name);
        for (std::size_t i = 0; i < 16; i += 2)
            number(address.s6_addr[i] << 8 | address.s6_addr[i + 1], 16, 4).text(i < 14 ? ":" : " ");
        return *this;
    }
    // What /dev/kmsg does to bytes that are not plain text (msg_add_ext_text() in kernel/printk/printk.c).
    // `also`: characters that have a meaning where the text goes.
    LogText& escaped(std::string_view raw, std::string_view also = {})
    {
        for (const char c : raw) {
            const auto byte = static_cast<unsigned char>(c);
            if (byte < ' ' || byte >= 127 || c == '\\' || also.find(c) != also.npos)
                text("\\x").number(unsigned{byte}, 16, 2);
            else
                m_to += c;
        }
        return *this;
    }

private:
    std::string& m_to;
};

// The bytes of a packet, read the way skb_header_pointer() does: a whole header or nothing.
class PacketBytes
{
public:
    explicit PacketBytes(Bytes bytes)
        : m_bytes(bytes)
    {
    }

    template<typename Header> std::optional<Header> at(std::uint32_t offset) const
    {
        if (m_bytes.size() < sizeof(Header) || offset > m_bytes.size() - sizeof(Header))
            return std::nullopt;
        Header header;
        std::memcpy(&header, m_bytes.data() + offset, sizeof header);
        return header;
    }
    // Unsigned and wrapping, as the kernel computes it.
    std::uint32_t after(std::uint32_t offset) const
    {
        return static_cast<std::uint32_t>(m_bytes.size()) - offset;
    }
    std::uint8_t version() const { return m_bytes.empty() ? 4 : m_bytes[0] >> 4; }

private:
    Bytes m_bytes;
};

} // namespace hookwalk::wire
