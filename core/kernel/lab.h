// The lab: a small network of two namespaces in which real packets go their real ways, and nothing of the
// machine's own network is touched.
//
//     ping source 192.168.69.1           this process is here        the rest of the world
//     --------------------------- tun0 ----------------------- eth0 ----------------------- lo
//               192.168.69.100/24                 198.51.100.15/24   198.51.100.1/24   203.0.113.29
//
// Addresses for documentation: RFC 5737; MAC addresses for documentation: RFC 7042, 2.1.2.
#pragma once

#include "kernel/fd.h"
#include "kernel/links.h"
#include "protocol/messages.h"

namespace hookwalk::kernel
{

class Lab
{
public:
    // Makes the namespaces (without root: in a user namespace of its own) and leaves the process in the one
    // under study. All of it goes when the process ends, however that comes about.
    static Result<Lab> make();

    protocol::LabMade description() const;
    // Hands over the tun; from then on it lives as long as the receiver holds it. Made anew where it is gone.
    Result<UniqueFd> openTun(const std::string& name);

private:
    Lab(UniqueFd world, Links links)
        : m_world(std::move(world))
        , m_links(std::move(links))
    {
    }
    Result<UniqueFd> makeTun();

    UniqueFd m_world; // keeps the other namespace alive
    Links m_links;
    UniqueFd m_tun; // until it is handed over
};

} // namespace hookwalk::kernel
