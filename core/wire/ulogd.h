// SPDX-License-Identifier: GPL-3.0-or-later
// ulogd2's JSON, GPRINT ("key=value,…") and OPRINT (a line a key). Its LOGEMU is read as a LOG line. Internal to wire; see
// othertools.h.
#pragma once

#include "wire/token.h"

#include <string>

namespace hookwalk::wire
{

std::optional<Text> ulogdRecord(Text text);
std::optional<std::string> ulogdPacket(Text text);
// "oob.hook": the number of the hook where it was logged (enum nf_inet_hooks, include/uapi/linux/netfilter.h)
std::optional<Hook> ulogdHook(Text text);

} // namespace hookwalk::wire
