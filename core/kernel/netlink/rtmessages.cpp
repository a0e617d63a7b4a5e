// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/netlink/nexthops.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <linux/if_addr.h>
#include <linux/rtnetlink.h>
#include <netlink/attr.h>
#include <set>

namespace hookwalk::kernel
{

namespace
{

constexpr std::size_t wordBytes = sizeof(std::uint32_t);

Result<RtMessages> list(nl_sock* socket, int type, int family)
{
    RtMessages messages;
    return dump(socket, type, family,
                [&](nlmsghdr* message) {
                    if (auto one =
                            RtMessage::parse({reinterpret_cast<const char*>(message), message->nlmsg_len}))
                        messages.push_back(std::move(*one));
                })
        .map([&] { return std::move(messages); });
}

int send(nl_sock* socket, const RtMessage& message, int type, int flags)
{
    const NlMessage request(nlmsg_alloc_simple(type, NLM_F_REQUEST | flags));
    auto content = std::string(message.withoutState().bytes().substr(NLMSG_HDRLEN));
    nlmsg_append(request.get(), content.data(), content.size(), NLMSG_ALIGNTO);
    return ask(socket, request.get(), [](nlmsghdr*) {}).value_or(EIO);
}

} // namespace

std::optional<RtMessage> RtMessage::parse(std::string_view bytes)
{
    RtMessage message;
    message.m_words.resize((bytes.size() + wordBytes - 1) / wordBytes);
    std::copy(bytes.begin(), bytes.end(), reinterpret_cast<char*>(message.m_words.data()));
    return message.fits(bytes.size()) ? std::optional(std::move(message)) : std::nullopt;
}

RtMessage RtMessage::ofAddress(std::uint32_t device, const Network& network, std::uint8_t flags)
{
    const NlMessage message(nlmsg_alloc_simple(RTM_NEWADDR, 0));
    ifaddrmsg content{};
    content.ifa_family = network.address.isV4() ? AF_INET : AF_INET6;
    content.ifa_prefixlen = network.prefix;
    content.ifa_flags = flags;
    content.ifa_index = device;
    nlmsg_append(message.get(), &content, sizeof content, NLMSG_ALIGNTO);
    const NlAddress bytes = toNl(network.address);
    nla_put_addr(message.get(), IFA_LOCAL, bytes.get());
    nla_put_addr(message.get(), IFA_ADDRESS, bytes.get());
    const nlmsghdr* const header = nlmsg_hdr(message.get());
    return *parse({reinterpret_cast<const char*>(header), header->nlmsg_len});
}

bool RtMessage::fits(std::size_t size)
{
    constexpr std::size_t start =
        NLMSG_HDRLEN + sizeof(ifaddrmsg); // the smaller header; both begin with the family
    if (size < start || size % wordBytes != 0 || header()->nlmsg_len != size)
        return false;
    const int family = content<rtgenmsg>().rtgen_family;
    if ((!isAddress() && header()->nlmsg_type != RTM_NEWROUTE) || (family != AF_INET && family != AF_INET6))
        return false;
    std::array<nla_policy, RTA_MAX + 1> policy{};
    const auto expect = [&](std::initializer_list<int> attributes, std::uint16_t length) {
        for (const int attribute : attributes)
            policy[static_cast<std::size_t>(attribute)] = {NLA_UNSPEC, length, length};
    };
    const std::uint16_t addressLength = isV6() ? 16 : 4;
    if (isAddress()) {
        expect({IFA_ADDRESS, IFA_LOCAL}, addressLength);
        expect({IFA_PROTO}, 1);
    } else {
        expect({RTA_DST, RTA_PREFSRC, RTA_GATEWAY}, addressLength);
        expect({RTA_OIF, RTA_PRIORITY, RTA_TABLE}, sizeof(std::uint32_t));
    }
    std::array<nlattr*, RTA_MAX + 1> found{};
    if (nlmsg_parse(header(), isAddress() ? sizeof(ifaddrmsg) : sizeof(rtmsg), found.data(), RTA_MAX,
                    policy.data()) != 0)
        return false;
    if (isAddress())
        return found[IFA_ADDRESS] || found[IFA_LOCAL];
    return !found[RTA_MULTIPATH] || eachHop(found[RTA_MULTIPATH], [](const rtnexthop&, char*) {});
}

nlmsghdr* RtMessage::header()
{
    return reinterpret_cast<nlmsghdr*>(m_words.data());
}

const nlmsghdr* RtMessage::header() const
{
    return reinterpret_cast<const nlmsghdr*>(m_words.data());
}

template<typename Content> const Content& RtMessage::content() const
{
    return *static_cast<const Content*>(nlmsg_data(header()));
}

nlattr* RtMessage::find(int attribute) const
{
    return nlmsg_find_attr(const_cast<nlmsghdr*>(header()), isAddress() ? sizeof(ifaddrmsg) : sizeof(rtmsg),
                           attribute);
}

std::string RtMessage::value(int attribute) const
{
    return bytesOf(find(attribute));
}

std::string_view RtMessage::bytes() const
{
    return {reinterpret_cast<const char*>(m_words.data()), header()->nlmsg_len};
}

bool RtMessage::isAddress() const
{
    return header()->nlmsg_type == RTM_NEWADDR;
}

bool RtMessage::isV6() const
{
    return content<rtgenmsg>().rtgen_family == AF_INET6;
}

std::uint32_t RtMessage::addressOwner() const
{
    return isAddress() ? content<ifaddrmsg>().ifa_index : 0;
}

std::string RtMessage::localAddress() const
{
    const auto local = value(IFA_LOCAL); // IPv6: only where there is a peer
    return local.empty() ? value(IFA_ADDRESS) : local;
}

std::optional<Network> RtMessage::network() const
{
    const auto bytes = isAddress() ? localAddress() : std::string();
    if (bytes.size() != 4 && bytes.size() != 16)
        return std::nullopt;
    Network network{IpAddress::v4(0), content<ifaddrmsg>().ifa_prefixlen};
    auto& all = network.address.bytes; // IPv4: the last four
    std::copy(bytes.begin(), bytes.end(), all.end() - static_cast<std::ptrdiff_t>(bytes.size()));
    return network;
}

bool RtMessage::leavesBy(std::uint32_t device) const
{
    if (isAddress())
        return false;
    const nlattr* const out = find(RTA_OIF);
    bool found = out && nla_get_u32(out) == device;
    if (const nlattr* const hops = find(RTA_MULTIPATH))
        eachHop(hops, [&](const rtnexthop& hop, char*) {
            found = found || static_cast<std::uint32_t>(hop.rtnh_ifindex) == device;
        });
    return found;
}

std::string RtMessage::preferredSource() const
{
    return isAddress() ? std::string() : value(RTA_PREFSRC);
}

bool RtMessage::isFrom(int protocol, int prefix) const
{
    return !isAddress() && content<rtmsg>().rtm_protocol == protocol &&
           content<rtmsg>().rtm_dst_len == prefix;
}

bool RtMessage::isCloned() const
{
    return !isAddress() && (content<rtmsg>().rtm_flags & RTM_F_CLONED);
}

bool RtMessage::isSecondary() const
{
    return isAddress() && (content<ifaddrmsg>().ifa_flags & IFA_F_SECONDARY);
}

bool RtMessage::isMadeByKernel() const
{
    if (!isAddress())
        return content<rtmsg>().rtm_protocol == RTPROT_KERNEL;
    const nlattr* const maker = find(IFA_PROTO);
    return maker && nla_get_u8(maker) == IFAPROT_KERNEL_LL;
}

bool RtMessage::goesWith(const RtMessage& address) const
{
    if (isAddress() || !address.isAddress() || isV6() != address.isV6())
        return false;
    const auto local = address.localAddress();
    const auto to = value(RTA_DST);
    const unsigned bits = std::min(content<rtmsg>().rtm_dst_len, address.content<ifaddrmsg>().ifa_prefixlen);
    const auto same = [&](unsigned bit) {
        const auto byte = bit / 8;
        return byte < to.size() && byte < local.size() &&
               ((to[byte] ^ local[byte]) >> (7 - bit % 8) & 1) == 0;
    };
    bool isWithin = bits > 0;
    for (unsigned bit = 0; isWithin && bit < bits; ++bit)
        isWithin = same(bit);
    return isWithin || preferredSource() == local;
}

std::string RtMessage::key() const
{
    if (isAddress()) {
        const auto& address = content<ifaddrmsg>();
        return std::to_string(address.ifa_index) + '/' + std::to_string(address.ifa_prefixlen) + '/' +
               localAddress() + '/' + value(IFA_ADDRESS);
    }
    const RtMessage plain = withoutState();
    std::string key(reinterpret_cast<const char*>(&plain.content<rtmsg>()), sizeof(rtmsg));
    int left = nlmsg_attrlen(plain.header(), sizeof(rtmsg));
    for (nlattr* item = nlmsg_attrdata(plain.header(), sizeof(rtmsg)); nla_ok(item, left);
         item = nla_next(item, &left)) {
        if (nla_type(item) != RTA_CACHEINFO)
            key.append(reinterpret_cast<const char*>(item), item->nla_len);
    }
    return key;
}

std::string RtMessage::describe() const
{
    const auto words = [&](const std::string& bytes, int prefix) {
        return bytes.empty() ? "default" : ipOf(bytes).toString() + '/' + std::to_string(prefix);
    };
    return isAddress() ? words(localAddress(), content<ifaddrmsg>().ifa_prefixlen)
                       : words(value(RTA_DST), content<rtmsg>().rtm_dst_len);
}

RtMessage RtMessage::withoutState() const
{
    constexpr unsigned taken = RTNH_F_ONLINK | RTNH_F_PERVASIVE;
    RtMessage plain = *this;
    if (isAddress())
        return plain;
    static_cast<rtmsg*>(nlmsg_data(plain.header()))->rtm_flags &= taken;
    if (const nlattr* const hops = plain.find(RTA_MULTIPATH))
        eachHop(hops, [](rtnexthop hop, char* at) {
            hop.rtnh_flags = static_cast<unsigned char>(hop.rtnh_flags & taken);
            std::memcpy(at, &hop, sizeof hop);
        });
    return plain;
}

Result<RtMessages> addressesOf(nl_sock* socket, std::uint32_t device)
{
    return list(socket, RTM_GETADDR, AF_UNSPEC).map([&](RtMessages all) {
        std::erase_if(all, [&](const RtMessage& message) { return message.addressOwner() != device; });
        return all;
    });
}

Result<RtMessages> routesOf(nl_sock* socket, std::uint32_t device, const RtMessages& addresses)
{
    std::set<std::string> sources;
    for (const RtMessage& address : addresses)
        sources.insert(address.localAddress());
    RtMessages routes;
    for (const int family : {AF_INET, AF_INET6}) {
        auto all = list(socket, RTM_GETROUTE, family);
        if (!all)
            return all;
        std::ranges::copy_if(*all, std::back_inserter(routes), [&](const RtMessage& message) {
            return !message.isAddress() && !message.isCloned() && message.isV6() == (family == AF_INET6) &&
                   (message.leavesBy(device) || sources.contains(message.preferredSource()));
        });
    }
    return routes;
}

RtMessages without(RtMessages all, const RtMessages& known)
{
    std::set<std::string> keys;
    std::ranges::transform(known, std::inserter(keys, keys.end()), &RtMessage::key);
    std::erase_if(all, [&](const RtMessage& message) { return keys.contains(message.key()); });
    return all;
}

RtMessages among(RtMessages all, const RtMessages& known)
{
    const auto others = without(all, known);
    return without(std::move(all), others);
}

int addToKernel(nl_sock* socket, const RtMessage& message)
{
    // Behind existing routes of the same prefix, which is IPv6's order anyway.
    const int append = message.isAddress() || message.isV6() ? 0 : NLM_F_APPEND;
    return send(socket, message, message.isAddress() ? RTM_NEWADDR : RTM_NEWROUTE, NLM_F_CREATE | append);
}

int removeFromKernel(nl_sock* socket, const RtMessage& message)
{
    return send(socket, message, message.isAddress() ? RTM_DELADDR : RTM_DELROUTE, 0);
}

std::string toHex(std::string_view bytes)
{
    constexpr auto digits = "0123456789abcdef";
    std::string text;
    for (const char letter : bytes) {
        const auto byte = static_cast<unsigned char>(letter);
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return text;
}

std::string fromHex(std::string_view text)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string bytes;
    for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
        const auto high = digits.find(text[i]);
        const auto low = digits.find(text[i + 1]);
        if (high == digits.npos || low == digits.npos)
            return {};
        bytes += static_cast<char>(high << 4 | low);
    }
    return bytes;
}

} // namespace hookwalk::kernel
