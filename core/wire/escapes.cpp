// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/escapes.h"

#include "wire/jsontext.h"

namespace hookwalk::wire
{

namespace
{

// "\xNN"
std::optional<char> kmsgByte(Text text)
{
    if (!text.starts_with("\\x") || !isHex(text.substr(2, 2), 2, 2))
        return std::nullopt;
    unsigned value = 0;
    std::from_chars(text.data() + 2, text.data() + 4, value, 16);
    return static_cast<char>(value);
}

std::string withoutKmsgEscapes(Text text)
{
    std::string plain;
    while (!text.empty()) {
        const auto byte = kmsgByte(text);
        plain += byte.value_or(text[0]);
        text.remove_prefix(byte ? 4 : 1);
    }
    return plain;
}

} // namespace

std::string unescaped(Text text, Escapes escapes)
{
    if (escapes == Escapes::None || text.find('\\') == Text::npos)
        return std::string(text);
    if (escapes == Escapes::Kmsg)
        return withoutKmsgEscapes(text);
    return jsonUnescaped(text);
}

} // namespace hookwalk::wire
