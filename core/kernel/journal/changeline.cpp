// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/journal/changeline.h"

#include "change/check.h"
#include "change/setting.h"
#include "wire/jsoninteger.h"

#include <algorithm>
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

constexpr int mostSetting = 255; // the kernel takes any number for "on"

// Whether it is a setting that the kernel changes together with forwarding: of each device, or of "all".
bool isAlongForwarding(const Along& along, std::string_view folder)
{
    const std::string_view path = along.path;
    const auto end = path.rfind('/');
    if (!path.starts_with(folder) || end < folder.size() || !isNumber(along.value, 0, mostSetting))
        return false;
    const auto device = path.substr(folder.size(), end - folder.size());
    return path.substr(end) == "/forwarding"
               ? device == "default" || device == "all" || !change::checkDeviceName(device)
               : path == "net/ipv4/conf/all/accept_redirects";
}

bool isPossibleSetting(const JournalEntry& change)
{
    using enum change::Setting::Kind;
    const auto setting = change::Setting::at(change.name);
    if (!setting || !isNumber(change.before, 0, mostSetting) || !isNumber(change.after, 0, 2))
        return false;
    if (setting->kind != Forwarding4 && setting->kind != Forwarding6)
        return change.along.empty();
    const std::string_view folder = setting->kind == Forwarding4 ? "net/ipv4/conf/" : "net/ipv6/conf/";
    return change.index == 0 && std::ranges::all_of(change.along, [&](const Along& along) {
               return isAlongForwarding(along, folder);
           });
}

bool areTunFlags(const std::string& text)
{
    constexpr int known = IFF_TUN | IFF_TAP | IFF_NO_PI | IFF_VNET_HDR | IFF_MULTI_QUEUE;
    return isNumber(text, 0, known) && (std::stoi(text) & ~known) == 0;
}

bool isPossibleMtu(const JournalEntry& change)
{
    return isNumber(change.before, 68, 65535) && isNumber(change.after, 68, 65535) &&
           std::ranges::all_of(change.along, [&](const Along& along) {
               return along.device == change.index && isNumber(along.value, 1280, 65535) &&
                      along.path == "net/ipv6/conf/" + change.name + "/mtu";
           });
}

bool isPossibleOfDevice(const JournalEntry& change)
{
    using enum JournalEntry::Kind;
    constexpr int lastMode = 3; // IN6_ADDR_GEN_MODE_RANDOM
    const bool isOfAddresses = change.kind == Address || change.kind == State || change.kind == Lost;
    if ((!isOfAddresses && !change.messages.empty()) || (change.kind != Mtu && !change.along.empty()))
        return false;
    const bool areItsOwn = std::ranges::all_of(change.messages, [&](const RtMessage& message) {
        return !message.isAddress() || message.addressOwner() == change.index;
    });
    switch (change.kind) {
    case Made:
        return change.before.empty() && change.after.starts_with(aliasOfAll);
    case Up:
        return isNumber(change.before, 0, 1) && isNumber(change.after, 0, 1);
    case Mtu:
        return isPossibleMtu(change);
    case Address:
        return change.messages.size() == 1 && change.messages.front().isAddress() && areItsOwn;
    case TunFlags:
        return areTunFlags(change.before) && areTunFlags(change.after);
    case State:
        return areItsOwn && (change.before.empty() || isNumber(change.before, 0, lastMode));
    case Lost: // only chooses among the messages of a State
        return areItsOwn;
    case Setting:
        break;
    }
    return false;
}

} // namespace

bool isPossible(const JournalEntry& change)
{
    if (change.kind == JournalEntry::Kind::Setting)
        return change.messages.empty() && isPossibleSetting(change);
    return change.index != 0 && !change::checkDeviceName(change.name) && isPossibleOfDevice(change);
}

std::string toLine(const JournalEntry& change)
{
    json messages = json::array(), along = json::array();
    for (const RtMessage& message : change.messages)
        messages.push_back(toHex(message.bytes()));
    for (const Along& one : change.along)
        along.push_back({one.path, one.value, one.device});
    return json{{"kind", static_cast<int>(change.kind)},
                {"name", change.name},
                {"index", change.index},
                {"before", change.before},
                {"after", change.after},
                {"messages", messages},
                {"along", along}}
        .dump(-1, ' ', false, json::error_handler_t::replace); // a device's name may be any bytes
}

std::optional<JournalEntry> fromLine(std::string_view line)
{
    const auto object = json::parse(line, nullptr, false);
    try {
        JournalEntry change;
        change.kind =
            static_cast<JournalEntry::Kind>(wire::integerOf<std::uint8_t>(object.at("kind")).value());
        change.name = object.at("name");
        change.index = wire::integerOf<std::uint32_t>(object.at("index")).value();
        change.before = object.at("before");
        change.after = object.at("after");
        for (const std::string hex : object.at("messages")) {
            auto message = RtMessage::parse(fromHex(hex));
            if (!message)
                return {};
            change.messages.push_back(std::move(*message));
        }
        for (const json& one : object.at("along"))
            change.along.push_back({one.at(0), one.at(1), wire::integerOf<std::uint32_t>(one.at(2)).value()});
        return isPossible(change) ? std::optional(std::move(change)) : std::nullopt;
    } catch (const std::exception&) {
        return {};
    }
}

} // namespace hookwalk::kernel
