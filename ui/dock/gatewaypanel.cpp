#include "ui/dock/gatewaypanel.h"

#include "ui/dock/choicebox.h"
#include "ui/dock/fieldchecks.h"
#include "ui/dock/gatewaychanges.h"
#include "ui/dock/natform.h"
#include "ui/dock/pieces.h"
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

const QString forwardingKey = QStringLiteral("net.ipv4.ip_forward");
const QString forwardingKey6 = QStringLiteral("net.ipv6.conf.all.forwarding");
const QString rpFilterName = QStringLiteral("rp_filter");
const QString martiansName = QStringLiteral("log_martians");
const QString everyDevice = QStringLiteral("all");

QString titleOf(const QString& title, const QString& device)
{
    return device == everyDevice ? title : QStringLiteral("%1, %2").arg(title, device);
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

// A switch keeps the kernel's value until that is another one.
void GatewayPanel::buildForwarding(QVBoxLayout* column)
{
    m_forwarding->setObjectName(QStringLiteral("forwarding"));
    m_forwardingRow = new SettingRow(m_appearance, tr("IP forwarding"), m_forwarding);
    m_forwardingRow->setObjectName(QStringLiteral("forwardingRow"));
    column->addWidget(m_forwardingRow);
    const auto change = [this] { return forwardingChange(); };
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
    const auto change = [this] { return natChange(); };
    const auto close = [this] {
        m_changeNat->show();
        m_changeNat->setFocus();
        m_form->hide();
        m_form->showInForce(m_shown);
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
    return m_shown.forwarding && (m_subnet6.isNull() || m_shown.forwarding6);
}

Change GatewayPanel::forwardingChange() const
{
    return ui::forwardingChange(!forwards(), m_subnet6);
}

std::optional<Change> GatewayPanel::natChange() const
{
    const auto now = natInForce(m_shown);
    if (!now)
        return translation();
    return natOffChange(*now);
}

std::optional<Change> GatewayPanel::translation() const
{
    const auto wanted = m_form->request();
    if (!wanted)
        return std::nullopt;
    return ui::natChange(*wanted, natInForce(m_shown));
}

void GatewayPanel::setDevice(const protocol::Device* device)
{
    m_device = device ? QString::fromStdString(device->name) : QString();
    m_subnet.clear();
    m_subnet6 = {};
    for (const auto& text : device ? device->addresses : std::vector<std::string>()) {
        const auto network = networkIn(QString::fromStdString(text));
        if (!network || isLinkLocal(network->address))
            continue;
        const auto subnet = network->subnet();
        if (m_subnet.isEmpty() || (subnet.address.isV4() && !m_subnet6.isNull()))
            m_subnet = toText(subnet);
        if (!subnet.address.isV4())
            m_subnet6 = subnet.address;
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
    m_form->showInForce(shown);
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
    KernelSetting four{forwardingKey, QString::number(m_shown.forwarding), {}};
    KernelSetting six{forwardingKey6, QString::number(m_shown.forwarding6), {}};
    for (const KernelSetting& setting : settingsOf(m_shown)) {
        for (KernelSetting* known : {&four, &six}) {
            if (known->key == setting.key)
                *known = setting;
        }
    }
    m_forwardingRow->setHint(m_subnet6.isNull() ? four.hint() : four.hint() + u'\n' + six.hint());
}

void GatewayPanel::showSettings()
{
    QStringList shownKeys;
    for (const KernelSetting& setting : settingsOf(m_shown)) {
        const bool known = setting.name() == rpFilterName || setting.name() == martiansName;
        const QString device = setting.device();
        const bool wanted = device == everyDevice || device == m_device || !setting.was.isEmpty();
        if (!known || device.isEmpty() || !wanted)
            continue;
        shownKeys << setting.key;
        if (!m_controls.contains(setting.key))
            addSetting(setting);
        QWidget* control = m_controls[setting.key];
        if (auto* box = qobject_cast<ChoiceBox*>(control))
            box->setValue(std::clamp(setting.value.toInt(), 0, 2));
        else if (auto* check = qobject_cast<QCheckBox*>(control))
            check->setChecked(setting.value != QLatin1String("0"));
        m_settingRows[setting.key]->setHint(setting.hint());
    }
    for (auto row = m_settingRows.cbegin(); row != m_settingRows.cend(); ++row)
        row.value()->setVisible(shownKeys.contains(row.key()));
}

void GatewayPanel::addSetting(const KernelSetting& setting)
{
    const bool isFilter = setting.name() == rpFilterName;
    const QString device = setting.device();
    QWidget* control = isFilter ? rpFilterControl(device) : martiansControl(device);
    auto* row = new SettingRow(m_appearance,
                               titleOf(isFilter ? tr("Reverse path") : tr("Log martians"), device), control);
    row->setObjectName(setting.key);
    m_controls.insert(setting.key, control);
    m_settingRows.insert(setting.key, row);
    m_settings->addWidget(row);
    if (const auto* box = qobject_cast<ChoiceBox*>(control))
        m_strip.watch(row, [box, device] { return rpFilterChange(device, box->currentIndex()); });
    else if (const auto* check = qobject_cast<QCheckBox*>(control))
        m_strip.watch(row, [check, device] { return martiansChange(device, !check->isChecked()); });
}

QWidget* GatewayPanel::rpFilterControl(const QString& device)
{
    auto* box = new ChoiceBox(rpFilterWords());
    box->setFixedWidth(96);
    box->setToolTip(tr("Drops packets whose source would not be answered by the device they came from "
                       "(RFC 3704). The kernel takes the greater number of this device and of all."));
    const auto chosen = [box, device] { return rpFilterChange(device, box->currentIndex()); };
    const auto chosenNoMore = [this, box] { m_strip.withdraw(box); };
    connect(box, &ChoiceBox::edited, this, [this, box, chosen, chosenNoMore] {
        box->isEdited() ? m_strip.offer(box, chosen, chosenNoMore) : chosenNoMore();
    });
    connect(box, &ChoiceBox::entered, this,
            [this, box, chosen, chosenNoMore] { m_strip.make(box, chosen, chosenNoMore); });
    connect(box, &ChoiceBox::picked, this, [this, box, device](int value) {
        m_strip.make(box, [device, value] { return rpFilterChange(device, value); });
    });
    connect(box, &QComboBox::highlighted, this, [this, box, device](int value) {
        m_strip.preview(box, [device, value] { return rpFilterChange(device, value); });
    });
    connect(&m_strip, &ChangeStrip::left, box, [box](const QWidget* control) {
        if (control == box)
            box->reset();
    });
    return box;
}

QWidget* GatewayPanel::martiansControl(const QString& device)
{
    auto* check = switchBox({});
    check->setToolTip(tr("Writes packets with impossible addresses to the kernel log."));
    connect(check, &QCheckBox::clicked, this, [this, check, device](bool on) {
        check->setChecked(!on); // until the kernel says so
        m_strip.make(check, [check, device] { return martiansChange(device, !check->isChecked()); });
    });
    return check;
}

void GatewayPanel::showNat()
{
    const bool isSnat = m_shown.nat == protocol::SourceNat::Snat;
    m_nat->setChecked(translates());
    m_natRow->setTitle(isSnat ? tr("SNAT") : tr("Masquerade"));
    m_natRow->setHint(translates()
                          ? natText(QString::fromStdString(m_shown.subnet),
                                    QString::fromStdString(m_shown.out), QString::fromStdString(m_shown.snat))
                          : natText(m_form->subnet(), m_form->out(), {}));
}

} // namespace hookwalk::ui
