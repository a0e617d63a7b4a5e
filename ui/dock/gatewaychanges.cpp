#include "ui/dock/gatewaychanges.h"

#include <QCoreApplication>

namespace hookwalk::ui
{

namespace
{

using protocol::SetGateway;

QString tr(const char* text)
{
    return QCoreApplication::translate("GatewayChanges", text);
}

} // namespace

QStringList rpFilterWords()
{
    return {tr("off"), tr("strict"), tr("loose")};
}

Change rpFilterChange(const QString& device, int value)
{
    SetGateway set;
    set.set = SetGateway::RpFilter;
    set.device = device.toStdString();
    set.rpFilter = static_cast<std::uint8_t>(value);
    return {tr("Reverse path: %1").arg(rpFilterWords().value(value)), set};
}

Change martiansChange(const QString& device, bool on)
{
    SetGateway set;
    set.set = SetGateway::LogMartians;
    set.device = device.toStdString();
    set.logMartians = on;
    return {on ? tr("Log martians") : tr("Log no martians"), set};
}

Change forwardingChange(bool on, const IpAddress& subnet6)
{
    SetGateway set;
    set.set = SetGateway::Forwarding;
    set.forwarding = on;
    set.subnet = subnet6;
    return {on ? tr("Turn forwarding on") : tr("Turn forwarding off"), set};
}

Change natChange(const SetGateway& wanted, const std::optional<SetGateway>& inForce)
{
    Change change{wanted.nat == protocol::SourceNat::Snat ? tr("Source NAT") : tr("Masquerade"), wanted};
    if (inForce)
        change.replaces = *inForce;
    return change;
}

Change natOffChange(const SetGateway& inForce)
{
    SetGateway off;
    off.set = SetGateway::Nat;
    return {tr("Turn source NAT off"), off, inForce};
}

} // namespace hookwalk::ui
