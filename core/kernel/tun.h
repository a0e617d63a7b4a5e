// The tun device: made and owned by ioctl (Documentation/networking/tuntap.rst); rtnetlink refuses to make
// one.
#pragma once

#include "kernel/fd.h"
#include "model/result.h"

#include <string>

namespace hookwalk::kernel
{

// Makes the device, or attaches to one that nobody has open: IFF_TUN | IFF_NO_PI, not persistent, so it lives
// as long as somebody holds the descriptor. Non-blocking. In the network namespace that the process is in.
Result<UniqueFd> openTun(const std::string& name);

} // namespace hookwalk::kernel
