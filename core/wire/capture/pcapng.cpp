// SPDX-License-Identifier: GPL-3.0-or-later
// Reads pcapng, draft-ietf-opsawg-pcapng: blocks that it does not know are passed over, as the draft wants.
#include "wire/capture/capturefile.h"
#include "wire/capture/pcapngblocks.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <optional>
#include <utility>
#include <vector>

namespace hookwalk::wire
{

namespace
{

using namespace pcapng;
using Bytes = std::span<const std::uint8_t>;

constexpr std::uint32_t largestBlock = 16U << 20; // libpcap's own bound
constexpr std::size_t mostText = 1024;            // of a name, of all comments on a frame

// Microseconds of a time in units of 10^-n s, or with the highest bit set 2^-n s (if_tsresol). It may be out of range.
std::uint64_t microseconds(std::uint64_t time, std::uint8_t resolution)
{
    constexpr unsigned deepest = 43; // a million times the fraction still has room in 64 bits
    unsigned power = resolution & 0x7fU;
    if ((resolution & 0x80U) != 0) {
        const auto seconds = power < 64 ? time >> power : 0;
        auto fraction = power < 64 ? time - (seconds << power) : time;
        if (power > deepest) {
            fraction = power - deepest < 64 ? fraction >> (power - deepest) : 0;
            power = deepest;
        }
        return seconds * 1'000'000 + (fraction * 1'000'000 >> power);
    }
    for (; power > 6; --power)
        time /= 10;
    for (; power < 6; ++power)
        time *= 10;
    return time;
}

// With the interface's offset (if_tsoffset), on the clock since 1970; nothing where the sum is no time.
std::optional<std::int64_t> timeAt(std::uint64_t us, std::int64_t offsetSeconds)
{
    constexpr std::int64_t most = 100'000'000'000; // seconds, some 3000 years
    if (us > std::uint64_t{most} * 1'000'000 || offsetSeconds < -most || offsetSeconds > most)
        return std::nullopt;
    const auto sum = static_cast<std::int64_t>(us) + offsetSeconds * 1'000'000;
    return sum < 0 ? std::nullopt : std::optional(sum);
}

class PcapngFile : public CaptureFile
{
public:
    using CaptureFile::CaptureFile;

    bool next(CapturedFrame& frame) override
    {
        while (damage().isEmpty() && readBlock()) {
            switch (m_type) {
            case SectionHeader:
                m_interfaces.clear();
                break;
            case InterfaceDescription:
                addInterface();
                break;
            case EnhancedPacket:
            case OldPacket:
                if (takePacket(frame))
                    return true;
                break;
            case SimplePacket:
                if (takeSimplePacket(frame))
                    return true;
                break;
            default:
                break;
            }
        }
        return false;
    }

private:
    struct Interface {
        int linkType = 0;
        std::uint32_t snapLength = 0; // 0: no limit
        std::string name;
        std::uint8_t resolution = 6;
        std::int64_t offsetSeconds = 0;
    };

    bool damaged()
    {
        endDamaged(say("capture-damaged", m_count));
        return false;
    }

    // The number of bytes that are there.
    std::size_t take(std::uint8_t* to, std::size_t size)
    {
        std::size_t done = 0;
        while (done < size) {
            const auto got = read(reinterpret_cast<char*>(to) + done, size - done);
            if (got <= 0)
                break;
            done += static_cast<std::size_t>(got);
        }
        return done;
    }

    template<typename Number> Number number(Bytes bytes, std::size_t place) const
    {
        Number value = 0;
        if (place + sizeof value > bytes.size())
            return value;
        for (std::size_t i = 0; i < sizeof value; ++i) {
            const auto at = m_bigEndian ? i : sizeof value - 1 - i;
            value = static_cast<Number>(value << 8 | bytes[place + at]);
        }
        return value;
    }

    // The next block's type and body. The length stands before and behind it.
    bool readBlock()
    {
        std::array<std::uint8_t, 12> head{};
        const auto got = take(head.data(), 8);
        if (got == 0)
            return false;
        if (got < 8)
            return damaged();
        std::uint32_t already = 8;
        if (Bytes(head).first<4>()[0] == 0x0a && number<std::uint32_t>(head, 0) == SectionHeader) {
            if (take(head.data() + 8, 4) < 4)
                return damaged();
            already = 12;
            m_bigEndian = head[8] == 0x1a;
            if (number<std::uint32_t>(head, 8) != byteOrder)
                return damaged();
        }
        m_type = number<std::uint32_t>(head, 0);
        const auto length = number<std::uint32_t>(head, 4);
        if (length % 4 != 0 || length < already + 4 || length > largestBlock)
            return damaged();
        m_block.resize(length - already);
        if (take(m_block.data(), m_block.size()) < m_block.size())
            return damaged();
        if (number<std::uint32_t>(m_block, m_block.size() - 4) != length)
            return damaged();
        m_block.resize(m_block.size() - 4);
        return true;
    }

