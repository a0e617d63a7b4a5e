// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/setting.h"
#include "change/shellsteps.h"
#include "model/printable.h"

#include <algorithm>
#include <cctype>

namespace hookwalk::change
{

namespace
{

constexpr auto usualTable = "hookwalk_gateway";

std::string addressLine(const char* verb, const std::string& device, const Network& network)
{
    return shellLine({"ip", "address", verb, network.toString(), "dev", device});
}

std::string routeLine(const char* verb, const RestoreRoute& route)
{
    constexpr std::uint32_t mainTable = 254;
    std::vector<std::string> words{"ip"};
    if (!route.destination.address.isV4())
        words.emplace_back("-6");
    words.insert(words.end(),
                 {"route", verb, route.destination.prefix == 0 ? "default" : route.destination.toString()});
    if (!route.gateway.isNull())
        words.insert(words.end(), {"via", route.gateway.toString()});
    if (route.hops.empty())
        words.insert(words.end(), {"dev", route.name});
    if (!route.source.isNull())
        words.insert(words.end(), {"src", route.source.toString()});
    if (route.metric != 0)
        words.insert(words.end(), {"metric", std::to_string(route.metric)});
    if (route.table != mainTable)
        words.insert(words.end(), {"table", std::to_string(route.table)});
    for (const NextHop& hop : route.hops) {
        words.emplace_back("nexthop");
        if (!hop.gateway.isNull())
            words.insert(words.end(), {"via", hop.gateway.toString()});
        words.insert(words.end(), {"dev", hop.device, "weight", std::to_string(hop.weight)});
    }
    return shellLine(words);
}

std::string describe(const Setting& setting)
{
    switch (setting.kind) {
    case Setting::Kind::Forwarding4:
        return "Packets are sent on";
    case Setting::Kind::Forwarding6:
        return "Packets are sent on, IPv6";
    case Setting::Kind::RpFilter:
        return "Whether sources must be where they come from";
    case Setting::Kind::LogMartians:
        break;
    }
    return "Whether impossible sources are logged";
}

Step stepOf(const SettingValue& set)
{
    const std::string key = set.setting.key();
    if (key.find('=') == key.npos)
        return {describe(set.setting), shellLine({"sysctl", "-w", key + '=' + set.value}),
                "sysctl -w " + shellWord(key + '='), shellLine({"sysctl", "-n", key})};
    // sysctl(8) takes what follows the first "=" for the value.
    const std::string file = shellWord("/proc/sys/" + set.setting.path());
    return {describe(set.setting), "echo " + set.value + " > " + file, "put " + file + ' ', "cat " + file};
}

class Steps
{
public:
    Steps(NatTool tool, const std::string& table)
        : m_tool(tool)
        , m_table(table)
    {
    }
    std::vector<Step> operator()(const CreateTun& change) const
    {
        std::vector<std::string> words{
            "ip", "tuntap", "add", "dev", change.name, "mode", change.tap ? "tap" : "tun"};
        std::string owner;
        if (change.owner != nobody) {
            words.insert(words.end(), {"user", std::to_string(change.owner)});
            owner = " that user " + words.back() + " may open";
        }
        if (change.group != nobody)
            words.insert(words.end(), {"group", std::to_string(change.group)});
        // ip(8) makes persistent devices only.
        return {{"The device" + owner + (change.persistent ? "" : "; this one stays until it is deleted"),
                 shellLine(words), shellLine({"ip", "link", "delete", "dev", change.name})}};
    }
    std::vector<Step> operator()(const DeleteTun& change) const
    {
        return {{"The device goes", shellLine({"ip", "link", "delete", "dev", change.name}),
                 "# make " + shellWord(change.name) + " again"}};
    }
    std::vector<Step> operator()(const SetDeviceUp& change) const
    {
        const std::string set = shellLine({"ip", "link", "set", "dev", change.name}) + ' ';
        return {{change.up ? "Switched on" : "Switched off", set + (change.up ? "up" : "down"), set,
                 shellLine({"switch_of", change.name})}};
    }
    std::vector<Step> operator()(const SetDeviceMtu& change) const
    {
        const std::string set = shellLine({"ip", "link", "set", "dev", change.name, "mtu"}) + ' ';
        return {{"The largest packet, in bytes", set + std::to_string(change.mtu), set,
                 shellLine({"mtu_of", change.name})}};
    }
    std::vector<Step> operator()(const AddDeviceAddress& change) const
    {
        return {{"Its address", addressLine("add", change.name, change.network),
                 addressLine("del", change.name, change.network)}};
    }
    std::vector<Step> operator()(const RemoveDeviceAddress& change) const
    {
        return {{"The address goes", addressLine("del", change.name, change.network),
                 addressLine("add", change.name, change.network)}};
    }
    std::vector<Step> operator()(const RestoreRoute& change) const
    {
        // Beside other next hops of an IPv6 route, which are routes of their own.
        const bool mayBeBeside = !change.destination.address.isV4() && !change.gateway.isNull();
        return {{"A route through it", routeLine(mayBeBeside ? "append" : "add", change),
                 routeLine("del", change)}};
    }
    std::vector<Step> operator()(const SetNat& change) const
    {
        if (change.kind == SourceNat::Off)
            return {};
        return m_tool == NatTool::Nft ? byNft(change) : byIptables(change);
    }
    template<typename Other> std::vector<Step> operator()(const Other& change) const // settings
    {
        std::vector<Step> steps;
        for (const SettingValue& set : settingsOf(change))
            steps.push_back(stepOf(set));
        return steps;
    }

private:
    // In a table of its own; nft fails if a table of that name exists.
    std::vector<Step> byNft(const SetNat& change) const
    {
        const std::string family = change.subnet.address.isV4() ? "ip" : "ip6";
        std::vector<std::string> rule{
            "nft", "add", "rule", family, m_table, "postrouting", family, "saddr", change.subnet.toString()};
        if (!change.out.empty())
            rule.insert(rule.end(), {"oifname", '"' + change.out + '"'});
        if (change.kind == SourceNat::Snat)
            rule.insert(rule.end(), {"snat", "to", change.source.toString()});
        else
            rule.emplace_back("masquerade");
        return {{"Source NAT, in a table of its own", shellLine({"nft", "create", "table", family, m_table}),
                 shellLine({"nft", "delete", "table", family, m_table})},
                {{},
                 shellLine({"nft", "add", "chain", family, m_table, "postrouting",
                            "{ type nat hook postrouting priority srcnat + 10; }"}),
                 {}},
                {{}, shellLine(rule), {}}};
    }
    static std::vector<Step> byIptables(const SetNat& change)
    {
        const auto rule = [&](const char* verb) {
            std::vector<std::string> words{change.subnet.address.isV4() ? "iptables" : "ip6tables",
                                           "-t",
                                           "nat",
                                           verb,
                                           "POSTROUTING",
                                           "-s",
                                           change.subnet.toString()};
            if (!change.out.empty())
                words.insert(words.end(), {"-o", change.out});
            if (change.kind == SourceNat::Snat)
                words.insert(words.end(), {"-j", "SNAT", "--to-source", change.source.toString()});
            else
                words.insert(words.end(), {"-j", "MASQUERADE"});
            return shellLine(words);
        };
        return {{"Source NAT", rule("-A"), rule("-D")}};
    }

