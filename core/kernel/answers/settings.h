// SPDX-License-Identifier: GPL-3.0-or-later
// Kernel settings that decide whether a packet goes on.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace hookwalk::kernel
{

// As sysctl(8) names them, "net.ipv4.conf.eth0.rp_filter"; of the namespace that the process is in. Those
// that this kernel does not have, or has not loaded (nf_conntrack), are left out.
std::map<std::string, std::string> readSettings(const std::vector<std::string>& devices);

} // namespace hookwalk::kernel
