// The machine as a gateway for a tun: forwarding, filters of the kernel's routing, and a table of our own
// that rewrites sources. No rule of anybody else is touched; settings are noted before they are changed.
#pragma once

#include "kernel/journal.h"
#include "kernel/nft.h"
#include "kernel/tunadmin.h"
#include "protocol/messages.h"

#include <optional>

namespace hookwalk::kernel
{

// "hookwalk_gateway_PID": its table, which is no table of trace points.
bool isGatewayTable(std::string_view table);

// The table as nft reads it.
std::string gatewayTable(const protocol::SetGateway& order);

class Gateway
{
public:
    // In the network namespace that the process is in. Both must live longer. The table goes with this
    // object. Outside a lab what would cut connections through the machine is refused (precautions.h).
    Gateway(Journal& journal, const TunAdmin& devices, bool isLab)
        : m_journal(&journal)
        , m_devices(&devices)
        , m_isLab(isLab)
    {
    }

    // All of it or nothing.
    Result<void> set(const protocol::SetGateway& order);
    Result<protocol::GatewayShown> show() const;

private:
    Result<void> setSettings(const protocol::SetGateway& order);
    Result<void> setSetting(const std::string& path, const std::string& value, std::vector<Along> along = {});
    Result<void> setNat(const protocol::SetGateway& order);
    Result<void> checkHarmless(const protocol::SetGateway& order) const;
    std::string before(const std::string& path) const; // its value when nothing of ours had changed it
    std::string settingLine(const std::string& path) const;

    Journal* m_journal;
    const TunAdmin* m_devices; // knows what is in use
    bool m_isLab;
    std::optional<Nft> m_nft; // the table's owner
    protocol::SetGateway m_nat;
};

} // namespace hookwalk::kernel
