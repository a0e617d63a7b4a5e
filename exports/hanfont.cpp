// SPDX-License-Identifier: GPL-3.0-or-later
#include "exports/hanfont.h"

#include "exports/fontsubset.h"
#include "model/part.h"

#include <QByteArray>
#include <QResource>
#include <QString>
#include <set>

namespace hookwalk::exports
{

namespace
{

constexpr std::size_t leastOfLetter = 112; // bytes of each in a document; seen were 113 and more
constexpr char32_t firstOfHan =
    0x2e80; // CJK Radicals Supplement: what is before has signs and letters of every font

std::u32string lettersIn(const std::string& document)
{
    std::set<char32_t> letters;
    for (const char32_t letter : QString::fromStdString(document).toUcs4()) {
        if (letter >= firstOfHan)
            letters.insert(letter);
    }
    return {letters.begin(), letters.end()};
}

} // namespace

std::optional<std::string> withHanFont(std::string document, std::size_t mostBytes)
{
    const auto letters = lettersIn(document);
    const auto end = document.find("</style>");
    const bool hasFont = !letters.empty() && end != document.npos;
    if (document.size() + (hasFont ? leastOfLetter * letters.size() : 0) > mostBytes)
        return std::nullopt;
    if (!hasFont)
        return document;
    static const auto& part = *static_cast<const FontSubsetting*>(loadPart("fontsubset"));
    const QByteArray font =
        QResource(QStringLiteral(":/exports/resources/fonts/HookwalkHan-Document.ttf")).uncompressedData();
    const auto woff2 = part.woff2({font.constData(), static_cast<std::size_t>(font.size())}, letters);
    document.insert(end,
                    "@font-face{font-family:H;unicode-range:U+2E80-FFEF;src:url(data:font/woff2;base64," +
                        QByteArray::fromStdString(woff2).toBase64().toStdString() + ")}\n");
    return document.size() <= mostBytes ? std::optional(document) : std::nullopt;
}

} // namespace hookwalk::exports
