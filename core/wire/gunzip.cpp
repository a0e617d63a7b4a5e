// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/gunzip.h"

#include <algorithm>
#include <new>
#include <utility>
#include <zlib.h>

namespace hookwalk::wire
{

namespace
{

constexpr std::array<unsigned char, 3> memberStart{0x1f, 0x8b, 8}; // of a member; 8: deflate

}

bool looksGzip(std::string_view head)
{
    std::size_t right = 0;
    for (std::size_t i = 0; i < std::min(head.size(), memberStart.size()); ++i)
        right += static_cast<unsigned char>(head[i]) == memberStart[i] ? 1 : 0;
    return head.starts_with("\x1f\x8b") || right + 1 >= memberStart.size();
}

struct Gunzip::Stream : z_stream {
    Stream()
        : z_stream{}
    {
        constexpr int gzip = 16;
        if (inflateInit2(this, MAX_WBITS + gzip) != Z_OK)
            throw std::bad_alloc();
    }
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;
    ~Stream() { inflateEnd(this); }
};

Gunzip::Gunzip()
    : m_stream(std::make_unique<Stream>())
{
}

Gunzip::~Gunzip() = default;

// False at the end of what is packed.
bool Gunzip::refill(const Source& more)
{
    const ssize_t got = more(m_piece.data(), m_piece.size());
    m_hasFailed = got < 0;
    m_stream->next_in = reinterpret_cast<Bytef*>(m_piece.data());
    m_stream->avail_in = static_cast<uInt>(std::max<ssize_t>(got, 0));
    return got > 0;
}

// Goes on behind a damaged place, where a member may begin. False: nowhere.
bool Gunzip::findMember(const Source& more)
{
    auto& z = *m_stream;
    for (std::size_t matched = 0; matched < memberStart.size();) {
        if (z.avail_in == 0 && !refill(more))
            return false;
        const auto byte = *z.next_in++;
        --z.avail_in;
        matched = byte == memberStart[matched] ? matched + 1 : byte == memberStart[0] ? 1 : 0;
    }
    // What was matched may stand in a piece that is gone: it is handed over by itself.
    inflateReset(&z);
    auto head = memberStart;
    auto* const next = std::exchange(z.next_in, head.data());
    const auto left = std::exchange(z.avail_in, static_cast<uInt>(head.size()));
    inflate(&z, Z_NO_FLUSH);
    z.next_in = next;
    z.avail_in = left;
    return true;
}

// Zeros behind a member fill up a block of a tape or disk; anything else that is none itself is damage.
bool Gunzip::beginMember(const Source& more)
{
    auto& z = *m_stream;
    for (;; ++z.next_in, --z.avail_in) {
        if (z.avail_in == 0 && !refill(more))
            return false;
        if (*z.next_in != 0)
            break;
    }
    m_isBetween = false;
    inflateReset(&z);
    if (*z.next_in == memberStart[0])
        return true;
    m_isDamaged = true;
    return findMember(more);
}

ssize_t Gunzip::read(char* to, std::size_t size, const Source& more)
{
    auto& z = *m_stream;
    constexpr std::size_t most = 1U << 30;
    const auto room = static_cast<uInt>(std::min(size, most));
    z.next_out = reinterpret_cast<Bytef*>(to);
    z.avail_out = room;
    while (z.avail_out > 0 && !m_isOver) {
        if (m_isBetween && !beginMember(more)) {
            m_isOver = true;
            break;
        }
        if (z.avail_in == 0 && !refill(more)) {
            m_endsEarly = m_isOver = true; // in the midst of a member
            break;
        }
        const int done = inflate(&z, Z_NO_FLUSH);
        if (done == Z_STREAM_END) {
            m_isBetween = true;
        } else if (done != Z_OK && done != Z_BUF_ERROR) {
            m_isDamaged = true;
            m_isOver = !findMember(more);
            if (z.avail_out > 0) { // the line that was cut ends here
                *z.next_out++ = '\n';
                --z.avail_out;
            }
        }
    }
    const auto got = static_cast<ssize_t>(room - z.avail_out);
    return got == 0 && m_hasFailed ? -1 : got;
}

} // namespace hookwalk::wire
