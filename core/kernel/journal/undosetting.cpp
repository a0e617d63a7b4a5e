// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/journal/undosetting.h"

#include "kernel/base/failure.h"
#include "kernel/base/sysctl.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <net/if.h>
#include <optional>

namespace hookwalk::kernel
{

namespace
{

std::string dotted(std::string path)
{
    std::ranges::replace(path, '/', '.');
    return path;
}

// Begin and end of the device's name in "net/ipv4/conf/eth0/rp_filter".
std::pair<std::size_t, std::size_t> devicePlace(const std::string& path)
{
    constexpr std::size_t begin = std::string_view("net/ipvX/conf/").size();
    return {std::min(begin, path.size()), std::min(path.rfind('/'), path.size())};
}

// Opens the setting under its device's present name; nothing where the device is gone.
Result<std::optional<Sysctl>> openNow(std::string path, std::uint32_t device)
{
    std::array<char, IF_NAMESIZE> name{};
    if (device != 0 && !if_indextoname(device, name.data())) {
        if (errno == ENXIO || errno == ENODEV)
            return std::nullopt;
        return systemFailure(say("not-as-it-was", dotted(path)), errno);
    }
    if (device != 0) {
        const auto [begin, end] = devicePlace(path);
        path.replace(begin, end - begin, name.data());
    }
    auto setting = Sysctl::open(path);
    if (!setting && device != 0 && setting.error().code == ErrorCode::NotFound) // just gone
        return std::nullopt;
    return std::move(setting).map([](Sysctl opened) { return std::optional(std::move(opened)); });
}

} // namespace

std::uint32_t deviceOf(const std::string& path)
{
    const auto [begin, end] = devicePlace(path);
    return end > begin ? if_nametoindex(path.substr(begin, end - begin).c_str()) : 0;
}

std::optional<std::string> settingNow(const JournalEntry& change)
{
    const auto setting = openNow(change.name, change.index);
    const auto value = setting && *setting ? (*setting)->read() : Result<std::string>();
    return setting && *setting && value ? std::optional(*value) : std::nullopt;
}

std::optional<Along> alongNow(const std::string& path)
{
    const auto value = Sysctl::open(path).and_then([](const Sysctl& setting) { return setting.read(); });
    return value ? std::optional(Along{path, *value, deviceOf(path)}) : std::nullopt;
}

bool undoAlong(const JournalEntry& change, Report& report)
{
    bool isDone = true;
    for (const Along& along : change.along) {
        const auto written = openNow(along.path, along.device).and_then([&](const auto& setting) {
            return !setting ? Result<void>() : setting->read().and_then([&](const std::string& now) {
                return now == along.value ? Result<void>() : setting->write(along.value);
            });
        });
        if (written)
            continue;
        report.push_back(sentencesOf(written.error()));
        isDone = false;
    }
    return isDone;
}

bool undoSetting(const JournalEntry& change, const UndoPrecautions& precautions, Report& report)
{
    const auto path = dotted(change.name);
    const auto setting = openNow(change.name, change.index);
    if (setting && !*setting)
        return true;
    const auto now = setting ? (*setting)->read() : tl::unexpected(setting.error());
    // The change may have been interrupted half way, so what changed along with it is checked in any case.
    if (now && *now == change.before)
        return undoAlong(change, report);
    if (now && *now != change.after) {
        report.push_back({say("setting-changed-since", path, *now)});
        return true;
    }
    if (now) {
        if (const auto harmless = precautions.forSetting(change.name, change.before); !harmless) {
            report.push_back(leftForNow(path, harmless.error()));
            return false;
        }
    }
    const auto written = now.and_then([&](const std::string&) { return (*setting)->write(change.before); });
    report.push_back(written ? Sentences{say("setting-again", path, change.before)}
                             : sentencesOf(written.error()));
    return written && undoAlong(change, report);
}

} // namespace hookwalk::kernel
