// SPDX-License-Identifier: GPL-3.0-or-later
// What makes the machine a gateway for the tun: forwarding, source NAT, the reverse path filter, martians.
#pragma once

#include "ui/dock/changestrip.h"
#include "ui/dock/gatewayrows.h"

#include <QMap>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace hookwalk::ui
{

class EditRow;
class NatForm;

class GatewayPanel : public QWidget
{
    Q_OBJECT

public:
    GatewayPanel(const Appearance& appearance, ChangeStrip& strip, QWidget* parent = nullptr);

    void showGateway(const protocol::GatewayShown& shown);
    const protocol::GatewayShown& shown() const { return m_shown; }
    void setDevice(const protocol::Device* device); // whose subnet is suggested; null: none
    void setOut(const QString& device);             // the device that is suggested to leave by

private:
    void buildNat(QVBoxLayout* column);
    void showForwarding();
    void showSettings();
    void showNat();
    void suggest();
    void addSetting(const change::Setting& setting);
    bool forwards() const;
    bool translates() const { return m_shown.nat.kind != change::SourceNat::Off; }
    Proposal forwarding() const;
    std::optional<Proposal> switchNat() const;
    std::optional<Proposal> translation() const; // with what the form holds
    Proposal inPlaceOfNat(const change::SetNat& wanted) const;

    const Appearance& m_appearance;
    ChangeStrip& m_strip;
    protocol::GatewayShown m_shown;
    std::string m_device;
    QString m_subnet, m_out;
    bool m_hasV6 = false; // its subnet, too

    EditRow *m_forwarding, *m_nat;
    QPushButton* m_changeNat;
    NatForm* m_form;
    QVBoxLayout* m_settings;
    QMap<QString, EditRow*> m_settingRows; // by key
    QLabel* m_otherNat;
};

} // namespace hookwalk::ui
