// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dock/gatewaypanel.h"

#include "ui/dock/choicebox.h"
#include "ui/dock/dockwidgets.h"
#include "ui/dock/fieldchecks.h"
#include "ui/dock/natform.h"
#include "ui/dock/settingrow.h"

#include <algorithm>
#include <QCheckBox>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace hookwalk::ui
{

namespace
{

const std::string everyDevice = "all";

QString titleOf(const QString& title, const std::string& device)
{
    return device == everyDevice ? title
                                 : QStringLiteral("%1, %2").arg(title, QString::fromStdString(device));
}

Proposal rpFilter(const std::string& device, int value)
{
    return {change::SetRpFilter{device, static_cast<std::uint8_t>(value)}};
}

Proposal logMartians(const std::string& device, bool on)
{
    return {change::SetLogMartians{device, on}};
}

} // namespace

GatewayPanel::GatewayPanel(const Appearance& appearance, ChangeStrip& strip, QWidget* parent)
    : QWidget(parent)
    , m_appearance(appearance)
    , m_strip(strip)
    , m_forwarding(switchBox({}))
    , m_nat(switchBox({}))
    , m_settings(new QVBoxLayout)
    , m_otherNat(sentenceLabel(appearance, &Theme::hint))
{
    m_otherNat->setObjectName(QStringLiteral("otherNat"));
    m_settings->setSpacing(12);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(dockMargin, dockMargin, rightMargin, dockMargin);
    column->setSpacing(12);
    buildForwarding(column);
    buildNat(column);
    column->addLayout(m_settings);
    showGateway({});
}

// The switch changes only when the kernel confirms.
void GatewayPanel::buildForwarding(QVBoxLayout* column)
{
    m_forwarding->setObjectName(QStringLiteral("forwarding"));
    m_forwardingRow = new SettingRow(m_appearance, tr("IP forwarding"), m_forwarding);
    m_forwardingRow->setObjectName(QStringLiteral("forwardingRow"));
    column->addWidget(m_forwardingRow);
    const auto change = [this] { return forwarding(); };
    m_strip.watch(m_forwardingRow, change);
    connect(m_forwarding, &QCheckBox::clicked, this, [this, change] {
        showForwarding();
        m_strip.make(m_forwarding, change);
    });
}

void GatewayPanel::buildNat(QVBoxLayout* column)
{
    m_nat->setObjectName(QStringLiteral("nat"));
    m_natRow = new SettingRow(m_appearance, tr("Masquerade"), m_nat);
    m_natRow->setObjectName(QStringLiteral("natRow"));
    m_changeNat = linkButton(m_appearance, tr("Change…"));
    m_changeNat->setObjectName(QStringLiteral("changeNat"));
    m_changeNat->setAccessibleName(tr("Change the source NAT"));
    m_form = new NatForm(m_appearance, m_strip);
    m_form->setObjectName(QStringLiteral("natForm"));
    m_form->setMake([this] { return translation(); });
    m_form->hide();
    column->addWidget(m_natRow);
    column->addWidget(m_otherNat);
    column->addWidget(m_changeNat, 0, Qt::AlignLeft);
    column->addWidget(m_form);
    const auto change = [this] { return switchNat(); };
    const auto close = [this] {
        m_changeNat->show();
        m_changeNat->setFocus();
        m_form->hide();
        m_form->showInForce(m_shown.nat);
        showNat();
    };
    m_strip.watch(m_natRow, change);
    connect(m_nat, &QCheckBox::clicked, this, [this, change] {
        showNat();
        if (change())
            return m_strip.make(m_nat, change);
        m_changeNat->click(); // where it is not known whose packets, the form comes first
        m_form->complain();
    });
    connect(m_changeNat, &QPushButton::clicked, this, [this] {
        m_form->show();
        m_form->begin();
        m_changeNat->hide();
    });
    connect(m_form, &ChangeForm::done, this, close);
    connect(m_form, &ChangeForm::cancelled, this, close);
}

bool GatewayPanel::forwards() const
{
    return m_shown.forwarding && (!m_hasV6 || m_shown.forwarding6);
}

Proposal GatewayPanel::forwarding() const
{
    return {change::SetForwarding{!forwards(), m_hasV6}};
}

Proposal GatewayPanel::inPlaceOfNat(const change::SetNat& wanted) const
{
    return {wanted, translates() ? std::optional<change::Change>(m_shown.nat) : std::nullopt};
}

std::optional<Proposal> GatewayPanel::switchNat() const
{
    return translates() ? inPlaceOfNat({}) : translation();
}

std::optional<Proposal> GatewayPanel::translation() const
{
    const auto wanted = m_form->change();
    return wanted ? std::optional(inPlaceOfNat(*wanted)) : std::nullopt;
}

void GatewayPanel::setDevice(const protocol::Device* device)
{
    m_device = device ? device->name : std::string();
    m_subnet.clear();
    m_hasV6 = false;
    for (const auto& text : device ? device->addresses : std::vector<std::string>()) {
        const auto network = Network::parse(text);
        if (!network || isLinkLocal(network->address))
            continue;
        const auto subnet = network->subnet();
        if (m_subnet.isEmpty() || (subnet.address.isV4() && m_hasV6))
            m_subnet = toText(subnet);
        m_hasV6 = m_hasV6 || !subnet.address.isV4();
    }
    suggest();
    showForwarding();
    showSettings();
    showNat();
}

void GatewayPanel::setOut(const QString& device)
{
    m_out = device;
    suggest();
    showNat();
}

// What is in force is not pushed aside by what could be.
void GatewayPanel::suggest()
{
    if (!translates())
        m_form->suggest(m_subnet, m_out);
}

void GatewayPanel::showGateway(const protocol::GatewayShown& shown)
{
    m_shown = shown;
    m_form->showInForce(shown.nat);
    suggest();
    setSentence(*m_otherNat, QString::fromStdString(shown.otherNat));
    showForwarding();
    showSettings();
    showNat();
    m_strip.refresh();
}

void GatewayPanel::showForwarding()
{
    m_forwarding->setChecked(forwards());
    QStringList hints;
    for (const auto& shown : m_shown.settings) {
        using enum change::Setting::Kind;
        if (shown.setting.kind == Forwarding4 || (shown.setting.kind == Forwarding6 && m_hasV6))
            hints << hintOf(shown);
    }
    m_forwardingRow->setHint(hints.join(u'\n'));
}

void GatewayPanel::showSettings()
{
    QStringList shownKeys;
    for (const auto& shown : m_shown.settings) {
        const auto& [setting, value, former] = shown;
        const bool wanted = setting.device == everyDevice || setting.device == m_device || !former.empty();
        if (setting.device.empty() || !wanted)
            continue;
        const QString key = QString::fromStdString(setting.key());
        shownKeys << key;
        if (!m_controls.contains(key))
            addSetting(setting);
        QWidget* control = m_controls[key];
        if (auto* box = qobject_cast<ChoiceBox*>(control))
            box->setValue(std::clamp(QString::fromStdString(value).toInt(), 0, 2));
        else if (auto* check = qobject_cast<QCheckBox*>(control))
            check->setChecked(value != "0");
        m_settingRows[key]->setHint(hintOf(shown));
    }
    for (auto row = m_settingRows.cbegin(); row != m_settingRows.cend(); ++row)
        row.value()->setVisible(shownKeys.contains(row.key()));
}

void GatewayPanel::addSetting(const change::Setting& setting)
{
    const bool isFilter = setting.kind == change::Setting::Kind::RpFilter;
    const auto& device = setting.device;
    const QString key = QString::fromStdString(setting.key());
    QWidget* control = isFilter ? rpFilterControl(device) : martiansControl(device);
    auto* row = new SettingRow(m_appearance,
                               titleOf(isFilter ? tr("Reverse path") : tr("Log martians"), device), control);
    row->setObjectName(key);
    m_controls.insert(key, control);
    m_settingRows.insert(key, row);
    m_settings->addWidget(row);
    if (const auto* box = qobject_cast<ChoiceBox*>(control))
        m_strip.watch(row, [box, device] { return rpFilter(device, box->currentIndex()); });
    else if (const auto* check = qobject_cast<QCheckBox*>(control))
        m_strip.watch(row, [check, device] { return logMartians(device, !check->isChecked()); });
}

QWidget* GatewayPanel::rpFilterControl(const std::string& device)
{
    auto* box = new ChoiceBox(rpFilterWords());
    box->setFixedWidth(96);
    box->setToolTip(tr("Drops packets whose source would not be answered by the device they came from "
                       "(RFC 3704). The kernel takes the greater number of this device and of all."));
    const auto chosen = [box, device] { return rpFilter(device, box->currentIndex()); };
    const auto chosenNoMore = [this, box] { m_strip.withdraw(box); };
    connect(box, &ChoiceBox::edited, this, [this, box, chosen, chosenNoMore] {
        box->isEdited() ? m_strip.offer(box, chosen, chosenNoMore) : chosenNoMore();
    });
    connect(box, &ChoiceBox::entered, this,
            [this, box, chosen, chosenNoMore] { m_strip.make(box, chosen, chosenNoMore); });
    connect(box, &ChoiceBox::picked, this, [this, box, device](int value) {
        m_strip.make(box, [device, value] { return rpFilter(device, value); });
    });
    connect(box, &QComboBox::highlighted, this, [this, box, device](int value) {
        m_strip.preview(box, [device, value] { return rpFilter(device, value); });
    });
    connect(&m_strip, &ChangeStrip::left, box, [box](const QWidget* control) {
        if (control == box)
            box->reset();
    });
    return box;
}

QWidget* GatewayPanel::martiansControl(const std::string& device)
{
    auto* check = switchBox({});
    check->setToolTip(tr("Writes packets with impossible addresses to the kernel log."));
    connect(check, &QCheckBox::clicked, this, [this, check, device](bool on) {
        check->setChecked(!on); // until the kernel says so
        m_strip.make(check, [check, device] { return logMartians(device, !check->isChecked()); });
    });
    return check;
}

void GatewayPanel::showNat()
{
    const bool isSnat = m_shown.nat.kind == change::SourceNat::Snat;
    m_nat->setChecked(translates());
    m_natRow->setTitle(isSnat ? tr("SNAT") : tr("Masquerade"));
    m_natRow->setHint(translates() ? natText(m_shown.nat) : natText(m_form->subnet(), m_form->out(), {}));
}

} // namespace hookwalk::ui
