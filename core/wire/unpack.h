// SPDX-License-Identifier: GPL-3.0-or-later
// Files as plain UTF-8 text: what logrotate packed is unpacked (zlib: gzip; libarchive: xz, zstd, bzip2, lz4), what Windows
// wrote as UTF-16 is turned into UTF-8 (iconv(3)). Internal to wire.
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <string>
#include <sys/types.h>

namespace hookwalk::wire
{

class Gunzip;
class Unarchiver;

class Unpacker
{
public:
    Unpacker();
    ~Unpacker();
    Unpacker(Unpacker&&) noexcept;
    Unpacker& operator=(Unpacker&&) noexcept;

    // `fd` is at its start and stays the caller's. `mayPeek`: it is a file or pipe; of devices each read is a record.
    void open(int fd, bool mayPeek);
    // As read(2), with errno; 0 at the end.
    ssize_t read(char* to, std::size_t size);
    bool isPacked() const;
    bool isPlain() const; // what is read is what the file has
    // It makes no sense; or ends too early, where no more is known than that (all but gzip).
    bool isDamaged() const;
    bool endsEarly() const;

private:
    struct Decoder;
    ssize_t readRaw(char* to, std::size_t size);
    ssize_t readPlain(char* to, std::size_t size);
    ssize_t readUtf16(char* to, std::size_t size);

    int m_fd = -1;
    std::array<char, 6> m_head{}; // read already
    std::size_t m_headSize = 0, m_headTaken = 0;
    std::unique_ptr<Gunzip> m_gunzip;
    std::unique_ptr<Unarchiver> m_archive;
    std::unique_ptr<Decoder> m_decoder; // of UTF-16
    bool m_isFirst = true, m_isDamaged = false;
    std::string m_pending; // UTF-16 that is not decoded yet
};

} // namespace hookwalk::wire
