// SPDX-License-Identifier: GPL-3.0-or-later
// gzip data (RFC 1952) to bytes, also of a file that is still being written, was cut or is damaged: all that can be read is
// read, up to the last byte that was flushed, and behind a damaged place from the next member on. (libarchive
// drops up to 64 KiB before the place where a file ends too early.) Internal to wire.
#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <memory>
#include <string_view>
#include <sys/types.h>

namespace hookwalk::wire
{

// Whether such data begins so, also where one of its first bytes is damaged.
bool looksGzip(std::string_view head);

class Gunzip
{
public:
    // As read(2): the packed bytes.
    using Source = std::function<ssize_t(char* to, std::size_t size)>;

    Gunzip();
    ~Gunzip();
    Gunzip(const Gunzip&) = delete;
    Gunzip& operator=(const Gunzip&) = delete;

    // As read(2); 0 at the end.
    ssize_t read(char* to, std::size_t size, const Source& more);
    bool isDamaged() const { return m_isDamaged; } // some of it could not be read
    bool endsEarly() const { return m_endsEarly; }

private:
    struct Stream;
    bool refill(const Source& more);
    bool findMember(const Source& more);
    bool beginMember(const Source& more);

    std::unique_ptr<Stream> m_stream;
    std::array<char, 1U << 16> m_piece{};
    bool m_isBetween = true; // of two members, or before the first one
    bool m_isDamaged = false, m_endsEarly = false, m_isOver = false, m_hasFailed = false;
};

} // namespace hookwalk::wire
