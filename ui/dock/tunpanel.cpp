// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dock/tunpanel.h"

#include "ui/dock/addressrows.h"
#include "ui/dock/changeform.h"
#include "ui/dock/createtundialog.h"
#include "ui/dock/devicelist.h"
#include "ui/dock/dockwidgets.h"
#include "ui/dock/editrow.h"
#include "ui/dock/factrows.h"
#include "ui/dock/fieldchecks.h"
#include "ui/panels/copymenu.h"
#include "ui/panels/iconbutton.h"
#include "ui/panels/panelhead.h"
#include "ui/panels/tintedlabel.h"

#include <algorithm>
#include <QLineEdit>
#include <QPushButton>
#include <QTextDocument>
#include <QVBoxLayout>

namespace hookwalk::ui
{

namespace
{

constexpr int nameRoom = dockWidth - 2 * dockMargin - 104; // beside the longest word of the pill

QStringList addressesOf(const protocol::Device& device)
{
    QStringList addresses;
    for (const auto& address : device.addresses)
        addresses << QString::fromStdString(address);
    return addresses;
}

QLineEdit* mtuEditor()
{
    auto* edit = new QLineEdit;
    edit->setToolTip(TunPanel::tr("The largest packet in bytes. Type another number and press Return."));
    edit->setProperty("kind", QStringLiteral("inRow"));
    edit->setFont(monoFont(12));
    edit->setAlignment(Qt::AlignRight);
    edit->setMaxLength(8);
    edit->setFixedWidth(72);
    return edit;
}

} // namespace

TunPanel::TunPanel(const Appearance& appearance, ChangeStrip& strip, QWidget* parent)
    : QWidget(parent)
    , m_appearance(appearance)
    , m_strip(strip)
    , m_head(new PanelHead(tr("Tun")))
    , m_list(new DeviceList(appearance))
    , m_name(new QLabel)
    , m_nothing(sentenceLabel(&Theme::text2))
    , m_state(new Pill(appearance))
    , m_facts(new QWidget)
    , m_addresses(new AddressRows(appearance, strip, [this](const QString& text) { return removal(text); }))
    , m_ownership(new FactRows(appearance))
    , m_traffic(new FactRows(appearance))
    , m_mtu(new EditRow("mtu", EditRow::Caption::Quiet, tr("MTU"), mtuEditor(), mtuProblem))
{
    m_name->setObjectName(QStringLiteral("tunTitle"));
    m_name->setProperty("kind", QStringLiteral("title"));
    m_name->setTextFormat(Qt::PlainText);
    offerCopy(*m_name);
    m_name->setFont(textFont(18, QFont::DemiBold));
    m_ownership->setObjectName(QStringLiteral("ownership"));
    m_traffic->setObjectName(QStringLiteral("traffic"));

    auto* title = new QHBoxLayout;
    title->addWidget(m_name, 1);
    title->addWidget(m_state);
    auto* facts = new QVBoxLayout(m_facts);
    facts->setContentsMargins(0, 0, 0, 0);
    facts->setSpacing(0);
    facts->addLayout(title);
    facts->addSpacing(8);
    for (QWidget* rows : {static_cast<QWidget*>(m_addresses), static_cast<QWidget*>(m_ownership),
                          static_cast<QWidget*>(m_mtu), static_cast<QWidget*>(m_traffic)})
        facts->addWidget(rows);

    auto* inside = new QVBoxLayout;
    inside->setContentsMargins(dockMargin, 4, rightMargin, dockMargin);
    inside->setSpacing(8);
    inside->addWidget(m_list);
    inside->addWidget(m_nothing);
    inside->addWidget(m_facts);
    buildButtons(inside);
    buildForm(inside);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 8, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_head);
    column->addLayout(inside);

    connect(m_list, &DeviceList::chosen, this, &TunPanel::choose);
    m_mtu->line()->setAccessibleName(tr("MTU in bytes"));
    m_mtu->changeInPlace(strip, [this](const QString& mtu) { return newMtu(mtu); });
    showDevices({});
}

void TunPanel::buildButtons(QVBoxLayout* column)
{
    m_create = new QPushButton(tr("Create…"));
    m_create->setObjectName(QStringLiteral("createTun"));
    m_upDown = new QPushButton;
    m_upDown->setObjectName(QStringLiteral("upDown"));
    m_add = new QPushButton(tr("Add address…"));
    m_add->setObjectName(QStringLiteral("addAddress"));
    m_delete = new IconButton(m_appearance, QStringLiteral("trash"), tr("Delete…"));
    m_delete->setObjectName(QStringLiteral("deleteTun"));
    auto* first = new QHBoxLayout;
    first->setSpacing(8);
    first->addWidget(m_create, 1);
    first->addWidget(m_upDown, 1);
    auto* second = new QHBoxLayout;
    second->setSpacing(8);
    second->addWidget(m_add, 1);
    second->addWidget(m_delete);
    m_use = linkButton(tr("Send pings into it"));
    m_use->setObjectName(QStringLiteral("useTun"));
    m_use->setToolTip(tr("Opens it for the pings of this window. Only one program can have a tun open."));
    column->addLayout(first);
    column->addLayout(second);
    column->addWidget(m_use, 0, Qt::AlignLeft);
    connect(m_use, &QPushButton::clicked, this, [this] { Q_EMIT useAsked(m_shown); });
    connect(m_create, &QPushButton::clicked, this, &TunPanel::createTun);
    const auto upOrDown = [this] { return upDown(); };
    m_strip.watch(m_upDown, upOrDown);
    connect(m_upDown, &QPushButton::clicked, this, [this, upOrDown] { m_strip.make(m_upDown, upOrDown); });
    const auto deleted = [this] { return deletion(); };
    m_strip.watch(m_delete, deleted);
    connect(m_delete, &QToolButton::clicked, this, [this, deleted] { m_strip.make(m_delete, deleted); });
    connect(m_add, &QPushButton::clicked, this, [this] {
        m_addForm->setVisible(m_addForm->isHidden());
        if (m_addForm->isVisible())
            m_addForm->begin();
    });
}

