// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/setting.h"

#include "change/check.h"

#include <algorithm>

namespace hookwalk::change
{

namespace
{
constexpr std::string_view folder = "net/ipv4/conf/";
}

std::string sysctlKey(std::string path)
{
    for (char& letter : path)
        letter = letter == '/' ? '.' : letter == '.' ? '/' : letter;
    return path;
}

std::string Setting::path() const
{
    switch (kind) {
    case Kind::Forwarding4:
        return "net/ipv4/ip_forward";
    case Kind::Forwarding6:
        return "net/ipv6/conf/all/forwarding";
    case Kind::RpFilter:
        return std::string(folder) + device + "/rp_filter";
    case Kind::LogMartians:
        break;
    }
    return std::string(folder) + device + "/log_martians";
}

std::optional<Setting> Setting::at(std::string_view path)
{
    for (const auto kind : {Kind::Forwarding4, Kind::Forwarding6}) {
        if (path == Setting{kind}.path())
            return Setting{kind};
    }
    const auto end = path.rfind('/');
    if (!path.starts_with(folder) || end < folder.size() || end == path.npos)
        return {};
    const auto device = std::string(path.substr(folder.size(), end - folder.size()));
    if (device != "all" && checkDeviceName(device))
        return {};
    for (const auto kind : {Kind::RpFilter, Kind::LogMartians}) {
        if (const Setting setting{kind, device}; path == setting.path())
            return setting;
    }
    return {};
}

std::vector<SettingValue> settingsOf(const Change& change)
{
    using enum Setting::Kind;
    const auto text = [](bool on) { return on ? "1" : "0"; };
    if (const auto* forwarding = std::get_if<SetForwarding>(&change)) {
        std::vector<SettingValue> all{{{Forwarding4}, text(forwarding->on)}};
        if (forwarding->withV6)
            all.push_back({{Forwarding6}, text(forwarding->on)});
        return all;
    }
    if (const auto* filter = std::get_if<SetRpFilter>(&change))
        return {{{RpFilter, filter->device}, std::to_string(filter->value)}};
    if (const auto* martians = std::get_if<SetLogMartians>(&change))
        return {{{LogMartians, martians->device}, text(martians->on)}};
    return {};
}

} // namespace hookwalk::change
