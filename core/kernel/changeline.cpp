#include "kernel/changeline.h"

#include "kernel/rtmessages.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <linux/if_tun.h>
#include <nlohmann/json.hpp>

namespace hookwalk::kernel
{

namespace
{

using nlohmann::json;

bool isNumber(const std::string& text, int least, int most)
{
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() && value >= least && value <= most;
}

bool isDeviceName(std::string_view name)
{
    constexpr std::size_t most = 15; // IFNAMSIZ - 1
    return !name.empty() && name.size() <= most && name != "." && name != ".." &&
           std::ranges::none_of(name, [](unsigned char c) { return std::isspace(c) || c == '/' || c == 0; });
}

// "PREFIX/DEVICE/SUFFIX"
bool isOfDevice(std::string_view path, std::string_view prefix, std::string_view suffix)
{
    return path.size() > prefix.size() + suffix.size() && path.starts_with(prefix) &&
           path.ends_with(suffix) &&
           isDeviceName(path.substr(prefix.size(), path.size() - prefix.size() - suffix.size()));
}

constexpr std::string_view devices4 = "net/ipv4/conf/";
constexpr std::string_view devices6 = "net/ipv6/conf/";
constexpr int mostSetting = 255; // the kernel takes any number for "on"

// "PATH=VALUE" or "PATH=VALUE#NUMBER"
struct Along {
    std::string_view path;
    int value = 0;
    std::uint32_t device = 0;
};

std::optional<Along> parseAlong(std::string_view entry)
{
    Along along;
    const auto place = entry.rfind('=');
    if (place == entry.npos)
        return {};
    along.path = entry.substr(0, place);
    const char* const end = entry.data() + entry.size();
    const auto value = std::from_chars(entry.data() + place + 1, end, along.value);
    if (value.ec != std::errc() || value.ptr == end)
        return value.ec == std::errc() ? std::optional(along) : std::nullopt;
    const auto device = std::from_chars(value.ptr + 1, end, along.device);
    const bool isWhole = *value.ptr == '#' && device.ec == std::errc() && device.ptr == end;
    return isWhole && along.device != 0 ? std::optional(along) : std::nullopt;
}

// What the kernel changes along with forwarding.
bool isAlongForwarding(const std::string& entry, std::string_view folder)
{
    const auto along = parseAlong(entry);
    return along && along->value >= 0 && along->value <= mostSetting &&
           (isOfDevice(along->path, folder, "/forwarding") ||
            (folder == devices4 && along->device == 0 &&
             along->path == "net/ipv4/conf/all/accept_redirects"));
}

bool isAlongMtu(const std::string& entry, std::uint32_t device)
{
    const auto along = parseAlong(entry);
    return along && along->device == device && along->value >= 1280 && along->value <= 65535 &&
           isOfDevice(along->path, devices6, "/mtu");
}

bool isPossibleSetting(const Change& change)
{
    const bool ip4 = change.name == "net/ipv4/ip_forward";
    const bool ip6 = change.name == "net/ipv6/conf/all/forwarding";
    const bool filter = isOfDevice(change.name, devices4, "/rp_filter");
    const bool martians = isOfDevice(change.name, devices4, "/log_martians");
    return isNumber(change.before, 0, mostSetting) && isNumber(change.after, 0, 2) &&
           (((filter || martians) && change.messages.empty()) ||
            ((ip4 || ip6) && change.index == 0 &&
             std::ranges::all_of(change.messages, [&](const auto& entry) {
                 return isAlongForwarding(entry, ip4 ? devices4 : devices6);
             })));
}

bool areTunFlags(const std::string& text)
{
    constexpr int known = IFF_TUN | IFF_TAP | IFF_NO_PI | IFF_VNET_HDR | IFF_MULTI_QUEUE;
    return isNumber(text, 0, known) && (std::stoi(text) & ~known) == 0;
}

bool isPossibleState(const Change& change, Writer writer)
{
    constexpr int lastMode = 3; // IN6_ADDR_GEN_MODE_RANDOM
    return change.after.empty() && (change.before.empty() || isNumber(change.before, 0, lastMode)) &&
           std::ranges::all_of(change.messages, [&](const RawMessage& message) {
               return isAddressOf(message, change.index) || isRouteOf(message, change.index) ||
                      (writer == Writer::Root && isRoute(message));
           });
}

bool isPossibleOfDevice(const Change& change, Writer writer)
{
    using enum Change::Kind;
    const auto are = [&](int least, int most) {
        return isNumber(change.before, least, most) && isNumber(change.after, least, most);
    };
    const bool hasNoValues = change.before.empty() && change.after.empty();
    switch (change.kind) {
    case Made:
        return hasNoValues && change.messages.empty();
    case Up:
        return change.messages.empty() && are(0, 1);
    case Mtu:
        return are(68, 65535) && change.messages.size() <= 1 &&
               std::ranges::all_of(change.messages,
                                   [&](const auto& entry) { return isAlongMtu(entry, change.index); });
    case Address:
        return hasNoValues && change.messages.size() == 1 &&
               isAddressOf(change.messages.front(), change.index);
    case TunFlags:
        return change.messages.empty() && areTunFlags(change.before) && areTunFlags(change.after);
    case State:
        return isPossibleState(change, writer);
    case Lost: // only chooses among the messages of a State
        return true;
    case Setting:
        break;
    }
    return false;
}

} // namespace

bool isPossible(const Change& change, Writer writer)
{
    if (change.kind == Change::Kind::Setting)
        return isPossibleSetting(change);
    return change.index != 0 && isDeviceName(change.name) && isPossibleOfDevice(change, writer);
}

std::string toLine(const Change& change)
{
    json messages = json::array();
    for (const auto& message : change.messages)
        messages.push_back(toHex(message));
    return json{{"kind", static_cast<int>(change.kind)},
                {"name", change.name},
                {"index", change.index},
                {"before", change.before},
                {"after", change.after},
                {"messages", messages}}
        .dump(-1, ' ', false, json::error_handler_t::replace); // a device's name may be any bytes
}

std::optional<Change> fromLine(const std::string& line, Writer writer)
{
    const auto object = json::parse(line, nullptr, false);
    try {
        Change change;
        change.kind = static_cast<Change::Kind>(object.at("kind").get<std::uint8_t>());
        change.name = object.at("name");
        change.index = object.at("index");
        change.before = object.at("before");
        change.after = object.at("after");
        for (const std::string message : object.at("messages"))
            change.messages.push_back(fromHex(message));
        return isPossible(change, writer) ? std::optional(std::move(change)) : std::nullopt;
    } catch (const json::exception&) {
        return {};
    }
}

} // namespace hookwalk::kernel
