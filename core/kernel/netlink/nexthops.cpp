// SPDX-License-Identifier: GPL-3.0-or-later
// Routes as a change tells of them and gives them back.
#include "kernel/netlink/nexthops.h"

namespace hookwalk::kernel
{

namespace
{

// The attributes of a next hop stand behind its head, as those of a route behind the route's.
std::string hopValue(const char* hop, const rtnexthop& head, int attribute)
{
    const auto* const first = reinterpret_cast<const nlattr*>(hop + RTNH_LENGTH(0));
    return bytesOf(nla_find(first, head.rtnh_len - int{RTNH_LENGTH(0)}, attribute));
}

} // namespace

std::optional<change::RestoreRoute> RtMessage::asChange(const std::string& name, const NameOf& nameOf) const
{
    const auto& route = content<rtmsg>();
    const nlattr* const hops = find(RTA_MULTIPATH);
    if (isAddress() || isMadeByKernel() || isCloned() || route.rtm_protocol == RTPROT_RA ||
        route.rtm_type != RTN_UNICAST || route.rtm_tos != 0 || (!find(RTA_OIF) && !hops) || find(RTA_VIA) ||
        find(RTA_NH_ID) || find(RTA_ENCAP) || find(RTA_SRC))
        return std::nullopt;
    std::string to = value(RTA_DST);
    to.resize(isV6() ? 16 : 4, '\0'); // the default route names none
    change::RestoreRoute told{
        name, {ipOf(to), route.rtm_dst_len}, ipOf(value(RTA_GATEWAY)), ipOf(preferredSource())};
    if (const nlattr* const metric = find(RTA_PRIORITY))
        told.metric = nla_get_u32(metric);
    if (const nlattr* const table = find(RTA_TABLE))
        told.table = nla_get_u32(table);
    bool isPlain = true;
    if (hops)
        eachHop(hops, [&](const rtnexthop& hop, const char* at) {
            isPlain &= hopValue(at, hop, RTA_VIA).empty() && hopValue(at, hop, RTA_ENCAP).empty();
            told.hops.push_back({nameOf(static_cast<std::uint32_t>(hop.rtnh_ifindex)),
                                 ipOf(hopValue(at, hop, RTA_GATEWAY)), hop.rtnh_hops + 1U});
        });
    isPlain &= told.hops.size() <= change::mostHops &&
               std::ranges::none_of(told.hops, [](const auto& hop) { return hop.device.empty(); });
    return isPlain ? std::optional(told) : std::nullopt;
}

RtMessage RtMessage::through(std::uint32_t was, std::uint32_t now) const
{
    RtMessage other = *this;
    nlattr* const out = other.find(RTA_OIF);
    if (out && nla_get_u32(out) == was)
        std::memcpy(nla_data(out), &now, sizeof now);
    if (const nlattr* const hops = other.find(RTA_MULTIPATH))
        eachHop(hops, [&](rtnexthop hop, char* at) {
            if (static_cast<std::uint32_t>(hop.rtnh_ifindex) == was)
                hop.rtnh_ifindex = static_cast<int>(now);
            std::memcpy(at, &hop, sizeof hop);
        });
    return other;
}

RtMessages RtMessage::apart() const
{
    const nlattr* const hops = isV6() ? find(RTA_MULTIPATH) : nullptr;
    if (!hops)
        return {*this};
    RtMessages all;
    eachHop(hops, [&](const rtnexthop& hop, const char* at) {
        const NlMessage message(nlmsg_alloc_simple(RTM_NEWROUTE, 0));
        auto head = content<rtmsg>();
        nlmsg_append(message.get(), &head, sizeof head, NLMSG_ALIGNTO);
        int left = nlmsg_attrlen(header(), sizeof(rtmsg));
        for (nlattr* item = nlmsg_attrdata(header(), sizeof(rtmsg)); nla_ok(item, left);
             item = nla_next(item, &left)) {
            if (item != hops) {
                nla_put(message.get(), nla_type(item), nla_len(item), nla_data(item));
            } else if (hop.rtnh_hops != 0) { // with its weight
                nla_put(message.get(), RTA_MULTIPATH, hop.rtnh_len, at);
            } else { // as the kernel tells of a route with one hop
                const int length = hop.rtnh_len - int{RTNH_LENGTH(0)};
                std::string attributes(at + RTNH_LENGTH(0), static_cast<std::size_t>(std::max(length, 0)));
                nlmsg_append(message.get(), attributes.data(), attributes.size(), NLMSG_ALIGNTO);
                nla_put_u32(message.get(), RTA_OIF, static_cast<std::uint32_t>(hop.rtnh_ifindex));
            }
        }
        const nlmsghdr* const whole = nlmsg_hdr(message.get());
        if (auto one = parse({reinterpret_cast<const char*>(whole), whole->nlmsg_len}))
            all.push_back(std::move(*one));
    });
    return all;
}

} // namespace hookwalk::kernel
