// SPDX-License-Identifier: GPL-3.0-or-later
#include "exports/hanfont.h"

#include <fcntl.h>
#include <hb-subset.h>
#include <memory>
#include <QByteArray>
#include <QResource>
#include <QString>
#include <unistd.h>
#include <woff2/encode.h>

namespace hookwalk::exports
{

namespace
{

constexpr std::size_t leastOfLetter = 112; // bytes of each in a document; seen were 113 and more
constexpr char32_t firstOfHan =
    0x2e80; // CJK Radicals Supplement: what is before has signs and letters of every font

template<auto destroy> struct Destroy {
    template<class T> void operator()(T* harfBuzzObject) const { destroy(harfBuzzObject); }
};
using Blob = std::unique_ptr<hb_blob_t, Destroy<hb_blob_destroy>>;
using Face = std::unique_ptr<hb_face_t, Destroy<hb_face_destroy>>;
using SubsetInput = std::unique_ptr<hb_subset_input_t, Destroy<hb_subset_input_destroy>>;

// The letters of the input; "" where memory ran out.
std::string subsetOf(const QByteArray& font, hb_subset_input_t* letters)
{
    const Blob all(hb_blob_create(font.constData(), static_cast<unsigned>(font.size()),
                                  HB_MEMORY_MODE_READONLY, nullptr, nullptr));
    const Face face(hb_face_create(all.get(), 0));
    const Face subset(hb_subset_or_fail(face.get(), letters));
    if (!subset)
        return {};
    const Blob bytes(hb_face_reference_blob(subset.get()));
    unsigned length = 0;
    const char* data = hb_blob_get_data(bytes.get(), &length);
    return {data, length};
}

// libwoff2enc 1.0.2, as Debian builds it, writes a line about each font to standard error.
class NoStandardError
{
public:
    NoStandardError()
        : m_kept(::fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1))
    {
        const int nowhere = m_kept < 0 ? -1 : ::open("/dev/null", O_WRONLY | O_CLOEXEC);
        if (nowhere >= 0) {
            ::dup2(nowhere, STDERR_FILENO);
            ::close(nowhere);
        }
    }
    ~NoStandardError()
    {
        if (m_kept >= 0) {
            ::dup2(m_kept, STDERR_FILENO);
            ::close(m_kept);
        }
    }
    NoStandardError(const NoStandardError&) = delete;
    NoStandardError& operator=(const NoStandardError&) = delete;

private:
    const int m_kept;
};

std::string packed(const std::string& font)
{
    const NoStandardError quiet;
    const auto* data = reinterpret_cast<const std::uint8_t*>(font.data());
    std::string woff2(woff2::MaxWOFF2CompressedSize(data, font.size()), '\0');
    auto length = woff2.size();
    woff2::WOFF2Params quick;
    quick.brotli_quality = 5; // an eighth of the time of 11, 4 % larger
    if (!woff2::ConvertTTFToWOFF2(data, font.size(), reinterpret_cast<std::uint8_t*>(woff2.data()), &length,
                                  quick))
        return {};
    woff2.resize(length);
    return woff2;
}

} // namespace

std::optional<std::string> withHanFont(std::string document, std::size_t mostBytes)
{
    const SubsetInput letters(hb_subset_input_create_or_fail());
    if (!letters) // no memory
        return std::nullopt;
    hb_set_t* wanted = hb_subset_input_unicode_set(letters.get());
    for (const char32_t letter : QString::fromStdString(document).toUcs4()) {
        if (letter >= firstOfHan)
            hb_set_add(wanted, letter);
    }
    hb_set_clear(hb_subset_input_set(letters.get(), HB_SUBSET_SETS_NAME_ID)); // a document may have it without
    const auto end = document.find("</style>");
    if (hb_set_is_empty(wanted) || end == document.npos)
        return document.size() <= mostBytes ? std::optional(document) : std::nullopt;
    if (document.size() + leastOfLetter * hb_set_get_population(wanted) > mostBytes)
        return std::nullopt;
    const QByteArray font =
        QResource(QStringLiteral(":/exports/resources/fonts/HookwalkHan-Document.ttf")).uncompressedData();
    const auto woff2 = packed(subsetOf(font, letters.get()));
    document.insert(end,
                    "@font-face{font-family:H;unicode-range:U+2E80-FFEF;src:url(data:font/woff2;base64," +
                        QByteArray::fromStdString(woff2).toBase64().toStdString() + ")}\n");
    return document.size() <= mostBytes ? std::optional(document) : std::nullopt;
}

} // namespace hookwalk::exports
