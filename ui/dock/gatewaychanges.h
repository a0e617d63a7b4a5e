// Changes of the gateway, each with the words that the strip shows for it.
#pragma once

#include "ui/dock/changestrip.h"

#include <QStringList>

namespace hookwalk::ui
{

QStringList rpFilterWords(); // of 0, 1 and 2
Change rpFilterChange(const QString& device, int value);
Change martiansChange(const QString& device, bool on);
// `subnet6`: of the tun, null where it has none; with it both families are meant.
Change forwardingChange(bool on, const IpAddress& subnet6);
Change natChange(const protocol::SetGateway& wanted, const std::optional<protocol::SetGateway>& inForce);
Change natOffChange(const protocol::SetGateway& inForce);

} // namespace hookwalk::ui
