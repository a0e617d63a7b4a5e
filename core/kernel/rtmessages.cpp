#include "kernel/rtmessages.h"

#include <algorithm>
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

// A message can be changed and its attributes walked only where it lies aligned.
class Message
{
public:
    explicit Message(const RawMessage& bytes)
        : m_words((bytes.size() + 3) / 4)
    {
        std::memcpy(m_words.data(), bytes.data(), bytes.size());
    }
    nlmsghdr* header() { return reinterpret_cast<nlmsghdr*>(m_words.data()); }
    bool isAddress() { return header()->nlmsg_type == RTM_NEWADDR; }
    int size() { return static_cast<int>(isAddress() ? sizeof(ifaddrmsg) : sizeof(rtmsg)); }
    template<typename Content> Content* content() { return static_cast<Content*>(nlmsg_data(header())); }
    nlattr* find(int attribute) { return nlmsg_find_attr(header(), size(), attribute); }
    nlattr* first() { return nlmsg_attrdata(header(), size()); }
    int attributeBytes() { return nlmsg_attrlen(header(), size()); }

private:
    std::vector<std::uint32_t> m_words;
};

std::string bytesOf(const nlattr* attribute)
{
    return attribute ? std::string(static_cast<const char*>(nla_data(attribute)),
                                   static_cast<std::size_t>(nla_len(attribute)))
                     : std::string();
}

template<typename Content>
Result<std::vector<RawMessage>> dump(nl_sock* socket, int type, const Content& content)
{
    const NlMessage request(nlmsg_alloc_simple(type, NLM_F_DUMP));
    nlmsg_append(request.get(), const_cast<Content*>(&content), sizeof content, NLMSG_ALIGNTO);
    std::vector<RawMessage> messages;
    const auto asked = ask(socket, request.get(), [&](nlmsghdr* message) {
        messages.emplace_back(reinterpret_cast<const char*>(message), message->nlmsg_len);
    });
    return asked.map([&](int) { return std::move(messages); });
}

template<typename Visit> void eachHop(Message& route, const Visit& visit)
{
    nlattr* const hops = route.find(RTA_MULTIPATH);
    if (!hops)
        return;
    auto* hop = static_cast<rtnexthop*>(nla_data(hops));
    for (int left = nla_len(hops); RTNH_OK(hop, left);) {
        visit(*hop);
        left -= static_cast<int>(RTNH_ALIGN(hop->rtnh_len));
        hop = static_cast<rtnexthop*>( // RTNH_NEXT, which clang finds badly aligned
            static_cast<void*>(reinterpret_cast<char*>(hop) + RTNH_ALIGN(hop->rtnh_len)));
    }
}

bool leavesBy(Message& route, std::uint32_t device)
{
    const nlattr* const out = route.find(RTA_OIF);
    bool found = out && nla_get_u32(out) == device;
    eachHop(route, [&](const rtnexthop& hop) { found |= static_cast<unsigned>(hop.rtnh_ifindex) == device; });
    return found;
}

// Flags that tell the state of a route now, and that the kernel does not take.
void clearState(Message& route)
{
    route.content<rtmsg>()->rtm_flags &= unsigned{RTNH_F_ONLINK | RTNH_F_PERVASIVE};
    eachHop(route, [](rtnexthop& hop) {
        hop.rtnh_flags = static_cast<unsigned char>(hop.rtnh_flags & (RTNH_F_ONLINK | RTNH_F_PERVASIVE));
    });
}

Result<int> send(nl_sock* socket, Message& message, int type, int flags)
{
    const NlMessage request(nlmsg_alloc_simple(type, NLM_F_REQUEST | flags));
    if (!message.isAddress())
        clearState(message);
    nlmsg_append(request.get(), nlmsg_data(message.header()),
                 static_cast<std::size_t>(nlmsg_datalen(message.header())), NLMSG_ALIGNTO);
    return ask(socket, request.get(), [](nlmsghdr*) {});
}

} // namespace

Result<std::vector<RawMessage>> addressesOf(nl_sock* socket, std::uint32_t device)
{
    return dump(socket, RTM_GETADDR, ifaddrmsg{}).map([&](std::vector<RawMessage> all) {
        std::erase_if(all, [&](const RawMessage& raw) {
            Message message(raw);
            return !message.isAddress() || message.content<ifaddrmsg>()->ifa_index != device;
        });
        return all;
    });
}

