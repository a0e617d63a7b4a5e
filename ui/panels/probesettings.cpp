// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/probesettings.h"

#include "ui/panels/presets.h"

#include <QComboBox>
#include <QVBoxLayout>

namespace hookwalk::ui
{

namespace
{

using Protocol = wire::ProbeProtocol;
using session::PingFrom;

constexpr int portRole = Qt::UserRole + 1;

void addOrigin(QComboBox& box, const QString& text, PingFrom from, const QString& device, const QString& tip)
{
    box.addItem(text, static_cast<int>(from));
    const int row = box.count() - 1;
    box.setItemData(row, device, Qt::UserRole + 1);
    box.setItemData(row, tip, Qt::ToolTipRole);
}

} // namespace

ProbeSettings::ProbeSettings(const Appearance& appearance, int width, QWidget* parent)
    : QWidget(parent)
    , m_protocol(new QComboBox)
    , m_from(new QComboBox)
    , m_port(new QSpinBox)
    , m_portField(new Field(appearance, tr("Port"), m_port, width))
{
    const std::pair<Protocol, int> protocols[] = {{Protocol::IcmpEcho, 0},
                                                  {Protocol::Udp, wire::defaultUdpPort},
                                                  {Protocol::TcpSyn, wire::defaultTcpPort}};
    for (const auto& [protocol, port] : protocols) {
        m_protocol->addItem(protocolName(protocol), static_cast<int>(protocol));
        m_protocol->setItemData(m_protocol->count() - 1, port, portRole);
    }
    m_port->setRange(1, 65535);
    m_protocol->setObjectName(QStringLiteral("protocol"));
    m_port->setObjectName(QStringLiteral("port"));
    m_from->setObjectName(QStringLiteral("from"));

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(new Field(appearance, tr("Protocol"), m_protocol, width));
    column->addWidget(m_portField);
    column->addWidget(new Field(appearance, tr("From"), m_from, width));

    connect(m_protocol, &QComboBox::currentIndexChanged, this, [this] {
        const int usual = m_protocol->currentData(portRole).toInt();
        if (usual > 0)
            m_port->setValue(usual);
        showPort();
        Q_EMIT changed();
    });
    connect(m_port, &QSpinBox::valueChanged, this, &ProbeSettings::changed);
    connect(m_from, &QComboBox::currentIndexChanged, this, &ProbeSettings::changed);
    setLab({});
    showPort();
}

void ProbeSettings::setLab(const protocol::LabMade& lab)
{
    const QSignalBlocker quiet(m_from);
    m_from->clear();
    const QString tun = lab.tun.empty() ? QStringLiteral("tun") : QString::fromStdString(lab.tun);
    addOrigin(*m_from, tun, PingFrom::Tun, {},
              tr("Written to the tun's fd, as if a host behind it had sent it."));
    addOrigin(*m_from, tr("This machine"), PingFrom::ThisMachine, {},
              tr("A process here sends it: local process, OUTPUT, POSTROUTING."));
    if (lab.network.empty())
        return;
    const QString network = QString::fromStdString(lab.network);
    addOrigin(*m_from, network, PingFrom::Device, network,
              tr("Arrives from the network at %1.").arg(network));
    if (!lab.lanServer.isNull())
        addOrigin(*m_from, QStringLiteral("eth1"), PingFrom::Device, QStringLiteral("eth1"),
                  tr("Arrives from the LAN server at eth1."));
}

void ProbeSettings::setProbe(Protocol protocol, std::uint16_t port)
{
    m_from->setCurrentIndex(0);
    m_protocol->setCurrentIndex(m_protocol->findData(static_cast<int>(protocol)));
    if (port != 0)
        m_port->setValue(port);
}

void ProbeSettings::writeTo(session::PingRequest& request) const
{
    request.protocol = protocol();
    request.destinationPort = protocol() == Protocol::IcmpEcho ? 0 : static_cast<quint16>(m_port->value());
    request.from = from();
    request.device = device().toStdString();
}

Protocol ProbeSettings::protocol() const
{
    return static_cast<Protocol>(m_protocol->currentData().toInt());
}

PingFrom ProbeSettings::from() const
{
    return static_cast<PingFrom>(m_from->currentData().toInt());
}

QString ProbeSettings::device() const
{
    return m_from->currentData(Qt::UserRole + 1).toString();
}

QString ProbeSettings::summary() const
{
    QStringList parts;
    if (protocol() != Protocol::IcmpEcho)
        parts << QStringLiteral("%1 %2").arg(protocolName(protocol())).arg(m_port->value());
    if (from() != PingFrom::Tun)
        parts << (from() == PingFrom::Device ? tr("from %1").arg(device()) : tr("from here"));
    return parts.join(QStringLiteral(", "));
}

void ProbeSettings::showPort()
{
    m_portField->setEnabled(protocol() != Protocol::IcmpEcho);
}

} // namespace hookwalk::ui
