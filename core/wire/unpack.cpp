// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/unpack.h"

#include "model/part.h"
#include "wire/gunzip.h"
#include "wire/unarchive.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <iconv.h>
#include <string_view>
#include <unistd.h>

namespace hookwalk::wire
{

namespace
{

bool looksPacked(std::string_view head)
{
    using namespace std::string_view_literals;
    for (const auto magic : {"\xfd"
                             "7zXZ\0"sv,
                             "\x28\xb5\x2f\xfd"sv, "BZh"sv, "\x04\x22\x4d\x18"sv}) {
        if (head.starts_with(magic))
            return true;
    }
    return false;
}

} // namespace

struct Unpacker::Decoder {
    Decoder() = default;
    Decoder(const Decoder&) = delete;
    Decoder& operator=(const Decoder&) = delete;
    ~Decoder()
    {
        if (isOpen())
            iconv_close(handle);
    }
    bool isOpen() const { return handle != reinterpret_cast<iconv_t>(-1); }

    iconv_t handle = iconv_open("UTF-8", "UTF-16");
};

Unpacker::Unpacker() = default;
Unpacker::~Unpacker() = default;
Unpacker::Unpacker(Unpacker&&) noexcept = default;
Unpacker& Unpacker::operator=(Unpacker&&) noexcept = default;

void Unpacker::open(int fd, bool mayPeek)
{
    m_fd = fd;
    if (!mayPeek)
        return;
    const ssize_t got = ::read(fd, m_head.data(), m_head.size());
    m_headSize = got > 0 ? static_cast<std::size_t>(got) : 0;
    const std::string_view head(m_head.data(), m_headSize);
    if (looksGzip(head))
        m_gunzip = std::make_unique<Gunzip>();
    if (!looksPacked(head))
        return;
    static const auto& part = *static_cast<const Unarchiving*>(loadPart("unarchiving"));
    m_archive = part.begin();
}

bool Unpacker::isPacked() const
{
    return m_gunzip || m_archive;
}

bool Unpacker::isPlain() const
{
    return !isPacked() && !m_decoder;
}

bool Unpacker::isDamaged() const
{
    return m_gunzip ? m_gunzip->isDamaged() : m_isDamaged;
}

bool Unpacker::endsEarly() const
{
    return m_gunzip && m_gunzip->endsEarly();
}

ssize_t Unpacker::readRaw(char* to, std::size_t size)
{
    if (m_headTaken < m_headSize) {
        const auto count = std::min(size, m_headSize - m_headTaken);
        std::memcpy(to, m_head.data() + m_headTaken, count);
        m_headTaken += count;
        return static_cast<ssize_t>(count);
    }
    ssize_t got = 0;
    do {
        got = ::read(m_fd, to, size);
    } while (got < 0 && errno == EINTR);
    return got;
}

ssize_t Unpacker::readPlain(char* to, std::size_t size)
{
    if (m_gunzip)
        return m_gunzip->read(to, size, [this](char* raw, std::size_t most) { return readRaw(raw, most); });
    if (!m_archive)
        return readRaw(to, size);
    const ssize_t got =
        m_archive->read(to, size, [this](char* raw, std::size_t most) { return readRaw(raw, most); });
    m_isDamaged = m_isDamaged || got < 0;
    return std::max<ssize_t>(got, 0); // what came before stays readable
}

ssize_t Unpacker::readUtf16(char* to, std::size_t size)
{
    constexpr std::string_view replacement = "\xef\xbf\xbd"; // U+FFFD
    for (;;) {
        const auto before = m_pending.size();
        m_pending.resize(before + std::max<std::size_t>(size / 2, 64)); // two bytes become at most three
        const ssize_t got = readPlain(m_pending.data() + before, m_pending.size() - before);
        m_pending.resize(before + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
        if (got < 0)
            return got;
        char *from = m_pending.data(), *end = to;
        std::size_t left = m_pending.size(), room = size;
        while (iconv(m_decoder->handle, &from, &left, &end, &room) == std::size_t(-1) && errno == EILSEQ &&
               left >= 2 && room >= replacement.size()) { // half a character
            end = std::ranges::copy(replacement, end).out;
            room -= replacement.size();
            from += 2;
            left -= 2;
        }
        m_pending.erase(0, m_pending.size() - left);
        if (end != to || got == 0)
            return end - to;
    }
}

ssize_t Unpacker::read(char* to, std::size_t size)
{
    if (m_decoder)
        return readUtf16(to, size);
    const ssize_t got = readPlain(to, m_isFirst ? std::min<std::size_t>(size, 4096) : size);
    if (!m_isFirst || got < 2)
        return got;
    m_isFirst = false;
    const std::string_view begin(to, 2);
    if (begin != "\xff\xfe" && begin != "\xfe\xff") // the byte order mark, which iconv() reads and leaves out
        return got;
    m_decoder = std::make_unique<Decoder>();
    if (!m_decoder->isOpen())
        return -1;
    m_pending.assign(to, static_cast<std::size_t>(got));
    return readUtf16(to, size);
}

} // namespace hookwalk::wire
