// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/netlink/linkchange.h"

#include <cerrno>
#include <linux/if.h>
#include <linux/if_addr.h>
#include <linux/if_link.h>
#include <linux/rtnetlink.h>
#include <netlink/attr.h>

namespace hookwalk::kernel
{

namespace
{

NlMessage linkRequest(int type, std::uint32_t index, unsigned change = 0, unsigned flags = 0)
{
    NlMessage request(nlmsg_alloc_simple(type, NLM_F_REQUEST));
    ifinfomsg header{};
    header.ifi_index = static_cast<int>(index);
    header.ifi_change = change;
    header.ifi_flags = flags;
    nlmsg_append(request.get(), &header, sizeof header, NLMSG_ALIGNTO);
    return request;
}

int carryOut(nl_sock* socket, const NlMessage& request)
{
    return ask(socket, request.get(), [](nlmsghdr*) {}).value_or(EIO);
}

std::optional<std::uint8_t> addressModeOf(nlmsghdr* message)
{
    const nlattr* const families = nlmsg_find_attr(message, sizeof(ifinfomsg), IFLA_AF_SPEC);
    nlattr* const v6 =
        families ? nla_find(static_cast<nlattr*>(nla_data(families)), nla_len(families), AF_INET6) : nullptr;
    const nlattr* const mode =
        v6 ? nla_find(static_cast<nlattr*>(nla_data(v6)), nla_len(v6), IFLA_INET6_ADDR_GEN_MODE) : nullptr;
    return mode ? std::optional(nla_get_u8(mode)) : std::nullopt;
}

} // namespace

Result<std::optional<LinkNow>> linkNow(nl_sock* socket, std::uint32_t index, const std::string& name)
{
    const NlMessage request = linkRequest(RTM_GETLINK, index);
    if (index == 0)
        nla_put_string(request.get(), IFLA_IFNAME, name.c_str());
    std::optional<LinkNow> found;
    const auto asked = ask(socket, request.get(), [&](nlmsghdr* message) {
        const auto* const header = static_cast<const ifinfomsg*>(nlmsg_data(message));
        const auto find = [&](int attribute) { return nlmsg_find_attr(message, sizeof *header, attribute); };
        LinkNow link;
        link.index = static_cast<std::uint32_t>(header->ifi_index);
        link.isUp = header->ifi_flags & IFF_UP;
        if (nlattr* const text = find(IFLA_IFNAME))
            link.name = nla_get_string(text);
        if (nlattr* const queue = find(IFLA_QDISC))
            link.queue = nla_get_string(queue);
        if (nlattr* const alias = find(IFLA_IFALIAS))
            link.alias = nla_get_string(alias);
        if (const nlattr* const mtu = find(IFLA_MTU))
            link.mtu = nla_get_u32(mtu);
        if (const nlattr* const info = find(IFLA_LINKINFO)) {
            if (nlattr* const kind =
                    nla_find(static_cast<nlattr*>(nla_data(info)), nla_len(info), IFLA_INFO_KIND))
                link.kind = nla_get_string(kind);
        }
        link.addressMode = addressModeOf(message);
        found = std::move(link);
    });
    return isThere(asked, name.empty() ? std::to_string(index) : name).map([&](bool) {
        return std::move(found);
    });
}

int deleteLink(nl_sock* socket, std::uint32_t index)
{
    return carryOut(socket, linkRequest(RTM_DELLINK, index));
}

int setLinkUp(nl_sock* socket, std::uint32_t index, bool up)
{
    return carryOut(socket, linkRequest(RTM_NEWLINK, index, IFF_UP, up ? IFF_UP : 0));
}

int setLinkMtu(nl_sock* socket, std::uint32_t index, std::uint32_t mtu)
{
    const NlMessage request = linkRequest(RTM_NEWLINK, index);
    nla_put_u32(request.get(), IFLA_MTU, mtu);
    return carryOut(socket, request);
}

int setLinkAlias(nl_sock* socket, std::uint32_t index, const std::string& alias)
{
    const NlMessage request = linkRequest(RTM_NEWLINK, index);
    nla_put_string(request.get(), IFLA_IFALIAS, alias.c_str());
    return carryOut(socket, request);
}

int setAddressMode(nl_sock* socket, std::uint32_t index, std::uint8_t mode)
{
    const NlMessage request = linkRequest(RTM_NEWLINK, index);
    nlattr* const families = nla_nest_start(request.get(), IFLA_AF_SPEC);
    nlattr* const v6 = nla_nest_start(request.get(), AF_INET6);
    nla_put_u8(request.get(), IFLA_INET6_ADDR_GEN_MODE, mode);
    nla_nest_end(request.get(), v6);
    nla_nest_end(request.get(), families);
    return carryOut(socket, request);
}

namespace
{

NlMessage addressRequest(int type, int flags, std::uint32_t index, const IpAddress& address, unsigned prefix)
{
    NlMessage request(nlmsg_alloc_simple(type, NLM_F_REQUEST | flags));
    ifaddrmsg header{};
    header.ifa_family = address.isV4() ? AF_INET : AF_INET6;
    header.ifa_prefixlen = static_cast<unsigned char>(prefix);
    header.ifa_index = index;
    nlmsg_append(request.get(), &header, sizeof header, NLMSG_ALIGNTO);
    const NlAddress bytes = toNl(address);
    nla_put_addr(request.get(), IFA_LOCAL, bytes.get());
    nla_put_addr(request.get(), IFA_ADDRESS, bytes.get());
    return request;
}

} // namespace

RtMessage addressMessage(std::uint32_t index, const IpAddress& address, unsigned prefix)
{
    const NlMessage message = addressRequest(RTM_NEWADDR, 0, index, address, prefix);
    const nlmsghdr* const header = nlmsg_hdr(message.get());
    return *RtMessage::parse({reinterpret_cast<const char*>(header), header->nlmsg_len});
}

int changeAddress(nl_sock* socket, std::uint32_t index, const IpAddress& address, unsigned prefix, bool add)
{
    return carryOut(socket, addressRequest(add ? RTM_NEWADDR : RTM_DELADDR,
                                           add ? NLM_F_CREATE | NLM_F_EXCL : 0, index, address, prefix));
}

} // namespace hookwalk::kernel
