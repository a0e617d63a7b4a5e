#include "kernel/gateway.h"

#include "kernel/failure.h"
#include "kernel/precautions.h"
#include "kernel/ruleset.h"
#include "kernel/sysctl.h"
#include "kernel/tuninfo.h"
#include "kernel/undosetting.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
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

using protocol::SetGateway;
using protocol::SourceNat;

const std::string forwarding4 = "net/ipv4/ip_forward";
const std::string forwarding6 = "net/ipv6/conf/all/forwarding";
constexpr std::string_view tablePrefix = "hookwalk_gateway_";

const std::string& tableName()
{
    static const std::string name = std::string(tablePrefix) + std::to_string(getpid());
    return name;
}

std::string valueOf(const std::string& path)
{
    return Sysctl::open(path)
        .and_then([](const Sysctl& setting) { return setting.read(); })
        .value_or(std::string());
}

std::string dotted(std::string path)
{
    std::ranges::replace(path, '/', '.');
    return path;
}

std::vector<std::string> devicesBelow(const std::string& folder)
{
    std::vector<std::string> names;
    std::error_code none;
    for (const auto& entry : std::filesystem::directory_iterator("/proc/sys/" + folder, none))
        names.push_back(entry.path().filename());
    return names;
}

// Forwarding of all devices sets that of each, and whether redirects are taken (inet_forward_change() in
// net/ipv4/devinet.c, addrconf_forward_change() in net/ipv6/addrconf.c).
std::vector<Along> changedAlong(const std::string& folder)
{
    std::vector<Along> along;
    for (const auto& device : devicesBelow(folder)) {
        std::string path(folder);
        path += '/';
        path += device;
        path += device == "all" ? "/accept_redirects" : "/forwarding";
        const bool isSet = device != "all" || folder.find("ipv4") != folder.npos;
        if (auto one = isSet ? alongNow(path) : std::nullopt) // else of a device that has just gone
            along.push_back(std::move(*one));
    }
    return along;
}

// 0: a network manager takes the advertisements itself, and keeps its routes.
bool isLeftAlone(const std::string& acceptRa)
{
    return acceptRa == "2" || acceptRa == "0";
}

// Devices whose default route comes from a router's advertisement: a machine that forwards IPv6 takes none,
// and forgets those it has, where accept_ra is not 2 (rt6_purge_dflt_routers() in net/ipv6/route.c).
Result<void> checkRouter(nl_sock* socket, const std::string& device)
{
    const auto index = device == "all" || device == "default" ? 0U : if_nametoindex(device.c_str());
    if (index == 0 || isLeftAlone(valueOf("net/ipv6/conf/" + device + "/accept_ra")))
        return {};
    return routesOf(socket, index, {}).and_then([&](const RtMessages& routes) -> Result<void> {
        if (std::ranges::none_of(
                routes, [](const RtMessage& route) { return route.isV6() && route.isFrom(RTPROT_RA, 0); }))
            return {};
        return failure(ErrorCode::Unsupported,
                       "With IPv6 forwarding the kernel would forget its default route, which it "
                       "learned from a router at " +
                           device + ", and connections through it would end. First: sysctl " +
                           "net.ipv6.conf." + device + ".accept_ra=2");
    });
}

Result<void> checkRouters()
{
    return connectNetlink(NETLINK_ROUTE).and_then([](const NlSocket& socket) {
        Result<void> checked;
        for (const auto& device : devicesBelow("net/ipv6/conf")) {
            if (checked)
                checked = checkRouter(socket.get(), device);
        }
        return checked;
    });
}

bool concernsV6(const SetGateway& order)
{
    return !order.subnet.isNull() && !order.subnet.isV4();
}

bool doesNat(const std::string& rule)
{
    return std::ranges::any_of(std::array{"masquerade", "snat ", "MASQUERADE", "SNAT"},
                               [&](const char* word) { return rule.find(word) != rule.npos; });
}

