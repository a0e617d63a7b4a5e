// SPDX-License-Identifier: GPL-3.0-or-later
// The machine as a gateway for a tun: forwarding, reverse path filter, logging of martians, and an nftables
// table of our own for source NAT. Nobody else's rule is touched; settings are noted before they are changed.
#pragma once

#include "kernel/changes/tunadmin.h"
#include "kernel/journal/journal.h"
#include "kernel/netlink/nft.h"
#include "protocol/messages.h"

#include <optional>

namespace hookwalk::kernel
{

// The table as nft reads it.
std::string gatewayTable(const change::SetNat& nat);

class Gateway
{
public:
    // For the network namespace that the process is in. Both arguments must outlive this object, which
    // deletes the table. Outside a lab, what would cut connections through the machine is refused
    // (precautions.h).
    Gateway(Journal& journal, const TunAdmin& devices, bool isLab)
        : m_journal(&journal)
        , m_devices(&devices)
        , m_isLab(isLab)
    {
    }

    // All of it or nothing.
    Result<void> set(const change::SetForwarding& wanted);
    Result<void> set(const change::SetNat& wanted);
    Result<void> set(const change::SetRpFilter& wanted);
    Result<void> set(const change::SetLogMartians& wanted);
    Result<protocol::GatewayShown> show() const;

private:
    Result<void> setSettings(const std::vector<change::SettingValue>& wanted);
    Result<void> setSetting(const change::SettingValue& wanted);
    std::string before(const change::Setting& setting) const; // its value before our first change

    Journal* m_journal;
    const TunAdmin* m_devices; // knows what is in use
    bool m_isLab;
    std::optional<Nft> m_nft; // the table's owner
    change::SetNat m_nat;
};

} // namespace hookwalk::kernel
