// SPDX-License-Identifier: GPL-3.0-or-later
// The only check of a change: for what is typed into the window, what a request asks of the helper, and what
// stands in a journal. Whether this machine can do it now is the helper's to find out.
#pragma once

#include "change/change.h"
#include "model/said.h"

namespace hookwalk::change
{

// What cannot be.
struct Problem {
    std::string field; // as the struct calls it: "mtu"
    Said said;         // what is wrong and what to do
};
using Checked = std::optional<Problem>; // nothing: it can be

Checked check(const Change& change);

// Its parts. A device's name: 1 to 15 bytes, as the kernel takes them (dev_valid_name() and
// dev_get_valid_name() in net/core/dev.c, sysctl_dev_name_is_allowed() in include/net/ip.h): any but blanks,
// "/", ":" and "%", so also quotes and control characters, which must be quoted in commands and escaped where
// they are shown.
Checked checkDeviceName(std::string_view name, const char* field = "name");
// The address of a device.
Checked checkAddress(const Network& network, const char* field = "network");
// A whole network: no bits behind the prefix.
Checked checkSubnet(const Network& network, const char* field = "subnet");
// The device that packets of a translation leave by: "" is any, and a rule must be able to name it.
Checked checkOut(const std::string& name, const char* field = "out");
// The new source of a translation: of the subnet's family.
Checked checkSource(const IpAddress& source, const Network& subnet, const char* field = "source");
Checked checkMtu(std::uint32_t mtu, const char* field = "mtu"); // bytes

} // namespace hookwalk::change
