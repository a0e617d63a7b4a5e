#include "ui/dock/gatewaypanel.h"

#include "ui/dock/commandsview.h"
#include "ui/dock/fieldchecks.h"
#include "ui/dock/natform.h"
#include "ui/dock/pieces.h"
#include "ui/dock/settingrow.h"

#include <algorithm>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace hookwalk::ui
{

namespace
{

using protocol::SetGateway;

const QString forwardingKey = QStringLiteral("net.ipv4.ip_forward");
const QString rpFilterName = QStringLiteral("rp_filter");
const QString martiansName = QStringLiteral("log_martians");
const QString everyDevice = QStringLiteral("all");

SetGateway forwardingRequest(bool on)
{
    SetGateway set;
    set.set = SetGateway::Forwarding;
    set.forwarding = on;
    return set;
}

SetGateway natOffRequest()
{
    SetGateway set;
    set.set = SetGateway::Nat;
    return set;
}

SetGateway rpFilterRequest(const QString& device, int value)
{
    SetGateway set;
    set.set = SetGateway::RpFilter;
    set.device = device.toStdString();
    set.rpFilter = static_cast<std::uint8_t>(value);
    return set;
}

SetGateway martiansRequest(const QString& device, bool on)
{
    SetGateway set;
    set.set = SetGateway::LogMartians;
    set.device = device.toStdString();
    set.logMartians = on;
    return set;
}

QString titleOf(const KernelSetting& setting)
{
    const QString title =
        setting.name() == rpFilterName ? GatewayPanel::tr("Reverse path") : GatewayPanel::tr("Log martians");
    return setting.device() == everyDevice ? title : GatewayPanel::tr("%1, %2").arg(title, setting.device());
}

} // namespace

GatewayPanel::GatewayPanel(const Appearance& appearance, Ask ask, QWidget* parent)
    : QWidget(parent)
    , m_appearance(appearance)
    , m_ask(std::move(ask))
    , m_forwarding(switchBox({}))
    , m_nat(switchBox({}))
    , m_settings(new QVBoxLayout)
    , m_otherNat(sentenceLabel(appearance, &Theme::hint))
    , m_refusal(sentenceLabel(appearance, &Theme::dropped))
    , m_commands(new CommandsView(appearance))
{
    m_forwarding->setObjectName(QStringLiteral("forwarding"));
    m_nat->setObjectName(QStringLiteral("nat"));
    m_otherNat->setObjectName(QStringLiteral("otherNat"));
    m_refusal->setObjectName(QStringLiteral("gatewayRefusal"));
    m_forwardingRow = new SettingRow(appearance, tr("IP forwarding"), m_forwarding);
    m_forwardingRow->setObjectName(QStringLiteral("forwardingRow"));
    m_settings->setSpacing(12);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(dockMargin, dockMargin, rightMargin, dockMargin);
    column->setSpacing(12);
    column->addWidget(m_forwardingRow);
    buildNat(column);
    column->addLayout(m_settings);
    column->addWidget(m_refusal);
    column->addWidget(m_commands);
    connect(m_forwarding, &QCheckBox::clicked, this, [this](bool on) { change(forwardingRequest(on)); });
    offer(m_forwardingRow, [this] { return forwardingRequest(!m_shown.forwarding); });
    m_commands->setRequests({forwardingRequest(true)});
    showGateway({});
}

void GatewayPanel::buildNat(QVBoxLayout* column)
{
    m_natRow = new SettingRow(m_appearance, tr("Masquerade"), m_nat);
    m_natRow->setObjectName(QStringLiteral("natRow"));
    m_changeNat = linkButton(m_appearance, tr("Change…"));
    m_changeNat->setObjectName(QStringLiteral("changeNat"));
    m_changeNat->setAccessibleName(tr("Change the source NAT"));
    m_form = new NatForm(m_appearance, m_ask);
    m_form->setObjectName(QStringLiteral("natForm"));
    m_form->hide();
    column->addWidget(m_natRow);
    column->addWidget(m_otherNat);
    column->addWidget(m_changeNat, 0, Qt::AlignLeft);
    column->addWidget(m_form);
    const auto close = [this] {
        m_form->hide();
        m_changeNat->show();
        m_commands->show();
        showNat();
    };
    connect(m_nat, &QCheckBox::clicked, this, &GatewayPanel::switchNat);
    connect(m_changeNat, &QPushButton::clicked, this, [this] {
        m_form->show();
        m_changeNat->hide();
        m_commands->hide(); // the form shows its own
    });
    connect(m_form, &ChangeForm::done, this, close);
    connect(m_form, &ChangeForm::cancelled, this, close);
    offer(m_natRow, [this]() -> std::optional<protocol::Request> {
        if (m_shown.nat == protocol::SourceNat::Off)
            return m_form->request();
        return natOffRequest();
    });
}

void GatewayPanel::offer(SettingRow* row, const Make& make)
{
    connect(row, &SettingRow::pointedAt, this, [this, make] {
        const auto request = make();
        if (request && m_form->isHidden())
            m_commands->setRequests({*request});
    });
}

void GatewayPanel::setDevice(const protocol::Device* device)
{
    m_device = device ? QString::fromStdString(device->name) : QString();
    m_subnet.clear();
    for (const auto& text : device ? device->addresses : std::vector<std::string>()) {
        const auto network = networkIn(QString::fromStdString(text));
        if (network && (m_subnet.isEmpty() || network->address.isV4()))
            m_subnet = toText(subnetOf(*network));
        if (network && network->address.isV4())
            break;
    }
    m_form->suggest(m_subnet, m_out);
    showSettings();
    showNat();
}

void GatewayPanel::setOut(const QString& device)
{
    m_out = device;
    m_form->suggest(m_subnet, m_out);
    showNat();
}

void GatewayPanel::showGateway(const protocol::GatewayShown& shown)
{
    m_shown = shown;
    m_forwarding->setChecked(shown.forwarding);
    m_form->showInForce(shown);
    setSentence(*m_otherNat, QString::fromStdString(shown.otherNat));
    showSettings();
    showNat();
}

void GatewayPanel::showSettings()
{
    QStringList shownKeys;
    m_forwardingRow->setHint(tr("%1 = %2").arg(forwardingKey).arg(m_shown.forwarding ? 1 : 0));
    for (const KernelSetting& setting : settingsOf(m_shown)) {
        const QString hint = tr("%1 = %2").arg(setting.key, setting.value);
        if (setting.key == forwardingKey)
            m_forwardingRow->setHint(hint, setting.was);
        const bool known = setting.name() == rpFilterName || setting.name() == martiansName;
        const QString device = setting.device();
        const bool wanted = device == everyDevice || device == m_device || !setting.was.isEmpty();
        if (!known || device.isEmpty() || !wanted)
            continue;
        shownKeys << setting.key;
        QWidget* control = m_controls.value(setting.key);
        if (!control) {
            control = controlOf(setting);
            auto* row = new SettingRow(m_appearance, titleOf(setting), control);
            row->setObjectName(setting.key);
            m_controls.insert(setting.key, control);
            m_settingRows.insert(setting.key, row);
            m_settings->addWidget(row);
        }
        if (auto* box = qobject_cast<QComboBox*>(control))
            box->setCurrentIndex(std::clamp(setting.value.toInt(), 0, 2));
        else if (auto* check = qobject_cast<QCheckBox*>(control))
            check->setChecked(setting.value != QLatin1String("0"));
        m_settingRows[setting.key]->setHint(hint, setting.was);
    }
    for (auto row = m_settingRows.cbegin(); row != m_settingRows.cend(); ++row)
        row.value()->setVisible(shownKeys.contains(row.key()));
}

QWidget* GatewayPanel::controlOf(const KernelSetting& setting)
{
    const QString device = setting.device();
    if (setting.name() == rpFilterName) {
        auto* box = new QComboBox;
        box->setFixedWidth(88);
        box->addItems({tr("off"), tr("strict"), tr("loose")});
        box->setToolTip(tr("Drops packets whose source would not be answered by the device they came from "
                           "(RFC 3704). The kernel takes the greater number of this device and of all."));
        connect(box, &QComboBox::activated, this,
                [this, device](int value) { change(rpFilterRequest(device, value)); });
        return box;
    }
    auto* check = switchBox({});
    check->setToolTip(tr("Writes packets with impossible addresses to the kernel log."));
    connect(check, &QCheckBox::clicked, this,
            [this, device](bool on) { change(martiansRequest(device, on)); });
    return check;
}

void GatewayPanel::showNat()
{
    const bool on = m_shown.nat != protocol::SourceNat::Off;
    m_nat->setChecked(on);
    m_natRow->setTitle(m_shown.nat == protocol::SourceNat::Snat ? tr("SNAT") : tr("Masquerade"));
    m_natRow->setHint(m_form->summary());
}

// Where it is not known whose packets, the form comes first.
void GatewayPanel::switchNat(bool on)
{
    if (!on) {
        change(natOffRequest());
    } else if (const auto request = m_form->request()) {
        change(*request);
    } else {
        m_nat->setChecked(false);
        m_changeNat->click();
        m_form->complain();
    }
}

// A control that was moved in vain goes back.
void GatewayPanel::change(const protocol::Request& request)
{
    m_ask(this, request, [this](const std::optional<Error>& refusal) {
        setRefusal(*m_refusal, refusal);
        if (refusal)
            showGateway(protocol::GatewayShown(m_shown));
    });
}

} // namespace hookwalk::ui
