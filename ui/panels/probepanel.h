// SPDX-License-Identifier: GPL-3.0-or-later
// What kind of probe is sent and from where: what drops down from the toolbar's probe field. Says what fits.
#pragma once

#include "protocol/messages.h"
#include "session/ping.h"
#include "ui/panels/field.h"

#include <QJsonObject>
#include <vector>

class QCheckBox;
class QComboBox;
class QGridLayout;
class QLabel;

namespace hookwalk::ui
{

class RawField;
class SavedProbes;
class Segments;

class ProbePanel : public QWidget
{
    Q_OBJECT

public:
    explicit ProbePanel(const Appearance& appearance, QWidget* parent = nullptr);

    void setLab(const protocol::LabMade& lab);                       // names the devices to send from
    void setProbe(wire::ProbeProtocol protocol, std::uint16_t port); // from the tun; port 0: the usual one
    void writeTo(session::PingRequest& request, bool withRaw = true) const; // false: as before raw was chosen
    // Beside the fields: how much fits into such a packet, and `problem` of the probe where it has one.
    void showLimits(const session::PingRequest& request, const QString& problem);

    bool isRaw() const;
    void showBytes(
        const wire::Packet& packet); // of what the other fields make, to begin with; kept where it was edited
    QString rawProblem() const;      // what is no byte in them; else empty
    wire::ProbeProtocol protocol() const; // raw: the last one that was chosen
    session::PingFrom from() const;
    QString device() const; // PingFrom::Device
    // "Ping, IPv6", "TCP 8080, new", and behind that all else that is not as usual.
    QString summary(bool ipv6) const;
    static QString usualSummary(bool ipv6); // of a panel as it begins

    // All fields, as they are kept in settings. What is not in `fields` stays as it is.
    static constexpr int deviceRole = Qt::UserRole + 1; // of "Sent by"
    QJsonObject fields() const;
    void setFields(const QJsonObject& fields);

Q_SIGNALS:
    void changed();
    void bytesWanted(); // raw was chosen: showBytes()

private:
    // Among the segments: behind the protocols.
    static constexpr int rawId = 1 + static_cast<int>(wire::ProbeProtocol::Tcp);

    void addFields();
    void showProtocol();
    bool isUsuallyWhole() const; // without fragments, and DF says so
    void chooseProtocol();

    const Appearance& m_appearance;
    wire::ProbeProtocol m_crafted = wire::ProbeProtocol::IcmpEcho;
    Segments* m_protocol;
    QSpinBox *m_port, *m_payload, *m_fragments, *m_id;
    QComboBox *m_from, *m_checksum, *m_tcp;
    SecondsBox* m_timeout;
    QCheckBox *m_newConnection, *m_dontFragment;
    Field *m_portField, *m_idField, *m_tcpField;
    QLabel *m_limits, *m_problem, *m_inToolbar;
    RawField* m_raw;
    SavedProbes* m_saved;
    QGridLayout* m_grid = nullptr;
    Field* m_timeoutField = nullptr;
    std::vector<QWidget*> m_craftedOnly; // not of a raw packet
};

} // namespace hookwalk::ui
