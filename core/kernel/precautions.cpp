#include "kernel/precautions.h"

#include "kernel/linkstate.h"
#include "kernel/procfile.h"
#include "kernel/tuninfo.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <linux/neighbour.h>
#include <netlink/route/link.h>
#include <netlink/route/neighbour.h>
#include <sstream>

namespace hookwalk::kernel
{

namespace
{

template<typename Alloc> NlCache cacheOf(const Alloc& alloc)
{
    nl_cache* cache = nullptr;
    alloc(&cache);
    return NlCache(cache);
}

template<typename Object, typename Test> Object* first(const NlCache& cache, const Test& test)
{
    for (nl_object* item = cache ? nl_cache_get_first(cache.get()) : nullptr; item;
         item = nl_cache_get_next(item)) {
        auto* const object = reinterpret_cast<Object*>(item);
        if (test(object))
            return object;
    }
    return nullptr;
}

// The other end of an established TCP connection, "0100007F:0016" in /proc/net/tcp: 32-bit words in the
// machine's own order (net/ipv4/tcp_ipv4.c, get_tcp4_sock()).
IpAddress addressInHex(const std::string& text)
{
    const auto digits = text.substr(0, text.find(':'));
    IpAddress address;
    std::size_t at = digits.size() == 8 ? 12 : 0;
    if (at != 0)
        address.bytes[10] = address.bytes[11] = 0xff;
    for (std::size_t i = 0; i + 8 <= digits.size() && at + 4 <= address.bytes.size(); i += 8, at += 4) {
        std::uint32_t word = 0;
        std::from_chars(digits.data() + i, digits.data() + i + 8, word, 16);
        std::memcpy(address.bytes.data() + at, &word, sizeof word);
    }
    return address;
}

// An established connection with somebody in the network; null: none.
IpAddress peerWithin(const Network& network)
{
    constexpr std::size_t most = 16UL * 1024 * 1024;
    for (const auto* table : {"/proc/self/net/tcp", "/proc/self/net/tcp6"}) {
        std::istringstream lines(readProcFile(table, most));
        for (std::string line; std::getline(lines, line);) {
            std::istringstream columns(line);
            std::string number, local, remote, state;
            columns >> number >> local >> remote >> state;
            const auto peer = state == "01" ? addressInHex(remote) : IpAddress();
            if (!peer.isNull() && !peer.isLoopback() && network.contains(peer))
                return peer;
        }
    }
    return {};
}

// Those that are neither tun nor lo.
Result<std::vector<LinkState>> otherLinks(nl_sock* socket)
{
    const auto tuns = tunDevices(socket).value_or(std::vector<TunInfo>());
    return linkStates(socket).map([&](std::vector<LinkState> links) {
        std::erase_if(links, [&](const LinkState& link) {
            return link.name == "lo" || std::ranges::any_of(tuns, [&](const TunInfo& tun) {
                       return static_cast<int>(tun.device.index) == link.index;
                   });
        });
        return links;
    });
}

tl::unexpected<Error> notPutBack(const std::string& name, const std::string& what)
{
    return failure(ErrorCode::Unsupported, name + " was there before, and " + what +
                                               ", which could not be put back. By hand: ip link set " + name +
                                               " down");
}

} // namespace

Result<void> checkGoingDown(nl_sock* socket, std::uint32_t device, const std::string& name)
{
    const int index = static_cast<int>(device);
    const auto links = cacheOf([&](nl_cache** cache) { rtnl_link_alloc_cache(socket, AF_UNSPEC, cache); });
    if (first<rtnl_link>(links, [&](rtnl_link* link) {
            return rtnl_link_get_ifindex(link) == index && rtnl_link_get_master(link) != 0;
        }))
        return notPutBack(name, "it is a port of a bridge or bond");
    if (auto* const upper = first<rtnl_link>(links, [&](rtnl_link* link) {
            std::int32_t elsewhere = 0; // the number of a device in another namespace
            return rtnl_link_get_link(link) == index && rtnl_link_get_ifindex(link) != index &&
                   rtnl_link_get_link_netnsid(link, &elsewhere) != 0;
        }))
        return notPutBack(name, std::string(rtnl_link_get_name(upper)) + " on top of it would go down, too");
    const auto neighbours = cacheOf([&](nl_cache** cache) { rtnl_neigh_alloc_cache(socket, cache); });
    if (first<rtnl_neigh>(neighbours, [&](rtnl_neigh* one) {
            return rtnl_neigh_get_ifindex(one) == index && (rtnl_neigh_get_state(one) & NUD_PERMANENT);
        }))
        return notPutBack(name, "it has a permanent neighbour entry");
    return {};
}

Result<void> checkNewNetwork(nl_sock* socket, std::uint32_t device, const Network& network)
{
    const unsigned widest = network.address.isV4() ? 8 : 16;
    if (network.prefix < widest)
        return failure(ErrorCode::BadInput, network.toString() +
                                                " would draw the traffic of half the internet. The prefix "
                                                "has " +
                                                std::to_string(widest) + " bits or more on this machine.");
    if (isLinkLocal(network.address)) // each device has its own
        return {};
    return linkStates(socket).and_then([&](const std::vector<LinkState>& links) -> Result<void> {
        for (const LinkState& link : links) {
            const bool carries = link.isUp && link.hasCarrier && link.name != "lo";
            if (link.index == static_cast<int>(device) || !carries)
                continue;
            for (const std::string& text : link.addresses) {
                const auto other = Network::parse(text);
                if (other && network.overlaps(*other))
                    return failure(ErrorCode::Unsupported,
                                   network.toString() + " overlaps with " + text + " at " + link.name +
                                       ": connections there would be cut. Choose a network that is free, "
                                       "192.168.69.0/24 for example.");
            }
        }
        if (const auto peer = peerWithin(network); !peer.isNull())
            return failure(ErrorCode::Unsupported, "This machine has a connection with " + peer.toString() +
                                                       ", which lies in the network of " +
                                                       network.toString() +
                                                       ": it would be cut. Choose another network.");
        return {};
    });
}

Result<void> checkComingUp(nl_sock* socket, std::uint32_t device)
{
    return linkStates(socket).and_then([&](const std::vector<LinkState>& links) -> Result<void> {
        const auto link = std::ranges::find(links, static_cast<int>(device), &LinkState::index);
        Result<void> checked;
        for (std::size_t i = 0; link != links.end() && checked && i < link->addresses.size(); ++i) {
            if (const auto network = Network::parse(link->addresses[i]))
                checked = checkNewNetwork(socket, device, *network);
        }
        return checked;
    });
}

Result<void> checkNatNetwork(nl_sock* socket, const Network& network)
{
    if (network.prefix == 0)
        return failure(ErrorCode::BadInput,
                       "/0 would rewrite everybody's packets. Say the network of the tun.");
    return otherLinks(socket).and_then([&](const std::vector<LinkState>& links) -> Result<void> {
        for (const LinkState& link : links) {
            for (const std::string& text : link.addresses) {
                const auto other = Network::parse(text);
                if (other && network.contains(other->address))
                    return failure(ErrorCode::Unsupported,
                                   text + " at " + link.name + " lies in " + network.toString() +
                                       ": what other hosts send through this machine would be rewritten, "
                                       "too. Say the network of the tun alone.");
            }
        }
        return {};
    });
}

Result<void> checkStrictFilter(nl_sock* socket, const std::string& device)
{
    return otherLinks(socket).and_then([&](std::vector<LinkState> links) -> Result<void> {
        std::erase_if(links, [](const LinkState& link) {
            return !link.isUp || !link.hasCarrier || link.addresses.empty();
        });
        const bool concerns =
            device == "all" || std::ranges::find(links, device, &LinkState::name) != links.end();
        if (!concerns || links.size() < 2)
            return {};
        std::string names;
        for (const LinkState& link : links)
            names += (names.empty() ? "" : ", ") + link.name;
        return failure(ErrorCode::Unsupported,
                       "This machine has several networks (" + names +
                           "): a strict filter could cut connections whose answers leave by another one. "
                           "Choose loose, or make it strict at the tun alone.");
    });
}

} // namespace hookwalk::kernel
