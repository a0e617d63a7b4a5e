// Looks at messages that somebody else may have written, before any of it is believed.
#include "kernel/rtmessages.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <linux/if_addr.h>
#include <linux/rtnetlink.h>
#include <map>
#include <optional>

namespace hookwalk::kernel
{

namespace
{

using Attributes = std::map<int, std::string_view>;

// One after another, each whole and each once.
std::optional<Attributes> attributesIn(std::string_view bytes)
{
    Attributes found;
    while (!bytes.empty()) {
        rtattr head{};
        if (bytes.size() < sizeof head)
            return {};
        std::memcpy(&head, bytes.data(), sizeof head);
        if (head.rta_len < sizeof head || head.rta_len > bytes.size() ||
            !found
                 .emplace(head.rta_type & NLA_TYPE_MASK,
                          bytes.substr(sizeof head, head.rta_len - sizeof head))
                 .second)
            return {};
        bytes.remove_prefix(std::min<std::size_t>(RTA_ALIGN(head.rta_len), bytes.size()));
    }
    return found;
}

template<typename Content> struct Parsed {
    Content content{};
    Attributes attributes;
};

template<typename Content> std::optional<Parsed<Content>> parse(const RawMessage& raw, int type)
{
    nlmsghdr head{};
    constexpr std::size_t start = NLMSG_HDRLEN + NLMSG_ALIGN(sizeof(Content));
    if (raw.size() < start)
        return {};
    Parsed<Content> parsed;
    std::memcpy(&head, raw.data(), sizeof head);
    std::memcpy(&parsed.content, raw.data() + NLMSG_HDRLEN, sizeof parsed.content);
    auto attributes = attributesIn(std::string_view(raw).substr(start));
    if (head.nlmsg_len != raw.size() || head.nlmsg_type != type || !attributes)
        return {};
    parsed.attributes = std::move(*attributes);
    return parsed;
}

bool isFamily(int family, std::size_t addressBytes)
{
    return (family == AF_INET && addressBytes == 4) || (family == AF_INET6 && addressBytes == 16);
}

std::string_view valueOf(const Attributes& attributes, int type)
{
    const auto found = attributes.find(type);
    return found == attributes.end() ? std::string_view() : found->second;
}

bool is(std::string_view value, std::uint32_t number)
{
    std::uint32_t read = 0;
    if (value.size() != sizeof read)
        return false;
    std::memcpy(&read, value.data(), sizeof read);
    return read == number;
}

bool areHopsOf(std::string_view hops, std::uint32_t device)
{
    while (!hops.empty()) {
        rtnexthop hop{};
        if (hops.size() < sizeof hop)
            return false;
        std::memcpy(&hop, hops.data(), sizeof hop);
        if (hop.rtnh_len < sizeof hop || hop.rtnh_len > hops.size() ||
            static_cast<std::uint32_t>(hop.rtnh_ifindex) != device)
            return false;
        hops.remove_prefix(std::min<std::size_t>(RTNH_ALIGN(hop.rtnh_len), hops.size()));
    }
    return true;
}

} // namespace

bool isAddressOf(const RawMessage& bytes, std::uint32_t device)
{
    const auto address = parse<ifaddrmsg>(bytes, RTM_NEWADDR);
    if (!address || address->content.ifa_index != device)
        return false;
    const auto value = valueOf(address->attributes, IFA_ADDRESS);
    const auto local = valueOf(address->attributes, IFA_LOCAL);
    return isFamily(address->content.ifa_family, value.size()) &&
           (local.empty() || isFamily(address->content.ifa_family, local.size()));
}

bool isRoute(const RawMessage& bytes)
{
    const auto route = parse<rtmsg>(bytes, RTM_NEWROUTE);
    return route && (route->content.rtm_family == AF_INET || route->content.rtm_family == AF_INET6);
}

bool isRouteOf(const RawMessage& bytes, std::uint32_t device)
{
    if (!isRoute(bytes))
        return false;
    const auto route = parse<rtmsg>(bytes, RTM_NEWROUTE);
    // One of the others leads nowhere, whatever its device.
    constexpr std::array types{RTN_UNICAST, RTN_LOCAL, RTN_BROADCAST, RTN_ANYCAST, RTN_MULTICAST};
    const auto hops = valueOf(route->attributes, RTA_MULTIPATH);
    const auto out = valueOf(route->attributes, RTA_OIF);
    return std::ranges::find(types, route->content.rtm_type) != types.end() &&
           !route->attributes.contains(RTA_NH_ID) && (!hops.empty() || !out.empty()) &&
           (out.empty() || is(out, device)) && areHopsOf(hops, device);
}

bool goesWith(const RawMessage& route, const RawMessage& address)
{
    const auto parsed = parse<rtmsg>(route, RTM_NEWROUTE);
    const auto owner = parse<ifaddrmsg>(address, RTM_NEWADDR);
    if (!parsed || !owner || parsed->content.rtm_family != owner->content.ifa_family)
        return false;
    auto local = valueOf(owner->attributes, IFA_LOCAL);
    if (local.empty())
        local = valueOf(owner->attributes, IFA_ADDRESS);
    const auto to = valueOf(parsed->attributes, RTA_DST);
    const int bits = std::min(parsed->content.rtm_dst_len, owner->content.ifa_prefixlen);
    const auto same = [&](int bit) {
        const auto byte = static_cast<std::size_t>(bit / 8);
        return byte < to.size() && byte < local.size() &&
               ((to[byte] ^ local[byte]) >> (7 - bit % 8) & 1) == 0;
    };
    bool isWithin = bits > 0;
    for (int bit = 0; bit < bits; ++bit)
        isWithin = isWithin && same(bit);
    return isWithin || (!local.empty() && valueOf(parsed->attributes, RTA_PREFSRC) == local);
}

std::string describe(const RawMessage& message)
{
    const auto words = [](int family, std::string_view bytes, int prefix) {
        const NlAddress address(nl_addr_build(family, bytes.data(), bytes.size()));
        return bytes.empty() ? std::string("default")
                             : fromNl(address.get()).toString() + '/' + std::to_string(prefix);
    };
    if (const auto address = parse<ifaddrmsg>(message, RTM_NEWADDR)) {
        const auto local = valueOf(address->attributes, IFA_LOCAL);
        return "the address " + words(address->content.ifa_family,
                                      local.empty() ? valueOf(address->attributes, IFA_ADDRESS) : local,
                                      address->content.ifa_prefixlen);
    }
    const auto route = parse<rtmsg>(message, RTM_NEWROUTE);
    return "the route to " + (route ? words(route->content.rtm_family, valueOf(route->attributes, RTA_DST),
                                            route->content.rtm_dst_len)
                                    : std::string("?"));
}

} // namespace hookwalk::kernel
