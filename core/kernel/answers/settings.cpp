// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/answers/settings.h"

#include "kernel/base/procfile.h"

namespace hookwalk::kernel
{

namespace
{

struct Reader {
    std::map<std::string, std::string> settings;

    // A folder below /proc/sys and a setting in it; a device's name may have dots of its own.
    void read(const std::string& folder, const std::string& device, const std::string& name)
    {
        const std::string middle = device.empty() ? "" : '/' + device;
        std::string value = readProcFile("/proc/sys/" + folder + middle + '/' + name);
        while (value.ends_with('\n'))
            value.pop_back();
        if (value.empty())
            return;
        std::string key = folder;
        for (char& letter : key)
            letter = letter == '/' ? '.' : letter;
        settings[key + (device.empty() ? "" : '.' + device) + '.' + name] = value;
    }
};

} // namespace

std::map<std::string, std::string> readSettings(const std::vector<std::string>& devices)
{
    Reader reader;
    reader.read("net/ipv4", "", "ip_forward");
    reader.read("net/ipv6/conf", "all", "forwarding");
    reader.read("net/netfilter", "", "nf_conntrack_max");
    reader.read("net/netfilter", "", "nf_conntrack_count");
    auto places = devices;
    places.push_back("all");
    for (const std::string& place : places) {
        for (const char* name : {"rp_filter", "log_martians", "forwarding"})
            reader.read("net/ipv4/conf", place, name);
    }
    return reader.settings;
}

} // namespace hookwalk::kernel
