// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/base/devicenames.h"

#include <array>
#include <net/if.h>

namespace hookwalk::kernel
{

std::string_view DeviceNames::operator[](std::uint32_t index)
{
    if (index == 0)
        return {};
    const auto [place, isNew] = m_names.try_emplace(index);
    if (isNew) {
        std::array<char, IF_NAMESIZE> name{};
        place->second = if_indextoname(index, name.data()) ? name.data() : "if" + std::to_string(index);
    }
    return place->second;
}

} // namespace hookwalk::kernel
