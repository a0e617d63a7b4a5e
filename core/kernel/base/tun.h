// SPDX-License-Identifier: GPL-3.0-or-later
// The tun device: made and owned by ioctl (Documentation/networking/tuntap.rst); rtnetlink refuses to make
// one.
#pragma once

#include "model/result.h"
#include "model/uniquefd.h"

#include <cstdint>
#include <string>

namespace hookwalk::kernel
{

// Makes the device, or attaches to one that nobody has open: IFF_TUN | IFF_NO_PI, not persistent, so it lives
// as long as somebody holds the descriptor. Non-blocking. In the network namespace that the process is in.
Result<UniqueFd> openTun(const std::string& name);

// The same for a device that exists; the flags must match its own (IFF_MULTI_QUEUE).
Result<UniqueFd> openTun(const std::string& name, int flags);

struct NewTun {
    std::string name;
    bool tap = false;
    std::uint32_t owner = 0xffffffff, group = 0xffffffff; // all ones: nobody
};
// Makes a new device, which is not persistent yet.
Result<UniqueFd> makeTun(const NewTun& wanted);
Result<void> makePersistent(const UniqueFd& tun, const std::string& name);

// Attaches for a moment with these flags (IFF_TUN | …), which TUNSETIFF then keeps. errno, or 0.
int setTunFlags(const std::string& name, int flags);

} // namespace hookwalk::kernel
