// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dock/devicerows.h"

#include "ui/dock/accounts.h"
#include "ui/theme/text.h"

#include <QLocale>

namespace hookwalk::ui
{

namespace
{

QString whoseText(Account kind, std::uint32_t id)
{
    return id == change::nobody ? tr("none") : accountName(kind, id);
}

QString countText(quint64 packets, quint64 bytes)
{
    return tr("%1 packet(s), %2", nullptr, formOf(packets))
        .arg(QLocale(QLocale::English).toString(packets), bytesText(bytes));
}

QString openText(const protocol::Device& device)
{
    if (!device.holder.empty())
        return QString::fromStdString(device.holder);
    return device.carrier ? tr("a program") : tr("no program");
}

} // namespace

QString bytesText(quint64 bytes)
{
    if (bytes < 1000)
        return QStringLiteral("%1 B").arg(bytes);
    double amount = static_cast<double>(bytes);
    static constexpr const char* units[] = {"kB", "MB", "GB", "TB"};
    std::size_t unit = 0;
    for (amount /= 1000; amount >= 999.5 && unit + 1 < std::size(units); ++unit)
        amount /= 1000;
    return QStringLiteral("%1 %2").arg(amount, 0, 'g', 3).arg(QLatin1String(units[unit]));
}

DeviceState stateOf(const protocol::Device& device)
{
    if (!device.up)
        return {Pill::Tone::Quiet, tr("down"), tr("It is set down: nothing is sent or received.")};
    if (!device.carrier)
        return {Pill::Tone::Hint, tr("no carrier"),
                tr("It is up, but no program has it open: what the kernel sends to it is dropped.")};
    return {Pill::Tone::Good, tr("up"), tr("It is up, and a program has it open.")};
}

QVector<DeviceRow> ownershipRows(const protocol::Device& device)
{
    const QString flags =
        QStringLiteral("%1, %2").arg(device.tap ? QStringLiteral("tap") : QStringLiteral("tun"),
                                     device.persistent ? tr("persistent") : tr("not persistent"));
    return {
        {tr("Owner"), whoseText(Account::User, device.owner),
         tr("The user who may open it without being root.")},
        {tr("Group"), whoseText(Account::Group, device.group), tr("The group that may open it.")},
        {tr("Flags"), flags,
         device.persistent ? tr("It stays while no program has it open.")
                           : tr("It goes when the program that has it open closes it.")},
        {tr("Open by"), openText(device),
         device.carrier && device.holder.empty()
             ? tr("Some program has it open; which one is not to be seen from here.")
             : tr("Carrier means for a tun: a program has it open.")},
    };
}

QVector<DeviceRow> trafficRows(const protocol::Device& device)
{
    QVector<DeviceRow> rows{
        {tr("Queue"), tr("%n packet(s)", nullptr, formOf(device.queueLength)),
         tr("How many packets wait at most for the program to read them.")},
        {tr("Received"), countText(device.rxPackets, device.rxBytes),
         tr("Received by the kernel: what a program wrote to the fd.")},
        {tr("Sent"), countText(device.txPackets, device.txBytes),
         tr("Sent by the kernel: what a program can read from the fd.")},
    };
    if (device.rxDropped + device.txDropped > 0)
        rows << DeviceRow{tr("Dropped"),
                          tr("%1 received, %2 sent").arg(device.rxDropped).arg(device.txDropped),
                          tr("Dropped at the device: broken packets, a full queue, or nobody who reads.")};
    return rows;
}

} // namespace hookwalk::ui
