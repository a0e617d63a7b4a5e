// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dock/gatewayrows.h"

#include "model/network.h"
#include "ui/theme/text.h"

namespace hookwalk::ui
{

namespace
{

constexpr std::uint32_t usualMtu = 1500; // ETH_DATA_LEN, drivers/net/tun.c

void append(const protocol::Device& device, std::vector<change::Change>& setup)
{
    setup.emplace_back(
        change::CreateTun{device.name, device.tap, device.owner, device.group, device.persistent});
    for (const auto& text : device.addresses) {
        const auto network = Network::parse(text);
        if (network && !isLinkLocal(network->address))
            setup.emplace_back(change::AddDeviceAddress{device.name, *network});
    }
    if (device.mtu != usualMtu)
        setup.emplace_back(change::SetDeviceMtu{device.name, device.mtu});
    if (device.up)
        setup.emplace_back(change::SetDeviceUp{device.name, true});
}

} // namespace

QString hintOf(const protocol::SettingShown& shown)
{
    const QString now = QString::fromStdString(shown.setting.key() + " = " + shown.value);
    return shown.former.empty() ? now : tr("%1, was %2").arg(now, QString::fromStdString(shown.former));
}

QString natText(const QString& subnet, const QString& out, const QString& source)
{
    if (subnet.isEmpty())
        return tr("no subnet yet");
    const QString text = out.isEmpty() ? tr("%1 by any device").arg(subnet) : tr("%1 by %2").arg(subnet, out);
    return source.isEmpty() ? text : tr("%1 as %2").arg(text, source);
}

QString natText(const change::SetNat& nat)
{
    const bool isSnat = nat.kind == change::SourceNat::Snat;
    return natText(QString::fromStdString(nat.subnet.toString()), QString::fromStdString(nat.out),
                   isSnat ? QString::fromStdString(nat.source.toString()) : QString());
}

std::vector<change::Change> setupOf(const std::vector<protocol::Device>& devices,
                                    const protocol::GatewayShown& gateway)
{
    using enum change::Setting::Kind;
    std::vector<change::Change> setup;
    for (const auto& device : devices)
        append(device, setup);
    const bool v4 = gateway.nat.subnet.address.isV4();
    if (gateway.forwarding)
        setup.emplace_back(change::SetForwarding{
            true, gateway.forwarding6 && gateway.nat.kind != change::SourceNat::Off && !v4});
    if (gateway.nat.kind != change::SourceNat::Off)
        setup.emplace_back(gateway.nat);
    for (const auto& [setting, value, former] : gateway.settings) {
        if (former.empty())
            continue;
        if (setting.kind == RpFilter && !value.empty())
            setup.emplace_back(
                change::SetRpFilter{setting.device, static_cast<std::uint8_t>(value[0] - '0')});
        else if (setting.kind == LogMartians)
            setup.emplace_back(change::SetLogMartians{setting.device, value != "0"});
    }
    return setup;
}

} // namespace hookwalk::ui
