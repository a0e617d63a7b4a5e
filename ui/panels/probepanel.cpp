// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/probepanel.h"

#include "ui/panels/presets.h"
#include "ui/panels/rawfield.h"
#include "ui/panels/savedprobes.h"
#include "ui/panels/segments.h"
#include "ui/panels/tintedlabel.h"
#include "ui/theme/text.h"

#include <algorithm>
#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLocale>

namespace hookwalk::ui
{

namespace
{

using Protocol = wire::ProbeProtocol;
using session::PingFrom;
using wire::Damage;

// Three columns of fields, as the mock-up has them.
constexpr int fieldWidth = 176, columnGap = 8;

// A SYN of Linux carries no data.
int usualPayload(Protocol protocol)
{
    return protocol == Protocol::Tcp ? 0 : static_cast<int>(session::PingRequest().payload.size());
}

void addTcpPackets(QComboBox& box)
{
    using namespace wire;
    const auto add = [&box](const QString& text, const QList<int>& flags, const QString& tip) {
        box.addItem(text, QVariant::fromValue(flags));
        box.setItemData(box.count() - 1, tip, Qt::ToolTipRole);
    };
    add(QStringLiteral("SYN"), {Syn},
        tr("Asks for a connection, as Linux does: MSS, SACK, timestamp, window scale."));
    add(tr("Handshake"), {}, tr("Opens a connection, where the SYN is answered, and closes it again."));
    add(tr("SYN, then ACK"), {Syn, Ack},
        tr("Two packets of one flow; of more, those behind the second are like it."));
    add(QStringLiteral("ACK"), {Ack}, tr("A stray one: of a connection that nobody has opened."));
    add(QStringLiteral("SYN, ACK"), {Syn | Ack}, tr("An answer that nobody has asked for."));
    add(QStringLiteral("FIN, ACK"), {Fin | Ack}, tr("The end of a connection that nobody has opened."));
    add(QStringLiteral("RST"), {Rst}, tr("A stray reset."));
}

void addOrigin(QComboBox& box, const QString& text, PingFrom from, const QString& device, const QString& tip)
{
    box.addItem(text, static_cast<int>(from));
    const int row = box.count() - 1;
    box.setItemData(row, device, ProbePanel::deviceRole);
    box.setItemData(row, tip, Qt::ToolTipRole);
}

QSpinBox* numberBox(int low, int high, const QString& name)
{
    auto* box = new QSpinBox;
    box->setRange(low, high);
    box->setObjectName(name);
    return box;
}

int usualPort(Protocol protocol)
{
    return protocol == Protocol::Udp ? wire::defaultUdpPort : wire::defaultTcpPort;
}

// The default text, repeated or cut to the length asked for.
std::string payloadOf(int size)
{
    const std::string pattern = session::PingRequest().payload;
    std::string payload;
    while (payload.size() < static_cast<std::size_t>(size))
        payload += pattern;
    payload.resize(static_cast<std::size_t>(size));
    return payload;
}

} // namespace

ProbePanel::ProbePanel(const Appearance& appearance, QWidget* parent)
    : QWidget(parent)
    , m_appearance(appearance)
    , m_protocol(new Segments(appearance, 32, this))
    , m_port(numberBox(1, 65535, QStringLiteral("port")))
    , m_payload(numberBox(0, static_cast<int>(session::maxFragmentedPayloadBytes), QStringLiteral("payload")))
    , m_fragments(numberBox(0, session::maxFragmentBytes, QStringLiteral("fragments")))
    , m_id(numberBox(0, 65535, QStringLiteral("probeId")))
    , m_from(new QComboBox)
    , m_checksum(new QComboBox)
    , m_tcp(new QComboBox)
    , m_timeout(new SecondsBox(1))
    , m_newConnection(new QCheckBox(tr("New connection each")))
    , m_dontFragment(new QCheckBox(tr("Don’t fragment (DF)")))
    , m_portField(new Field(appearance, tr("Port"), m_port, this))
    , m_idField(new Field(appearance, {}, m_id, this))
    , m_tcpField(new Field(appearance, tr("TCP flags"), m_tcp, this))
    , m_limits(new TintedLabel(&Theme::text3, textFont(11.5)))
    , m_problem(new TintedLabel(&Theme::dropped, textFont(11.5)))
    , m_inToolbar(new TintedLabel(&Theme::text3, textFont(11.5)))
    , m_raw(new RawField(this))
    , m_saved(new SavedProbes(
          appearance, [this] { return fields(); }, this))
{
    for (const Protocol protocol : {Protocol::IcmpEcho, Protocol::Tcp, Protocol::Udp}) {
        const QString name = protocol == Protocol::IcmpEcho ? tr("Ping") : protocolName(protocol);
        m_protocol->add(static_cast<int>(protocol), name, {},
                        QStringLiteral("protocol") + protocolName(protocol));
    }
    m_protocol->add(rawId, tr("Raw"), tr("A packet that you write, byte by byte"),
                    QStringLiteral("protocolRaw"));
    m_protocol->choose(static_cast<int>(Protocol::IcmpEcho));
    m_port->setValue(wire::defaultTcpPort);
    m_payload->setValue(usualPayload(Protocol::IcmpEcho));
    m_payload->setSuffix(QStringLiteral(" B"));
    m_fragments->setSpecialValueText(tr("whole"));
    m_fragments->setSuffix(QStringLiteral(" B"));
    m_fragments->setSingleStep(8);
    m_id->setSpecialValueText(tr("any"));
    m_timeout->setRange(0.001, static_cast<double>(session::maxTimeoutUs) / 1e6);
    m_from->setObjectName(QStringLiteral("from"));
    m_checksum->setObjectName(QStringLiteral("checksum"));
    m_tcp->setObjectName(QStringLiteral("tcpFlags"));
    addTcpPackets(*m_tcp);
    m_timeout->setObjectName(QStringLiteral("timeout"));
    m_newConnection->setObjectName(QStringLiteral("newConnection"));
    m_dontFragment->setObjectName(QStringLiteral("dontFragment"));
    m_newConnection->setToolTip(
        tr("A new ICMP id or source port for each: each is a new connection and passes the nat chains.\n"
           "Off: one for all, and only the first packet of a connection sees nat."));
    m_limits->setObjectName(QStringLiteral("payloadLimits"));
    m_problem->setObjectName(QStringLiteral("probeProblem"));
    m_problem->setWordWrap(true);
    addFields();
    m_raw->hide();
    setLab({});
    showProtocol();

    connect(m_protocol, &Segments::clicked, this, [this] {
        if (isRaw()) {
            Q_EMIT bytesWanted();
            showProtocol();
        } else {
            m_crafted = static_cast<Protocol>(m_protocol->chosen());
            if (m_crafted != Protocol::IcmpEcho)
                m_port->setValue(usualPort(m_crafted));
            chooseProtocol();
        }
        Q_EMIT changed();
    });
    connect(m_raw, &RawField::edited, this, &ProbePanel::changed);
    connect(m_saved, &SavedProbes::chosen, this, &ProbePanel::setFields);
    connect(this, &ProbePanel::changed, m_saved, &SavedProbes::compare);
    for (QSpinBox* box : {m_port, m_payload, m_fragments, m_id})
        connect(box, &QSpinBox::valueChanged, this, &ProbePanel::changed);
    connect(m_fragments, &QSpinBox::valueChanged, m_dontFragment,
            [this] { m_dontFragment->setChecked(isUsuallyWhole()); });
    for (QComboBox* box : {m_from, m_checksum, m_tcp})
        connect(box, &QComboBox::currentIndexChanged, this, &ProbePanel::changed);
    for (QCheckBox* box : {m_newConnection, m_dontFragment})
        connect(box, &QCheckBox::toggled, this, &ProbePanel::changed);
    connect(m_timeout, &QDoubleSpinBox::valueChanged, this, &ProbePanel::changed);
}

void ProbePanel::addFields()
{
    auto* grid = m_grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(columnGap);
    grid->setVerticalSpacing(12);
    const auto field = [this](const QString& label, QWidget* editor) {
        return new Field(m_appearance, label, editor, this);
    };
    QWidget* rows[][3] = {
        {m_protocol, m_portField, field(tr("Sent by"), m_from)},
        {field(tr("Payload"), m_payload), field(tr("Fragments"), m_fragments),
         field(tr("Checksum"), m_checksum)},
        {m_newConnection, m_idField, m_timeoutField = field(tr("Timeout"), m_timeout)},
    };
    for (int row = 0; row < 3; ++row) {
        for (int column = 0; column < 3; ++column) {
            rows[row][column]->setMinimumWidth(fieldWidth);
            grid->addWidget(rows[row][column], row, column);
        }
    }
    grid->addWidget(m_dontFragment, 3, 0);
    grid->addWidget(m_tcpField, 3, 1);
    grid->addWidget(m_raw, 4, 0, 1, 3);
    grid->addWidget(m_problem, 5, 0, 1, 3);
    grid->addWidget(m_limits, 6, 0, 1, 3);
    grid->addWidget(m_inToolbar, 7, 0);
    grid->addWidget(m_saved, 7, 1, 1, 2);
    m_craftedOnly = {m_portField, rows[1][0],     rows[1][1], rows[1][2], m_newConnection,
                     m_idField,   m_dontFragment, m_tcpField, m_limits};
}

void ProbePanel::setLab(const protocol::LabMade& lab)
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
    if (const QString lan = QString::fromStdString(lab.lan); !lan.isEmpty())
        addOrigin(*m_from, lan, PingFrom::Device, lan, tr("Arrives from the LAN server at %1.").arg(lan));
}

