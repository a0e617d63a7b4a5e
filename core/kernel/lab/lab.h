// SPDX-License-Identifier: GPL-3.0-or-later
// The lab: a small network of three namespaces. Real packets pass through the real kernel there, and nothing
// of the machine's own network is touched.
//
//     ping source 192.168.69.1           this process is here        the rest of the world
//     2001:db8:69::1
//     --------------------------- tun0 ----------------------- eth0 ----------------------- lo
//               192.168.69.100/24   |             198.51.100.15/24   198.51.100.1/24   203.0.113.29
//               2001:db8:69::100/64 |           2001:db8:1::15/64   2001:db8:1::1/64   2001:db8:ffff::29
//                                   |
//                                   |         a server on the LAN
//                                   +- eth1 ----------------------- eth0
//                             192.0.2.1/24                          192.0.2.80/24
//                             2001:db8:2::1/64                      2001:db8:2::80/64
//
// Masquerading: from the tun's subnets out of eth0. To the study's own addresses at eth0: TCP 8080 goes to
// the LAN server's 80, UDP 8053 to its 53 (DNAT), TCP 8081 to the study's own 80 (REDIRECT). TCP 80 listens
// in all three namespaces and answers each SYN once; UDP 9 of the world takes everything and is silent; all
// other ports are closed.
//
// Addresses for documentation: RFC 5737, RFC 3849; MAC addresses for documentation: RFC 7042, 2.1.2.
#pragma once

#include "kernel/lab/inject.h"
#include "kernel/lab/lablinks.h"
#include "model/uniquefd.h"
#include "protocol/messages.h"

#include <vector>

namespace hookwalk::kernel
{

class Lab
{
public:
    // Makes the namespaces (without root: in a user namespace of its own) and leaves the process in the one
    // under study. All of it goes when the process ends, however that comes about. Takes CAP_SYS_ADMIN or a
    // user namespace, CAP_NET_ADMIN, CAP_NET_RAW and CAP_NET_BIND_SERVICE.
    static Result<Lab> make();

    protocol::LabMade description() const;
    // Hands over the tun, which then exists as long as the receiver holds it. Made again if it is gone.
    Result<UniqueFd> openTun(const std::string& name);
    bool holdsTun(const std::string& name) const { return m_tun && name == description().tun; }
    void letTunGo() { m_tun = UniqueFd(); } // it was deleted
    // Sends one packet as it is, see inject.h.
    Result<void> inject(const protocol::Inject& order) const;

private:
    explicit Lab(LabLinks links)
        : m_links(std::move(links))
    {
    }
    Result<UniqueFd> makeTun();

    std::vector<UniqueFd> m_held; // keep the other namespaces alive, and their services
    std::vector<FarEnd> m_farEnds;
    LabLinks m_links;
    UniqueFd m_tun; // until it is handed over
};

} // namespace hookwalk::kernel
