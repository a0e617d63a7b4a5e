// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dock/changerequest.h"

#include "ui/theme/text.h"

namespace hookwalk::ui
{

namespace
{

struct Words {
    static QString with(const QString& words, const std::string& name)
    {
        return words.arg(QString::fromStdString(name));
    }
    QString operator()(const change::CreateTun& one) const { return with(ui::tr("Create %1"), one.name); }
    QString operator()(const change::DeleteTun& one) const { return with(ui::tr("Delete %1"), one.name); }
    QString operator()(const change::SetDeviceUp& one) const
    {
        return with(one.up ? ui::tr("Set %1 up") : ui::tr("Set %1 down"), one.name);
    }
    QString operator()(const change::SetDeviceMtu& one) const
    {
        return with(ui::tr("MTU of %1: %2"), one.name).arg(one.mtu);
    }
    QString operator()(const change::AddDeviceAddress&) const { return ui::tr("Add an address"); }
    QString operator()(const change::RemoveDeviceAddress&) const { return ui::tr("Remove this address"); }
    QString operator()(const change::SetForwarding& one) const
    {
        return one.on ? ui::tr("Turn forwarding on") : ui::tr("Turn forwarding off");
    }
    QString operator()(const change::SetNat& one) const
    {
        if (one.kind == change::SourceNat::Off)
            return ui::tr("Turn NAT off");
        return one.kind == change::SourceNat::Snat ? ui::tr("Source NAT") : ui::tr("Masquerade");
    }
    QString operator()(const change::SetRpFilter& one) const
    {
        return ui::tr("Reverse path: %1").arg(rpFilterWords().value(one.value));
    }
    QString operator()(const change::SetLogMartians& one) const
    {
        return one.on ? ui::tr("Log martians") : ui::tr("Log no martians");
    }
    QString operator()(const change::RestoreRoute& one) const
    {
        return ui::tr("Give the route to %1 back")
            .arg(one.destination.prefix == 0 ? QStringLiteral("default")
                                             : QString::fromStdString(one.destination.toString()));
    }
    QString operator()(const change::Change& one) const { return std::visit(*this, one); }
    QString operator()(const protocol::RestoreLeftovers&) const { return ui::tr("Put it back"); }
};

} // namespace

QString wordsOf(const Order& order)
{
    return std::visit(Words(), order);
}

QString warningOf(const Order& order)
{
    const auto* change = std::get_if<change::Change>(&order);
    return change && std::holds_alternative<change::DeleteTun>(*change)
               ? tr("Its addresses and the routes through it go with it.")
               : QString();
}

QStringList rpFilterWords()
{
    return {tr("off"), tr("strict"), tr("loose")};
}

} // namespace hookwalk::ui