std::string otherNat()
{
    const auto ruleset = readRuleset();
    std::set<std::string> chains;
    if (!ruleset)
        return {};
    for (const auto& chain : ruleset->at("chains")) {
        for (const auto& rule : chain.at("rules")) {
            const bool isOurs = chain.value("table", "") == tableName();
            if (!isOurs && (doesNat(rule.value("text", "")) || doesNat(rule.value("iptables", ""))))
                chains.insert(chain.value("family", "") + ' ' + chain.value("table", "") + ' ' +
                              chain.value("name", ""));
        }
    }
    std::string list;
    for (const auto& chain : chains)
        list += (list.empty() ? "" : ", ") + chain;
    return list.empty() ? list
                        : ("Other rules rewrite sources, too, and come first: " + list + '.').substr(0, 1024);
}

} // namespace

bool isGatewayTable(std::string_view table)
{
    return table.starts_with(tablePrefix);
}

std::string gatewayTable(const SetGateway& order)
{
    const std::string family = order.subnet.isV4() ? "ip" : "ip6";
    const std::string out = order.out.empty() ? "" : " oifname \"" + order.out + '"';
    const std::string action =
        order.nat == SourceNat::Masquerade ? "masquerade" : "snat " + family + " to " + order.snat.toString();
    // Behind the priority of others (srcnat, 100): the first chain that decides about a connection's source
    // has decided, so rules that are there win.
    return "table inet " + tableName() +
           " {\n flags owner;\n chain postrouting {\n"
           "  type nat hook postrouting priority srcnat + 10; policy accept;\n  " +
           family + " saddr " + order.subnet.toString() + '/' + std::to_string(order.prefix) + out + ' ' +
           action + "\n }\n}\n";
}

Result<void> Gateway::set(const SetGateway& order)
{
    const auto mark = m_journal->changes().size();
    auto done = m_isLab ? Result<void>() : checkHarmless(order);
    if (done)
        done = setSettings(order);
    if (done && (order.set & SetGateway::Nat))
        done = setNat(order);
    if (!done)
        m_journal->undoBeyond(mark);
    return done;
}

Result<void> Gateway::setSettings(const SetGateway& order)
{
    const auto has = [&](SetGateway::Field field) { return (order.set & field) != 0; };
    const std::string on = order.forwarding ? "1" : "0";
    const auto keeps = [&](const std::string& path) { // what routed for others before goes on
        return !m_isLab && !order.forwarding && before(path) == "1";
    };
    Result<void> done;
    if (has(SetGateway::Forwarding) && !keeps(forwarding4))
        done = setSetting(forwarding4, on, changedAlong("net/ipv4/conf"));
    if (done && has(SetGateway::Forwarding) && concernsV6(order) && !keeps(forwarding6)) {
        if (order.forwarding)
            done = checkRouters();
        if (done)
            done = setSetting(forwarding6, on, changedAlong("net/ipv6/conf"));
    }
    if (done && has(SetGateway::RpFilter))
        done = setSetting("net/ipv4/conf/" + order.device + "/rp_filter", std::to_string(order.rpFilter));
    if (done && has(SetGateway::LogMartians))
        done = setSetting("net/ipv4/conf/" + order.device + "/log_martians", order.logMartians ? "1" : "0");
    return done;
}

Result<void> Gateway::setSetting(const std::string& path, const std::string& value, std::vector<Along> along)
{
    return Sysctl::open(path).and_then([&](const Sysctl& setting) {
        return setting.read().and_then([&](const std::string& before) -> Result<void> {
            if (before == value)
                return m_journal->checkSetting(path);
            return m_journal
                ->note({Change::Kind::Setting, path, deviceOf(path), before, value, {}, std::move(along)})
                .and_then([&] { return setting.write(value); });
        });
    });
}

