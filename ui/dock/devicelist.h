// SPDX-License-Identifier: GPL-3.0-or-later
// Which tun: the devices of the place with their state, where there is more than one.
#pragma once

#include "protocol/messages.h"
#include "ui/appearance.h"

#include <QListWidget>

namespace hookwalk::ui
{

class DeviceList : public QListWidget
{
    Q_OBJECT

public:
    explicit DeviceList(const Appearance& appearance, QWidget* parent = nullptr);
    void show(const std::vector<protocol::Device>& devices, const QString& chosen);

Q_SIGNALS:
    void chosen(const QString& name);
};

} // namespace hookwalk::ui
