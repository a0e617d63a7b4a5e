// SPDX-License-Identifier: GPL-3.0-or-later
// What an administrator types, as root and in the folder of hookwalk-helper, to let a group change this
// machine without being asked each time (README.md, "This machine").
#pragma once

namespace hookwalk
{

// The copy, from the folder of the helper. Who may enter its folder is let in; the group that it has by its
// setgid bit has no members, so that only the copy itself can write to /run/hookwalk.
inline constexpr auto letInCopy = "host/hookwalk-helper";
inline constexpr auto letInCommands =
    "groupadd --system hookwalk; install -d -m 2770 -g hookwalk /run/hookwalk; echo 'd /run/hookwalk 2770 "
    "root hookwalk' > /etc/tmpfiles.d/hookwalk.conf; install -d -m 0750 -g netdev host; "
    "install -m 2755 -g hookwalk hookwalk-helper host/ && setcap "
    "cap_net_admin,cap_net_raw,cap_syslog,cap_setpcap+ep "
    "host/hookwalk-helper";

} // namespace hookwalk
