// SPDX-License-Identifier: GPL-3.0-or-later
// Who is who in the lab: names, addresses, and what each of its namespaces is given. The picture is in lab.h.
// Internal to kernel.
#pragma once

#include "kernel/lab/lablinks.h"

namespace hookwalk::kernel::labnetwork
{

inline const std::string tunName = "tun0";
inline const std::string networkName =
    "eth0";                                // of the study to the world; also that of the world and the LAN
inline const std::string lanName = "eth1"; // of the study to the LAN

// One address of each family.
struct Both {
    Network v4, v6;
};
extern const Both tunEnd, studyEnd, studyLanEnd, worldEnd, farEnd, lanEnd;
extern const IpAddress pingSource, pingSource6; // of the tun's subnet, nobody's

inline constexpr MacAddress studyMac{0x00, 0x00, 0x5e, 0x00, 0x53, 0x0f};
inline constexpr MacAddress worldMac{0x00, 0x00, 0x5e, 0x00, 0x53, 0x01};
inline constexpr MacAddress studyLanMac{0x00, 0x00, 0x5e, 0x00, 0x53, 0x02};
inline constexpr MacAddress lanMac{0x00, 0x00, 0x5e, 0x00, 0x53, 0x50};

bool hasIpv6(); // this kernel

// Settings for devices made from now on in the namespace that the process is in: every lab routes in the same
// way, whatever the machine's own settings are, and sends no packets of its own accord.
Result<void> quieten();
// Routing between the devices that are there, in the namespace that the process is in.
Result<void> forward();

// Addresses, routes and neighbours. The veth pairs are there.
Result<void> makeWorld(LabLinks& links);
Result<void> makeLan(LabLinks& links);
Result<void> makeStudy(LabLinks& links);
// The tun alone, in the namespace that the process is in: it may be made again later.
Result<void> makeTun(LabLinks& links);

// The rules, in the namespace that the process is in.
Result<void> setRules();

} // namespace hookwalk::kernel::labnetwork
