// The gateway's settings as the helper lists them, taken apart: "net.ipv4.conf.all.rp_filter = 0 (was 2)".
#pragma once

#include "protocol/messages.h"

#include <optional>
#include <QString>
#include <QVector>

namespace hookwalk::ui
{

struct KernelSetting {
    QString key, value, was; // was: empty where it is as it was before
    QString name() const;    // "rp_filter"
    QString device() const;  // "all", "tun0"; empty where it is of no device
    QString hint() const;    // "net.ipv4.ip_forward = 1, was 0"
};

std::optional<KernelSetting> settingIn(const QString& text);
QVector<KernelSetting> settingsOf(const protocol::GatewayShown& shown);
// The request that made the source NAT that is shown. Nothing: there is none.
std::optional<protocol::SetGateway> natInForce(const protocol::GatewayShown& shown);
// "192.168.69.0/24 by eth0 as 198.51.100.15"; out and snat may be empty.
QString natText(const QString& subnet, const QString& out, const QString& snat);
// What devices and the gateway are now, as the requests that would make them anew.
std::vector<protocol::Request> setupOf(const std::vector<protocol::Device>& devices,
                                       const protocol::GatewayShown& gateway);

} // namespace hookwalk::ui
