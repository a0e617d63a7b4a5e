// SPDX-License-Identifier: GPL-3.0-or-later
// Addresses for probes through an existing tun, in the form of the lab's description.
#pragma once

#include "protocol/messages.h"

namespace hookwalk::session
{

// tun, tunAddress and pingSource (and those of IPv6) from the first global address of each family: the source
// of a ping is the first address of its subnet that is not the tun's own. Null where the device has none.
protocol::LabMade describeTun(const protocol::Device& device);

} // namespace hookwalk::session