Result<std::vector<RawMessage>> routesOf(nl_sock* socket, std::uint32_t device,
                                         const std::vector<RawMessage>& addresses)
{
    std::vector<std::string> sources;
    for (const RawMessage& raw : addresses) {
        Message message(raw);
        const nlattr* const local = message.find(IFA_LOCAL);
        sources.push_back(bytesOf(local ? local : message.find(IFA_ADDRESS)));
    }
    std::vector<RawMessage> routes;
    for (const int family : {AF_INET, AF_INET6}) {
        rtmsg asked{};
        asked.rtm_family = static_cast<unsigned char>(family);
        auto all = dump(socket, RTM_GETROUTE, asked);
        if (!all)
            return all;
        for (RawMessage& raw : *all) {
            Message message(raw);
            const bool isCloned = message.content<rtmsg>()->rtm_flags & RTM_F_CLONED;
            const auto source = bytesOf(message.find(RTA_PREFSRC));
            const bool isOurs = leavesBy(message, device) ||
                                (!source.empty() && std::ranges::find(sources, source) != sources.end());
            if (message.header()->nlmsg_type == RTM_NEWROUTE && !isCloned && isOurs)
                routes.push_back(std::move(raw));
        }
    }
    return routes;
}

std::string keyOf(const RawMessage& raw)
{
    Message message(raw);
    if (message.isAddress()) {
        const auto* const header = message.content<ifaddrmsg>();
        const std::string address = bytesOf(message.find(IFA_ADDRESS));
        const std::string local = bytesOf(message.find(IFA_LOCAL)); // IPv6: only where there is a peer
        return std::to_string(header->ifa_index) + '/' + std::to_string(header->ifa_prefixlen) + '/' +
               (local.empty() ? address : local) + '/' + address;
    }
    clearState(message);
    std::string key(reinterpret_cast<const char*>(message.content<rtmsg>()), sizeof(rtmsg));
    int left = message.attributeBytes();
    for (nlattr* item = message.first(); nla_ok(item, left); item = nla_next(item, &left)) {
        if (nla_type(item) != RTA_CACHEINFO)
            key.append(reinterpret_cast<const char*>(item), item->nla_len);
    }
    return key;
}

std::vector<RawMessage> without(std::vector<RawMessage> all, const std::vector<RawMessage>& known)
{
    std::set<std::string> keys;
    std::ranges::transform(known, std::inserter(keys, keys.end()), keyOf);
    std::erase_if(all, [&](const RawMessage& message) { return keys.contains(keyOf(message)); });
    return all;
}

std::vector<RawMessage> among(std::vector<RawMessage> all, const std::vector<RawMessage>& known)
{
    const auto others = without(all, known);
    return without(std::move(all), others);
}

bool isSecondary(const RawMessage& address)
{
    Message message(address);
    return message.content<ifaddrmsg>()->ifa_flags & IFA_F_SECONDARY;
}

bool isMadeByKernel(const RawMessage& raw)
{
    Message message(raw);
    if (!message.isAddress())
        return message.content<rtmsg>()->rtm_protocol == RTPROT_KERNEL;
    const nlattr* const maker = message.find(IFA_PROTO);
    return maker && nla_get_u8(maker) == IFAPROT_KERNEL_LL;
}

bool isV6(const RawMessage& raw)
{
    return Message(raw).content<rtmsg>()->rtm_family == AF_INET6; // an ifaddrmsg begins with the family, too
}

bool isAddress(const RawMessage& raw)
{
    return Message(raw).isAddress();
}

Result<int> giveBack(nl_sock* socket, const RawMessage& raw)
{
    Message message(raw);
    // Behind others of the same prefix, as those of IPv6 are anyway.
    const int append = message.isAddress() || isV6(raw) ? 0 : NLM_F_APPEND;
    return send(socket, message, message.header()->nlmsg_type, NLM_F_CREATE | append);
}

Result<int> takeAway(nl_sock* socket, const RawMessage& raw)
{
    Message message(raw);
    return send(socket, message, message.header()->nlmsg_type + 1, 0); // RTM_DELADDR, RTM_DELROUTE
}

std::string toHex(const std::string& bytes)
{
    constexpr auto digits = "0123456789abcdef";
    std::string text;
    for (const unsigned char byte : bytes) {
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return text;
}

std::string fromHex(const std::string& text)
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
