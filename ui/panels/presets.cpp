// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/presets.h"
#include "ui/theme/text.h"

namespace hookwalk::ui
{

namespace
{

using Protocol = wire::ProbeProtocol;

// kernel/lab/lab.h says what listens where.
constexpr std::uint16_t dnatPort = 8080, redirectPort = 8081, silentPort = 9;

} // namespace

std::vector<Preset> presetsOf(const protocol::LabMade& lab)
{
    std::vector<Preset> all{
        {tr("Far host"), tr("Forwarded and masqueraded; the reply finds its way back by conntrack."),
         lab.pingSource, lab.farAddress, Protocol::IcmpEcho, 0},
        {tr("Far host, IPv6"), tr("The same way in the ip6 tables."), lab.pingSource6, lab.farAddress6,
         Protocol::IcmpEcho, 0},
        {tr("LAN server, by DNAT"),
         tr("nat PREROUTING gives it another destination, and it is forwarded there."), lab.pingSource,
         lab.networkAddress, Protocol::Tcp, dnatPort},
        {tr("This machine, by REDIRECT"), tr("nat PREROUTING turns it to a port of this machine."),
         lab.pingSource, lab.networkAddress, Protocol::Tcp, redirectPort},
        {tr("A port that stays silent"), tr("The far host takes it and never answers."), lab.pingSource,
         lab.farAddress, Protocol::Udp, silentPort},
        {tr("The tun's own address"), tr("Delivered to this machine, not forwarded."), lab.pingSource,
         lab.tunAddress, Protocol::IcmpEcho, 0},
    };
    std::erase_if(all,
                  [](const Preset& preset) { return preset.source.isNull() || preset.destination.isNull(); });
    return all;
}

QString protocolName(Protocol protocol)
{
    switch (protocol) {
    case Protocol::IcmpEcho:
        return QStringLiteral("ICMP");
    case Protocol::Udp:
        return QStringLiteral("UDP");
    case Protocol::Tcp:
        break;
    }
    return QStringLiteral("TCP");
}

QString targetText(const Preset& preset)
{
    const QString address = QString::fromStdString(preset.destination.toString());
    return preset.port == 0
               ? address
               : QStringLiteral("%1, %2 %3").arg(address, protocolName(preset.protocol)).arg(preset.port);
}

} // namespace hookwalk::ui
