#include "session/hosttun.h"

#include <charconv>

namespace hookwalk::session
{

namespace
{

struct Network {
    IpAddress address;
    unsigned prefix = 0; // of the 128 bits, IPv4 too
};

std::optional<Network> read(const std::string& text)
{
    const auto slash = text.find('/');
    const auto address = IpAddress::parse(text.substr(0, slash));
    unsigned prefix = 0;
    if (!address || slash == std::string::npos ||
        std::from_chars(text.data() + slash + 1, text.data() + text.size(), prefix).ec != std::errc())
        return std::nullopt;
    const bool isLinkLocal =
        !address->isV4() && address->bytes[0] == 0xfe && (address->bytes[1] & 0xc0) == 0x80;
    prefix += address->isV4() ? 96 : 0;
    if (isLinkLocal || prefix > 126) // of two addresses and fewer none is free
        return std::nullopt;
    return Network{*address, prefix};
}

IpAddress neighbour(const Network& network)
{
    IpAddress first = network.address;
    for (unsigned bit = network.prefix; bit < 128; ++bit)
        first.bytes[bit / 8] &= static_cast<std::uint8_t>(~(0x80U >> bit % 8));
    first.bytes.back() |= 1;
    if (first == network.address)
        first.bytes.back() ^= 3; // 2 after 1
    return first;
}

} // namespace

protocol::LabMade describeTun(const protocol::Device& device)
{
    protocol::LabMade lab;
    lab.tun = device.name;
    for (const std::string& text : device.addresses) {
        const auto network = read(text);
        if (!network)
            continue;
        const bool isV4 = network->address.isV4();
        IpAddress& own = isV4 ? lab.tunAddress : lab.tunAddress6;
        if (!own.isNull())
            continue;
        own = network->address;
        (isV4 ? lab.pingSource : lab.pingSource6) = neighbour(*network);
    }
    return lab;
}

} // namespace hookwalk::session