std::string Gateway::before(const std::string& path) const
{
    const auto first = std::ranges::find_if(m_journal->changes(), [&](const Change& change) {
        return change.kind == Change::Kind::Setting && change.name == path;
    });
    return first == m_journal->changes().end() ? valueOf(path) : first->before;
}

Result<void> Gateway::checkHarmless(const SetGateway& order) const
{
    const bool stops = (order.set & SetGateway::Forwarding) && !order.forwarding;
    const bool rewrites = (order.set & SetGateway::Nat) && order.nat != SourceNat::Off;
    constexpr int strict = 1; // RFC 3704
    const bool filters = (order.set & SetGateway::RpFilter) && order.rpFilter == strict;
    if (stops && before(forwarding4) != "0" && (!concernsV6(order) || before(forwarding6) != "0"))
        return failure(ErrorCode::Unsupported,
                       "This machine routed for others before Hookwalk: connections through it would be cut. "
                       "By hand: sysctl net.ipv4.ip_forward=0");
    if (!stops && !rewrites && !filters)
        return {};
    return m_devices->inUse().and_then([&](const InUse& all) {
        auto checked = stops ? checkForwardingOff(all) : Result<void>();
        if (checked && rewrites)
            checked = checkNatNetwork(all, {order.subnet, order.prefix});
        if (checked && filters)
            checked = checkStrictFilter(all, order.device);
        return checked;
    });
}

Result<void> Gateway::setNat(const SetGateway& order)
{
    if (order.nat == SourceNat::Off) {
        m_nft.reset();
        m_nat = {};
        return {};
    }
    if (!m_nft) {
        auto nft = Nft::open();
        if (!nft)
            return tl::unexpected(nft.error());
        m_nft = std::move(*nft);
    }
    const std::string old = m_nat.nat == SourceNat::Off ? "" : "delete table inet " + tableName() + '\n';
    auto made = m_nft->run(old + gatewayTable(order));
    if (!made && old.empty())
        m_nft.reset();
    return made.map([&](const std::string&) { m_nat = order; });
}

std::string Gateway::settingLine(const std::string& path) const
{
    const auto now = valueOf(path), then = before(path);
    return dotted(path) + " = " + now + (then != now ? " (was " + then + ')' : "");
}

Result<protocol::GatewayShown> Gateway::show() const
{
    protocol::GatewayShown shown;
    shown.forwarding = valueOf(forwarding4) == "1";
    shown.forwarding6 = valueOf(forwarding6) == "1";
    shown.nat = m_nat.nat;
    if (m_nat.nat != SourceNat::Off) {
        shown.subnet = m_nat.subnet.toString() + '/' + std::to_string(m_nat.prefix);
        shown.out = m_nat.out;
        shown.snat = m_nat.nat == SourceNat::Snat ? m_nat.snat.toString() : "";
    }
    std::vector<std::string> paths{forwarding4, forwarding6};
    const auto add = [&](const std::string& path) {
        constexpr std::size_t most = 64; // protocol/fields.h
        if (paths.size() < most && std::ranges::find(paths, path) == paths.end())
            paths.push_back(path);
    };
    auto socket = connectNetlink(NETLINK_ROUTE);
    std::vector<std::string> devices{"all"};
    for (const TunInfo& tun :
         socket ? tunDevices(socket->get()).value_or(std::vector<TunInfo>()) : std::vector<TunInfo>())
        devices.push_back(tun.device.name);
    for (const auto& device : devices) {
        add("net/ipv4/conf/" + device + "/rp_filter");
        add("net/ipv4/conf/" + device + "/log_martians");
    }
    for (const Change& change : m_journal->changes()) {
        if (change.kind == Change::Kind::Setting)
            add(change.name);
    }
    for (const auto& path : paths) {
        if (!valueOf(path).empty())
            shown.settings.push_back(settingLine(path));
    }
    shown.otherNat = otherNat();
    return shown;
}

} // namespace hookwalk::kernel
