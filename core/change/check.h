// SPDX-License-Identifier: GPL-3.0-or-later
// The only check of a change: used for input in the window, requests to the helper, and lines of a journal.
// Whether this machine can make the change now, only the helper finds out.
#pragma once

#include "change/change.h"
#include "model/said.h"

namespace hookwalk::change
{

// An invalid field.
struct Problem {
    std::string field; // its name in the struct: "mtu"
    Said said;         // what is wrong and what to do
};
using Checked = std::optional<Problem>; // nothing: it is valid

Checked check(const Change& change);

// The parts of that check. A device's name: 1 to 15 bytes, as the kernel accepts them (dev_valid_name() and
// dev_get_valid_name() in net/core/dev.c, sysctl_dev_name_is_allowed() in include/net/ip.h): all but blanks,
// "/", ":" and "%". Quotes and control characters are valid, so names must be quoted in commands and escaped
// where they are shown.
Checked checkDeviceName(std::string_view name, const char* field = "name");
// The address of a device.
Checked checkAddress(const Network& network, const char* field = "network");
// A whole network: no bits behind the prefix.
Checked checkSubnet(const Network& network, const char* field = "subnet");
// The output device of a translation: "" for any, else a name that a rule can express.
Checked checkOut(const std::string& name, const char* field = "out");
// The new source of a translation: of the subnet's family.
Checked checkSource(const IpAddress& source, const Network& subnet, const char* field = "source");
Checked checkMtu(std::uint32_t mtu, const char* field = "mtu"); // bytes

} // namespace hookwalk::change
