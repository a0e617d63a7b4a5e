// SPDX-License-Identifier: GPL-3.0-or-later
// What kind of probe is sent and from where: the part of the send form behind "More".
#pragma once

#include "protocol/messages.h"
#include "session/ping.h"
#include "ui/panels/field.h"

class QComboBox;

namespace hookwalk::ui
{

class ProbeSettings : public QWidget
{
    Q_OBJECT

public:
    explicit ProbeSettings(const Appearance& appearance, int width, QWidget* parent = nullptr);

    void setLab(const protocol::LabMade& lab);                       // names the devices to send from
    void setProbe(wire::ProbeProtocol protocol, std::uint16_t port); // from the tun; port 0: the usual one
    void writeTo(session::PingRequest& request) const;

    wire::ProbeProtocol protocol() const;
    session::PingFrom from() const;
    QString device() const;  // PingFrom::Device
    QString summary() const; // what is not as usual: "TCP 8080, from eth0"; else empty

Q_SIGNALS:
    void changed();

private:
    void showPort();

    QComboBox *m_protocol, *m_from;
    QSpinBox* m_port;
    Field* m_portField;
};

} // namespace hookwalk::ui