void ProbePanel::setProbe(Protocol protocol, std::uint16_t port)
{
    m_from->setCurrentIndex(0);
    m_protocol->choose(static_cast<int>(m_crafted = protocol));
    m_port->setValue(port != 0 ? port : usualPort(protocol));
    chooseProtocol();
    Q_EMIT changed();
}

void ProbePanel::writeTo(session::PingRequest& request, bool withRaw) const
{
    request.protocol = protocol();
    request.destinationPort = protocol() == Protocol::IcmpEcho ? 0 : static_cast<quint16>(m_port->value());
    (protocol() == Protocol::IcmpEcho ? request.firstId : request.sourcePort) =
        static_cast<quint16>(m_id->value());
    request.from = from();
    request.device = device().toStdString();
    request.payload = payloadOf(m_payload->value());
    request.fragmentBytes = static_cast<quint16>(m_fragments->value());
    request.dontFragment = m_dontFragment->isChecked();
    if (protocol() == Protocol::Tcp) {
        const auto packets = m_tcp->currentData().value<QList<int>>();
        request.handshake = packets.isEmpty();
        if (!packets.isEmpty())
            request.tcpFlags.assign(packets.begin(), packets.end());
        request.count = std::max(request.count, static_cast<quint32>(packets.size()));
    }
    request.damage = static_cast<Damage>(m_checksum->currentData().toInt());
    request.timeoutUs = m_timeout->microseconds();
    request.sameConnection = !m_newConnection->isChecked();
    if (withRaw && isRaw()) {
        const auto packet = m_raw->packet();
        session::setRaw(request, packet ? std::string(packet->begin(), packet->end()) : std::string());
    }
}

