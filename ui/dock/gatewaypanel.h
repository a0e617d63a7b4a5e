// What makes the machine a gateway for the tun: forwarding, source NAT, the reverse path filter, martians.
#pragma once

#include "ui/appearance.h"
#include "ui/dock/ask.h"
#include "ui/dock/gatewayrows.h"

#include <QMap>
#include <QWidget>

class QCheckBox;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace hookwalk::ui
{

class CommandsView;
class NatForm;
class SettingRow;

class GatewayPanel : public QWidget
{
    Q_OBJECT

public:
    GatewayPanel(const Appearance& appearance, Ask ask, QWidget* parent = nullptr);

    void showGateway(const protocol::GatewayShown& shown);
    const protocol::GatewayShown& shown() const { return m_shown; }
    void setDevice(const protocol::Device* device); // whose subnet is suggested; null: none
    void setOut(const QString& device);             // the device that is suggested to leave by

private:
    using Make = std::function<std::optional<protocol::Request>()>;

    void buildNat(QVBoxLayout* column);
    void showSettings();
    void showNat();
    void switchNat(bool on);
    QWidget* controlOf(const KernelSetting& setting);
    void change(const protocol::Request& request);
    void offer(SettingRow* row, const Make& make); // the commands for `make` while one points at `row`

    const Appearance& m_appearance;
    const Ask m_ask;
    protocol::GatewayShown m_shown;
    QString m_device, m_subnet, m_out;

    SettingRow *m_forwardingRow, *m_natRow;
    QCheckBox *m_forwarding, *m_nat;
    QPushButton* m_changeNat;
    NatForm* m_form;
    QVBoxLayout* m_settings;
    QMap<QString, SettingRow*> m_settingRows; // by key
    QMap<QString, QWidget*> m_controls;
    QLabel *m_otherNat, *m_refusal;
    CommandsView* m_commands;
};

} // namespace hookwalk::ui
