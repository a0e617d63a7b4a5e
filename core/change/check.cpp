// SPDX-License-Identifier: GPL-3.0-or-later
#include "change/check.h"

#include <algorithm>

namespace hookwalk::change
{

namespace
{

constexpr std::size_t longestName = 15;                 // IFNAMSIZ - 1, include/uapi/linux/if.h
constexpr std::uint32_t leastMtu = 68, mostMtu = 65535; // RFC 791, 3.2; IP_MAX_MTU

Checked wrong(const char* field, Said said)
{
    return Problem{field, std::move(said)};
}

// The kernel's isspace(), which uses Latin-1 (lib/ctype.c).
bool isBlank(char letter)
{
    return letter == ' ' || (letter >= '\t' && letter <= '\r') || letter == '\xa0';
}

Checked checkPrefix(const Network& network, const char* field)
{
    const unsigned longest = longestPrefix(network.address.isV4());
    if (network.address.isNull())
        return wrong(field, say("address-missing"));
    if (network.prefix == 0 || network.prefix > longest)
        return wrong(field, say("bad-prefix-length", network.address.toString(), longest));
    return {};
}

struct Check {
    Checked operator()(const CreateTun& change) const { return checkDeviceName(change.name); }
    Checked operator()(const DeleteTun& change) const { return checkDeviceName(change.name); }
    Checked operator()(const SetDeviceUp& change) const { return checkDeviceName(change.name); }
    Checked operator()(const SetDeviceMtu& change) const
    {
        const auto problem = checkDeviceName(change.name);
        return problem ? problem : checkMtu(change.mtu);
    }
    Checked operator()(const AddDeviceAddress& change) const
    {
        const auto problem = checkDeviceName(change.name);
        return problem ? problem : checkAddress(change.network);
    }
    Checked operator()(const RemoveDeviceAddress& change) const
    {
        const auto problem = checkDeviceName(change.name);
        return problem ? problem : checkAddress(change.network);
    }
    Checked operator()(const SetForwarding&) const { return {}; }
    Checked operator()(const SetNat& change) const
    {
        if (change.kind == SourceNat::Off)
            return {};
        if (auto problem = checkSubnet(change.subnet))
            return problem;
        if (change.kind == SourceNat::Snat) {
            if (auto problem = checkSource(change.source, change.subnet))
                return problem;
        }
        return checkOut(change.out);
    }
    Checked operator()(const SetRpFilter& change) const
    {
        if (auto problem = checkDeviceOrAll(change.device))
            return problem;
        constexpr int last = 2; // RFC 3704
        return change.value > last ? wrong("value", say("bad-filter-value")) : Checked();
    }
    Checked operator()(const SetLogMartians& change) const { return checkDeviceOrAll(change.device); }
    Checked operator()(const RestoreRoute& change) const
    {
        if (auto problem = checkDeviceName(change.name))
            return problem;
        const Network& to = change.destination;
        const bool isV4 = to.address.isV4();
        if (to.address.isNull() && to.prefix != 0) // else it is the default route, ::/0 too
            return wrong("destination", say("address-missing"));
        if (to.prefix > longestPrefix(isV4))
            return wrong("destination", say("bad-prefix-length", to.address.toString(), longestPrefix(isV4)));
        if (const auto subnet = to.subnet(); subnet != to)
            return wrong("destination", say("bits-behind-prefix", subnet.toString()));
        for (const auto& [field, address] :
             {std::pair{"gateway", change.gateway}, std::pair{"source", change.source}}) {
            if (!address.isNull() && address.isV4() != isV4)
                return wrong(field, isV4 ? say("source-not-ipv4") : say("source-not-ipv6"));
        }
        for (const NextHop& hop : change.hops) {
            if (auto problem = checkDeviceName(hop.device, "hops"))
                return problem;
            if (!hop.gateway.isNull() && hop.gateway.isV4() != isV4)
                return wrong("hops", isV4 ? say("source-not-ipv4") : say("source-not-ipv6"));
        }
        return {};
    }

    static Checked checkDeviceOrAll(const std::string& device)
    {
        return device == "all" ? Checked() : checkDeviceName(device, "device");
    }
};

} // namespace

Checked checkDeviceName(std::string_view name, const char* field)
{
    if (name.empty())
        return wrong(field, say("device-name-missing"));
    if (name.size() > longestName)
        return wrong(field, say("device-name-too-long", name.size()));
    if (std::ranges::any_of(name, isBlank))
        return wrong(field, say("blank-in-device-name"));
    if (name == "." || name == ".." || name == "all" || name == "default")
        return wrong(field, say("device-name-reserved", name));
    const auto bad = name.find_first_of(std::string_view("/:%\0", 4));
    if (bad != name.npos)
        return wrong(field, say("bad-letter-in-device-name", name[bad] == 0 ? "\\0" : name.substr(bad, 1)));
    return {};
}

Checked checkAddress(const Network& network, const char* field)
{
    const auto unspecified =
        IpAddress::v4(0); // for which the kernel reports success without adding it (__inet_insert_ifa())
    if (network.address == unspecified)
        return wrong(field, say("unspecified-address"));
    return checkPrefix(network, field);
}

Checked checkSubnet(const Network& network, const char* field)
{
    if (auto problem = checkPrefix(network, field))
        return problem;
    if (const auto subnet = network.subnet(); subnet != network)
        return wrong(field, say("bits-behind-prefix", subnet.toString()));
    return {};
}

// nft cannot express a quote, and takes a final star as a wildcard, as iptables does a plus.
Checked checkOut(const std::string& name, const char* field)
{
    if (name.empty())
        return {};
    if (auto problem = checkDeviceName(name, field))
        return problem;
    if (name.find('"') != name.npos || name.ends_with('*') || name.ends_with('+'))
        return wrong(field, say("device-not-in-rules", name));
    return {};
}

Checked checkSource(const IpAddress& source, const Network& subnet, const char* field)
{
    const bool v4 = subnet.address.isV4();
    if (source.isNull() || source.isV4() != v4)
        return wrong(field, v4 ? say("source-not-ipv4") : say("source-not-ipv6"));
    return {};
}

Checked checkMtu(std::uint32_t mtu, const char* field)
{
    if (mtu >= leastMtu && mtu <= mostMtu)
        return {};
    return wrong(field, say("bad-mtu"));
}

Checked check(const Change& change)
{
    return std::visit(Check(), change);
}

} // namespace hookwalk::change
