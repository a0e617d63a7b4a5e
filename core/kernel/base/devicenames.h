// SPDX-License-Identifier: GPL-3.0-or-later
// Names of devices by their index, each asked for once while one batch of reports is read.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace hookwalk::kernel
{

class DeviceNames
{
public:
    // "if7" where the device is gone already; nothing for index 0. Valid until forget().
    std::string_view operator[](std::uint32_t index);
    void forget() { m_names.clear(); } // a device may get another name at any time

private:
    std::map<std::uint32_t, std::string> m_names;
};

} // namespace hookwalk::kernel
