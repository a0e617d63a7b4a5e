// SPDX-License-Identifier: GPL-3.0-or-later
// The gateway's settings in words, and what devices and gateway are as the changes that would make them anew.
#pragma once

#include "protocol/messages.h"

#include <QString>

namespace hookwalk::ui
{

QString hintOf(const protocol::SettingShown& shown); // "net.ipv4.ip_forward = 1, was 0"
// "192.168.69.0/24 by eth0 as 198.51.100.15"; out and source may be empty.
QString natText(const QString& subnet, const QString& out, const QString& source);
QString natText(const change::SetNat& nat);
std::vector<change::Change> setupOf(const std::vector<protocol::Device>& devices,
                                    const protocol::GatewayShown& gateway);

} // namespace hookwalk::ui
