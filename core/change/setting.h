// SPDX-License-Identifier: GPL-3.0-or-later
// The kernel settings that changes set, below /proc/sys.
#pragma once

#include "change/change.h"

#include <vector>

namespace hookwalk::change
{

// A path below /proc/sys as sysctl(8) takes it: dots and slashes change places.
std::string sysctlKey(std::string path);

struct Setting {
    enum class Kind : std::uint8_t { Forwarding4, Forwarding6, RpFilter, LogMartians };
    Kind kind = Kind::Forwarding4;
    std::string device = {}; // RpFilter, LogMartians: a device or "all"; else ""

    bool operator==(const Setting&) const = default;
    std::string path() const;                             // "net/ipv4/conf/tun0.5/rp_filter"
    std::string key() const { return sysctlKey(path()); } // "net.ipv4.conf.tun0/5.rp_filter"
    // The setting at that path; nothing if no change sets it.
    static std::optional<Setting> at(std::string_view path);
};

struct SettingValue {
    Setting setting;
    std::string value;
};
// The settings that a change writes; empty if none.
std::vector<SettingValue> settingsOf(const Change& change);

} // namespace hookwalk::change
