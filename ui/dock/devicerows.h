// SPDX-License-Identifier: GPL-3.0-or-later
// What the tun panel says of a device, in words.
#pragma once

#include "protocol/messages.h"
#include "ui/panels/pill.h"

#include <QVector>

namespace hookwalk::ui
{

struct DeviceRow {
    QString label, value, tip;
};

struct DeviceState {
    Pill::Tone tone = Pill::Tone::Quiet;
    QString word, why;
};

DeviceState stateOf(const protocol::Device& device);
QVector<DeviceRow> ownershipRows(const protocol::Device& device); // owner, group, flags, who has it open
QVector<DeviceRow> trafficRows(const protocol::Device& device);   // queue and counters
QString bytesText(quint64 bytes); // "151 B", "1.5 kB": powers of 1000, as ip -s

} // namespace hookwalk::ui
