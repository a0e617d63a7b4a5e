// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/unarchive.h"

#include "model/part.h"

#include <algorithm>
#include <archive.h>
#include <archive_entry.h>

namespace hookwalk::wire
{

namespace
{

class Archive : public Unarchiver
{
public:
    Archive()
    {
        archive_read_support_filter_all(m_handle.get());
        archive_read_support_format_raw(m_handle.get());
    }

    ssize_t read(char* to, std::size_t size, const Gunzip::Source& more) override
    {
        m_more = &more;
        archive_entry* entry = nullptr;
        if (!m_isOpen) {
            m_isOpen = true;
            m_isDamaged = archive_read_open(m_handle.get(), this, nullptr, piece, nullptr) != ARCHIVE_OK ||
                          archive_read_next_header(m_handle.get(), &entry) != ARCHIVE_OK;
        }
        return m_isDamaged ? -1
                           : archive_read_data(m_handle.get(), to, std::min<std::size_t>(size, 1U << 15));
    }

private:
    static la_ssize_t piece(archive*, void* self, const void** bytes)
    {
        auto& archive = *static_cast<Archive*>(self);
        *bytes = archive.m_piece.data();
        return (*archive.m_more)(archive.m_piece.data(), archive.m_piece.size());
    }

    struct Free {
        void operator()(archive* opened) const { archive_read_free(opened); }
    };
    std::unique_ptr<archive, Free> m_handle{archive_read_new()};
    const Gunzip::Source* m_more = nullptr;
    std::array<char, 1U << 16> m_piece;
    bool m_isOpen = false, m_isDamaged = false;
};

} // namespace

} // namespace hookwalk::wire

HOOKWALK_PART hookwalk::wire::Unarchiving part{[]() -> std::unique_ptr<hookwalk::wire::Unarchiver> {
    return std::make_unique<hookwalk::wire::Archive>();
}};
