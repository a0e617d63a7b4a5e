// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dock/gatewaypanel.h"

#include "ui/dock/dockwidgets.h"
#include "ui/dock/editrow.h"
#include "ui/dock/fieldchecks.h"
#include "ui/dock/natform.h"

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

const std::string everyDevice = "all";

QString titleOf(const QString& title, const std::string& device)
{
    return device == everyDevice ? title
                                 : QStringLiteral("%1, %2").arg(title, QString::fromStdString(device));
}

// As one of the words that there are.
QString shownValue(const change::Setting& setting, const std::string& value)
{
    const int number = QString::fromStdString(value).toInt();
    return QString::number(setting.kind == change::Setting::Kind::RpFilter ? std::clamp(number, 0, 2)
                                                                           : value != "0");
}

EditRow* switchRow(const char* name, const QString& title, const QString& tip = {})
{
    auto* box = switchBox(title);
    box->setToolTip(tip);
    return new EditRow(name, EditRow::Caption::Beside, title, box);
}

QComboBox* rpFilterBox()
{
    auto* box = new QComboBox;
    box->addItems(rpFilterWords());
    box->setFixedWidth(96);
    box->setToolTip(
        GatewayPanel::tr("Drops packets whose source would not be answered by the device they came from "
                         "(RFC 3704). The kernel takes the greater number of this device and of all."));
    return box;
}

} // namespace

GatewayPanel::GatewayPanel(const Appearance& appearance, ChangeStrip& strip, QWidget* parent)
    : QWidget(parent)
    , m_appearance(appearance)
    , m_strip(strip)
    , m_forwarding(switchRow("forwarding", tr("IP forwarding")))
    , m_nat(switchRow("nat", tr("Masquerade")))
    , m_settings(new QVBoxLayout)
    , m_otherNat(sentenceLabel(&Theme::hint))
{
    m_otherNat->setObjectName(QStringLiteral("otherNat"));
    m_settings->setSpacing(12);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(dockMargin, dockMargin, rightMargin, dockMargin);
    column->setSpacing(12);
    column->addWidget(m_forwarding);
    buildNat(column);
    column->addLayout(m_settings);
    m_forwarding->changeInPlace(strip, [this](const QString&) { return forwarding(); });
    showGateway({});
}

void GatewayPanel::buildNat(QVBoxLayout* column)
{
    m_changeNat = linkButton(tr("Change…"));
    m_changeNat->setObjectName(QStringLiteral("changeNat"));
    m_changeNat->setAccessibleName(tr("Change the source NAT"));
    m_form = new NatForm(m_strip, this);
    m_form->setObjectName(QStringLiteral("natForm"));
    m_form->setMake([this] { return translation(); });
    m_form->hide();
    column->addWidget(m_nat);
    column->addWidget(m_otherNat);
    column->addWidget(m_changeNat, 0, Qt::AlignLeft);
    column->addWidget(m_form);
    const auto close = [this] {
        m_changeNat->show();
        m_changeNat->setFocus();
        m_form->hide();
        m_form->showInForce(m_shown.nat);
        showNat();
    };
    m_nat->changeInPlace(m_strip, [this](const QString&) { return switchNat(); });
    connect(m_nat->findChild<QCheckBox*>(), &QCheckBox::clicked, this, [this] {
        if (switchNat())
            return;
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
    QStringList others;
    for (const auto& chain : shown.otherNat)
        others << QString::fromStdString(chain);
    setSentence(*m_otherNat, others.isEmpty() ? QString()
                                              : tr("Other rules rewrite sources, too, and come first: %1.")
                                                    .arg(others.join(QStringLiteral(", "))));
    showForwarding();
    showSettings();
    showNat();
    m_strip.refresh();
}

void GatewayPanel::showForwarding()
{
    m_forwarding->show(QString::number(forwards()));
    QStringList hints;
    for (const auto& shown : m_shown.settings) {
        using enum change::Setting::Kind;
        if (shown.setting.kind == Forwarding4 || (shown.setting.kind == Forwarding6 && m_hasV6))
            hints << hintOf(shown);
    }
    m_forwarding->setHint(hints.join(u'\n'));
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
        if (!m_settingRows.contains(key))
            addSetting(setting);
        m_settingRows[key]->show(shownValue(setting, value));
        m_settingRows[key]->setHint(hintOf(shown));
    }
    for (auto row = m_settingRows.cbegin(); row != m_settingRows.cend(); ++row)
        row.value()->setVisible(shownKeys.contains(row.key()));
}

void GatewayPanel::addSetting(const change::Setting& setting)
{
    const std::string key = setting.key(), &device = setting.device;
    EditRow* row;
    if (setting.kind == change::Setting::Kind::RpFilter) {
        row = new EditRow(key.c_str(), EditRow::Caption::Beside, titleOf(tr("Reverse path"), device),
                          rpFilterBox());
        row->changeInPlace(m_strip, [device](const QString& value) {
            return Proposal{change::SetRpFilter{device, static_cast<std::uint8_t>(value.toUInt())}};
        });
    } else {
        row = switchRow(key.c_str(), titleOf(tr("Log martians"), device),
                        tr("Writes packets with impossible addresses to the kernel log."));
        row->changeInPlace(m_strip, [device](const QString& value) {
            return Proposal{change::SetLogMartians{device, value == u'1'}};
        });
    }
    m_settingRows.insert(row->objectName(), row);
    m_settings->addWidget(row);
}

void GatewayPanel::showNat()
{
    const bool isSnat = m_shown.nat.kind == change::SourceNat::Snat;
    m_nat->show(QString::number(translates()));
    m_nat->setCaption(isSnat ? tr("SNAT") : tr("Masquerade"));
    m_nat->setHint(translates() ? natText(m_shown.nat) : natText(m_form->subnet(), m_form->out(), {}));
}

} // namespace hookwalk::ui
