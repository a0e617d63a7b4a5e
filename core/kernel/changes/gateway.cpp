// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/changes/gateway.h"

#include "change/shelltext.h"
#include "kernel/answers/rulesetreader.h"
#include "kernel/base/failure.h"
#include "kernel/base/sysctl.h"
#include "kernel/journal/undosetting.h"
#include "kernel/netlink/links.h"
#include "kernel/netlink/ourtables.h"
#include "kernel/precautions/precautions.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <netlink/attr.h>
#include <nlohmann/json.hpp>
#include <set>
#include <unistd.h>

namespace hookwalk::kernel
{

namespace
{

using change::Setting;
using change::SourceNat;

std::string valueOf(const std::string& path)
{
    return Sysctl::open(path)
        .and_then([](const Sysctl& setting) { return setting.read(); })
        .value_or(std::string());
}

std::string valueOf(const Setting& setting)
{
    return valueOf(setting.path());
}

// The settings that change together with forwarding: that of each device, and accept_redirects of "all"
// (inet_forward_change() in net/ipv4/devinet.c, addrconf_forward_change() in net/ipv6/addrconf.c).
std::vector<Along> changedAlong(const std::string& folder)
{
    std::vector<Along> along;
    for (const auto& device : sysctlFolder(folder)) {
        std::string path(folder);
        path += '/';
        path += device;
        path += device == "all" ? "/accept_redirects" : "/forwarding";
        const bool isSet = device != "all" || folder.find("ipv4") != folder.npos;
        if (auto one = isSet ? alongNow(path) : std::nullopt) // nothing: its device is just gone
            along.push_back(std::move(*one));
    }
    return along;
}

// 2: taken even while forwarding. 0: a network manager handles advertisements, and keeps its routes.
bool isLeftAlone(const std::string& acceptRa)
{
    return acceptRa == "2" || acceptRa == "0";
}

// Fails for a device whose default route comes from a router advertisement: with IPv6 forwarding the kernel
// deletes such routes unless accept_ra is 2 (rt6_purge_dflt_routers() in net/ipv6/route.c).
Result<void> checkRouter(nl_sock* socket, const std::string& device)
{
    const auto index = device == "all" || device == "default" ? 0U : if_nametoindex(device.c_str());
    if (index == 0 || isLeftAlone(valueOf("net/ipv6/conf/" + device + "/accept_ra")))
        return {};
    return routesOf(socket, index, {}).and_then([&](const RtMessages& routes) -> Result<void> {
        if (std::ranges::none_of(
                routes, [](const RtMessage& route) { return route.isV6() && route.isFrom(RTPROT_RA, 0); }))
            return {};
        return failure(
            ErrorCode::Unsupported, say("default-route-forgotten", device), 0,
            say("do-first",
                change::shellLine(
                    {"sysctl", "-w", change::sysctlKey("net/ipv6/conf/" + device + "/accept_ra") + "=2"})));
    });
}

Result<void> checkRouters()
{
    return connectNetlink(NETLINK_ROUTE).and_then([](const NlSocket& socket) {
        Result<void> checked;
        for (const auto& device : sysctlFolder("net/ipv6/conf")) {
            if (checked)
                checked = checkRouter(socket.get(), device);
        }
        return checked;
    });
}

bool doesNat(const std::string& rule)
{
    return std::ranges::any_of(std::array{"masquerade", "snat ", "MASQUERADE", "SNAT"},
                               [&](const char* word) { return rule.find(word) != rule.npos; });
}

std::vector<std::string> otherNat()
{
    const auto ruleset = readRuleset();
    std::set<std::string> chains;
    if (!ruleset)
        return {};
    for (const ListedChain& chain : ruleset->chains) {
        const bool isNat = std::ranges::any_of(
            chain.rules, [](const ListedRule& rule) { return doesNat(rule.text) || doesNat(rule.iptables); });
        if (isNat && chain.table != gatewayTableName())
            chains.insert(chain.family + ' ' + chain.table + ' ' + chain.name);
    }
    std::vector<std::string> list(chains.begin(), chains.end());
    list.resize(std::min(list.size(), protocol::mostNatChains));
    return list;
}

} // namespace

std::string gatewayTable(const change::SetNat& nat)
{
    const std::string family = nat.subnet.address.isV4() ? "ip" : "ip6";
    const std::string out = nat.out.empty() ? "" : " oifname \"" + nat.out + '"';
    const std::string action =
        nat.kind == SourceNat::Masquerade ? "masquerade" : "snat " + family + " to " + nat.source.toString();
    // At a later priority than others use (srcnat, 100): the first chain that translates a connection's
    // source wins, so existing rules keep precedence.
    return "table inet " + gatewayTableName() +
           " {\n flags owner;\n chain postrouting {\n"
           "  type nat hook postrouting priority srcnat + 10; policy accept;\n  " +
           family + " saddr " + nat.subnet.toString() + out + ' ' + action + "\n }\n}\n";
}

Result<void> Gateway::set(const change::SetForwarding& wanted)
{
    auto settings = settingsOf(wanted);
    if (!m_isLab && !wanted.on) { // what was on before Hookwalk stays on
        std::erase_if(settings, [&](const auto& one) { return before(one.setting) != "0"; });
        if (settings.empty())
            return failure(ErrorCode::Unsupported, say("forwarded-before"), 0,
                           say("by-hand", change::shellLines(wanted).front()));
    }
    const auto checked = wanted.on && wanted.withV6 ? checkRouters() : Result<void>();
    return checked.and_then([&] { return setSettings(settings); });
}

Result<void> Gateway::set(const change::SetRpFilter& wanted)
{
    return setSettings(settingsOf(wanted));
}

Result<void> Gateway::set(const change::SetLogMartians& wanted)
{
    return setSettings(settingsOf(wanted));
}

Result<void> Gateway::setSettings(const std::vector<change::SettingValue>& wanted)
{
    if (!m_isLab && std::ranges::any_of(wanted, canCut)) {
        auto harmless = m_devices->inUse().and_then([&](const InUse& all) {
            Result<void> checked;
            for (const auto& one : wanted)
                checked = checked.and_then([&] { return checkSetting(all, one); });
            return checked;
        });
        if (!harmless)
            return harmless;
    }
    const auto mark = m_journal->changes().size();
    for (const auto& one : wanted) {
        if (auto done = setSetting(one); !done) {
            m_journal->undoBeyond(mark);
            return done;
        }
    }
    return {};
}

Result<void> Gateway::setSetting(const change::SettingValue& wanted)
{
    using enum Setting::Kind;
    const auto path = wanted.setting.path();
    const auto kind = wanted.setting.kind;
    return Sysctl::open(path).and_then([&](const Sysctl& setting) {
        return setting.read().and_then([&](const std::string& before) -> Result<void> {
            if (before == wanted.value)
                return m_journal->checkSetting(path);
            return m_journal
                ->note({JournalEntry::Kind::Setting,
                        path,
                        deviceOf(path),
                        before,
                        wanted.value,
                        {},
                        kind == Forwarding4   ? changedAlong("net/ipv4/conf")
                        : kind == Forwarding6 ? changedAlong("net/ipv6/conf")
                                              : std::vector<Along>()})
                .and_then([&] { return setting.write(wanted.value); });
        });
    });
}

std::string Gateway::before(const Setting& setting) const
{
    const auto first = std::ranges::find_if(m_journal->changes(), [&](const JournalEntry& change) {
        return change.kind == JournalEntry::Kind::Setting && change.name == setting.path();
    });
    return first == m_journal->changes().end() ? valueOf(setting) : first->before;
}

Result<void> Gateway::set(const change::SetNat& wanted)
{
    if (wanted.kind == SourceNat::Off) {
        m_nft.reset();
        m_nat = {};
        return {};
    }
    if (!m_isLab) {
        auto harmless = m_devices->inUse().and_then(
            [&](const InUse& all) { return checkNatNetwork(all, wanted.subnet); });
        if (!harmless)
            return harmless;
    }
    if (!m_nft) {
        auto nft = Nft::open();
        if (!nft)
            return tl::unexpected(nft.error());
        m_nft = std::move(*nft);
    }
    const std::string old =
        m_nat.kind == SourceNat::Off ? "" : "delete table inet " + gatewayTableName() + '\n';
    auto made = m_nft->run(old + gatewayTable(wanted));
    if (!made && old.empty())
        m_nft.reset();
    return made.map([&](const std::string&) { m_nat = wanted; });
}

Result<protocol::GatewayShown> Gateway::show() const
{
    protocol::GatewayShown shown;
    using enum Setting::Kind;
    shown.forwarding = valueOf(Setting{Forwarding4}) == "1";
    shown.forwarding6 = valueOf(Setting{Forwarding6}) == "1";
    shown.nat = m_nat;
    std::vector<Setting> settings{{Forwarding4}, {Forwarding6}, {RpFilter, "all"}, {LogMartians, "all"}};
    const auto socket = connectNetlink(NETLINK_ROUTE);
    for (const Link& link :
         socket ? listLinks(socket->get()).value_or(std::vector<Link>()) : std::vector<Link>()) {
        if (link.tun)
            settings.insert(settings.end(), {{RpFilter, link.name}, {LogMartians, link.name}});
    }
    for (const JournalEntry& change : m_journal->changes()) {
        const auto setting =
            change.kind == JournalEntry::Kind::Setting ? Setting::at(change.name) : std::nullopt;
        if (setting && std::ranges::find(settings, *setting) == settings.end())
            settings.push_back(*setting);
    }
    for (const Setting& setting : settings) {
        constexpr std::size_t mostTold = 64; // protocol/messagefields.h
        const auto now = valueOf(setting), then = before(setting);
        if (!now.empty() && shown.settings.size() < mostTold)
            shown.settings.push_back({setting, now, then == now ? "" : then});
    }
    shown.otherNat = otherNat();
    return shown;
}

} // namespace hookwalk::kernel
