// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/token.h"

#include "model/ipaddress.h"

namespace hookwalk::wire
{

bool isIpv6(Text text)
{
    constexpr std::size_t whole = 39;
    if (text.size() != whole)
        return text.find(':') != Text::npos && IpAddress::parse(text).has_value();
    for (std::size_t i = 0; i < whole; ++i) {
        if (i % 5 == 4 ? text[i] != ':' : !isHexDigit(text[i]))
            return false;
    }
    return true;
}

} // namespace hookwalk::wire
