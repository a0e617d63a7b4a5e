// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/tundescription.h"

#include "model/network.h"

namespace hookwalk::session
{

namespace
{

// The first address of the subnet that is not the device's own.
IpAddress neighbour(const Network& network)
{
    IpAddress first = network.subnet().address;
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
        const auto network = Network::parse(text);
        if (!network || isLinkLocal(network->address))
            continue;
        const unsigned most =
            longestPrefix(network->address.isV4()) - 2; // a smaller subnet has no free address
        if (network->prefix > most)
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
