// SPDX-License-Identifier: GPL-3.0-or-later
#include "recording/packer.h"

#include <algorithm>
#include <array>
#include <new>
#include <utility>
#include <zlib.h>

namespace hookwalk::recording
{

namespace
{

constexpr std::size_t memberSize = 1U << 20;

}

struct Packer::Stream : z_stream {
    // In an extra field (RFC 1952, 2.3.1.1), so that file(1) and the desktop know the file: "HW", one byte, the format.
    std::array<Bytef, 5> extra{'H', 'W', 1, 0, 1};
    gz_header head{};

    explicit Stream(int level)
        : z_stream{}
    {
        constexpr int gzip = 16, memory = 9, unixSystem = 3;
        if (deflateInit2(this, level, Z_DEFLATED, MAX_WBITS + gzip, memory, Z_DEFAULT_STRATEGY) != Z_OK)
            throw std::bad_alloc();
        head.os = unixSystem;
        head.extra = extra.data();
        head.extra_len = static_cast<uInt>(extra.size());
        deflateSetHeader(this, &head);
    }
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;
    ~Stream() { deflateEnd(this); }
};

Packer::Packer(int level)
    : m_stream(std::make_unique<Stream>(level))
{
}

Packer::~Packer() = default;
Packer::Packer(Packer&&) noexcept = default;
Packer& Packer::operator=(Packer&&) noexcept = default;

void Packer::run(std::string_view text, int flush, std::string& packed)
{
    auto& z = *m_stream;
    std::array<char, 1U << 16> piece;
    z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data())); // zlib only reads it
    z.avail_in = static_cast<uInt>(text.size());
    do {
        z.next_out = reinterpret_cast<Bytef*>(piece.data());
        z.avail_out = static_cast<uInt>(piece.size());
        deflate(&z, flush);
        packed.append(piece.data(), piece.size() - z.avail_out);
    } while (z.avail_out == 0);
}

void Packer::add(std::string_view text, std::string& packed)
{
    while (!text.empty()) {
        const auto part = text.substr(0, memberSize - m_inMember);
        run(part, Z_NO_FLUSH, packed);
        m_isFlushed = false;
        m_inMember += part.size();
        text.remove_prefix(part.size());
        if (m_inMember == memberSize)
            finish(packed);
    }
}

void Packer::flush(std::string& packed)
{
    if (!std::exchange(m_isFlushed, true))
        run({}, Z_SYNC_FLUSH, packed);
}

void Packer::finish(std::string& packed)
{
    if (m_inMember == 0)
        return;
    run({}, Z_FINISH, packed);
    m_inMember = 0;
    m_isFlushed = true;
    deflateReset(m_stream.get());
    deflateSetHeader(m_stream.get(), &m_stream->head);
}

} // namespace hookwalk::recording
