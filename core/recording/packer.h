// SPDX-License-Identifier: GPL-3.0-or-later
// Text to gzip data (RFC 1952) that can be read while it is written and up to where it was cut (wire/gunzip.h). It is in
// members of a MiB of text each, so that a damaged place costs no more than one; gzip(1) reads them as one text.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace hookwalk::recording
{

class Packer
{
public:
    // `level`: of zlib, 1 (quick) to 9 (small).
    explicit Packer(int level);
    ~Packer();
    Packer(Packer&&) noexcept;
    Packer& operator=(Packer&&) noexcept;

    // Each appends to `packed` what is to be written; add() may hold some of it back.
    void add(std::string_view text, std::string& packed);
    void flush(std::string& packed);  // all that was added can be read behind it
    void finish(std::string& packed); // the end; add() begins anew behind it

private:
    struct Stream;
    void run(std::string_view text, int flush, std::string& packed);

    std::unique_ptr<Stream> m_stream;
    std::size_t m_inMember = 0; // bytes of text
    bool m_isFlushed = true;    // nothing is held back
};

} // namespace hookwalk::recording