    template<typename Take> void forEachOption(Bytes options, Take take) const
    {
        while (options.size() >= 4) {
            const auto code = number<std::uint16_t>(options, 0);
            const std::uint32_t length = number<std::uint16_t>(options, 2);
            if (code == EndOfOptions || length > options.size() - 4)
                return;
            take(code, options.subspan(4, length));
            options = options.subspan(std::min<std::size_t>(4 + padded(length), options.size()));
        }
    }

    static std::string textOf(Bytes value)
    {
        const std::string text(value.begin(), value.end());
        return cutText(text.substr(0, text.find('\0')));
    }
    // Not in the midst of a letter of UTF-8.
    static std::string cutText(std::string text)
    {
        auto end = mostText;
        while (end > 0 && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80)
            --end;
        return text.substr(0, end);
    }

    void addInterface()
    {
        Interface added;
        added.linkType = number<std::uint16_t>(m_block, 0);
        added.snapLength = number<std::uint32_t>(m_block, 4);
        const Bytes body(m_block);
        forEachOption(body.subspan(std::min<std::size_t>(8, body.size())), [&](auto code, Bytes value) {
            if (code == InterfaceName)
                added.name = textOf(value);
            else if (code == TimeResolution && !value.empty())
                added.resolution = value[0];
            else if (code == TimeOffset)
                added.offsetSeconds = static_cast<std::int64_t>(number<std::uint64_t>(value, 0));
        });
        m_interfaces.push_back(std::move(added));
    }

    bool takePacket(CapturedFrame& frame)
    {
        constexpr std::size_t headSize = 20;
        const bool isOld = m_type == OldPacket; // its interface has 16 bits, then come 16 of drops
        const std::size_t which =
            isOld ? number<std::uint16_t>(m_block, 0) : number<std::uint32_t>(m_block, 0);
        const auto length = number<std::uint32_t>(m_block, 12);
        if (m_block.size() < headSize || which >= m_interfaces.size() || length > m_block.size() - headSize)
            return damaged();
        const auto& from = m_interfaces[which];
        const auto time =
            std::uint64_t{number<std::uint32_t>(m_block, 4)} << 32 | number<std::uint32_t>(m_block, 8);
        fill(frame, from, Bytes(m_block).subspan(headSize, length), number<std::uint32_t>(m_block, 16));
        frame.timeUs = timeAt(microseconds(time, from.resolution), from.offsetSeconds);
        const auto behind = std::min<std::size_t>(headSize + padded(length), m_block.size());
        forEachOption(Bytes(m_block).subspan(behind), [&](auto code, Bytes value) {
            const auto bits = code == PacketFlags ? number<std::uint32_t>(value, 0) & directionBits : 0;
            if (code == Comment && frame.comment.size() < mostText)
                frame.comment = cutText(frame.comment + (frame.comment.empty() ? "" : " ") + textOf(value));
            else if (bits == inbound)
                frame.direction = Direction::In;
            else if (bits == outbound)
                frame.direction = Direction::Out;
        });
        return true;
    }

    // It has no time, and is of the first interface; what is padding shows only by the whole length.
    bool takeSimplePacket(CapturedFrame& frame)
    {
        if (m_block.size() < 4 || m_interfaces.empty())
            return damaged();
        const auto whole = number<std::uint32_t>(m_block, 0);
        const auto& from = m_interfaces.front();
        const auto limit = from.snapLength == 0 ? whole : std::min(whole, from.snapLength);
        fill(frame, from, Bytes(m_block).subspan(4, std::min<std::size_t>(limit, m_block.size() - 4)), whole);
        return true;
    }

    void fill(CapturedFrame& frame, const Interface& from, Bytes bytes, std::uint32_t wholeLength)
    {
        ++m_count;
        frame = {};
        frame.linkType = from.linkType;
        frame.device = from.name;
        frame.bytes = bytes;
        frame.wholeLength = wholeLength;
    }

    bool m_bigEndian = false;
    std::uint32_t m_type = 0;
    std::vector<std::uint8_t> m_block; // its body, options included
    std::vector<Interface> m_interfaces;
};

} // namespace

std::unique_ptr<CaptureFile> openPcapng(ReadBytes read)
{
    return std::make_unique<PcapngFile>(std::move(read));
}

} // namespace hookwalk::wire