bool ProbePanel::isRaw() const
{
    return m_protocol->chosen() == rawId;
}

void ProbePanel::showBytes(const wire::Packet& packet)
{
    if (!m_raw->wasEdited())
        m_raw->setPacket(packet);
}

QString ProbePanel::rawProblem() const
{
    return isRaw() ? m_raw->problem() : QString();
}

void ProbePanel::showLimits(const session::PingRequest& request, const QString& problem)
{
    auto whole = request, inPieces = request;
    whole.fragmentBytes = 0;
    inPieces.fragmentBytes = 8;
    const QLocale english(QLocale::English);
    m_limits->setText(tr("Payload: at most %1 B in one packet, %2 B in fragments")
                          .arg(english.toString(static_cast<int>(mostPayloadBytes(whole))),
                               english.toString(static_cast<int>(mostPayloadBytes(inPieces)))));
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    const bool v6 = !request.destination.isNull() && !request.destination.isV4();
    m_inToolbar->setText(tr("In the toolbar: “%1”").arg(summary(v6)));
}

Protocol ProbePanel::protocol() const
{
    return m_crafted;
}

PingFrom ProbePanel::from() const
{
    return static_cast<PingFrom>(m_from->currentData().toInt());
}

QString ProbePanel::device() const
{
    return m_from->currentData(deviceRole).toString();
}

