// SPDX-License-Identifier: GPL-3.0-or-later
// The commands by which an administrator allows a group to change this machine without a question each time
// (README.md, "This machine"): to be typed as root, in the folder of hookwalk-helper.
#pragma once

namespace hookwalk
{

// The copy of the helper, relative to its folder. Users who may enter host/ may use it. The group of its
// setgid bit has no members, so that only the copy itself can write to /run/hookwalk.
inline constexpr auto letInCopy = "host/hookwalk-helper";
inline constexpr auto letInCommands =
    "groupadd --system hookwalk; install -d -m 2770 -g hookwalk /run/hookwalk; echo 'd /run/hookwalk 2770 "
    "root hookwalk' > /etc/tmpfiles.d/hookwalk.conf; install -d -m 0750 -g netdev host; "
    "install -m 2755 -g hookwalk hookwalk-helper host/ && setcap "
    "cap_net_admin,cap_net_raw,cap_syslog,cap_setpcap+ep "
    "host/hookwalk-helper";

} // namespace hookwalk
