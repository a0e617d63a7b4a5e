#include "ui/dock/gatewayrows.h"

#include "model/network.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace hookwalk::ui
{

namespace
{

constexpr std::uint32_t usualMtu = 1500; // ETH_DATA_LEN, drivers/net/tun.c

QString tr(const char* text)
{
    return QCoreApplication::translate("GatewayRows", text);
}

const QString confPrefix = QStringLiteral("net.ipv4.conf.");

void append(const protocol::Device& device, std::vector<protocol::Request>& setup)
{
    setup.emplace_back(
        protocol::CreateTun{device.name, device.tap, device.owner, device.group, device.persistent});
    for (const auto& text : device.addresses) {
        const auto network = Network::parse(text);
        if (network && !isLinkLocal(network->address))
            setup.emplace_back(protocol::AddDeviceAddress{device.name, network->address, network->prefix});
    }
    if (device.mtu != usualMtu)
        setup.emplace_back(protocol::SetDeviceMtu{device.name, device.mtu});
    if (device.up)
        setup.emplace_back(protocol::SetDeviceUp{device.name, true});
}

} // namespace

QString KernelSetting::name() const
{
    return key.section(QLatin1Char('.'), -1);
}

QString KernelSetting::device() const
{
    if (!key.startsWith(confPrefix))
        return {};
    return key.mid(confPrefix.size()).chopped(name().size() + 1); // a device's name may have dots
}

QString KernelSetting::hint() const
{
    const QString now = QStringLiteral("%1 = %2").arg(key, value);
    return was.isEmpty() ? now : tr("%1, was %2").arg(now, was);
}

std::optional<KernelSetting> settingIn(const QString& text)
{
    static const QRegularExpression form(
        QStringLiteral("^\\s*(\\S+)\\s*=\\s*(\\S+)(?:\\s+\\(was (\\S+)\\))?\\s*$"));
    const auto match = form.match(text);
    if (!match.hasMatch())
        return std::nullopt;
    return KernelSetting{match.captured(1), match.captured(2), match.captured(3)};
}

QVector<KernelSetting> settingsOf(const protocol::GatewayShown& shown)
{
    QVector<KernelSetting> settings;
    for (const auto& text : shown.settings) {
        if (const auto setting = settingIn(QString::fromStdString(text)))
            settings << *setting;
    }
    return settings;
}

QString natText(const QString& subnet, const QString& out, const QString& snat)
{
    if (subnet.isEmpty())
        return tr("no subnet yet");
    const QString text = out.isEmpty() ? tr("%1 by any device").arg(subnet) : tr("%1 by %2").arg(subnet, out);
    return snat.isEmpty() ? text : tr("%1 as %2").arg(text, snat);
}

std::optional<protocol::SetGateway> natInForce(const protocol::GatewayShown& shown)
{
    const auto subnet = Network::parse(shown.subnet);
    if (shown.nat == protocol::SourceNat::Off || !subnet)
        return std::nullopt;
    protocol::SetGateway set;
    set.set = protocol::SetGateway::Nat;
    set.nat = shown.nat;
    set.subnet = subnet->address;
    set.prefix = subnet->prefix;
    set.out = shown.out;
    set.snat = IpAddress::parse(shown.snat).value_or(IpAddress());
    return set;
}

std::vector<protocol::Request> setupOf(const std::vector<protocol::Device>& devices,
                                       const protocol::GatewayShown& gateway)
{
    std::vector<protocol::Request> setup;
    for (const auto& device : devices)
        append(device, setup);
    auto set = natInForce(gateway).value_or(protocol::SetGateway());
    set.set |= gateway.forwarding ? protocol::SetGateway::Forwarding : 0;
    set.forwarding = gateway.forwarding;
    if (set.set != 0)
        setup.emplace_back(set);
    for (const KernelSetting& setting : settingsOf(gateway)) {
        protocol::SetGateway changed;
        changed.device = setting.device().toStdString();
        if (setting.was.isEmpty() || changed.device.empty())
            continue;
        if (setting.name() == QLatin1String("rp_filter")) {
            changed.set = protocol::SetGateway::RpFilter;
            changed.rpFilter = static_cast<std::uint8_t>(setting.value.toUInt());
        } else if (setting.name() == QLatin1String("log_martians")) {
            changed.set = protocol::SetGateway::LogMartians;
            changed.logMartians = setting.value != QLatin1String("0");
        }
        if (changed.set != 0)
            setup.emplace_back(changed);
    }
    return setup;
}

} // namespace hookwalk::ui
