// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/unpack.h"

#include <algorithm>
#include <archive.h>
#include <archive_entry.h>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <unistd.h>

namespace hookwalk::wire
{

namespace
{

bool looksPacked(std::string_view head)
{
    using namespace std::string_view_literals;
    for (const auto magic : {"\x1f\x8b"sv,
                             "\xfd"
                             "7zXZ\0"sv,
                             "\x28\xb5\x2f\xfd"sv, "BZh"sv, "\x04\x22\x4d\x18"sv}) {
        if (head.starts_with(magic))
            return true;
    }
    return false;
}

void appendUtf8(std::uint32_t code, char*& to)
{
    const auto put = [&](std::uint32_t byte) { *to++ = static_cast<char>(byte); };
    if (code < 0x80)
        return put(code);
    if (code < 0x800) {
        put(0xc0 | code >> 6);
    } else if (code < 0x10000) {
        put(0xe0 | code >> 12);
        put(0x80 | (code >> 6 & 0x3f));
    } else {
        put(0xf0 | code >> 18);
        put(0x80 | (code >> 12 & 0x3f));
        put(0x80 | (code >> 6 & 0x3f));
    }
    put(0x80 | (code & 0x3f));
}

} // namespace

struct Unpacker::Archive {
    struct Free {
        void operator()(archive* opened) const { archive_read_free(opened); }
    };
    std::unique_ptr<archive, Free> handle;
    Unpacker* owner = nullptr;
    std::array<char, 1U << 16> piece;
    bool isOpen = false;

    static la_ssize_t more(archive*, void* self, const void** bytes)
    {
        auto& archive = *static_cast<Archive*>(self);
        *bytes = archive.piece.data();
        return archive.owner->readRaw(archive.piece.data(), archive.piece.size());
    }
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
    if (!looksPacked({m_head.data(), m_headSize}))
        return;
    m_archive = std::make_unique<Archive>();
    m_archive->handle.reset(archive_read_new());
    archive_read_support_filter_all(m_archive->handle.get());
    archive_read_support_format_raw(m_archive->handle.get());
}

bool Unpacker::isPacked() const
{
    return m_archive != nullptr;
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
    if (!m_archive)
        return readRaw(to, size);
    auto* const handle = m_archive->handle.get();
    m_archive->owner = this; // it may have moved
    archive_entry* entry = nullptr;
    if (!m_archive->isOpen) {
        m_archive->isOpen = true;
        m_isDamaged =
            archive_read_open(handle, m_archive.get(), nullptr, Archive::more, nullptr) != ARCHIVE_OK ||
            archive_read_next_header(handle, &entry) != ARCHIVE_OK;
    }
    const la_ssize_t got =
        m_isDamaged ? 0 : archive_read_data(handle, to, std::min<std::size_t>(size, 1U << 15));
    m_isDamaged = m_isDamaged || got < 0;
    return std::max<la_ssize_t>(got, 0); // what came before stays readable
}

ssize_t Unpacker::readUtf16(char* to, std::size_t size)
{
    // Two bytes become at most three.
    std::string bytes(std::max<std::size_t>(size / 3, 8) & ~std::size_t{1}, '\0');
    const ssize_t got = readPlain(bytes.data(), bytes.size());
    if (got <= 0 && m_pending.size() < 2)
        return got;
    bytes.resize(static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
    bytes.insert(0, m_pending);
    const auto unit = [&](std::size_t at) {
        const auto first = static_cast<unsigned char>(bytes[at]),
                   second = static_cast<unsigned char>(bytes[at + 1]);
        return static_cast<std::uint32_t>(m_encoding == Encoding::Little ? second << 8 | first
                                                                         : first << 8 | second);
    };
    char* end = to;
    std::size_t at = 0;
    for (; at + 2 <= bytes.size(); at += 2) {
        std::uint32_t code = unit(at);
        if (code >= 0xd800 && code < 0xdc00) { // the first half of a character
            if (at + 4 > bytes.size())
                break;
            code = 0x10000 + ((code - 0xd800) << 10) + (unit(at + 2) & 0x3ff);
            at += 2;
        }
        if (code != 0xfeff)
            appendUtf8(code, end);
    }
    m_pending = bytes.substr(at);
    return end == to && got > 0 ? readUtf16(to, size) : end - to;
}

ssize_t Unpacker::read(char* to, std::size_t size)
{
    if (m_encoding != Encoding::Bytes)
        return readUtf16(to, size);
    const ssize_t got = readPlain(to, m_isFirst ? std::min<std::size_t>(size, 4096) : size);
    if (!m_isFirst || got < 2)
        return got;
    m_isFirst = false;
    const std::string_view begin(to, 2);
    m_encoding = begin == "\xff\xfe"   ? Encoding::Little
                 : begin == "\xfe\xff" ? Encoding::Big
                                       : Encoding::Bytes;
    if (m_encoding == Encoding::Bytes)
        return got;
    m_pending.assign(to, static_cast<std::size_t>(got));
    return readUtf16(to, size);
}

} // namespace hookwalk::wire
