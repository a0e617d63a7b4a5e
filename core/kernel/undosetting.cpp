#include "kernel/undosetting.h"

#include "kernel/sysctl.h"

#include <algorithm>
#include <array>
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

// Where the device's name stands in "net/ipv4/conf/eth0/rp_filter": its begin and its end.
std::pair<std::size_t, std::size_t> devicePlace(const std::string& path)
{
    constexpr std::size_t begin = std::string_view("net/ipvX/conf/").size();
    return {std::min(begin, path.size()), std::min(path.rfind('/'), path.size())};
}

// With the name that the device has now; nothing where it is gone.
std::optional<std::string> pathNow(std::string path, std::uint32_t device)
{
    std::array<char, IF_NAMESIZE> name{};
    if (device == 0)
        return path;
    if (!if_indextoname(device, name.data()))
        return {};
    const auto [begin, end] = devicePlace(path);
    return path.replace(begin, end - begin, name.data());
}

} // namespace

std::uint32_t deviceOf(const std::string& path)
{
    const auto [begin, end] = devicePlace(path);
    return end > begin ? if_nametoindex(path.substr(begin, end - begin).c_str()) : 0;
}

std::string alongEntry(const std::string& path)
{
    const auto device = deviceOf(path);
    const auto value = Sysctl::open(path).and_then([](const Sysctl& setting) { return setting.read(); });
    return value ? path + '=' + *value + (device == 0 ? "" : '#' + std::to_string(device)) : std::string();
}

bool undoAlong(const Change& change, std::vector<std::string>& told)
{
    bool isDone = true;
    for (const std::string& along : change.messages) {
        const auto place = along.rfind('=');
        const auto mark = along.find('#', place);
        const auto value = along.substr(place + 1, mark - place - 1);
        const auto device =
            mark == along.npos ? 0 : static_cast<std::uint32_t>(std::stoul(along.substr(mark + 1)));
        const auto path = pathNow(along.substr(0, place), device);
        if (!path)
            continue;
        const auto written = Sysctl::open(*path).and_then([&](const Sysctl& other) {
            return other.read().and_then(
                [&](const std::string& now) { return now == value ? Result<void>() : other.write(value); });
        });
        if (written || written.error().code == ErrorCode::NotFound) // with its device
            continue;
        told.push_back(written.error().sentence);
        isDone = false;
    }
    return isDone;
}

bool undoSetting(const Change& change, std::vector<std::string>& told)
{
    const auto path = pathNow(change.name, change.index);
    if (!path)
        return true;
    const auto setting = Sysctl::open(*path);
    const auto now = setting ? setting->read() : Result<std::string>(tl::unexpected(setting.error()));
    if (!now && now.error().code == ErrorCode::NotFound) // with its device
        return true;
    // The kernel may have been left in the middle: what changed along is looked at in any case.
    if (now && *now == change.before)
        return undoAlong(change, told);
    if (now && *now != change.after) {
        told.push_back(dotted(*path) + " was set to " + *now + " by somebody else since, so it is left.");
        return true;
    }
    const auto written = now ? setting->write(change.before) : tl::unexpected(now.error());
    if (!written) {
        told.push_back(written.error().sentence);
        return false;
    }
    told.push_back(dotted(*path) + " is " + change.before + " again.");
    return undoAlong(change, told);
}

} // namespace hookwalk::kernel