    NatTool m_tool;
    std::string m_table;
};

} // namespace

// By printf(1) if the word has characters that would not be visible.
std::string shellWord(std::string_view word)
{
    const auto isPlain = [](unsigned char letter) {
        return std::isalnum(letter) ||
               std::string_view("_@%+=:,./-").find(static_cast<char>(letter)) != std::string_view::npos;
    };
    if (!word.empty() && std::all_of(word.begin(), word.end(), isPlain))
        return std::string(word);
    const bool isShown = isPrintable(word);
    std::string quoted;
    for (const char letter : word) {
        const auto byte = static_cast<unsigned char>(letter);
        if (isShown)
            quoted += letter == '\'' ? std::string("'\\''") : std::string(1, letter);
        else if (std::isalnum(byte))
            quoted += letter;
        else
            for (const unsigned place : {6U, 3U, 0U})
                quoted += (place == 6 ? "\\" : "") + std::to_string(byte >> place & 7U);
    }
    return isShown ? '\'' + quoted + '\'' : "\"$(printf '" + quoted + "')\"";
}

std::string shellLine(const std::vector<std::string>& words)
{
    std::string text;
    for (const std::string& word : words)
        text += (text.empty() ? "" : " ") + shellWord(word);
    return text;
}

std::vector<Step> stepsOf(const Change& change, NatTool tool, const std::string& table)
{
    return std::visit(Steps(tool, table), change);
}

std::vector<std::string> shellLines(const Change& change, NatTool tool, const std::optional<Change>& former)
{
    std::vector<std::string> lines;
    for (const Step& step : former ? stepsOf(*former, tool, usualTable) : std::vector<Step>()) {
        if (!step.undo.empty() && step.former.empty())
            lines.push_back(step.undo);
    }
    for (Step& step : stepsOf(change, tool, usualTable))
        lines.push_back(std::move(step.command));
    return lines;
}

} // namespace hookwalk::change