QString ProbePanel::usualSummary(bool ipv6)
{
    return ipv6 ? tr("Ping") + QStringLiteral(", IPv6") : tr("Ping");
}

QString ProbePanel::summary(bool ipv6) const
{
    if (isRaw())
        return m_raw->summary();
    const bool ping = protocol() == Protocol::IcmpEcho;
    QStringList parts{ping ? tr("Ping")
                           : QStringLiteral("%1 %2").arg(protocolName(protocol())).arg(m_port->value())};
    if (ipv6)
        parts << QStringLiteral("IPv6");
    if (m_newConnection->isChecked())
        parts << tr("new", "connection");
    if (from() != PingFrom::Tun)
        parts << (from() == PingFrom::Device ? tr("from %1").arg(device()) : tr("from here"));
    if (protocol() == Protocol::Tcp && m_tcp->currentIndex() > 0)
        parts << m_tcp->currentText();
    if (m_payload->value() != usualPayload(protocol()))
        parts << m_payload->text();
    if (m_fragments->value() > 0)
        parts << tr("in fragments");
    if (m_checksum->currentIndex() > 0)
        parts << tr("wrong checksum");
    if (m_dontFragment->isChecked() != isUsuallyWhole())
        parts << (m_dontFragment->isChecked() ? QStringLiteral("DF") : tr("no DF"));
    return parts.join(QStringLiteral(", "));
}

// Linux sends a SYN without data and with DF.
bool ProbePanel::isUsuallyWhole() const
{
    return protocol() == Protocol::Tcp && m_fragments->value() == 0;
}

void ProbePanel::chooseProtocol()
{
    m_payload->setValue(usualPayload(protocol()));
    m_dontFragment->setChecked(isUsuallyWhole());
    showProtocol();
}

void ProbePanel::showProtocol()
{
    const bool raw = isRaw();
    if (raw)
        setMinimumWidth(std::max(minimumWidth(), sizeHint().width())); // that of the other kinds
    if (raw == m_raw->isHidden()) {
        for (QWidget* widget : m_craftedOnly)
            widget->setVisible(!raw);
        m_raw->setVisible(raw);
    }
    m_grid->addWidget(m_timeoutField, raw ? 0 : 2, raw ? 1 : 2);
    const bool ping = protocol() == Protocol::IcmpEcho;
    m_portField->setEnabled(!ping);
    m_tcpField->setEnabled(protocol() == Protocol::Tcp);
    m_idField->setLabel(ping ? tr("ICMP id") : tr("From port"));
    const QSignalBlocker quiet(m_checksum);
    const auto chosen = m_checksum->currentIndex();
    m_checksum->clear();
    m_checksum->addItem(tr("right"), static_cast<int>(Damage::None));
    m_checksum->addItem(tr("wrong in IP"), static_cast<int>(Damage::IpChecksum));
    m_checksum->addItem(tr("wrong in %1").arg(protocolName(protocol())),
                        static_cast<int>(Damage::TransportChecksum));
    m_checksum->setCurrentIndex(std::max(0, chosen));
}

} // namespace hookwalk::ui