void TunPanel::buildForm(QVBoxLayout* column)
{
    m_address = new EditRow("newAddress", tr("Address and prefix length"), [this](const QString& text) {
        return networkProblem(text, m_addresses->addresses());
    });
    m_address->line()->setPlaceholderText(QStringLiteral("192.0.2.1/24"));
    m_addForm = new ChangeForm(m_strip);
    m_addForm->setObjectName(QStringLiteral("addForm"));
    m_addForm->addRow(m_address);
    m_addForm->setMake([this] { return newAddress(); });
    m_addForm->hide();
    column->addWidget(m_addForm);
    connect(m_addForm, &ChangeForm::done, this, [this] {
        m_address->setValue({});
        m_add->setFocus();
        m_addForm->hide();
    });
    connect(m_addForm, &ChangeForm::cancelled, this, [this] {
        m_add->setFocus();
        m_addForm->hide();
    });
}

std::optional<Proposal> TunPanel::upDown() const
{
    const auto* shown = device();
    return shown ? std::optional(Proposal{change::SetDeviceUp{shown->name, !shown->up}}) : std::nullopt;
}

std::optional<Proposal> TunPanel::newMtu(const QString& mtu) const
{
    const auto* shown = device();
    return shown ? std::optional(Proposal{change::SetDeviceMtu{shown->name, mtu.toUInt()}}) : std::nullopt;
}

std::optional<Proposal> TunPanel::deletion() const
{
    const auto* shown = device();
    return shown && shown->own ? std::optional(Proposal{change::DeleteTun{shown->name}}) : std::nullopt;
}

std::optional<Proposal> TunPanel::removal(const QString& address) const
{
    const auto* shown = device();
    const auto network = networkIn(address);
    return shown && network ? std::optional(Proposal{change::RemoveDeviceAddress{shown->name, *network}})
                            : std::nullopt;
}

std::optional<Proposal> TunPanel::newAddress() const
{
    const auto* shown = device();
    const auto network = networkIn(m_address->value());
    if (!shown || !network || !m_address->isGood())
        return std::nullopt;
    return Proposal{change::AddDeviceAddress{shown->name, *network}};
}

QStringList TunPanel::names() const
{
    QStringList all;
    for (const auto& device : m_devices)
        all << QString::fromStdString(device.name);
    return all;
}

const protocol::Device* TunPanel::device() const
{
    const auto found = std::ranges::find(m_devices, m_shown.toStdString(), &protocol::Device::name);
    return found == m_devices.end() ? nullptr : &*found;
}

void TunPanel::showDevices(const std::vector<protocol::Device>& devices)
{
    m_devices = devices;
    const QStringList all = names();
    const QString before = m_shown;
    if (all.contains(m_wanted))
        m_shown = m_wanted;
    else if (!all.contains(m_shown))
        m_shown = all.value(0);
    if (m_shown != before) {
        m_addForm->hide();
        m_mtu->reset();
        m_strip.rest();
    }
    m_list->show(m_devices, m_shown);
    showDevice();
}

void TunPanel::choose(const QString& name)
{
    m_wanted = name;
    showDevices(std::vector(m_devices));
}

void TunPanel::setInUse(const std::optional<QString>& name)
{
    m_inUse = name;
    showDevice();
}

void TunPanel::showDevice()
{
    const auto* shown = device();
    m_facts->setVisible(shown);
    m_upDown->setVisible(shown);
    m_add->setVisible(shown);
    m_delete->setVisible(shown);
    m_use->setVisible(shown && m_inUse && m_shown != *m_inUse && !shown->tap); // a ping is an IP packet
    setSentence(*m_nothing, shown ? QString() : tr("There is no tun or tap device here yet."));
    if (shown) {
        const DeviceState state = stateOf(*shown);
        m_name->setText(m_name->fontMetrics().elidedText(m_shown, Qt::ElideRight, nameRoom));
        m_name->setToolTip(Qt::convertFromPlainText(m_shown));
        m_name->setAccessibleName(m_shown);
        m_state->setState(state.tone, state.word, state.why);
        m_addresses->show(addressesOf(*shown));
        m_ownership->show(ownershipRows(*shown));
        m_mtu->show(QString::number(shown->mtu));
        m_traffic->show(trafficRows(*shown));
        m_upDown->setText(shown->up ? tr("Set down") : tr("Set up"));
        m_delete->setEnabled(shown->own);
        m_delete->setTip(shown->own ? tr("Delete %1…").arg(m_shown)
                                    : tr("%1 was not made here, so it is not deleted here.").arg(m_shown));
        m_address->checkAgain();
    }
    Q_EMIT deviceShown();
    m_strip.refresh();
}

void TunPanel::createTun()
{
    auto* dialog = new CreateTunDialog(names(), m_strip, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { choose(dialog->name()); });
    dialog->open();
}

} // namespace hookwalk::ui
