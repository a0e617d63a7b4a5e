// SPDX-License-Identifier: GPL-3.0-or-later
// What kind of probe is sent and from where: what drops down from the toolbar's probe field. Says what fits.
#pragma once

#include "protocol/messages.h"
#include "session/ping.h"
#include "ui/panels/field.h"

class QCheckBox;
class QComboBox;
class QLabel;

namespace hookwalk::ui
{

class Segments;

class ProbePanel : public QWidget
{
    Q_OBJECT

public:
    explicit ProbePanel(const Appearance& appearance, QWidget* parent = nullptr);

    void setLab(const protocol::LabMade& lab);                       // names the devices to send from
    void setProbe(wire::ProbeProtocol protocol, std::uint16_t port); // from the tun; port 0: the usual one
    void writeTo(session::PingRequest& request) const;
    // Beside the fields: how much fits into such a packet, and `problem` of the probe where it has one.
    void showLimits(const session::PingRequest& request, const QString& problem);

    wire::ProbeProtocol protocol() const;
    session::PingFrom from() const;
    QString device() const; // PingFrom::Device
    // "Ping, IPv6", "TCP 8080, new", and behind that all else that is not as usual.
    QString summary(bool ipv6) const;

Q_SIGNALS:
    void changed();

private:
    void addFields();
    void showProtocol();
    bool isUsuallyWhole() const; // without fragments, and DF says so
    void chooseProtocol();

    const Appearance& m_appearance;
    Segments* m_protocol;
    QSpinBox *m_port, *m_payload, *m_fragments, *m_id;
    QComboBox *m_from, *m_checksum, *m_tcp;
    SecondsBox* m_timeout;
    QCheckBox *m_newConnection, *m_dontFragment;
    Field *m_portField, *m_idField, *m_tcpField;
    QLabel *m_limits, *m_problem;
};

} // namespace hookwalk::ui
