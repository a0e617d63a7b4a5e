// SPDX-License-Identifier: GPL-3.0-or-later
// All changes of the machine that exist, each as a value. The window proposes it, a request carries it, the
// helper checks it (check.h), makes it and undoes it, and shelltext.h shows the commands for it.
#pragma once

#include "model/network.h"

#include <string>
#include <variant>
#include <vector>

namespace hookwalk::change
{

// No owner and no group: anyone may open the device (tun_not_capable, drivers/net/tun.c).
inline constexpr std::uint32_t nobody = 0xffffffff;

// A tun or tap device (TUNSETIFF, TUNSETOWNER, TUNSETGROUP, TUNSETPERSIST). Deleted when the helper ends.
struct CreateTun {
    std::string name;
    bool tap = false; // else tun: IP packets without Ethernet header
    std::uint32_t owner = nobody, group = nobody;
    bool persistent = true; // stays while no program has it open
    bool operator==(const CreateTun&) const = default;
};
struct DeleteTun { // one that this helper made
    std::string name;
    bool operator==(const DeleteTun&) const = default;
};
struct SetDeviceUp {
    std::string name;
    bool up = true;
    bool operator==(const SetDeviceUp&) const = default;
};
struct SetDeviceMtu {
    std::string name;
    std::uint32_t mtu = 1500; // 68 to 65535 bytes (RFC 791, 3.2)
    bool operator==(const SetDeviceMtu&) const = default;
};
struct AddDeviceAddress {
    std::string name;
    Network network; // the address and its prefix length, 1 to 32, IPv6 to 128
    bool operator==(const AddDeviceAddress&) const = default;
};
struct RemoveDeviceAddress {
    std::string name;
    Network network;
    bool operator==(const RemoveDeviceAddress&) const = default;
};
struct SetForwarding { // net.ipv4.ip_forward
    bool on = true;
    bool withV6 = false; // net.ipv6.conf.all.forwarding, too
    bool operator==(const SetForwarding&) const = default;
};
enum class SourceNat : std::uint8_t { Off, Masquerade, Snat };
struct SetNat { // in an nftables table of our own, whose former content it replaces
    SourceNat kind = SourceNat::Off;
    Network subnet;   // whose packets are rewritten; no bits behind the prefix
    std::string out;  // device they leave by; "": any
    IpAddress source; // Snat: the new one, of the subnet's family
    bool operator==(const SetNat&) const = default;
};
struct SetRpFilter {
    std::string device;     // or "all"
    std::uint8_t value = 0; // 0 off, 1 strict, 2 loose (RFC 3704)
    bool operator==(const SetRpFilter&) const = default;
};
struct SetLogMartians {
    std::string device; // or "all"
    bool on = true;
    bool operator==(const SetLogMartians&) const = default;
};
// A route that went along with a change of this session's (protocol::Done::lost), as it was, through a device of that
// name.
inline constexpr std::size_t mostLostRoutes = 64; // that one change tells of
inline constexpr std::size_t mostHops = 16;
struct NextHop {
    std::string device;
    IpAddress gateway;        // null: none
    std::uint32_t weight = 1; // 1 to 256, rtnh_hops of rtnetlink(7) and one
    bool operator==(const NextHop&) const = default;
};
struct RestoreRoute {
    std::string name;
    Network destination;                   // no bits behind the prefix, which may be 0: the default route
    IpAddress gateway, source;             // of the same family; null: none
    std::uint32_t metric = 0, table = 254; // RT_TABLE_MAIN
    std::vector<NextHop> hops = {};        // of a route with several, in order; else empty
    bool operator==(const RestoreRoute&) const = default;
};

// New kinds go to the end: the index is the number on the wire (protocol/messagefields.h).
using Change =
    std::variant<CreateTun, DeleteTun, SetDeviceUp, SetDeviceMtu, AddDeviceAddress, RemoveDeviceAddress,
                 SetForwarding, SetNat, SetRpFilter, SetLogMartians, RestoreRoute>;

// The device that is changed; "" if none, or all.
std::string deviceOf(const Change& change);
// Whether it changes the machine as a gateway, not a device.
bool isOfGateway(const Change& change);

// The change that undoes `change`. `former`: the state before, as a change of the same kind; for a deleted
// device the change that made it. Nothing if `former` is needed and missing.
std::optional<Change> inverse(const Change& change, const std::optional<Change>& former = {});

} // namespace hookwalk::change
