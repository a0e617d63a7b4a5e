// SPDX-License-Identifier: GPL-3.0-or-later
// The other end of a veth, in a container for example: who sends there is heard by netfilter at the near end.
#pragma once

#include "model/ipaddress.h"
#include "session/netns.h"

#include <cstdint>
#include <optional>
#include <string>

namespace hookwalk::session
{

struct FarEnd {
    NetworkNamespace netns;     // where it is
    std::uint32_t index = 0;    // its device there
    std::string device, bridge; // the near end, and the bridge that this is a port of ("": none)
    // The device that packets from there come in by, as routing sees it.
    const std::string& entry() const { return bridge.empty() ? device : bridge; }
    bool operator==(const FarEnd&) const = default;
};

// Of a device in `near`; nothing: it is no veth there. An Error where no namespace that this user can look into has it, or
// may not be entered. Asked of the kernel: IFLA_LINK, IFLA_LINK_NETNSID and RTM_GETNSID (rtnetlink(7)).
Result<std::optional<FarEnd>> farEndOf(const std::string& device, const NetworkNamespace& near);
// The address that a socket there sends from, `wanted` unless that is null. An Error where its routes do not lead out by
// that device, or the bridge that it is a port of.
Result<IpAddress> sourceAt(const FarEnd& end, const IpAddress& wanted, const IpAddress& destination);

} // namespace hookwalk::session
