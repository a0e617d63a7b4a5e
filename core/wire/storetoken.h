// SPDX-License-Identifier: GPL-3.0-or-later
// Storing a token's value: false where the slot is taken (the token came twice) or the value does not fit.
// Internal to wire.
#pragma once

#include "wire/token.h"

#include <algorithm>

namespace hookwalk::wire
{

inline bool put(Text& slot, Text value, bool fits)
{
    if (!fits || has(slot))
        return false;
    slot = value;
    return true;
}

inline bool put(Number& slot, Text value, std::uint32_t max)
{
    if (slot)
        return false;
    slot = readNumber(value, max);
    return slot.has_value();
}

template<std::size_t Capacity> bool put(TextList<Capacity>& list, Text flag)
{
    if (std::find(list.begin(), list.end(), flag) != list.end())
        return false;
    list.add(flag);
    return true;
}

// The part of a protocol comes into being with its first good token.
template<typename Part, typename Slot, typename... Arguments>
bool putInto(std::optional<Part>& part, Slot Part::*slot, Arguments... arguments)
{
    if (part)
        return put((*part).*slot, arguments...);
    Part fresh;
    if (!put(fresh.*slot, arguments...))
        return false;
    part = fresh;
    return true;
}

} // namespace hookwalk::wire
