// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dock/createtundialog.h"

#include "ui/dock/accounts.h"
#include "ui/dock/changeform.h"
#include "ui/dock/editrow.h"
#include "ui/dock/fieldchecks.h"

#include <QCheckBox>
#include <QCompleter>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QRadioButton>

namespace hookwalk::ui
{

namespace
{

EditRow* accountRow(const char* name, Account kind, const QString& label, const QString& hint)
{
    auto* row = new EditRow(name, label, [kind](const QString& text) {
        if (text.isEmpty() || accountId(kind, text))
            return QString();
        return kind == Account::User
                   ? CreateTunDialog::tr("There is no user “%1” on this machine.").arg(text)
                   : CreateTunDialog::tr("There is no group “%1” on this machine.").arg(text);
    });
    auto* completer = new QCompleter(accountNames(kind), row->line());
    completer->setFilterMode(Qt::MatchContains);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    row->line()->setCompleter(completer);
    row->setHint(hint);
    return row;
}

std::uint32_t idIn(const EditRow& row, Account kind)
{
    return row.value().isEmpty() ? change::nobody : accountId(kind, row.value()).value_or(change::nobody);
}

} // namespace

CreateTunDialog::CreateTunDialog(const QStringList& taken, const ChangeStrip& dock, QWidget* parent)
    : QDialog(parent)
    , m_name(new EditRow("tunName", tr("Name"),
                         [taken](const QString& text) { return deviceNameProblem(text, taken); }))
    , m_owner(accountRow("tunOwner", Account::User, tr("Owner"),
                         tr("The user who may open it. Empty: only root, or the group.")))
    , m_group(accountRow("tunGroup", Account::Group, tr("Group"), tr("The group that may open it.")))
    , m_tun(new QRadioButton(tr("tun: IP packets")))
    , m_tap(new QRadioButton(tr("tap: Ethernet frames")))
    , m_persistent(new QCheckBox(tr("Stays while no program has it open")))
    , m_strip(dock.another())
    , m_form(new ChangeForm(*m_strip))
{
    setWindowTitle(tr("Create a tun device"));
    m_tap->setObjectName(QStringLiteral("tap"));
    m_persistent->setObjectName(QStringLiteral("persistent"));
    m_name->setValue(freeName(taken));
    m_owner->setValue(ownName());
    m_tun->setChecked(true);
    m_persistent->setChecked(true);

    auto* kinds = new QWidget;
    auto* row = new QHBoxLayout(kinds);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(16);
    row->addWidget(m_tun);
    row->addWidget(m_tap);
    row->addStretch(1);
    m_form->addRow(m_name);
    m_form->addField(kinds);
    m_form->addRow(m_owner);
    m_form->addRow(m_group);
    m_form->addField(m_persistent);
    m_form->setMake([this] {
        const auto wanted = create();
        return wanted ? std::optional(Proposal{*wanted}) : std::nullopt;
    });
    connect(m_tap, &QRadioButton::toggled, m_form, &ChangeForm::refresh);
    connect(m_persistent, &QCheckBox::toggled, m_form, &ChangeForm::refresh);
    connect(m_form, &ChangeForm::done, this, &QDialog::accept);
    connect(m_form, &ChangeForm::cancelled, this, &QDialog::reject);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 16);
    column->setSpacing(16);
    column->addWidget(m_form);
    column->addStretch(1);
    column->addWidget(m_strip);
    setMinimumWidth(400);
    m_name->line()->selectAll();
    m_form->begin();
}

void CreateTunDialog::reject()
{
    if (!m_strip->isWaiting())
        QDialog::reject();
}

QString CreateTunDialog::name() const
{
    return m_name->value();
}

std::optional<change::CreateTun> CreateTunDialog::create() const
{
    if (!m_form->isGood())
        return std::nullopt;
    change::CreateTun create;
    create.name = m_name->value().toStdString();
    create.tap = m_tap->isChecked();
    create.owner = idIn(*m_owner, Account::User);
    create.group = idIn(*m_group, Account::Group);
    create.persistent = m_persistent->isChecked();
    return create;
}

} // namespace hookwalk::ui
